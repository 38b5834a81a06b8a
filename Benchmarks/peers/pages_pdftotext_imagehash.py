"""Text by pdftotext, pictures by pdf2image at 72 dpi, hashes by ImageHash.

usage: pages_pdftotext_imagehash.py FILE...
"""

import subprocess

import imagehash
import pdf2image
from PIL import Image

import page_ranges


def read_range(path, first, last):
    subprocess.run(
        ["pdftotext", "-q", "-f", str(first), "-l", str(last), path, "-"],
        check=True, stdout=subprocess.PIPE)
    pictures = pdf2image.convert_from_path(
        path, dpi=72, first_page=first, last_page=last)
    return len([imagehash.phash(picture) for picture in pictures])


def warm_up():
    imagehash.phash(Image.new("RGB", (64, 64)))


if __name__ == "__main__":
    page_ranges.measure("pdftotext + pdf2image + ImageHash", read_range, warm_up)
