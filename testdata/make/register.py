"""A book of three hundred pages: roman front matter, chapters, an outline; and an extract."""

import io

import pikepdf
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, Paragraph

from grammar import Clerk
from press import INK, LINE, RUST, SEA, STONE, finish, sans, serif

WIDTH, HEIGHT = 155 * mm, 230 * mm
INNER, OUTER, TOP, FOOT = 22 * mm, 17 * mm, 24 * mm, 22 * mm
FRONT, PAGES = 12, 300
TITLE = "The Harbour Books of Wendlehaven, 1851–1921"
AUTHOR = "Wendlehaven Records Office"

# Title, kind of entry, first year, pages, opening words.
CHAPTERS = [
    ("Arrivals", "arrivals", 1851, 58,
     "The arrivals register is the spine of the harbour’s memory. One line a ship, in the order of "
     "the tide; the clerks were paid by the quarter and wrote as if by the word."),
    ("Minutes of the Harbour Board", "minutes", 1858, 44,
     "The board met on Mondays, in the room over the weighing house, and never for less than three "
     "hours. What it decided is soon told. What it discussed is the history of the town."),
    ("Letters from Masters", "letters", 1859, 42,
     "Every master wrote home on arrival: to the owners first, to the board when something was "
     "broken, to his wife by way of either. The letters are given as they were written."),
    ("The Wreck Book", "wrecks", 1851, 36,
     "Three volumes, of which one can be read. It begins with a storm and a list of spoons."),
    ("The Pilots’ Notebook", "weather", 1862, 46,
     "The pilots kept no register, for they trusted their heads; but there was a notebook on a "
     "nail by the stove, and in bad weather they wrote in it."),
    ("A Catalogue of What Is Left", "catalogue", 1851, 62,
     "Shelf by shelf, with the state of each piece on the day it was last seen. Numbers in the "
     "margin of the originals are kept, also where they are wrong."),
]

FRONT_TEXT = {
    5: ("Preface", [
        "These are the books of a middling harbour in ordinary years. No battle was fought here, "
        "no "
        "king embarked; a church bell was once landed by mistake and kept. For that very reason we "
        "print them. Great events are written down by everyone. The price of onions is written "
        "down by the cook.",
        "The readings were made between 2019 and 2025 by nineteen volunteers, two and two, each "
        "not knowing what the other had read. Where they differed a third decided, and where the "
        "third could not, there is a gap.",
        "We have changed nothing but the spelling of <i>schooner</i>, for which the clerks had "
        "fourteen ways."]),
    7: ("On money, measures and names", [
        "Dues were reckoned in marks and shillings, sixteen shillings to the mark (m. and s.). A "
        "last is what the clerk said it was. Depths are in feet and inches over the sill of the "
        "dock, whose height was changed in 1877 without telling anyone.",
        "Ships are set in <i>italics</i>. There were at least four named <i>Hope</i>, and no "
        "way to tell them apart except by their debts.",
        "Days run from noon to noon until 1868 and from midnight thereafter, save in the "
        "pilots’ notebook, where the day began with breakfast."]),
    9: ("Those who read", [
        "Retired pilots: E. Harder, U. Quist, N. Sandgren, and K. Voss, who could read the ink by "
        "its smell. Pupils of the school in Lamplighter Row, two classes. A dentist. Members of "
        "the housing cooperative, on Thursdays. The crew of the dredger, while she was in dock.",
        "To the bakery opposite the customs house, which is not a reader but was open."]),
    11: ("How to cite", [
        "By chapter and date: <i>Arrivals, 2 October 1873</i>. Pages of this edition may change; "
        "the days will not."]),
}

BODY = serif(size=9.8, leading=13.3, spaceAfter=5)
OPENING = serif("opening", 11.5, 16.5, fontName="Gentium-Italic", spaceAfter=12)


def roman(number):
    """A lower-case roman numeral up to 39."""
    tens, ones = divmod(number, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]


