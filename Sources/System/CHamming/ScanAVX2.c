// The bit count by table look-up in registers: W. Mula, N. Kurz, D. Lemire, "Faster
// Population Counts Using AVX2 Instructions", The Computer Journal 61 (2018). Their
// Harley-Seal step adds up over long arrays and is of no use for 32 bytes.

#include "Kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define WITH_AVX2 __attribute__((target("avx2,popcnt")))

// The set bits of each of the four words.
WITH_AVX2 SHARED __m256i counts_of_words(__m256i bits) {
    const __m256i counts = _mm256_setr_epi8(
        0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4,
        0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
    const __m256i nibble = _mm256_set1_epi8(15);
    __m256i low = _mm256_and_si256(bits, nibble);
    __m256i high = _mm256_and_si256(_mm256_srli_epi16(bits, 4), nibble);
    __m256i sums = _mm256_add_epi8(
        _mm256_shuffle_epi8(counts, low), _mm256_shuffle_epi8(counts, high));
    return _mm256_sad_epu8(sums, _mm256_setzero_si256());
}

WITH_AVX2 SHARED __m256i counts_at(__m256i query, const uint64_t *hash) {
    return counts_of_words(_mm256_xor_si256(query, _mm256_loadu_si256((const __m256i *)hash)));
}

// The distances of four hashes, 16 bits each.
WITH_AVX2 SHARED __m128i distances_of_four(__m256i query, const uint64_t *hashes) {
    __m256i sums = _mm256_or_si256(
        _mm256_or_si256(
            counts_at(query, hashes), _mm256_slli_epi64(counts_at(query, hashes + 4), 16)),
        _mm256_or_si256(
            _mm256_slli_epi64(counts_at(query, hashes + 8), 32),
            _mm256_slli_epi64(counts_at(query, hashes + 12), 48)));
    __m128i halves = _mm_add_epi16(
        _mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
    return _mm_add_epi16(halves, _mm_unpackhi_epi64(halves, halves));
}

// How far ahead hashes are fetched: 4 KiB, because the processor itself fetches ahead no
// further than to the end of a page.
#define HASHES_AHEAD 128

WITH_AVX2 size_t hamming_scan_avx2(
    const uint64_t *query, const uint64_t *hashes, size_t count, uint32_t radius,
    hamming_match *matches) {
    const __m256i sought = _mm256_loadu_si256((const __m256i *)query);
    const __m128i beyond = _mm_set1_epi16((short)(radius + 1));
    size_t found = 0, position = 0;
    for (; position + 4 <= count; position += 4) {
        __builtin_prefetch(hashes + 4 * (position + HASHES_AHEAD));
        __builtin_prefetch(hashes + 4 * (position + HASHES_AHEAD + 2));
        __m128i distances = distances_of_four(sought, hashes + 4 * position);
        int near = _mm_movemask_epi8(_mm_cmplt_epi16(distances, beyond)) & 0xff;
        if (__builtin_expect(near == 0, 1)) continue;
        uint64_t four = (uint64_t)_mm_cvtsi128_si64(distances);
        for (size_t lane = 0; lane < 4; lane++, four >>= 16) {
            if ((four & 0xffff) > radius) continue;
            matches[found++] = (hamming_match){
                (uint32_t)(position + lane), (uint32_t)(four & 0xffff)};
        }
    }
    return found + scan_hashes(query, hashes, position, count, radius, matches + found);
}
#endif
