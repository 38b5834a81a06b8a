"""Landscape slides with bookmarks, for a talk on moving an archive in one day."""

import io
import math

from reportlab.lib.colors import white
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from press import INK, LINE, RUST, SAND, SEA, STONE, finish, sans

WIDTH, HEIGHT = 13.333 * 72, 7.5 * 72
LEFT = 26 * mm
TITLE = "Thirty-eight boxes in one day"

SLIDES = [
    ("Before", 0, "What stood in the laundry", [
        "38 boxes of papers, 1908 to 1994", "14 rolls of building plans",
        "One mangle, not for the archive", "61 per cent relative humidity on a washing day"]),
    ("What we measured", 1, "Four weeks of air", "air"),
    ("What we decided", 1, "Three rules for the day", [
        "Nothing is opened. A closed box cannot lose a sheet.",
        "Every box has one carrier, by name, from shelf to shelf.",
        "The list is the last thing to leave the old room."]),
    ("The day", 0, "1 April, hour by hour", "hours"),
    ("What went wrong", 1, "And what we did", [
        "Rain at ten: the fish market lent eleven tarpaulins.",
        "Box 23 had no number: it had been number 22 twice.",
        "The door was two centimetres narrower than its drawing."]),
    ("After", 0, "Where it is now", [
        "North store, rows N6 and N7", "17 degrees, 48 per cent, every day since",
        "First reader on 14 April: she asked for the weathercock letter"]),
    ("Thank you", 0, "Questions, and soup", [
        "The list: 52 entries, 52 ticks", "The cart: Corrie & Daughters, Ropewalk 23",
        "The soup: houses 2 to 18"]),
]


class Deck:
    """Draws slides and their bookmarks."""

    def __init__(self):
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(WIDTH, HEIGHT))
        self.canvas.showOutline()
        self.page = 0

    def bookmark(self, text, level):
        self.page += 1
        self.canvas.bookmarkPage("slide%d" % self.page)
        self.canvas.addOutlineEntry(text, "slide%d" % self.page, level)

    def cover(self):
        canvas = self.canvas
        self.bookmark(TITLE, 0)
        canvas.setFillColor(SEA)
        canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
        canvas.setFillColor(RUST)
        for index in range(38):
            row, column = divmod(index, 13)
            canvas.rect(LEFT + column * 62, 44 + row * 38, 52, 30, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.setFont("Lato-Bold", 54)
        canvas.drawString(LEFT, HEIGHT - 190, TITLE)
        canvas.setFont("Lato-Light", 25)
        canvas.drawString(LEFT, HEIGHT - 240, "How a housing cooperative moved its memory")
        canvas.setFont("Lato", 16)
        canvas.drawString(LEFT, HEIGHT - 290, "Tobias Reck · Wendlehaven Records Office · May 2026")
        canvas.showPage()

    def slide(self, mark, level, title, content):
        canvas = self.canvas
        self.bookmark(mark, level)
        canvas.setFillColor(SEA)
        canvas.rect(0, 0, 11, HEIGHT, stroke=0, fill=1)
        canvas.setFont("Lato-Bold", 36)
        canvas.drawString(LEFT, HEIGHT - 88, title)
        canvas.setFillColor(STONE)
        canvas.setFont("Lato", 13)
        canvas.drawString(LEFT, 30, TITLE)
        canvas.drawRightString(WIDTH - LEFT, 30, str(self.page))
        if content == "air":
            self.air()
        elif content == "hours":
            self.hours()
        else:
            self.points(content)
        canvas.showPage()

    def points(self, items):
        y = HEIGHT - 160
        for item in items:
            self.canvas.setFillColor(RUST)
            self.canvas.rect(LEFT, y - 2, 13, 13, stroke=0, fill=1)
            text = Paragraph(item, sans("p", 25, 32))
            _, used = text.wrap(WIDTH - 2 * LEFT - 34, 200)
            text.drawOn(self.canvas, LEFT + 34, y + 19 - used)
            y -= used + 32

    def air(self):
        """Humidity over 28 days: a wave that peaks on washing days, and the band we wanted."""
        canvas, base, tall = self.canvas, 92, 300
        width = WIDTH - 2 * LEFT - 40

        def at(percent):
            return base + (percent - 30) / 40 * tall

        canvas.setFillColor(SAND)
        canvas.rect(LEFT + 40, at(45), width, at(50) - at(45), stroke=0, fill=1)
        canvas.setFont("Lato", 13)
        for percent in range(30, 71, 10):
            canvas.setStrokeColor(LINE)
            canvas.line(LEFT + 40, at(percent), LEFT + 40 + width, at(percent))
            canvas.setFillColor(STONE)
            canvas.drawRightString(LEFT + 32, at(percent) - 4, "%d %%" % percent)
        canvas.setStrokeColor(SEA)
        canvas.setLineWidth(3)
        path = canvas.beginPath()
        for step in range(28 * 6 + 1):
            day = step / 6
            washing = 14 * math.exp(-((day % 7 - 2.2) ** 2) / 0.35)
            percent = 46 + washing + 2.4 * math.sin(day * 1.9) + day / 12
            point = (LEFT + 40 + width * day / 28, at(percent))
            (path.moveTo if step == 0 else path.lineTo)(*point)
        canvas.drawPath(path)
        canvas.setLineWidth(1)
        canvas.setFillColor(INK)
        for week in range(4):
            canvas.drawString(LEFT + 44 + width * week / 4, base - 20, "week %d" % (week + 1))
        canvas.setFillColor(RUST)
        canvas.drawString(LEFT + 62 + width * 2.2 / 28, at(62), "washing day")

    def hours(self):
        """Boxes moved per hour, as bars with their numbers."""
        canvas, base = self.canvas, 104
        counts = [("9", 4), ("10", 2), ("11", 9), ("12", 8), ("13", 0), ("14", 9), ("15", 6)]
        step = (WIDTH - 2 * LEFT) / len(counts)
        canvas.setFont("Lato", 16)
        for index, (hour, count) in enumerate(counts):
            x = LEFT + index * step
            canvas.setFillColor(RUST if count == 2 else SEA)
            canvas.rect(x, base, step * 0.62, count * 29 + 2, stroke=0, fill=1)
            canvas.setFillColor(INK)
            canvas.drawCentredString(x + step * 0.31, base - 22, hour + ":00")
            canvas.drawCentredString(x + step * 0.31, base + count * 29 + 10,
                                     str(count) if count else "soup")


def make():
    """The deck: a cover and seven slides."""
    deck = Deck()
    deck.cover()
    for slide in SLIDES:
        deck.slide(*slide)
    deck.canvas.save()
    finish(deck.buffer.getvalue(), "slides-outline.pdf", TITLE, "Tobias Reck")
