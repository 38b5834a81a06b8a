"""Two invoices of one template: other customer, other numbers, the same words otherwise."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from press import INK, LINE, RUST, SAND, SEA, STONE, finish

WIDTH, HEIGHT = A4
LEFT, RIGHT = 22 * mm, WIDTH - 22 * mm
VAT = 20

INVOICES = [
    dict(number="2026-0417", date="9 February 2026", due="11 March 2026", ours="BK/417/26",
         customer=["Wendlehaven Records Office", "Ines Marlowe", "Old Customs House",
                   "Quay Street 1", "Wendlehaven"],
         items=[("Archive box, folio, acid-free board, brass corners", 40, 1450),
                ("Rebinding in half linen, register up to 300 leaves", 6, 18600),
                ("Washing and resizing, per leaf", 212, 190),
                ("Japanese tissue 9 g, sheet 61 × 98 cm", 25, 640),
                ("Carriage by hand cart, Quay Street", 1, 1200)]),
    dict(number="2026-0418", date="10 February 2026", due="12 March 2026", ours="BK/418/26",
         customer=["Tarn & Osprey Shipping Company", "Matthias Osprey", "Chandlers’ Yard 7",
                   "Third floor", "Wendlehaven"],
         items=[("Archive box, folio, acid-free board, brass corners", 12, 1450),
                ("Rebinding in half linen, register up to 300 leaves", 2, 18600),
                ("Washing and resizing, per leaf", 96, 190),
                ("Letter book facsimile, 120 leaves, cloth", 3, 9850),
                ("Carriage by hand cart, Chandlers’ Yard", 1, 900)]),
]


def money(cents):
    """Crowns with thousands commas: 186000 is 1,860.00."""
    return "{:,.2f}".format(cents / 100)


def letterhead(canvas):
    """The bindery's name, its mark (a book of three leaves) and the foot of the page."""
    canvas.setFillColor(SEA)
    canvas.rect(0, HEIGHT - 34 * mm, WIDTH, 34 * mm, stroke=0, fill=1)
    canvas.setStrokeColor(SAND)
    canvas.setLineWidth(1.6)
    for step in (0, 4, 8):
        x, y = LEFT + step, HEIGHT - 24 * mm
        canvas.bezier(x, y, x + 8, y + 9, x + 14, y - 3, x + 24, y + 5 + step / 2)
        canvas.line(x, y, x, y + 22)
        canvas.bezier(x, y + 22, x + 8, y + 31, x + 14, y + 19, x + 24, y + 27 + step / 2)
    canvas.setFillColor(SAND)
    canvas.setFont("Lato-Bold", 19)
    canvas.drawString(LEFT + 18 * mm, HEIGHT - 18 * mm, "Corrie & Daughters")
    canvas.setFont("Lato", 9.5)
    canvas.drawString(LEFT + 18 * mm, HEIGHT - 24 * mm, "Bookbinders since 1892")
    canvas.drawRightString(RIGHT, HEIGHT - 18 * mm, "Ropewalk 23, Wendlehaven")
    canvas.drawRightString(RIGHT, HEIGHT - 24 * mm, "bindery@corrie.example")
    canvas.setFillColor(STONE)
    canvas.setFont("Lato", 8)
    canvas.drawString(LEFT, 16 * mm, "Savings Bank of Wendlehaven · account 4410 0923 7781 · "
                                     "tax number WH 118 204 557")
    canvas.drawRightString(RIGHT, 16 * mm, "Page 1 of 1")


def addresses(canvas, invoice):
    """Who pays, and the four facts of the invoice."""
    y = HEIGHT - 52 * mm
    canvas.setFillColor(INK)
    for index, line in enumerate(invoice["customer"]):
        canvas.setFont("Lato-Bold" if index == 0 else "Lato", 10.5)
        canvas.drawString(LEFT, y - index * 14, line)
    facts = [("Invoice", invoice["number"]), ("Date", invoice["date"]),
             ("Payable by", invoice["due"]), ("Our reference", invoice["ours"])]
    for index, (label, value) in enumerate(facts):
        canvas.setFont("Lato", 10)
        canvas.setFillColor(STONE)
        canvas.drawString(128 * mm, y - index * 15, label)
        canvas.setFillColor(INK)
        canvas.drawRightString(RIGHT, y - index * 15, value)


def items(canvas, invoice):
    """The table of items and the totals; returns what is to be paid, in hundredths."""
    rows = [["Pos.", "Description", "Quantity", "Price", "Amount"]]
    for position, (text, count, price) in enumerate(invoice["items"], 1):
        rows.append([str(position), text, str(count), money(price), money(count * price)])
    net = sum(count * price for _, count, price in invoice["items"])
    tax = net * VAT // 100
    rows += [["", "", "", "Net", money(net)], ["", "", "", "Tax %d %%" % VAT, money(tax)],
             ["", "", "", "Crowns", money(net + tax)]]
    table = Table(rows, colWidths=[12 * mm, 86 * mm, 20 * mm, 22 * mm, 26 * mm], rowHeights=23)
    table.setStyle(TableStyle([
        ("FONT", (0, 0), (-1, -1), "Lato", 9.8), ("FONT", (0, 0), (-1, 0), "Lato-Bold", 9.5),
        ("TEXTCOLOR", (0, 0), (-1, 0), SEA), ("TEXTCOLOR", (0, 1), (-1, -1), INK),
        ("ALIGN", (2, 0), (-1, -1), "RIGHT"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LINEBELOW", (0, 0), (-1, 0), 1, SEA), ("LINEBELOW", (0, 1), (-1, -4), 0.4, LINE),
        ("LINEBELOW", (3, -2), (-1, -2), 1, SEA), ("FONT", (3, -1), (-1, -1), "Lato-Bold", 11),
        ("BACKGROUND", (3, -1), (-1, -1), SAND)]))
    table.wrapOn(canvas, RIGHT - LEFT, HEIGHT)
    table.drawOn(canvas, LEFT, HEIGHT - 118 * mm - len(rows) * 23)
    return net + tax


def draw(invoice):
    """One invoice as bytes."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    letterhead(canvas)
    addresses(canvas, invoice)
    canvas.setFillColor(SEA)
    canvas.setFont("Lato-Bold", 20)
    canvas.drawString(LEFT, HEIGHT - 104 * mm, "Invoice " + invoice["number"])
    due = items(canvas, invoice)
    canvas.setFillColor(INK)
    canvas.setFont("Gentium", 11)
    text = canvas.beginText(LEFT, 62 * mm)
    text.setLeading(16)
    text.textLines("Please pay %s crowns by %s and give the invoice number.\n"
                   "Leather, board and paste remain ours until then; the words were always "
                   "yours.\nWith kind regards," % (money(due), invoice["due"]))
    canvas.drawText(text)
    canvas.setFillColor(RUST)
    canvas.setFont("Gentium-Italic", 17)
    canvas.drawString(LEFT, 38 * mm, "Philippa Corrie")
    canvas.save()
    return buffer.getvalue()


def make():
    """Both invoices."""
    for invoice in INVOICES:
        finish(draw(invoice), "invoice-%s.pdf" % invoice["number"],
               "Invoice " + invoice["number"], "Corrie & Daughters, Bookbinders")
