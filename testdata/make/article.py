"""A two-column article, untagged, and the same article as another producer wrote it again."""

import io
import os
import subprocess
import tempfile

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (BaseDocTemplate, Frame, FrameBreak, KeepTogether, PageTemplate,
                                Paragraph, Spacer, Table, TableStyle)

from press import INK, LINE, LOOSE, RUST, SAND, SEA, STONE, finish, path_of, sans, serif

WIDTH, HEIGHT = A4
MARGIN, GUTTER = 19 * mm, 7 * mm
COLUMN = (WIDTH - 2 * MARGIN - GUTTER) / 2
FOOT = 22 * mm
TITLE = "What the Water Left: Rebuilding the Harbour Registers of Wendlehaven"
AUTHORS = "Ines Marlowe and Tobias Reck"

# Footnotes by number; the page each stands on is checked while drawing.
NOTES = {
    1: "The cellar floor lies 2.10 m under the quay. The builders of 1884 knew it: their drawings "
       "name the room a coal store, never a muniment room.",
    2: "Accession book 7, leaf 41. The clerk adds, in pencil, <i>God help the ink</i>.",
    3: "We counted a volume as legible when two readers, working apart, agreed on nineteen entries "
       "out of twenty taken at random.",
    4: "Dues were reckoned in marks and shillings until 1921, sixteen shillings to the mark. All "
       "sums here are given as written.",
    5: "The Osprey Company kept its letter books upstairs, over the chandler’s shop, and "
       "lost nothing but a cat’s basket.",
    6: "A list of all 212 reconciled voyages may be read at the office, Tuesdays to Fridays, "
       "or asked for by post.",
}
NOTES_OF_PAGE = {1: [1, 2], 2: [3, 4, 5, 6]}
NOTE_ROOM = {1: 17 * mm, 2: 29 * mm}

BODY = serif(size=9.6, leading=12.7, firstLineIndent=10)
FIRST = serif("first", size=9.6, leading=12.7)
HEAD = sans("h", 11, fontName="Lato-Bold", textColor=SEA, spaceBefore=9, spaceAfter=3,
            keepWithNext=1)
CAPTION = sans("caption", 8, textColor=STONE, spaceBefore=3, spaceAfter=8)
NOTE = serif("note", size=7.6, leading=9.4)


class Article(BaseDocTemplate):
    """The page geometry, the running heads and the footnotes."""

    def __init__(self, file):
        super().__init__(file, pagesize=A4, title=TITLE, author=AUTHORS)
        self.addPageTemplates([self.template(page) for page in (1, 2, 3, 4)])

    def template(self, page):
        bottom = FOOT + NOTE_ROOM.get(page, 0)
        top = HEIGHT - (22 * mm if page > 1 else 80 * mm)
        columns = [Frame(MARGIN + index * (COLUMN + GUTTER), bottom, COLUMN, top - bottom,
                         0, 0, 0, 0, id="c%d" % index) for index in (0, 1)]
        if page == 1:
            columns.insert(0, Frame(MARGIN, HEIGHT - 78 * mm, WIDTH - 2 * MARGIN, 60 * mm,
                                    0, 0, 0, 0, id="title"))
        following = "page%d" % min(page + 1, 4)
        return PageTemplate("page%d" % page, columns, onPage=self.furniture,
                            autoNextPageTemplate=following)

    def furniture(self, canvas, _):
        page = canvas.getPageNumber()
        canvas.setFillColor(STONE)
        canvas.setFont("Lato", 8)
        if page > 1:
            canvas.drawString(MARGIN, HEIGHT - 15 * mm, "Marlowe and Reck")
            canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 15 * mm, "What the Water Left")
        canvas.drawString(MARGIN, 12 * mm, "The Wendlehaven Record · Volume 14 · Spring 2026")
        canvas.drawRightString(WIDTH - MARGIN, 12 * mm, str(page + 30))
        self.footnotes(canvas, page)

    def footnotes(self, canvas, page):
        numbers = NOTES_OF_PAGE.get(page, [])
        for column in (0, 1):
            x = MARGIN + column * (COLUMN + GUTTER)
            y = FOOT + NOTE_ROOM.get(page, 0) - 4 * mm
            half = len(numbers) // 2
            own = numbers[column * half:(column + 1) * half]
            if own:
                canvas.setStrokeColor(LINE)
                canvas.line(x, y, x + 22 * mm, y)
            for number in own:
                note = Paragraph("<super>%d</super> %s" % (number, NOTES[number]), NOTE)
                _, used = note.wrap(COLUMN, 40 * mm)
                y -= used + 1.5 * mm
                note.drawOn(canvas, x, y)


