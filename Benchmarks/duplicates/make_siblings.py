"""Makes a folder of papers of which no two are one document, though those of a kind look alike.

usage: make_siblings.py FOLDER [--pairs N] [--seed N]

Writes FOLDER/documents/KIND-NUMBER.pdf, of each kind as many papers of one template that all
kinds together have at least N pairs. Prints one line of JSON: the pairs of each kind.
"""

import argparse
import json
import os
import random
from pathlib import Path

import fields
import papers
import scans

SCANS = [scans.scan_jpeg, scans.scan_bilevel, scans.scan_skewed, scans.scan_faint]
# Every so manieth paper is there as a scan alone.
SCANNED = 4


def contents(kind, seed, count):
    """Fields of papers: a new customer, the same customer again, and then the last paper with
    another number, date and entry, in turn."""
    result = []
    for number in range(count):
        own = fields.fields_of(kind, f"{seed} sibling {number}")
        if number % 3 == 1:
            own = fields.for_one_customer(own, result[-1])
        elif number % 3 == 2 and kind != "report":
            own = fields.with_other_numbers(kind, result[-1], f"{seed} {number}")
        result.append(own)
    return result


def make_family(folder, kind, seed, count):
    for number, content in enumerate(contents(kind, seed, count)):
        path = str(folder / f"{kind}-{number:03d}.pdf")
        papers.draw(kind, path, f"{seed} {kind}", content)
        if number % SCANNED == 0:
            scan = SCANS[number // SCANNED % len(SCANS)]
            scan(path, path + ".scan", random.Random(f"{seed} {kind} {number}"))
            os.replace(path + ".scan", path)


def make(folder, pairs, seed):
    documents = Path(folder, "documents")
    documents.mkdir(parents=True, exist_ok=True)
    count = 2
    while count * (count - 1) // 2 * len(papers.DRAWERS) < pairs:
        count += 1
    for kind in papers.DRAWERS:
        make_family(documents, kind, seed, count)
    counts = {kind: count * (count - 1) // 2 for kind in papers.DRAWERS}
    Path(folder, "siblings.json").write_text(json.dumps(counts))
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print(json.dumps(make(arguments.folder, arguments.pairs, arguments.seed)))


if __name__ == "__main__":
    main()
