#include "Kernels.h"

static size_t scan_portable(
    const uint64_t *query, const uint64_t *hashes, size_t count, uint32_t radius,
    hamming_match *matches) {
    return scan_hashes(query, hashes, 0, count, radius, matches);
}

#if defined(__x86_64__)
WITH_POPCNT static size_t scan_popcnt(
    const uint64_t *query, const uint64_t *hashes, size_t count, uint32_t radius,
    hamming_match *matches) {
    return scan_hashes(query, hashes, 0, count, radius, matches);
}
#endif

size_t hamming_scan(
    hamming_kernel kernel, const void *query, const void *hashes, size_t count,
    uint32_t radius, hamming_match *matches) {
#if defined(__x86_64__)
    if (kernel == HAMMING_AVX2) {
        return hamming_scan_avx2(query, hashes, count, radius, matches);
    }
    if (kernel == HAMMING_POPCNT) return scan_popcnt(query, hashes, count, radius, matches);
#endif
    (void)kernel;
    return scan_portable(query, hashes, count, radius, matches);
}

bool hamming_kernel_runs(hamming_kernel kernel) {
#if defined(__x86_64__)
    if (kernel == HAMMING_AVX2) return __builtin_cpu_supports("avx2");
    if (kernel == HAMMING_POPCNT) return __builtin_cpu_supports("popcnt");
#endif
    return kernel == HAMMING_PORTABLE;
}
