"""Documents that are there already: the project's own, and manuals of Debian packages."""

import gzip
import re
import subprocess
import tempfile
from pathlib import Path

from changes import assembled, page_count

OWN = Path(__file__).parents[2] / "testdata" / "documents"
OWN_ORIGINALS = [
    "article-two-columns", "contract-tagged", "form-registration", "invoice-2026-0417",
    "invoice-2026-0418", "letter-right-to-left", "notice-chinese-japanese-korean",
    "old-pdf-1.3", "price-list", "scan-letter", "scripts-many", "slides-outline",
]
# A document, the one that it was made of, and the change.
OWN_COPIES = [
    ("article-reexported-grey", "article-two-columns", "grey"),
    ("scan-letter-ocr", "scan-letter", "scan_jpeg"),
]
DEBIAN = Path("/usr/share/doc")
# Whoever has other packages installed has another set.
MANUALS = 8
EXCERPTS = 4
PAGES_OF_EXCERPT = 3
# Fewer letters on a page are a heading, an index or nothing.
LEAST_LETTERS = 700


def manuals():
    """PDFs that Debian packages brought, as pairs of a name and a path, by name."""
    paths = sorted(
        path for path in DEBIAN.rglob("*.pdf*") if path.name.endswith((".pdf", ".pdf.gz")))
    named = {re.sub(r"\.pdf(\.gz)?$", "", path.name): path for path in paths}
    return sorted(named.items())[:MANUALS]


def write_excerpts(name, path, make_target):
    """Writes excerpts of a manual to `make_target(name)`; returns (name, page numbers)."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as plain:
        data = path.read_bytes()
        plain.write(gzip.decompress(data) if path.suffix == ".gz" else data)
        plain.flush()
        full = [page for page in range(page_count(plain.name))
                if letters(plain.name, page) >= LEAST_LETTERS]
        step = max(PAGES_OF_EXCERPT, len(full) // EXCERPTS)
        made = []
        for start in range(0, len(full) - PAGES_OF_EXCERPT + 1, step)[:EXCERPTS]:
            numbers = full[start:start + PAGES_OF_EXCERPT]
            excerpt = f"manual-{name}-{numbers[0] + 1:03d}"
            assembled(make_target(excerpt), [(plain.name, numbers)])
            made.append((excerpt, numbers))
        return made


def letters(path, page):
    number = str(page + 1)
    answer = subprocess.run(
        ["pdftotext", "-q", "-f", number, "-l", number, path, "-"], capture_output=True,
        check=True)
    return len(re.sub(rb"\s", b"", answer.stdout))
