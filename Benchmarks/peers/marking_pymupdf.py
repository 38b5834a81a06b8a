"""A line of text on every page with PyMuPDF's insert_text.

usage: marking_pymupdf.py ORIGINAL COPY
"""

import json
import sys
import time

import pymupdf

pymupdf.TOOLS.mupdf_display_errors(False)


def main(original, copy):
    start = time.perf_counter()
    with pymupdf.open(original) as document:
        for page in document:
            page.insert_text(
                (72, page.rect.height / 2), "Ada Lovelace", fontsize=36, fill_opacity=0.25)
        document.save(copy)
    print(json.dumps({"seconds": time.perf_counter() - start}))


if __name__ == "__main__":
    main(*sys.argv[1:])
