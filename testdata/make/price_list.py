"""A price list: one long table over several pages, its header repeated on each."""

import io
import random

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import (BaseDocTemplate, Frame, LongTable, PageTemplate, Paragraph, Spacer,
                                TableStyle)

from press import INK, LINE, RUST, SAND, SEA, STONE, finish, sans

WIDTH, HEIGHT = A4
SHELVES = [
    ("Boxes", "BX", 1450, ["Archive box", "Clamshell box", "Phase box", "Box for glass plates",
                           "Tube for plans"],
     ["octavo", "quarto", "folio", "royal folio"], ["grey board", "black board", "linen"]),
    ("Paper and tissue", "PA", 320, ["Japanese tissue", "Interleaving paper", "Blotting paper",
                                     "Photo wrapper"],
     ["9 g", "17 g", "30 g", "80 g"], ["sheet 61 × 98 cm", "roll 25 m", "pack of 100"]),
    ("Binding", "BI", 9800, ["Rebinding", "Sewing on tapes", "New spine", "Repair of corners"],
     ["octavo", "quarto", "folio"], ["half linen", "full linen", "half leather"]),
    ("Tools", "TL", 640, ["Bone folder", "Brush", "Spatula", "Weight, covered"],
     ["small", "middle", "large"], ["plain", "with case"]),
    ("Pictures", "FO", 210, ["Photograph of a leaf", "Photograph of a plan", "Facsimile print"],
     ["150 dpi", "300 dpi", "600 dpi"], ["grey", "colour", "raking light"]),
]


def rows():
    """Every article with number, unit, price and price by the dozen, seeded."""
    dice = random.Random(2026)
    for title, prefix, base, things, sizes, kinds in SHELVES:
        yield title, None
        number = 100
        for thing in things:
            for size_index, size in enumerate(sizes):
                for kind_index, kind in enumerate(kinds):
                    number += dice.choice((1, 2, 5))
                    price = base * (1 + 0.45 * size_index) * (1 + 0.3 * kind_index)
                    price = int(price * dice.uniform(0.85, 1.25)) // 5 * 5
                    yield None, ["%s-%d" % (prefix, number), "%s, %s, %s" % (thing, size, kind),
                                 dice.choice(("piece", "piece", "set")), "%.2f" % (price / 100),
                                 "%.2f" % (price * 12 * 0.9 / 100)]


def table():
    """The table with its section rows."""
    data = [["Number", "Article", "Unit", "Crowns", "Dozen"]]
    style = [("FONT", (0, 0), (-1, -1), "Lato", 9.2), ("FONT", (0, 0), (-1, 0), "Lato-Bold", 9.2),
             ("TEXTCOLOR", (0, 0), (-1, 0), SAND), ("BACKGROUND", (0, 0), (-1, 0), SEA),
             ("TEXTCOLOR", (0, 1), (-1, -1), INK), ("ALIGN", (3, 0), (-1, -1), "RIGHT"),
             ("LINEBELOW", (0, 1), (-1, -1), 0.35, LINE), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for section, row in rows():
        if section:
            line = len(data)
            style += [("FONT", (0, line), (0, line), "Lato-Bold", 10.5),
                      ("TEXTCOLOR", (0, line), (0, line), RUST), ("SPAN", (0, line), (-1, line)),
                      ("BACKGROUND", (0, line), (-1, line), SAND)]
        data.append([section, "", "", "", ""] if section else row)
    widths = [width * mm for width in (22, 84, 18, 22, 24)]
    return LongTable(data, colWidths=widths, rowHeights=17, repeatRows=1, style=TableStyle(style))


def furniture(canvas, _):
    canvas.setFillColor(STONE)
    canvas.setFont("Lato", 8.5)
    canvas.drawString(20 * mm, 13 * mm, "Corrie & Daughters · Ropewalk 23, Wendlehaven · prices "
                                        "without tax, valid through 2026")
    canvas.drawRightString(WIDTH - 20 * mm, 13 * mm, "Page %d" % canvas.getPageNumber())


def make():
    """The list."""
    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4)
    frame = Frame(20 * mm, 20 * mm, WIDTH - 40 * mm, HEIGHT - 38 * mm, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=furniture)])
    document.build([
        Paragraph("Price list 2026", sans("t", 26, 32, fontName="Lato-Bold", textColor=SEA)),
        Paragraph("For archives, libraries and people with one very old book",
                  sans("s", 12, 18, textColor=RUST)), Spacer(1, 14), table()])
    finish(buffer.getvalue(), "price-list.pdf", "Price list 2026",
           "Corrie & Daughters, Bookbinders")
