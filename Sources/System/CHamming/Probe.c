#include "Kernels.h"

// Far enough ahead that a line is there when it is needed, near enough that it still is.
#define RUNS_AHEAD 24
#define POSITIONS_AHEAD 24

// Writes every position and steps on where it passes: which one does cannot be
// foretold, so a branch would be missed half the time.
SHARED size_t filter_runs(
    const uint32_t *postings, const hamming_run *runs, size_t count, size_t known,
    uint32_t *positions) {
    size_t found = 0;
    for (size_t index = 0; index < count; index++) {
        if (index + RUNS_AHEAD < known) {
            __builtin_prefetch(postings + runs[index + RUNS_AHEAD].start);
            __builtin_prefetch(postings + runs[index + RUNS_AHEAD].end - 1);
        }
        hamming_run run = runs[index];
        for (uint32_t place = run.start; place < run.end; place++) {
            uint32_t changed = (postings[place] ^ run.signature) & 0xff;
            positions[found] = postings[place] >> 8;
            found += (uint32_t)__builtin_popcount(changed) <= run.limit;
        }
    }
    return found;
}

SHARED size_t verify_positions(
    const uint64_t *query, const uint64_t *hashes, const uint32_t *positions, size_t count,
    size_t known, uint32_t radius, hamming_match *matches) {
    size_t found = 0;
    for (size_t index = 0; index < count; index++) {
        if (index + POSITIONS_AHEAD < known) {
            __builtin_prefetch(hashes + 4 * (size_t)positions[index + POSITIONS_AHEAD]);
        }
        uint32_t position = positions[index];
        uint32_t distance = distance_between(query, hashes + 4 * (size_t)position);
        if (__builtin_expect(distance <= radius, 0)) {
            matches[found++] = (hamming_match){position, distance};
        }
    }
    return found;
}

#if defined(__x86_64__)
WITH_POPCNT static size_t filter_popcnt(
    const uint32_t *postings, const hamming_run *runs, size_t count, size_t known,
    uint32_t *positions) {
    return filter_runs(postings, runs, count, known, positions);
}

WITH_POPCNT static size_t verify_popcnt(
    const uint64_t *query, const uint64_t *hashes, const uint32_t *positions, size_t count,
    size_t known, uint32_t radius, hamming_match *matches) {
    return verify_positions(query, hashes, positions, count, known, radius, matches);
}
#endif

size_t hamming_filter(
    hamming_kernel kernel, const uint32_t *postings, const hamming_run *runs, size_t count,
    size_t known, uint32_t *positions) {
#if defined(__x86_64__)
    if (kernel != HAMMING_PORTABLE) {
        return filter_popcnt(postings, runs, count, known, positions);
    }
#endif
    (void)kernel;
    return filter_runs(postings, runs, count, known, positions);
}

size_t hamming_verify(
    hamming_kernel kernel, const void *query, const void *hashes, const uint32_t *positions,
    size_t count, size_t known, uint32_t radius, hamming_match *matches) {
#if defined(__x86_64__)
    if (kernel != HAMMING_PORTABLE) {
        return verify_popcnt(query, hashes, positions, count, known, radius, matches);
    }
#endif
    (void)kernel;
    return verify_positions(query, hashes, positions, count, known, radius, matches);
}