def mark(number):
    """A footnote mark that notes the page it was drawn on."""
    return '<super rise="3" size="6.5">%d<onDraw name="note" label="%d"/></super>' % (number,
                                                                                         number)


def chart():
    """Figure 1: legible entries a decade, before and after the work, as grouped bars."""
    decades = ["1850s", "1860s", "1870s", "1880s", "1890s", "1900s", "1910s"]
    before = [12, 18, 9, 31, 44, 52, 61]
    after = [58, 66, 49, 83, 91, 94, 97]
    drawing = Drawing(COLUMN, 128)
    base, tall, left = 22, 88, 22
    for percent in (0, 25, 50, 75, 100):
        y = base + tall * percent / 100
        drawing.add(Line(left, y, COLUMN, y, strokeColor=LINE, strokeWidth=0.4))
        drawing.add(String(left - 4, y - 2.5, str(percent), fontName="Lato", fontSize=6.5,
                           fillColor=STONE, textAnchor="end"))
    step = (COLUMN - left) / len(decades)
    for index, decade in enumerate(decades):
        x = left + index * step + step * 0.17
        for offset, value, colour in ((0, before[index], LINE), (1, after[index], SEA)):
            drawing.add(Rect(x + offset * step * 0.33, base, step * 0.31, tall * value / 100,
                             fillColor=colour, strokeColor=None))
        drawing.add(String(x + step * 0.33, base - 9, decade, fontName="Lato", fontSize=6.5,
                           fillColor=INK, textAnchor="middle"))
    for x, colour, label in ((left, LINE, "before"), (left + 48, SEA, "after")):
        drawing.add(Rect(x, base + tall + 8, 6, 6, fillColor=colour, strokeColor=None))
        drawing.add(String(x + 9, base + tall + 8.5, label, fontName="Lato", fontSize=7,
                           fillColor=INK))
    return drawing


def losses():
    """Table 1: the registers and what became of them."""
    rows = [["Register", "Years", "Volumes", "Wet", "Read again"],
            ["Arrivals", "1851–1919", "23", "19", "18"],
            ["Harbour dues", "1858–1921", "17", "17", "14"],
            ["Pilotage", "1862–1914", "9", "4", "4"],
            ["Crew agreements", "1870–1919", "31", "22", "20"],
            ["Wrecks and salvage", "1851–1908", "3", "3", "1"],
            ["Together", "", "83", "65", "57"]]
    widths = [COLUMN * share for share in (0.34, 0.22, 0.15, 0.1, 0.19)]
    table = Table(rows, colWidths=widths, rowHeights=14)
    table.setStyle(TableStyle([
        ("FONT", (0, 0), (-1, -1), "Lato", 7.6), ("FONT", (0, 0), (-1, 0), "Lato-Bold", 7.6),
        ("FONT", (0, -1), (-1, -1), "Lato-Bold", 7.6), ("TEXTCOLOR", (0, 0), (-1, 0), SEA),
        ("ALIGN", (2, 0), (-1, -1), "RIGHT"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, SEA), ("LINEABOVE", (0, -1), (-1, -1), 0.5, SEA),
        ("ROWBACKGROUNDS", (0, 1), (-1, -2), [None, SAND]),
        ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3)]))
    return table


def story():
    """The article from title to the list of sources."""
    flow = [Paragraph("WENDLEHAVEN RECORDS OFFICE", sans("k", 8.5, textColor=RUST)), Spacer(1, 5),
            Paragraph("What the Water Left", sans("t", 27, 31, fontName="Lato-Bold",
                                                  textColor=SEA)),
            Paragraph("Rebuilding the Harbour Registers of Wendlehaven",
                      sans("s", 15, 20, fontName="Lato-Light")),
            Spacer(1, 6), Paragraph(AUTHORS, sans("a", 9.5)), Spacer(1, 8),
            Paragraph("<b>Summary.</b> In the night of 8 November 1978 a spring tide filled the "
                      "cellar of the customs house and stood there for three days. Sixty-five of "
                      "the eighty-three harbour registers were soaked. This paper tells how "
                      "fifty-seven of them were made readable again between 2019 and 2025, what "
                      "was done with the eight that were not, and why a register that has been "
                      "mended should never be shown without its mending.",
                      serif("abs", 9.6, 12.8, leftIndent=12, rightIndent=40)),
            FrameBreak()]
    for kind, text in TEXT:
        if kind == "h":
            flow.append(Paragraph(text, HEAD))
        elif kind == "f":
            flow.append(Paragraph(text, FIRST))
        elif kind == "p":
            flow.append(Paragraph(text, BODY))
        elif kind == "figure":
            flow.append(KeepTogether([Spacer(1, 6), chart(), Paragraph(text, CAPTION)]))
        elif kind == "table":
            flow.append(KeepTogether([Spacer(1, 6), Paragraph(text, CAPTION), losses(),
                                      Spacer(1, 8)]))
        elif kind == "s":
            flow.append(Paragraph(text, serif("src", 8.4, 10.8, leftIndent=10,
                                              firstLineIndent=-10, spaceAfter=2)))
    return flow


