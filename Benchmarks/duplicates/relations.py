"""What the documents of a set are to each other, by the pages that they are made of."""

import itertools
from dataclasses import dataclass


@dataclass(frozen=True)
class Made:
    """A document of the set.

    `pages` says of what each page is a form: pairs of an original's name and a number
    from 0. `original` is the one that it is a form of, itself for an original; `change`
    is what was done to it, empty for an original.
    """
    name: str
    original: str
    pages: tuple
    change: str = ""


EDITED = "edited"
# Papers that differ on some of their pages, and read the same on the others.
TWINS = "other numbers"
SCANS = {"scan_jpeg", "scan_bilevel", "scan_skewed", "scan_faint"}
OTHER_PAGES = {"page_added", "page_removed", "reordered", "enclosed"}


class Relations:
    """Sorts all pairs of documents.

    `positives` are pairs in which all pages of one are in the other, or half of the
    pages of the larger one in both. `hard` are pairs that look alike and are two
    documents: `reasons` says so of their originals. `open` are pairs that share fewer
    pages, or of which one was edited and the other changed, or of twins of which one
    lost the pages in which they differ: they count neither way.
    Pairs that are named nowhere have nothing to do with each other.
    """

    def __init__(self, documents, reasons):
        self.positives, self.hard, self.open = [], [], []
        for one, other in itertools.combinations(documents, 2):
            self._sort(one, other, reasons)

    def _sort(self, one, other, reasons):
        pair = [one.name, other.name]
        shared = len(set(one.pages) & set(other.pages))
        reason = reasons.get(frozenset([one.original, other.original]))
        if reason == TWINS:
            is_open = shared == min(len(one.pages), len(other.pages))
            (self.open.append(pair) if is_open else self.hard.append([*pair, reason]))
        elif shared and EDITED in (one.change, other.change) and one.change and other.change:
            self.open.append(pair)
        elif is_same(one, other, shared):
            self.positives.append([*pair, change_between(one, other)])
        elif shared:
            self.open.append(pair)
        elif reason:
            self.hard.append([*pair, reason])


def is_same(one, other, shared):
    sizes = sorted([len(one.pages), len(other.pages)])
    return shared > 0 and (shared == sizes[0] or 2 * shared >= sizes[1])


def change_between(one, other):
    """The change from an original to a form of it, or what kinds of copies the two are."""
    if one.original == other.original and not (one.change and other.change):
        return one.change or other.change
    changes = {one.change, other.change}
    if changes & OTHER_PAGES:
        return "enclosed" if "" in changes else "copies of other pages"
    scans = sum(document.change in SCANS for document in (one, other))
    return ["two copies", "a scan and a copy", "two scans"][scans]
