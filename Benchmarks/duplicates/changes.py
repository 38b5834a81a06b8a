"""The same pages written again, and pages put together in other ways.

Each function makes a new file of an old one. Drawn pixels depend on `rng` alone; the
bytes also hold times and identifiers of the programs that write them.
"""

import contextlib
import subprocess

import pikepdf
from reportlab.lib.pagesizes import letter

def linearized(source, target, rng):
    with pikepdf.open(source) as pdf:
        pdf.save(target, linearize=True)


def recompressed(source, target, rng):
    with pikepdf.open(source) as pdf:
        pdf.save(target, recompress_flate=True, compress_streams=rng.random() < 0.7,
                 object_stream_mode=pikepdf.ObjectStreamMode.generate)


def other_metadata(source, target, rng):
    with pikepdf.open(source) as pdf:
        pdf.docinfo["/Producer"] = f"Another Writer {rng.randint(1, 9)}.0"
        pdf.docinfo["/Title"] = "Copy"
        pdf.save(target)


def other_producer(source, target, rng):
    _ghostscript(source, target)


def grey(source, target, rng):
    _ghostscript(
        source, target, "-sColorConversionStrategy=Gray", "-dProcessColorModel=/DeviceGray")


def other_paper(source, target, rng):
    """Printed on Letter, laid as the first page lies, with "fit to page"."""
    width, height = (round(side) for side in letter)
    with pikepdf.open(source) as pdf:
        first_width, first_height = page_size(pdf.pages[0])
    if first_width > first_height:
        width, height = height, width
    _ghostscript(
        source, target, f"-dDEVICEWIDTHPOINTS={width}", f"-dDEVICEHEIGHTPOINTS={height}",
        "-dFIXEDMEDIA", "-dPDFFitPage")


def print_scaling(source, target, rng):
    """Shrunk and moved a little, as "scale to printable area" does."""
    scale = rng.uniform(0.9, 0.97)
    with pikepdf.open(source) as pdf:
        for page in pdf.pages:
            width, height = page_size(page)
            x = width * (1 - scale) / 2 + rng.uniform(-6, 6)
            y = height * (1 - scale) / 2 + rng.uniform(-6, 6)
            page.contents_add(f"q {scale} 0 0 {scale} {x} {y} cm".encode(), prepend=True)
            page.contents_add(b"Q")
        pdf.save(target)


def _ghostscript(source, target, *options):
    subprocess.run(
        ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=pdfwrite",
         "-dAutoRotatePages=/None", *options, f"-sOutputFile={target}", source],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def assembled(target, parts):
    """Pages of several files in one: `parts` are pairs of a path and page numbers from 0."""
    with contextlib.ExitStack() as open_files, pikepdf.new() as result:
        for path, numbers in parts:
            source = open_files.enter_context(pikepdf.open(path))
            result.add_pages_from(source, pages=numbers)
        result.save(target)


def page_size(page):
    """Width and height in points."""
    box = page.mediabox
    return float(box[2] - box[0]), float(box[3] - box[1])


def page_count(path):
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)
