#include "CHamming.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static uint32_t chunk_of(const uint64_t *hash, unsigned chunk) {
    return (uint32_t)(hash[chunk / 4] >> (16 * (chunk % 4))) & 0xffff;
}

// A counting sort. The first pass leaves in offsets[k + 1] where bucket k starts; the
// second moves it on with every posting, so that it ends as where bucket k + 1 starts.
void hamming_file_chunk(
    const void *hashes, size_t count, unsigned chunk, unsigned key_bits,
    uint32_t *offsets, uint32_t *postings) {
    const uint64_t *words = hashes;
    const size_t buckets = (size_t)1 << key_bits;
    const unsigned shift = 16 - key_bits, next = (chunk + 1) % 16;
    memset(offsets, 0, (buckets + 1) * sizeof *offsets);
    for (size_t position = 0; position < count; position++) {
        offsets[chunk_of(words + 4 * position, chunk) >> shift]++;
    }
    uint32_t start = 0;
    for (size_t bucket = 0; bucket <= buckets; bucket++) {
        uint32_t size = offsets[bucket];
        offsets[bucket] = start;
        start += size;
    }
    memmove(offsets + 1, offsets, buckets * sizeof *offsets);
    for (size_t position = 0; position < count; position++) {
        const uint64_t *hash = words + 4 * position;
        uint32_t place = offsets[(chunk_of(hash, chunk) >> shift) + 1]++;
        postings[place] = (uint32_t)position << 8 | (chunk_of(hash, next) & 0xff);
    }
}

void *hamming_allocate(size_t bytes) {
    const size_t large_page = (size_t)2 << 20;
    void *memory = NULL;
    size_t alignment = bytes < large_page ? 64 : large_page;
    if (posix_memalign(&memory, alignment, bytes) != 0) return NULL;
#ifdef MADV_HUGEPAGE
    if (bytes >= large_page) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
    return memory;
}
