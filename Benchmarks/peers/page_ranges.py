"""Runs a peer over page ranges of PDF files on two warm processes.

The clock is set in the peer's favour. It does not run while the interpreters
start, modules are imported, a first hash is made (scipy loads on that), the
files are read into the page cache and pages are counted to plan the ranges. It
does run while documents are opened, pages are read and results come back.
"""

import json
import multiprocessing
import subprocess
import sys
import time

PROCESSES = 2
LONG_DOCUMENT = 8
LONGEST_RANGE = 64


def measure(peer, read_range, warm_up):
    """Prints one line of JSON about `read_range` over the files of the command line.

    `read_range(path, first, last)` reads the pages first...last, counted from 1,
    and returns how many it has read; what it raises makes the range `failed`.
    """
    if len(sys.argv) < 2:
        sys.exit(f"error: no files\nusage: {sys.argv[0]} FILE...")
    ranges = plan(sys.argv[1:])
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(PROCESSES + 1)
    with context.Pool(PROCESSES, _start, (read_range, warm_up, ready)) as pool:
        ready.wait()
        start = time.perf_counter()
        counts = list(pool.imap_unordered(_read, ranges))
        seconds = time.perf_counter() - start
    pages = sum(count for count in counts if count is not None)
    print(json.dumps({
        "peer": peer,
        "pages": pages,
        "failed": counts.count(None),
        "seconds": round(seconds, 3),
        "pages_per_second": round(pages / seconds, 1),
    }))


def plan(paths):
    """The ranges (path, first, last) to read, longest first.

    A long document is cut into equal ranges, at least one for each process, so
    that all are busy to the end and no range holds many pictures at once.
    """
    ranges = []
    for path in paths:
        with open(path, "rb") as file:
            while file.read(1 << 20):
                pass
        pages = page_count(path)
        pieces = 1 if pages < LONG_DOCUMENT else max(PROCESSES, -(-pages // LONGEST_RANGE))
        edges = [pages * piece // pieces for piece in range(pieces + 1)]
        ranges += [(path, first + 1, last) for first, last in zip(edges, edges[1:])]
    return sorted(ranges, key=lambda item: item[1] - item[2])


def page_count(path):
    """The number of pages, or 1 where it cannot be told: reading it will say why."""
    answer = subprocess.run(["pdfinfo", path], capture_output=True, check=False)
    for line in answer.stdout.splitlines():
        if line.startswith(b"Pages:"):
            return max(1, int(line.split()[1]))
    return 1


def _start(read_range, warm_up, ready):
    global _read_range
    _read_range = read_range
    warm_up()
    ready.wait()


def _read(item):
    try:
        return _read_range(*item)
    except Exception:
        return None
