"""Documents compared by their texts: MinHash of 5-word shingles, and by their bytes.

usage: duplicates_text_minhash.py FOLDER OUTPUT

The text is PyMuPDF's; MinHash is datasketch's, with 256 permutations. A pair's score is
the estimated Jaccard index, or 1 for equal SHA-256 and 0 otherwise. Writes OUTPUT-minhash
and OUTPUT-sha256 for the evaluator and prints a line of JSON with their paths.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy
import pymupdf
from datasketch import MinHash

PERMUTATIONS = 256
WORDS = 5
LEAST_SCORE = 0.01

pymupdf.TOOLS.mupdf_display_errors(False)


def signature(path):
    """`None` for a document with fewer words than one shingle has."""
    with pymupdf.open(path) as document:
        words = " ".join(page.get_text() for page in document).lower().split()
    shingles = {" ".join(words[start:start + WORDS]) for start in range(len(words) - WORDS + 1)}
    if not shingles:
        return None
    minhash = MinHash(num_perm=PERMUTATIONS)
    minhash.update_batch([shingle.encode() for shingle in shingles])
    return minhash.hashvalues


def text_scores(signatures):
    names = [name for name, values in signatures.items() if values is not None]
    table = numpy.stack([signatures[name] for name in names])
    for place, name in enumerate(names):
        equal = (table[place + 1:] == table[place]).mean(axis=1)
        for other, score in zip(names[place + 1:], equal):
            if score >= LEAST_SCORE:
                yield name, other, float(score)


def byte_scores(paths):
    digests = {path.stem: hashlib.sha256(path.read_bytes()).digest() for path in paths}
    names = sorted(digests)
    return ((a, b, 1) for place, a in enumerate(names) for b in names[place + 1:]
            if digests[a] == digests[b])


def write(path, rows):
    with open(path, "w") as file:
        for a, b, score in rows:
            file.write(json.dumps({"a": a, "b": b, "score": score}) + "\n")
    return path


def main(folder, output):
    paths = sorted(Path(folder, "documents").glob("*.pdf"))
    signatures = {path.stem: signature(path) for path in paths}
    print(json.dumps({
        "minhash": write(f"{output}-minhash", text_scores(signatures)),
        "sha256": write(f"{output}-sha256", byte_scores(paths)),
    }))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(f"usage: {sys.argv[0]} FOLDER OUTPUT")
    main(*sys.argv[1:])
