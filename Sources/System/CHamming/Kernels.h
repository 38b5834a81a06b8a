// What the kernels share. Each loop is written once and inlined into a function a
// kind of processor, where the compiler may use that processor's instructions.

#ifndef KERNELS_H
#define KERNELS_H

#include "CHamming.h"

#define SHARED static inline __attribute__((always_inline))

#if defined(__x86_64__)
#define WITH_POPCNT __attribute__((target("popcnt")))
size_t hamming_scan_avx2(
    const uint64_t *query, const uint64_t *hashes, size_t count, uint32_t radius,
    hamming_match *matches);
#endif

SHARED uint32_t distance_between(const uint64_t *left, const uint64_t *right) {
    return (uint32_t)(
        __builtin_popcountll(left[0] ^ right[0]) + __builtin_popcountll(left[1] ^ right[1])
        + __builtin_popcountll(left[2] ^ right[2]) + __builtin_popcountll(left[3] ^ right[3]));
}

// Matches are rare: a branch that is hardly ever taken beats a store each time.
SHARED size_t scan_hashes(
    const uint64_t *query, const uint64_t *hashes, size_t first, size_t count,
    uint32_t radius, hamming_match *matches) {
    size_t found = 0;
    for (size_t position = first; position < count; position++) {
        uint32_t distance = distance_between(query, hashes + 4 * position);
        if (__builtin_expect(distance <= radius, 0)) {
            matches[found++] = (hamming_match){(uint32_t)position, distance};
        }
    }
    return found;
}

#endif
