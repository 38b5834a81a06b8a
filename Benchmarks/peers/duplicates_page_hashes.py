"""Documents compared by the hashes of their pages: ImageHash phash and dhash, PDQ.

usage: duplicates_page_hashes.py FOLDER OUTPUT

All 256 bits, of pages rendered in grey by PyMuPDF with a longest side of 512 pixels.
The likeness of two pages is 1 - distance / 128, at least 0; that of two documents is
the best sum over pages aligned in order, over the page count of the larger document
("all") or of the smaller one ("part"). Writes OUTPUT-HASH-all and OUTPUT-HASH-part
for the evaluator and prints a line of JSON with their paths.
"""

import json
import sys
from pathlib import Path

import imagehash
import numpy
import pdqhash
import pymupdf
from PIL import Image

LONGEST_SIDE = 512
LEAST_SCORE = 0.05

pymupdf.TOOLS.mupdf_display_errors(False)


def pictures(path):
    with pymupdf.open(path) as document:
        for page in document:
            scale = LONGEST_SIDE / max(page.rect.width, page.rect.height, 1)
            pixels = page.get_pixmap(
                matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False)
            yield Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)


def pdq(picture):
    bits, _ = pdqhash.compute(numpy.asarray(picture.convert("RGB")))
    return bits


HASHES = {
    "phash": lambda picture: imagehash.phash(picture, hash_size=16).hash,
    "dhash": lambda picture: imagehash.dhash(picture, hash_size=16).hash,
    "pdq": pdq,
}


def packed(bits):
    """256 bits as plus and minus one: a product of two counts the bits that differ."""
    return numpy.asarray(bits, dtype=numpy.float32).reshape(-1) * 2 - 1


def chain(likeness):
    """The best sum over pairs in which both page numbers rise."""
    before = numpy.zeros(likeness.shape[1] + 1)
    for row in likeness:
        best = numpy.maximum(before[1:], before[:-1] + row)
        before = numpy.concatenate([[0], numpy.maximum.accumulate(best)])
    return float(before[-1])


def scores(names, hashes):
    """(a, b, over the larger, over the smaller) of all pairs that are alike at all."""
    for place, name in enumerate(names):
        rest = names[place + 1:]
        if not rest:
            break
        ends = numpy.cumsum([len(hashes[other]) for other in rest])
        products = hashes[name] @ numpy.concatenate([hashes[other] for other in rest]).T
        # A product of 256 - 2 d for a distance of d.
        likeness = numpy.maximum(0, products / 256)
        for other, part in zip(rest, numpy.split(likeness, ends[:-1], axis=1)):
            total = float(part[0, 0]) if part.size == 1 else chain(part)
            yield name, other, total / max(part.shape), total / min(part.shape)


def write(path, rows):
    with open(path, "w") as file:
        for a, b, score in rows:
            if score >= LEAST_SCORE:
                file.write(json.dumps({"a": a, "b": b, "score": round(score, 4)}) + "\n")
    return str(path)


def main(folder, output):
    paths = sorted(Path(folder, "documents").glob("*.pdf"))
    names = [path.stem for path in paths]
    hashes = {kind: {} for kind in HASHES}
    for path in paths:
        pages = list(pictures(path))
        for kind, function in HASHES.items():
            hashes[kind][path.stem] = numpy.stack([packed(function(page)) for page in pages])
    written = {}
    for kind in HASHES:
        rows = list(scores(names, hashes[kind]))
        written[f"{kind} all"] = write(f"{output}-{kind}-all", ((a, b, s) for a, b, s, _ in rows))
        written[f"{kind} part"] = write(f"{output}-{kind}-part", ((a, b, s) for a, b, _, s in rows))
    print(json.dumps(written))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(f"usage: {sys.argv[0]} FOLDER OUTPUT")
    main(*sys.argv[1:])