class Book:
    """Draws the book page by page; `page` counts from 1 through all three hundred."""

    def __init__(self):
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(WIDTH, HEIGHT))
        self.canvas.addPageLabel(0, style="ROMAN_LOWER")
        self.canvas.addPageLabel(FRONT, style="ARABIC", start=1)
        self.page = 1

    def left(self):
        return INNER if self.page % 2 else OUTER

    def frame(self, top=TOP):
        return Frame(self.left(), FOOT, WIDTH - INNER - OUTER, HEIGHT - FOOT - top, 0, 0, 0, 0)

    def label(self):
        return roman(self.page) if self.page <= FRONT else str(self.page - FRONT)

    def outline(self, text):
        key = "p%d" % self.page
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(text, key, 0)

    def turn(self, head=None, number=True):
        """Finishes the page with its running head and number."""
        canvas, left = self.canvas, self.left()
        right = left + WIDTH - INNER - OUTER
        canvas.setFillColor(STONE)
        canvas.setFont("Lato", 8)
        if head:
            canvas.drawString(left, HEIGHT - 15 * mm, head if self.page % 2 else "Harbour Books")
            canvas.setStrokeColor(LINE)
            canvas.line(left, HEIGHT - 17 * mm, right, HEIGHT - 17 * mm)
        if number:
            canvas.drawCentredString((left + right) / 2, 12 * mm, self.label())
        canvas.showPage()
        self.page += 1

    def heading(self, text, size=21):
        self.canvas.setFillColor(SEA)
        self.canvas.setFont("Lato-Bold", size)
        self.canvas.drawString(self.left(), HEIGHT - 48 * mm, text)

    def title_pages(self):
        """Half title, blank, title and imprint: i to iv."""
        canvas, middle = self.canvas, WIDTH / 2
        canvas.setFillColor(INK)
        canvas.setFont("Gentium", 15)
        canvas.drawCentredString(middle, HEIGHT * 0.62, "The Harbour Books")
        self.turn(number=False)
        self.turn(number=False)
        self.outline("Title")
        canvas.setFillColor(SEA)
        canvas.setFont("Gentium", 31)
        canvas.drawCentredString(middle, HEIGHT * 0.68, "The Harbour Books")
        canvas.drawCentredString(middle, HEIGHT * 0.68 - 38, "of Wendlehaven")
        canvas.setFillColor(RUST)
        canvas.setFont("Gentium", 17)
        canvas.drawCentredString(middle, HEIGHT * 0.68 - 72, "1851–1921")
        canvas.setFillColor(INK)
        canvas.setFont("Lato", 10)
        canvas.drawCentredString(middle, 36 * mm, "Wendlehaven Records Office · 2026")
        self.turn(number=False)
        text = Paragraph("Printed for the readers of the office.<br/>Set in Gentium and Lato."
                         "<br/><br/>The ships, the sums and the cooks are invented.",
                         sans("i", 9, 13, alignment=TA_CENTER, textColor=STONE))
        text.wrapOn(canvas, WIDTH - 60 * mm, 200)
        text.drawOn(canvas, 30 * mm, 34 * mm)
        self.turn(number=False)

    def front_matter(self):
        """Preface and notes on odd pages, the contents on the last pages before the text."""
        while self.page <= FRONT:
            if self.page in FRONT_TEXT:
                title, paragraphs = FRONT_TEXT[self.page]
                self.outline(title)
                self.heading(title)
                frame = self.frame(60 * mm)
                for text in paragraphs:
                    frame.add(Paragraph(text, serif(size=11, leading=16, spaceAfter=8)),
                              self.canvas)
                self.turn()
            elif self.page == FRONT:
                self.contents()
            else:
                self.turn(number=False)

    def contents(self):
        self.outline("Contents")
        self.heading("Contents")
        canvas, y, first = self.canvas, HEIGHT - 66 * mm, 1
        left, right = self.left(), self.left() + WIDTH - INNER - OUTER
        for number, (title, _, _, pages, _) in enumerate(CHAPTERS, 1):
            canvas.setFillColor(INK)
            canvas.setFont("Gentium", 12)
            canvas.drawString(left, y, "%d.  %s" % (number, title))
            canvas.drawRightString(right, y, str(first))
            canvas.setFillColor(LINE)
            start = left + canvas.stringWidth("%d.  %s  " % (number, title), "Gentium", 12)
            canvas.drawString(start, y, " ." * int((right - 24 - start) / 6.1))
            first += pages
            y -= 24
        self.turn()

    def chapter(self, number, title, kind, year, pages, opening):
        """A chapter of exactly `pages` pages; the clerk writes until the last one is full."""
        self.outline("%d. %s" % (number, title))
        clerk, last, waiting = Clerk(number * 1851, kind, year), self.page + pages - 1, []
        self.canvas.setFillColor(RUST)
        self.canvas.setFont("Lato", 11)
        self.canvas.drawString(self.left(), HEIGHT - 39 * mm, "Chapter %d" % number)
        self.heading(title)
        frame, head = self.frame(58 * mm), None
        frame.add(Paragraph(opening, OPENING), self.canvas)
        while self.page <= last:
            if not waiting:
                waiting.append(Paragraph(clerk.entry(), BODY))
            if frame.add(waiting[0], self.canvas):
                waiting.pop(0)
                continue
            parts = frame.split(waiting[0], self.canvas) if self.page < last else []
            if parts:
                frame.add(parts[0], self.canvas)
                waiting = parts[1:]
            self.turn(head)
            frame, head = self.frame(), title


def make():
    """The book, and eight pages of it as somebody might have sent them on."""
    assert FRONT + sum(chapter[3] for chapter in CHAPTERS) == PAGES
    book = Book()
    book.title_pages()
    book.front_matter()
    for number, chapter in enumerate(CHAPTERS, 1):
        book.chapter(number, *chapter)
    book.canvas.save()
    path = finish(book.buffer.getvalue(), "register-300-pages.pdf", TITLE, AUTHOR)
    pages = io.BytesIO()
    with pikepdf.open(path) as whole, pikepdf.new() as part:
        part.pages.extend(whole.pages[119:127])
        part.save(pages, static_id=True)
    finish(pages.getvalue(), "register-extract.pdf", "From the harbour books: letters", AUTHOR)
