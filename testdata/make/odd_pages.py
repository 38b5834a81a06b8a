"""Pages of every size and rotation, and a document with next to nothing in it."""

import io

import pikepdf
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from press import INK, LINE, RUST, SAND, SEA, STONE, finish

A4 = (210 * mm, 297 * mm)


def sheet(canvas, width, height, title, lines):
    """One page with a frame, a title, some lines, and an arrow that points up when upright."""
    canvas.setPageSize((width, height))
    edge = min(width, height) * 0.06
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(1.5)
    canvas.rect(edge, edge, width - 2 * edge, height - 2 * edge)
    canvas.setFillColor(RUST)
    path = canvas.beginPath()
    for step, (x, y) in enumerate(((0, 0), (9, 16), (18, 0), (9, 5))):
        draw_to = path.lineTo if step else path.moveTo
        draw_to(width - edge * 2 - 18 + x, height - edge * 2 - 16 + y)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    size = max(10, min(30, width / 19))
    canvas.setFillColor(SEA)
    canvas.setFont("Lato-Bold", size)
    canvas.drawString(edge * 2, height - edge * 2 - size, title)
    canvas.setFillColor(INK)
    canvas.setFont("Gentium", size * 0.52)
    for index, line in enumerate(lines):
        canvas.drawString(edge * 2, height - edge * 2 - size * (2.6 + index * 0.85), line)
    canvas.showPage()


def receipt(canvas):
    """A till receipt, 80 mm wide."""
    width, height = 80 * mm, 168 * mm
    canvas.setPageSize((width, height))
    canvas.setFillColor(INK)
    canvas.setFont("Lato-Bold", 13)
    canvas.drawCentredString(width / 2, height - 34, "THE PILOTS’ CANTEEN")
    canvas.setFont("Lato", 8.5)
    canvas.drawCentredString(width / 2, height - 48, "Quay Street 3 · Wendlehaven")
    items = [("Fish soup", "8.20"), ("Fish soup", "8.20"), ("Rye bread, basket", "2.40"),
             ("Pear tart", "4.10"), ("Coffee", "2.60"), ("Coffee", "2.60"),
             ("Milk for cat", "0.00")]
    y = height - 80
    canvas.setFont("Lato", 10)
    for name, price in items:
        canvas.drawString(18, y, name)
        canvas.drawRightString(width - 18, y, price)
        y -= 17
    canvas.setDash(2, 2)
    canvas.setStrokeColor(STONE)
    canvas.line(18, y + 6, width - 18, y + 6)
    canvas.setDash()
    canvas.setFont("Lato-Bold", 13)
    canvas.drawString(18, y - 14, "Crowns")
    canvas.drawRightString(width - 18, y - 14, "28.10")
    canvas.setFont("Lato", 8.5)
    canvas.drawCentredString(width / 2, y - 46, "1 April 2026 · 13:04 · table by the window")
    canvas.drawCentredString(width / 2, y - 60, "It did not rain on the soup.")
    for index in range(58):
        canvas.setFillColor(INK)
        if (index * 37 + index * index * 11) % 5 < 2 or index in (0, 57):
            canvas.rect(24 + index * 3.05, 34, 1.5 + index % 2, 34, stroke=0, fill=1)
    canvas.showPage()


def plan(canvas):
    """An A3 landscape plan of a row of houses."""
    width, height = 420 * mm, 297 * mm
    canvas.setPageSize((width, height))
    canvas.setStrokeColor(SEA)
    for house in range(24):
        column, row = house % 12, house // 12
        x, y = 90 + column * 84, 220 + row * 250
        canvas.setFillColor(SAND)
        canvas.setLineWidth(2)
        canvas.rect(x, y, 84, 150, stroke=1, fill=1)
        canvas.setLineWidth(0.7)
        canvas.line(x, y + 92, x + 50, y + 92)
        canvas.line(x + 50, y + 60, x + 50, y + 150)
        canvas.arc(x + 26, y - 16, x + 58, y + 16, 0, 90)
        canvas.setFillColor(SEA)
        canvas.setFont("Lato-Bold", 15)
        canvas.drawCentredString(x + 26, y + 116, str(2 + house * 2))
        canvas.setFillColor(RUST)
        canvas.circle(x + 66, y + 24, 9, stroke=0, fill=1)
    canvas.setFillColor(SEA)
    canvas.setFont("Lato-Bold", 34)
    canvas.drawString(90, height - 82, "Lamplighter Row, ground floors")
    canvas.setFont("Gentium", 16)
    canvas.setFillColor(INK)
    canvas.drawString(90, height - 108, "L. Hartmann, 1907 · drawn again 2026 · red: where the "
                                        "stoves stood · one metre is ten millimetres")
    canvas.drawString(90, 120, "North is where the weathercock says.")
    canvas.showPage()


def draw():
    """Eight pages: four rotations of A4, A3 landscape, a receipt, a postcard, a cropped page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for rotate in (0, 90, 180, 270):
        sheet(canvas, *A4, "Turned by %d degrees" % rotate, [
            "This page says /Rotate %d and reads upright all the same." % rotate,
            "The scanner in the reading room feeds sheets as it pleases;",
            "whoever shows them has to turn them back.",
            "Box %d, leaf %d, Lamplighter Row." % (rotate // 90 + 1, 17 + rotate)])
    plan(canvas)
    receipt(canvas)
    sheet(canvas, 148 * mm, 105 * mm, "A postcard", [
        "Dear office, the boxes arrived and so did I.", "The sea is where you said it would be.",
        "Yours, Henrike"])
    sheet(canvas, 297 * mm, 420 * mm, "Outside the crop", ["Nobody should see this line."])
    canvas.save()
    with pikepdf.open(buffer) as pdf:
        for index in (1, 2, 3):
            turn(pdf.pages[index], index * 90)
        crop(pdf.pages[7])
        result = io.BytesIO()
        pdf.save(result, static_id=True)
    return result.getvalue()


def turn(page, rotate):
    """Turns the content of an A4 page back and has `/Rotate` turn it upright again."""
    width, height = A4
    matrix = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height),
              270: (0, -1, 1, 0, 0, width)}[rotate]
    page.contents_add(b"%g %g %g %g %g %g cm\n" % matrix, prepend=True)
    page.MediaBox = [0, 0, width, height] if rotate == 180 else [0, 0, height, width]
    page.Rotate = rotate


def crop(page):
    """Shows only a postcard-sized window of the page and writes a text into the window."""
    x, y, width, height = 200, 300, 420, 300
    page.CropBox = [x, y, x + width, y + height]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height))
    sheet(canvas, width, height, "Inside the crop box", [
        "The sheet is A3; the window begins 200 points", "from the left and 300 from the bottom.",
        "Boxes of words count from the window."])
    canvas.save()
    with pikepdf.open(buffer) as window:
        page.add_overlay(window.pages[0], pikepdf.Rectangle(x, y, x + width, y + height))


def make_near_blank():
    """Four pages, of which one carries one line."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.showPage()
    canvas.showPage()
    canvas.setFillColor(INK)
    canvas.setFont("Gentium-Italic", 12)
    canvas.drawCentredString(A4[0] / 2, A4[1] * 0.55, "This page was left blank, and then it was "
                                                      "not.")
    canvas.showPage()
    canvas.setFillColor(SAND)
    canvas.rect(0, 0, *A4, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    finish(buffer.getvalue(), "near-blank.pdf", "End papers", "Wendlehaven Records Office")


def make():
    """Both documents."""
    finish(draw(), "pages-mixed-sizes.pdf", "Sheets of every size", "Wendlehaven Records Office")
    make_near_blank()
