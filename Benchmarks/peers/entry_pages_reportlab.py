"""The entry page that the case draws, by ReportLab: the same words, pictures, code and fonts.

ReportLab shapes no letters and tags no page, so the names are Latin and the page has no
structure. The fonts are read once, before the clock runs.

usage: entry_pages_reportlab.py FOLDER PAGES
"""

import io
import json
import sys
import time

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

FONTS = {
    "text": "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "bold": "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf",
    "mono": "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
}
NAMES = ["Šárka Dvořáková", "Łukasz Żółć", "Þórður Ægisson", "Zoë Müller"]
ACCENT = HexColor("#1F4E79")
MARGIN = 56
WIDTH = A4[0] - 2 * MARGIN
TITLE = "Framework agreement on the supply of archival storage"
DESCRIPTION = (
    "Terms under which the registry stores, preserves and gives access to the deeds, "
    "plans and correspondence of its twelve district offices, from 2026 to 2036.")
FACTS = [
    ("Version", "3 of 3"), ("Date", "17 April 2026"),
    ("Author", "Legal Services, Ana-María Núñez"), ("Pages", "42"),
    ("Document", "doc_01KTXM9Q4W7C8R2F5D6H3J1ZBE"),
]
DIGEST = ["9f86d081 884c7d65 9a2feaa0 c55ad015", "a3bf4f1b 2b0b822c d15d6c15 b0f00a08"]
CHECK = (
    "To check a copy, run “sha256sum FILE” (on Windows “certutil -hashfile FILE SHA256”) and "
    "compare all 64 digits with these. A true copy has every one of them; a single changed "
    "byte gives others.")
ADDRESS = "https://documents.northwind.example/l/7Qm2xK9aZr"


def paragraph(canvas, text, font, size, x, top, width=WIDTH):
    style = ParagraphStyle("style", fontName=font, fontSize=size, leading=size * 1.3)
    laid_out = Paragraph(text, style)
    _, height = laid_out.wrap(width, 1000)
    laid_out.drawOn(canvas, x, top - height)
    return top - height


def mark(canvas, name):
    canvas.saveState()
    canvas.setFillColor(Color(0.5, 0.5, 0.5, alpha=0.14))
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(55)
    canvas.setFont("bold", 44)
    canvas.drawCentredString(0, 10, name)
    canvas.drawCentredString(0, -50, "21 November 2026, 23:01 UTC")
    canvas.restoreState()


def facts(canvas, top):
    for label, value in FACTS:
        canvas.line(MARGIN, top, MARGIN + 290, top)
        canvas.setFont("bold", 8)
        canvas.drawString(MARGIN, top - 17, label)
        canvas.setFont("text", 10.5)
        canvas.drawString(MARGIN + 90, top - 17, value)
        top -= 25


def panel(canvas, name):
    code = Drawing(100, 100)
    widget = QrCodeWidget(ADDRESS, barLevel="M", barWidth=100, barHeight=100)
    code.add(widget)
    renderPDF.draw(code, canvas, MARGIN + 14, 64)
    paragraph(canvas, "Prepared for", "bold", 8, MARGIN + 132, 160)
    paragraph(canvas, name, "bold", 14, MARGIN + 132, 148)
    paragraph(
        canvas, "21 November 2026  ·  valid until 21 December 2026", "text", 10,
        MARGIN + 132, 126)
    paragraph(canvas, "Open the document", "bold", 8, MARGIN + 132, 104)
    paragraph(
        canvas, "documents.northwind.example/l/7Qm2xK9aZr", "text", 10, MARGIN + 132, 92)
    canvas.linkURL(ADDRESS, (MARGIN + 132, 78, MARGIN + 340, 92))


def draw(folder, name):
    output = io.BytesIO()
    canvas = Canvas(output, pagesize=A4, invariant=1)
    canvas.setTitle(TITLE)
    mark(canvas, name)
    canvas.drawImage(ImageReader(f"{folder}/logo.png"), MARGIN, 752, 38, 38)
    canvas.setFont("bold", 12.5)
    canvas.drawString(MARGIN + 52, 766, "Northwind Land Registry")
    canvas.setFillColor(ACCENT)
    canvas.rect(MARGIN, 738, WIDTH, 2.25, stroke=0, fill=1)
    top = paragraph(canvas, TITLE, "bold", 27, MARGIN, 710)
    top = paragraph(canvas, DESCRIPTION, "text", 11, MARGIN, top - 8, 440) - 22
    facts(canvas, top)
    canvas.drawImage(f"{folder}/page.jpg", A4[0] - MARGIN - 168, top - 238, 168, 238)
    canvas.setFont("mono", 12.5)
    for number, line in enumerate(DIGEST):
        canvas.drawString(MARGIN, 236 - 15 * number, line)
    paragraph(canvas, CHECK, "text", 8.5, MARGIN, 214)
    panel(canvas, name)
    canvas.showPage()
    canvas.save()
    return output.getvalue()


def main(folder, pages):
    for name, path in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, path))
    readings = []
    for number in range(pages):
        start = time.perf_counter()
        draw(folder, f"{NAMES[number % len(NAMES)]} {number}")
        readings.append((time.perf_counter() - start) * 1000)
    ordered = sorted(readings)
    print(json.dumps({
        "first": readings[0], "median": ordered[pages // 2],
        "p95": ordered[min(pages - 1, pages * 95 // 100)]}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
