"""Compares marked copies with their originals: pages, sizes, words, pixels outside the mark.

usage: marking_check.py MARK [ORIGINAL COPY]...

The mark is one word along the lower edge of the pages. Words are pdftotext's; pages are drawn
by pdftoppm at 72 dpi and compared above their lowest sixth, or lowest 60 points. A program that takes longer than a
minute for the original leaves that comparison out.
"""

import collections
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
from PIL import Image

SECONDS = 60
PAGES = 40
# Points that the mark takes at least.
FOOTER = 60


def output(*command):
    try:
        run = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        return run.stdout if run.returncode == 0 else None
    except subprocess.TimeoutExpired:
        return None


def sizes(path):
    lines = (output("pdfinfo", "-l", "100000", path) or b"").decode("utf-8", "replace")
    return [line.split(":")[1].split("(")[0].strip()
            for line in lines.splitlines() if line.startswith("Page ") and " size:" in line]


def words(path, mark):
    text = output("pdftotext", "-l", str(PAGES), path, "-")
    if text is None:
        return None
    return collections.Counter(word for word in text.decode("utf-8").split() if word != mark)


def pictures(path, folder):
    if output("pdftoppm", "-cropbox", "-r", "72", "-l", str(PAGES), path, f"{folder}/p") is None:
        return None
    return [numpy.asarray(Image.open(file).convert("RGB"), dtype=numpy.int16)
            for file in sorted(pathlib.Path(folder).glob("p*.ppm"))]


def difference(original, copy):
    """The largest mean difference of a page outside the mark, of 255, and how many lack it."""
    with tempfile.TemporaryDirectory() as before, tempfile.TemporaryDirectory() as after:
        pages, copies = pictures(original, before), pictures(copy, after)
    if pages is None or copies is None:
        return None, None
    largest, unmarked = 0.0, abs(len(pages) - len(copies))
    for page, marked in zip(pages, copies):
        if page.shape != marked.shape:
            return 255.0, unmarked
        edge = min(page.shape[0] * 5 // 6, page.shape[0] - FOOTER)
        if edge > 0:
            largest = max(largest, float(numpy.abs(page[:edge] - marked[:edge]).mean()))
        unmarked += not bool((page[max(edge, 0):] != marked[max(edge, 0):]).any())
    return largest, unmarked


def check(mark, original, copy):
    before, after = words(original, mark), words(copy, mark)
    lost = None
    if before is not None and after is not None:
        lost = sum((before - after).values()) + sum((after - before).values())
    mean, unmarked = difference(original, copy)
    return {
        "pages": len(sizes(original)), "sameSizes": sizes(original) == sizes(copy),
        "words": sum(before.values()) if before else 0, "otherWords": lost,
        "difference": mean, "unmarked": unmarked,
    }


if __name__ == "__main__":
    pairs = sys.argv[2:]
    print(json.dumps([check(sys.argv[1], original, copy)
                      for original, copy in zip(pairs[::2], pairs[1::2])]))
