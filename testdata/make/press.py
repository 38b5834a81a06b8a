"""Fonts, colours and the last step every document goes through."""

import io
import os
import re
import subprocess
import tempfile

import pikepdf
from reportlab import rl_config
from reportlab.lib import fonts
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

rl_config.invariant = 1  # no clock and no random ID in what ReportLab writes

HERE = os.path.dirname(os.path.abspath(__file__))
DOCUMENTS = os.path.join(os.path.dirname(HERE), "documents")
PACKED = ("--object-streams=generate", "--recompress-flate", "--compression-level=9")
LOOSE = ("--object-streams=disable",)
DATE = "D:20260302090000Z"

INK = HexColor("#22252b")
SEA = HexColor("#1f4e5f")
RUST = HexColor("#a4502f")
SAND = HexColor("#f3eee3")
STONE = HexColor("#8a8578")
LINE = HexColor("#c9c2b2")

GENTIUM = "/usr/share/fonts/truetype/gentiumplus/GentiumBookPlus-%s.ttf"
LATO = "/usr/share/fonts/truetype/lato/Lato-%s.ttf"


def register_fonts():
    """Makes Gentium (serif) and Lato (sans) known to ReportLab, each with bold and italic."""
    for family, path in (("Gentium", GENTIUM), ("Lato", LATO)):
        faces = {
            "": "Regular",
            "-Bold": "Bold",
            "-Italic": "Italic",
            "-BoldItalic": "BoldItalic",
        }
        for suffix, face in faces.items():
            pdfmetrics.registerFont(TTFont(family + suffix, path % face))
        for bold in (0, 1):
            for italic in (0, 1):
                suffix = ("", "-Italic", "-Bold", "-BoldItalic")[bold * 2 + italic]
                fonts.addMapping(family, bold, italic, family + suffix)
    pdfmetrics.registerFont(TTFont("Lato-Light", LATO % "Light"))


register_fonts()


def serif(name="body", size=10, leading=None, **more):
    """A paragraph style in Gentium, justified and hyphenated unless told otherwise."""
    style = dict(fontName="Gentium", fontSize=size, leading=leading or size * 1.35,
                 alignment=TA_JUSTIFY, textColor=INK, hyphenationLang="en_GB",
                 allowWidows=0, allowOrphans=0)
    style.update(more)
    return ParagraphStyle(name, **style)


def sans(name="head", size=10, leading=None, **more):
    """A paragraph style in Lato, ragged right."""
    style = dict(fontName="Lato", fontSize=size, leading=leading or size * 1.3, textColor=INK)
    style.update(more)
    return ParagraphStyle(name, **style)


def path_of(name):
    """Where the finished document of this name lies."""
    return os.path.join(DOCUMENTS, name)


def write(name, data):
    """Writes finished bytes, for the documents no PDF library would agree to write."""
    with open(path_of(name), "wb") as file:
        file.write(data)


def describe(pdf, title, author, subject=None, keep_xmp=False):
    """Gives the document its title, author and fixed dates; takes away all other metadata.

    `keep_xmp` keeps the XMP packet, which carries the PDF/UA mark, with its dates fixed.
    """
    producer = str(pdf.docinfo.get("/Producer", "")) if "/Info" in pdf.trailer else ""
    if "/Metadata" in pdf.Root and keep_xmp:
        packet = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata.write(re.sub(rb">20[0-9-]+T[0-9:]+Z<", b">2026-03-02T09:00:00Z<", packet))
    elif "/Metadata" in pdf.Root:
        del pdf.Root.Metadata
    for key in ("/Info", "/ID", "/DocChecksum"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    entries = {"/Title": title, "/Author": author, "/CreationDate": DATE, "/ModDate": DATE}
    if subject:
        entries["/Subject"] = subject
    if producer:
        entries["/Producer"] = producer
    pdf.trailer["/Info"] = pdf.make_indirect(pikepdf.Dictionary(
        {key: pikepdf.String(value) for key, value in entries.items()}))


def finish(source, name, title, author, subject=None, keep_xmp=False, options=PACKED):
    """Describes a PDF (bytes or path), has qpdf write it to `documents/` and returns its path.

    The file identifier follows from the content, so equal input gives equal bytes. `options` are
    qpdf's.
    """
    if isinstance(source, bytes):
        source = io.BytesIO(source)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as described:
        with pikepdf.open(source) as pdf:
            describe(pdf, title, author, subject, keep_xmp)
            pdf.save(described.name, static_id=True)
        subprocess.run(["qpdf", "--deterministic-id", *options, described.name, path_of(name)],
                       check=True)
    return path_of(name)
