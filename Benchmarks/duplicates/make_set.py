"""Makes a folder of documents with known duplicates, the same for the same seed.

usage: make_set.py FOLDER [--originals N] [--seed N]

Writes FOLDER/documents/*.pdf and FOLDER/pairs.json; relations.py says which pairs it
lists. Prints one line of JSON with counts.
"""

import argparse
import itertools
import json
import os
import random
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pymupdf

import books
import changes
import fields
import found
import marks
import papers
import scans
from relations import EDITED, TWINS, Made, Relations

# Shares of the synthetic originals.
KINDS = {
    "invoice": 40, "statement": 28, "letter": 26, "contract": 22, "form": 20, "report": 14,
    "book": 20, "blank": 6,
}
SIBLINGS = 4
WITH_A_TWIN = 0.25
WITH_EDITED_WORDS = 0.5
TEXTS = Path("/usr/share/common-licenses")
BOOKS = ["GPL-3", "LGPL-2.1", "Apache-2.0", "GFDL-1.3", "MPL-2.0"]

SAME_PAGES = [
    changes.linearized, changes.recompressed, changes.other_metadata, changes.other_producer,
    changes.grey, changes.other_paper, changes.print_scaling,
]
SAME_PAPER = [scans.scan_jpeg, scans.scan_bilevel, scans.scan_skewed, scans.scan_faint]
MARKED = [marks.stamped, marks.signed, marks.watermarked, marks.numbered, marks.headed]


class EvaluationSet:
    """The documents so far, and what is known about them."""

    def __init__(self, folder, seed):
        self.folder = Path(folder)
        self.documents = []
        # Why two originals look alike and are two documents.
        self.reasons = {}
        self.seed = seed
        self.work = []

    def path(self, name):
        return str(self.folder / "documents" / f"{name}.pdf")

    def rng(self, *what):
        return random.Random(" ".join(str(word) for word in (self.seed, *what)))

    def add_original(self, name, pages=None):
        """Notes an original whose file is there."""
        pages = pages or [(name, number) for number in range(changes.page_count(self.path(name)))]
        made = Made(name, name, tuple(pages))
        self.documents.append(made)
        return made

    def add_copy(self, original, change, pages=None, name=None):
        """Notes a changed form of an original and returns its path."""
        name = name or f"{original.name}--{change}"
        pages = tuple(pages or original.pages)
        self.documents.append(Made(name, original.original, pages, change))
        return self.path(name)

    def tell_apart(self, originals, reason):
        for one, other in itertools.combinations(originals, 2):
            self.reasons[frozenset([one.name, other.name])] = reason

    def change(self, original, function):
        """Has a function of `changes`, `scans` or `marks` make a copy, later."""
        target = self.add_copy(original, function.__name__)
        rng = self.rng(original.name, function.__name__)
        self.work.append((function, self.path(original.name), target, rng))

    def assemble(self, original, change, parts):
        """Has a copy put together of pages of originals, later."""
        pages = [document.pages[number] for document, numbers in parts for number in numbers]
        target = self.add_copy(original, change, pages)
        files = [(self.path(document.name), list(numbers)) for document, numbers in parts]
        self.work.append((changes.assembled, target, files))


# MARK: - Originals

