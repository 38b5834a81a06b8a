// The inner loops of the Hamming index, each in one version a kind of processor.
//
// A hash is 32 bytes, read as four 64-bit words. Chunk c (0 to 15) of a hash is
// bits 16 * (c % 4) to 16 * (c % 4) + 15 of word c / 4. A posting is a position
// in its upper 24 bits and the lower 8 bits of the following chunk in its lower 8.

#ifndef CHAMMING_H
#define CHAMMING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How bits are counted.
typedef enum {
    HAMMING_PORTABLE,
    HAMMING_POPCNT,
    HAMMING_AVX2,
} hamming_kernel;

// A hash within the radius.
typedef struct {
    uint32_t position;
    uint32_t distance;
} hamming_match;

// A bucket to look through: postings from `start` up to `end`, of which those pass
// whose lower 8 bits are at most `limit` bits from `signature`.
typedef struct {
    uint32_t start;
    uint32_t end;
    uint32_t signature;
    uint32_t limit;
} hamming_run;

// Whether this processor has what a kernel needs.
bool hamming_kernel_runs(hamming_kernel kernel);

// Compares with every hash; `matches` has room for `count`. Positions count from
// the first hash. Returns how many matches there are, in order of position.
size_t hamming_scan(
    hamming_kernel kernel, const void *query, const void *hashes, size_t count,
    uint32_t radius, hamming_match *matches);

// Writes the positions of the postings that pass, run by run; `positions` has room
// for all of them and one more. Looks through `count` runs, none of them empty, and
// fetches ahead what the first `known` will need. Returns the number written.
size_t hamming_filter(
    hamming_kernel kernel, const uint32_t *postings, const hamming_run *runs,
    size_t count, size_t known, uint32_t *positions);

// Compares with the hashes at the first `count` of `positions`, fetching ahead what
// the first `known` will need; `matches` has room for `count`. Returns how many
// matches there are, in the order of `positions`.
size_t hamming_verify(
    hamming_kernel kernel, const void *query, const void *hashes,
    const uint32_t *positions, size_t count, size_t known, uint32_t radius,
    hamming_match *matches);

// Sorts the positions of `count` hashes (below 2^24) into the 2^key_bits buckets
// that the upper `key_bits` bits of chunk `chunk` name. Bucket k is `postings` from
// offsets[k] up to offsets[k + 1], in order of position.
void hamming_file_chunk(
    const void *hashes, size_t count, unsigned chunk, unsigned key_bits,
    uint32_t *offsets, uint32_t *postings);

// Memory of its own pages, large pages where the system has them, for `free`.
// Returns NULL when there is none.
void *hamming_allocate(size_t bytes);

#endif
