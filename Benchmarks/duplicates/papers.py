"""Draws business papers: of the same template and the same fields, the same pages."""

import textwrap

from sheet import MARGIN, Sheet, Template
from words import sum_text


def draw(kind, path, template_seed, fields):
    """Draws a paper into a new file."""
    sheet = Sheet(path, Template(template_seed))
    sheet.begin()
    DRAWERS[kind](sheet, fields)
    sheet.end()
    sheet.save()


def _addressee(sheet, fields):
    for line in [fields["name"], fields["company"], *fields["address"]]:
        sheet.line(line)
    sheet.y -= 18
    sheet.line(fields["date"], right=sheet.width - MARGIN)


def _invoice(sheet, fields):
    _addressee(sheet, fields)
    sheet.line(f"Invoice {fields['number']}", size=15, bold=True)
    sheet.line(f"Your order {fields['reference']}, account {fields['account']}")
    sheet.y -= 14
    edges = [MARGIN, 330, 420, sheet.width - MARGIN]
    sheet.cells(["Item", "Quantity", "Price", "Sum"], edges, bold=True)
    if sheet.template.rules:
        sheet.canvas.line(MARGIN, sheet.y + 10, sheet.width - MARGIN, sheet.y + 10)
    total = 0
    for item, quantity, price in fields["items"]:
        total += quantity * price
        sheet.cells([item, str(quantity), sum_text(price), sum_text(quantity * price)], edges)
    sheet.y -= 8
    for name, value in (("Net", total), ("VAT 19 %", total * 0.19), ("Total", total * 1.19)):
        sheet.cells([name, "", "", sum_text(value)], edges, bold=name == "Total")
    sheet.y -= 16
    sheet.prose("Payable within 30 days without deduction. Please name the invoice number. "
                "Goods stay our property until they are paid for.")


def _statement(sheet, fields):
    _addressee(sheet, fields)
    month = fields["date"][:7]
    sheet.line(f"Statement of account {month}", size=14, bold=True)
    sheet.line(f"Account {fields['account']}, sheet {fields['reference']}")
    edges = [MARGIN, 330, 430, sheet.width - MARGIN]
    balance = fields["opening"]
    sheet.cells(["Opening balance", "", "", sum_text(balance)], edges, bold=True)
    for day, partner, reference, amount in sorted(fields["rows"]):
        if sheet.y < 80:
            sheet.end()
            sheet.begin()
        balance += amount
        entry = f"{day:02d}  {partner}"
        sheet.cells([entry, reference, sum_text(amount), sum_text(balance)], edges)
    sheet.cells(["Closing balance", "", "", sum_text(balance)], edges, bold=True)


def _letter(sheet, fields):
    _addressee(sheet, fields)
    sheet.line(f"Our reference {fields['reference']}", bold=True)
    sheet.y -= 10
    sheet.line(f"Dear {fields['name']},")
    sheet.y -= 6
    for paragraph in fields["paragraphs"]:
        sheet.prose(paragraph)
    sheet.line("Yours sincerely,")
    sheet.y -= 40
    sheet.line(sheet.template.company)


def _contract(sheet, fields):
    sheet.line("Agreement", size=18, bold=True)
    sheet.line(f"between {fields['name']} and {fields['second']}, no. {fields['number']}")
    sheet.line(f"signed on {fields['date']} for the sum of {sum_text(fields['sum'])}")
    sheet.y -= 14
    for count, clause in enumerate(fields["clauses"], 1):
        if sheet.y < 130:
            sheet.end()
            sheet.begin(letterhead=False)
        sheet.line(f"§ {count}", bold=True)
        sheet.prose(clause)


def _form(sheet, fields):
    sheet.line(f"Application, file number {fields['number']}", size=14, bold=True)
    sheet.y -= 8
    _answers(sheet, fields["answers"])
    _ticks(sheet, fields["ticks"])
    sheet.y -= 30
    sheet.line(f"{fields['address'][1]}, {fields['date']}")


def _answers(sheet, answers):
    for label, answer in zip(LABELS, answers):
        sheet.canvas.rect(MARGIN, sheet.y - 8, sheet.width - 2 * MARGIN, 24, fill=0)
        sheet.canvas.setFont(sheet.template.font, 7)
        sheet.canvas.drawString(MARGIN + 4, sheet.y + 8, label)
        sheet.canvas.setFont("Courier", 11)
        sheet.canvas.drawString(MARGIN + 120, sheet.y - 2, answer)
        sheet.y -= 30


def _ticks(sheet, ticks):
    for count, ticked in enumerate(ticks):
        x = MARGIN + (count % 2) * 240
        sheet.canvas.rect(x, sheet.y, 9, 9, fill=0)
        if ticked:
            sheet.canvas.line(x, sheet.y, x + 9, sheet.y + 9)
            sheet.canvas.line(x, sheet.y + 9, x + 9, sheet.y)
        sheet.canvas.setFont(sheet.template.font, 9)
        sheet.canvas.drawString(x + 16, sheet.y, f"Statement {count + 1} applies to me")
        if count % 2:
            sheet.y -= 18


def _report(sheet, fields):
    _cover(sheet, fields)
    for number, bars in enumerate(fields["bars"]):
        if sheet.y < 330:
            sheet.end()
            sheet.begin(letterhead=False)
        sheet.prose(fields["paragraphs"][2 * number])
        _chart(sheet, bars)
        sheet.prose(fields["paragraphs"][2 * number + 1])


def _cover(sheet, fields):
    sheet.y -= 160
    for line in textwrap.wrap(fields["title"], 40):
        sheet.line(line, size=22, bold=True)
    sheet.y -= 20
    sheet.line(f"Prepared for {fields['company']} by {fields['name']}", size=12)
    sheet.line(fields["date"], size=12)
    sheet.y -= 60
    sheet.prose("This report is meant for its addressee alone. Sums are in thousands, and years "
                "are those of the accounts.")
    sheet.end()
    sheet.begin(letterhead=False)


def _chart(sheet, bars):
    base = sheet.y - 150
    step = (sheet.width - 2 * MARGIN) / len(bars)
    for position, share in enumerate(bars):
        sheet.canvas.setFillGray(0.25 + 0.1 * (position % 5))
        sheet.canvas.rect(MARGIN + position * step, base, step * 0.7, 140 * share, fill=1)
    sheet.canvas.setFillGray(0)
    sheet.y = base - 22


LABELS = [
    "Name", "Employer", "Date of birth", "Street", "Town", "Telephone", "Insurance number", "Bank",
    "Account", "Spouse", "Tax office", "Tax number", "Place of birth", "Nationality",
]
DRAWERS = {
    "invoice": _invoice, "statement": _statement, "letter": _letter, "contract": _contract,
    "form": _form, "report": _report,
}
