"""The same pages under a mark: each function makes a new file of an old one."""

import io

import pikepdf
from reportlab.pdfgen import canvas

from changes import page_count, page_size


def stamped(source, target, rng):
    """A framed word on the first page."""
    word, angle = rng.choice(["PAID", "RECEIVED", "COPY", "APPROVED"]), rng.uniform(-25, 25)
    x, y = rng.uniform(0.3, 0.75), rng.uniform(0.2, 0.8)

    def draw(sheet, width, height, number):
        if number > 0:
            return
        sheet.translate(width * x, height * y)
        sheet.rotate(angle)
        sheet.setStrokeColorRGB(0.7, 0.1, 0.1)
        sheet.setFillColorRGB(0.7, 0.1, 0.1)
        sheet.setLineWidth(2)
        sheet.roundRect(-62, -20, 124, 42, 6, fill=0)
        sheet.setFont("Helvetica-Bold", 20)
        sheet.drawCentredString(0, -6, word)

    _overlay(source, target, draw)


def signed(source, target, rng):
    """A stroke of the pen on the last page."""
    points = [(rng.uniform(0, 130), rng.uniform(-18, 22)) for _ in range(9)]
    y = rng.uniform(0.12, 0.3)
    count = page_count(source)

    def draw(sheet, width, height, number):
        if number < count - 1:
            return
        path = sheet.beginPath()
        path.moveTo(width * 0.2, height * y)
        for first, second, third in zip(points[::3], points[1::3], points[2::3]):
            path.curveTo(*[value for dx, dy in (first, second, third)
                           for value in (width * 0.2 + dx, height * y + dy)])
        sheet.setStrokeColorRGB(0.1, 0.1, 0.5)
        sheet.setLineWidth(1.6)
        sheet.drawPath(path)

    _overlay(source, target, draw)


def watermarked(source, target, rng):
    word = rng.choice(["CONFIDENTIAL", "DRAFT", "COPY"])

    def draw(sheet, width, height, number):
        sheet.translate(width / 2, height / 2)
        sheet.rotate(50)
        sheet.setFillGray(0.8)
        sheet.setFillAlpha(0.5)
        sheet.setFont("Helvetica-Bold", 80)
        sheet.drawCentredString(0, 0, word)

    _overlay(source, target, draw)


def numbered(source, target, rng):
    """A Bates number at the foot of each page."""
    prefix, first = rng.choice(["ABC", "EXH", "DOC"]), rng.randint(1, 90000)

    def draw(sheet, width, height, number):
        sheet.setFont("Courier-Bold", 10)
        sheet.drawRightString(width - 30, 22, f"{prefix}{first + number:07d}")

    _overlay(source, target, draw)


def headed(source, target, rng):
    date = f"2026-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}"
    text = f"Received by e-mail on {date}, file {rng.randint(100, 999)}"

    def draw(sheet, width, height, number):
        sheet.setFont("Helvetica", 9)
        sheet.drawString(40, height - 24, f"{text}, sheet {number + 1}")

    _overlay(source, target, draw)


def _overlay(source, target, draw):
    """Lays what `draw(sheet, width, height, number)` draws over each page, from 0."""
    with pikepdf.open(source) as pdf:
        for number, page in enumerate(pdf.pages):
            width, height = page_size(page)
            data = io.BytesIO()
            sheet = canvas.Canvas(data, pagesize=(width, height), invariant=1)
            sheet.saveState()
            draw(sheet, width, height, number)
            sheet.restoreState()
            sheet.showPage()
            sheet.save()
            with pikepdf.open(data) as mark:
                page.add_overlay(mark.pages[0])
        pdf.save(target)
