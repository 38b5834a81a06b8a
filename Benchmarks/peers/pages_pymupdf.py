"""Text and a grey picture of 256 pixels by PyMuPDF, hashes by ImageHash.

usage: pages_pymupdf.py FILE...
"""

import imagehash
import pymupdf
from PIL import Image

import page_ranges

LONGEST_SIDE = 256

pymupdf.TOOLS.mupdf_display_errors(False)


def read_range(path, first, last):
    with pymupdf.open(path) as document:
        last = min(last, document.page_count)
        for number in range(first - 1, last):
            page = document[number]
            page.get_text()
            imagehash.phash(picture(page))
    return last - first + 1


def picture(page):
    scale = LONGEST_SIDE / max(page.rect.width, page.rect.height, 1)
    pixels = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False)
    return Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)


def warm_up():
    imagehash.phash(Image.new("L", (64, 64)))


if __name__ == "__main__":
    page_ranges.measure("PyMuPDF + ImageHash", read_range, warm_up)