TEXT = [
    ("h", "1&nbsp; The cellar"),
    ("f", "A harbour writes things down because it cannot remember. Ships come in with the tide "
          "and are gone with the next one; what stays is a line in a book: the name, the master, "
          "the port she came from, what she carried and what she owed. In Wendlehaven those lines "
          "run without a gap from the spring of 1851, when the harbour board was founded, to the "
          "end of 1921, when the state took the dues away and the board, with nothing left to "
          "count, closed its books and gave itself a dinner."),
    ("p", "The books went into the cellar of the customs house. It was dry in most years." +
          mark(1) + " In November 1978 it was not. The watchman, one Anders Holm, heard the water "
          "before he saw it, and carried up what he could reach from the stair: eighteen volumes, "
          "most of them pilotage, because pilotage stood nearest the door. When the fire brigade "
          "had pumped the room empty, the rest lay in a bed of silt the colour of strong tea."),
    ("p", "What happened next was well meant. The volumes were stood on end in the fish market "
          "and dried with the fans that were used for herring. The paper dried; so did the silt "
          "between the leaves, and by Christmas most registers had become bricks. They were "
          "wrapped in newspaper, numbered in the order they came to hand, and put away." + mark(2) +
          " Nobody opened them for forty-one years."),
    ("h", "2&nbsp; Sorting"),
    ("f", "When the office took up the work in 2019 the first task was to learn what there was. "
          "The numbers of 1978 helped little: number 12 was two half volumes from different "
          "decades that had dried as one. We weighed every brick, measured it, photographed all "
          "six sides and looked for three things on the outside that survive almost anything: the "
          "pattern of the sewing, the height of the boards, and the marbling of the edge. The "
          "board bought its books from one stationer until 1883 and from another afterwards, and "
          "the second used a blue that no water removes."),
    ("p", "In this way each volume was given a place in one of five series before a single leaf "
          "had been turned (Table 1). The guess was wrong four times in sixty-five. All four were "
          "crew agreements that had been bound in covers meant for dues, during a strike of the "
          "paper mill in 1897, a fact we learned only later and from the volumes themselves."),
    ("table", "<b>Table 1.</b> The five series, the volumes that were wet in 1978, and those that "
              "can be read again today."),
    ("h", "3&nbsp; Opening"),
    ("f", "A brick is opened the way it closed: slowly and with water. Each volume lay for a day "
          "in a humid chamber, then for an hour in a tray of cold water that was changed as often "
          "as it turned brown. Leaves were lifted with a bone folder, one every four minutes on a "
          "good day. Iron gall ink held; the violet copying ink of the later dues registers did "
          "not, and where it had been used we lifted nothing at all but photographed the edges "
          "under ultraviolet light and stopped."),
    ("p", "Every leaf was photographed wet, because the contrast of wet ink on wet paper is "
          "better than anything that can be had afterwards. It was photographed again when dry. "
          "The two pictures are kept together, and neither is called the original."),
    ("figure", "<b>Figure 1.</b> Entries that can be read, in per cent of all entries, by decade: "
               "before the work began and after it ended."),
    ("h", "4&nbsp; Reading"),
    ("f", "Reading was done by nineteen volunteers: retired pilots, two school classes, a "
          "dentist with excellent eyes. Each entry was read twice by people who did not sit "
          "together." + mark(3) + " Where they differed a third reader chose, and could choose "
          "neither. Of 148,206 entries, 9,114 remain open. We think an honest gap is worth more "
          "than a likely word, and the printed edition leaves the gap at its true width."),
    ("p", "Sums were a help. A clerk who writes <i>14 m. 6 s.</i> against a cargo of slates has "
          "told us the tonnage too, since the tariff is known." + mark(4) + " Adding up a page "
          "and comparing the sum with the one carried forward found 611 misreadings, and 37 "
          "mistakes of the clerks, of which two were certainly not mistakes."),
    ("h", "5&nbsp; A second witness"),
    ("f", "The best check lies outside the harbour. The Tarn &amp; Osprey Shipping Company, whose "
          "ships made up a fifth of the traffic, kept letter books in which every master reported "
          "his arrival." + mark(5) + " We laid 212 voyages of the company beside the arrivals "
          "register." + mark(6) + " In 196 the day agreed. In eleven the letter was a day "
          "earlier, which is the difference between dropping anchor in the roads and paying for "
          "a berth. The remaining five were the brig <i>Constant Anna</i>, whose master wrote the "
          "same letter every time and changed only the date."),
    ("p", "The comparison also settled an old quarrel. The local histories have it that the "
          "schooner <i>Margit</i> never returned from the Baltic in 1873. The register shows her "
          "paying dues on 2 October of that year, and again, with timber, on the 19th; the letter "
          "book has her cook complaining of the price of onions. She was sold in November and "
          "renamed. It was only the name that was lost."),
    ("h", "6&nbsp; What is kept"),
    ("f", "For each volume the office now keeps five things: the volume, in a box made for it; "
          "the wet pictures; the dry pictures; the reading, with its gaps; and a sheet that says "
          "who did what and when, from the sewing pattern to the last comma. The sheet is never "
          "longer than two pages. It is the part we are asked for least and would save first."),
    ("p", "A mended record is a statement by two parties, the one who wrote it and the one who "
          "mended it, a century apart. Readers are entitled to hear both and to tell them apart. "
          "We therefore hand out no copy of a reading without the picture it was read from, and "
          "no picture without the date on which it was taken."),
    ("p", "Eight volumes were not opened. Three are salvage books whose leaves are more silt than "
          "paper; five are dues in copying ink. They have been dried properly this time, and "
          "wait. The people who put the bricks away in 1978 did one thing right, which was to "
          "throw nothing out; we should like to be thanked for the same reason."),
    ("h", "7&nbsp; If it happens again"),
    ("f", "It will. The cellar is empty now and holds a pump, a lamp and a notice. The notice has "
          "four lines, and every member of the office can say them without looking: freeze it, do "
          "not fan it; keep the order in which it lay; photograph before you touch; write down "
          "who you are. We offer it to any office that stands near water, and on reflection to "
          "those that do not, since pipes burst on hills as well."),
    ("p", "The authors thank the volunteers by name in the printed edition. They thank the "
          "herring merchants of Wendlehaven here, for the fans."),
    ("h", "Sources"),
    ("s", "Wendlehaven Records Office, HB 1–5: registers of the harbour board, 83 vols., "
          "1851–1921."),
    ("s", "Wendlehaven Records Office, AC 7: accession book, 1971–1983."),
    ("s", "Tarn &amp; Osprey Shipping Company, letter books 3–28, 1859–1911, on deposit."),
    ("s", "Office of the Harbour Master, tide tables and gauge readings, November 1978."),
    ("s", "M. Auberon, <i>A short guide to drying nearly everything</i>, office print, 2018."),
]


