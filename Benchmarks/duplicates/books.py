"""Draws chapters of books, and sheets with next to nothing on them."""

import random

from sheet import MARGIN, Sheet, Template


def draw_book(path, seed, text, first_line, pages, dense):
    """Pages of a book: `text` from a line on, in one or two columns.

    Returns the number of the line after its last one.
    """
    sheet = Sheet(path, Template(seed))
    columns, size = (2, 7.5) if dense else (1, 10.5)
    width = (sheet.width - 2 * MARGIN - 20 * (columns - 1)) / columns
    line = first_line
    for number in range(pages):
        sheet.begin(letterhead=False)
        for column in range(columns):
            sheet.y = sheet.height - MARGIN
            while sheet.y > 70 and line < len(text):
                part = text[line][: int(width / (size * 0.5))]
                sheet.line(part, size=size, x=MARGIN + column * (width + 20))
                line += 1
        sheet.canvas.setFont(sheet.template.font, 9)
        sheet.canvas.drawCentredString(sheet.width / 2, 48, str(number + 1))
        sheet.end()
    sheet.save()
    return line


def draw_nearly_blank(path, seed):
    """A sheet with a line or a number and nothing else."""
    rng = random.Random(f"blank {seed}")
    sheet = Sheet(path, Template(seed))
    sheet.template.footer = ""
    sheet.begin(letterhead=False)
    text = rng.choice(["This page is left blank.", str(rng.randint(2, 90)), "Notes", "."])
    sheet.y = rng.choice([60, sheet.height / 2, sheet.height - 60])
    sheet.line(text, size=9, x=rng.choice([MARGIN, 280]))
    sheet.end()
    sheet.save()