def make_originals(made, count):
    """Returns the originals that are to be changed: all but the nearly blank ones."""
    manuals = add_manuals(made, max(2, count // 6))
    own = add_own(made, max(2, count // 12))
    synthetic = max(len(KINDS), count - len(manuals) - len(own))
    counts = {kind: max(2, round(synthetic * share / sum(KINDS.values())))
              for kind, share in KINDS.items()}
    originals = []
    for kind in papers.DRAWERS:
        originals += add_papers(made, kind, counts[kind])
    originals += add_books(made, counts["book"])
    add_blanks(made, counts["blank"])
    return originals + manuals + own


def add_papers(made, kind, count):
    """Papers of templates that several share, half of them of one customer."""
    originals = []
    for first in range(0, count, SIBLINGS):
        template = f"{made.seed} {kind} {first}"
        members = range(first, min(first + SIBLINGS, count))
        contents = [fields.fields_of(kind, f"{made.seed} {number}") for number in members]
        is_series = kind == "statement" or first // SIBLINGS % 2
        if is_series:
            contents = [fields.for_one_customer(content, contents[0]) for content in contents]
        family = [add_paper(made, kind, f"{kind}-{number:03d}", template, content)
                  for number, content in zip(members, contents)]
        made.tell_apart(
            family, f"{kind}s of one customer" if is_series else f"{kind}s of one template")
        for paper, content in zip(family, contents):
            originals += [paper, *add_likes(made, kind, paper, template, content)]
    return originals


def add_paper(made, kind, name, template, content):
    papers.draw(kind, made.path(name), template, content)
    return made.add_original(name)


def add_likes(made, kind, paper, template, content):
    """For some papers: one with edited words, one with other numbers, one with its cover.

    Returns those that are other documents.
    """
    rng = made.rng(paper.name, "likes")
    if kind in fields.KINDS_WITH_PROSE and rng.random() < WITH_EDITED_WORDS:
        papers.draw(kind, made.add_copy(paper, EDITED), template,
                    fields.with_edited_words(kind, content, rng))
    if kind == "report":
        name, reason = f"{paper.name}-same-cover", "same cover, another body"
        body = fields.fields_of(kind, f"{made.seed} {name}")
        other = {**body, **{key: content[key] for key in ("title", "company", "name", "date")}}
    else:
        name, reason = f"{paper.name}-renumbered", TWINS
        other = fields.with_other_numbers(kind, content, f"{made.seed} {name}")
    if rng.random() >= WITH_A_TWIN:
        return []
    papers.draw(kind, made.path(name), template, other)
    twin = made.add_original(
        name, twin_pages(paper, made.path(paper.name), name, made.path(name)))
    made.tell_apart([paper, twin], reason)
    return [twin]


def twin_pages(paper, path, name, twin_path):
    """What the pages of a twin are: those that read the same are the paper's."""
    with pymupdf.open(path) as one, pymupdf.open(twin_path) as other:
        texts = [page.get_text() for page in one]
        return [
            paper.pages[number] if number < len(texts) and page.get_text() == texts[number]
            else (name, number)
            for number, page in enumerate(other)
        ]


def add_books(made, count):
    """Chapters of one text: the same hand, other words; every third one dense."""
    text = [line for book in BOOKS for line in (TEXTS / book).read_text("utf-8").splitlines()
            if line.strip()]
    line, originals, dense = 0, [], []
    for number in range(count):
        name = f"book-{number:03d}"
        is_dense = number % 3 == 0
        line = books.draw_book(
            made.path(name), f"{made.seed} {number % 2}", text, line % (len(text) - 600),
            2 + number % 3, is_dense)
        (dense if is_dense else originals).append(made.add_original(name))
    made.tell_apart(originals + dense, "pages of one book")
    made.tell_apart(dense, "dense pages of one book")
    return originals + dense


def add_blanks(made, count):
    names = [f"blank-{number:03d}" for number in range(count)]
    for name in names:
        books.draw_nearly_blank(made.path(name), f"{made.seed} {name}")
    made.tell_apart([made.add_original(name) for name in names], "nearly blank")


def add_manuals(made, most):
    originals = []
    for name, path in found.manuals():
        if len(originals) >= most:
            break
        excerpts = [
            made.add_original(excerpt, [(name, number) for number in numbers])
            for excerpt, numbers in found.write_excerpts(name, path, made.path)
        ]
        made.tell_apart(excerpts, "pages of one manual")
        originals += excerpts
    return originals


def add_own(made, count):
    """Documents of the project, with the copies that it has of them."""
    originals = {}
    for name in found.OWN_ORIGINALS[:count]:
        shutil.copy(found.OWN / f"{name}.pdf", made.path(name))
        originals[name] = made.add_original(name)
    for name, original, change in found.OWN_COPIES:
        if original in originals:
            target = made.add_copy(originals[original], change, name=name)
            shutil.copy(found.OWN / f"{name}.pdf", target)
    made.tell_apart(
        [originals[name] for name in originals if name.startswith("invoice")],
        "invoices of one template")
    return list(originals.values())


# MARK: - Changes

def change_all(made, originals):
    """Gives each original a change of each group in turn, so that all come often."""
    for number, original in enumerate(originals):
        for group in (SAME_PAGES, SAME_PAPER, MARKED):
            made.change(original, group[number % len(group)])
        change_pages(made, number, original, originals[(number + 7) % len(originals)])


def change_pages(made, number, original, other):
    pages = range(len(original.pages))
    rng = made.rng(original.name, "pages")
    if len(pages) >= 3 and number % 2:
        removed = rng.choice(pages)
        kept = [page for page in pages if page != removed]
        made.assemble(original, "page_removed", [(original, kept)])
    if len(pages) >= 2 and number % 2 == 0:
        made.assemble(original, "reordered", [(original, shuffled(pages, rng))])
    if len(pages) >= 2 and number % 3 == 0:
        parts = [(original, pages), (other, [0])]
        made.assemble(original, "page_added", rng.sample(parts, 2))
    if number % 5 == 0:
        made.assemble(
            original, "enclosed", [(other, range(len(other.pages))), (original, pages)])


def shuffled(pages, rng):
    """The pages in another order."""
    order = list(pages)
    while order == list(pages):
        rng.shuffle(order)
    return order


def run(task):
    function, *arguments = task
    function(*arguments)


def make(folder, count, seed):
    made = EvaluationSet(folder, seed)
    (made.folder / "documents").mkdir(parents=True, exist_ok=True)
    originals = make_originals(made, count)
    change_all(made, originals)
    with ProcessPoolExecutor(os.cpu_count()) as processes:
        list(processes.map(run, made.work, chunksize=4))
    relations = Relations(made.documents, made.reasons)
    (made.folder / "pairs.json").write_text(json.dumps(vars(relations), indent=1))
    return {
        "documents": len(made.documents),
        "originals": sum(not document.change for document in made.documents),
        "manuals": len({document.pages[0][0] for document in made.documents
                        if document.name.startswith("manual-") and not document.change}),
        "pages": sum(len(document.pages) for document in made.documents),
        **{kind: len(pairs) for kind, pairs in vars(relations).items()},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--originals", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print(json.dumps(make(arguments.folder, arguments.originals, arguments.seed)))


if __name__ == "__main__":
    main()