def make_article():
    """Sets the article and checks that each footnote stands on the page of its mark."""
    seen = {}

    class NotingCanvas(Canvas):
        """A canvas that remembers on which page each footnote mark was drawn."""

        def note(self, _, kind, label):
            seen.setdefault(self.getPageNumber(), []).append(int(label))

    buffer = io.BytesIO()
    Article(buffer).build(story(), canvasmaker=NotingCanvas)
    assert seen == NOTES_OF_PAGE, "footnotes moved: %s" % seen
    return finish(buffer.getvalue(), "article-two-columns.pdf", TITLE, AUTHORS,
                  "The Wendlehaven Record, volume 14")


def make_reexport():
    """Has Ghostscript write the article again in grey: the same pages in other bytes."""
    with tempfile.TemporaryDirectory() as folder:
        grey = os.path.join(folder, "grey.pdf")
        subprocess.run(
            ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.4",
             "-sColorConversionStrategy=Gray", "-dProcessColorModel=/DeviceGray", "-o", grey,
             path_of("article-two-columns.pdf")], check=True, stderr=subprocess.DEVNULL)
        finish(grey, "article-reexported-grey.pdf", TITLE, AUTHORS,
               options=LOOSE)


def make():
    """Both documents; the second is made from the first."""
    make_article()
    make_reexport()
