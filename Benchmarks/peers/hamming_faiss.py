"""Range search of 256-bit hashes by FAISS, IndexBinaryFlat.

usage: hamming_faiss.py HASHES QUERIES RADIUS RESULTS

HASHES and QUERIES hold 32 bytes a hash. RESULTS receives, as 64-bit integers, the
number of matches of each query, then all labels, then all distances. The clock
runs during the searches alone: of all queries in one call, which is what FAISS
spreads over its threads, and of single queries one after the other.
"""

import json
import os
import sys
import time

import faiss
import numpy

SINGLE_QUERIES = 50


def hashes_of(path):
    return numpy.fromfile(path, dtype=numpy.uint8).reshape(-1, 32)


def main(hashes, queries, radius, results):
    faiss.omp_set_num_threads(os.cpu_count())
    index = faiss.IndexBinaryFlat(256)
    index.add(hashes_of(hashes))
    queries = hashes_of(queries)
    # FAISS finds what is nearer than the radius, not what is at it.
    beyond = int(radius) + 1
    index.range_search(queries[:2], beyond)
    start = time.perf_counter()
    limits, distances, labels = index.range_search(queries, beyond)
    together = time.perf_counter() - start
    single = []
    for query in queries[:SINGLE_QUERIES]:
        start = time.perf_counter()
        index.range_search(query[None], beyond)
        single.append(time.perf_counter() - start)
    with open(results, "wb") as file:
        for numbers in (numpy.diff(limits.astype(numpy.int64)), labels, distances):
            file.write(numbers.astype("<i8").tobytes())
    print(json.dumps({
        "together_ms": together / len(queries) * 1000,
        "single_ms": float(numpy.median(single)) * 1000,
    }))


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(f"usage: {sys.argv[0]} HASHES QUERIES RADIUS RESULTS")
    main(*sys.argv[1:])
