"""A reader's registration: an AcroForm with text, check, radio, choice and list fields."""

import io

from reportlab.lib.colors import white
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from press import INK, LINE, LOOSE, RUST, SAND, SEA, STONE, finish

WIDTH, HEIGHT = A4
LEFT, RIGHT = 22 * mm, WIDTH - 22 * mm


class Registration:
    """Draws the form from top to bottom; `y` is where the next row goes."""

    def __init__(self, canvas):
        self.canvas, self.form, self.y = canvas, canvas.acroForm, HEIGHT - 62 * mm

    def label(self, x, text, dy=0, size=8.6, colour=STONE):
        self.canvas.setFillColor(colour)
        self.canvas.setFont("Lato", size)
        self.canvas.drawString(x, self.y + dy, text)

    def section(self, text):
        self.y -= 5 * mm
        self.canvas.setFillColor(SEA)
        self.canvas.setFont("Lato-Bold", 12)
        self.canvas.drawString(LEFT, self.y, text)
        self.canvas.setStrokeColor(LINE)
        self.canvas.line(LEFT, self.y - 5, RIGHT, self.y - 5)
        self.y -= 11 * mm

    def text(self, name, label, value="", x=LEFT, width=RIGHT - LEFT, height=20, flags=""):
        self.label(x, label, 5)
        self.form.textfield(name=name, tooltip=label, value=value, x=x, y=self.y - height,
                            width=width, height=height, fontName="Helvetica", fontSize=10.5,
                            borderColor=LINE, fillColor=SAND, textColor=INK, borderWidth=0.6,
                            forceBorder=True, fieldFlags=flags, maxlen=400)

    def check(self, name, label, x, checked=False):
        self.form.checkbox(name=name, tooltip=label, checked=checked, x=x, y=self.y - 3, size=13,
                           buttonStyle="check", borderColor=SEA, fillColor=white, textColor=SEA,
                           forceBorder=True)
        self.label(x + 19, label, 0, 10, INK)

    def radio(self, name, value, label, x, selected=False):
        self.form.radio(name=name, tooltip=label, value=value, selected=selected, x=x,
                        y=self.y - 3, size=13, buttonStyle="circle", shape="square",
                        borderColor=SEA, fillColor=white, textColor=SEA, forceBorder=True)
        self.label(x + 19, label, 0, 10, INK)

    def choice(self, name, label, options, value, x, width):
        self.label(x, label, 5)
        self.form.choice(name=name, tooltip=label, options=options, value=value, x=x,
                         y=self.y - 20, width=width, height=20, fontName="Helvetica",
                         fontSize=10.5, borderColor=LINE, fillColor=SAND, textColor=INK,
                         borderWidth=0.6, forceBorder=True)

    def several(self, name, label, options, value, x, width, height):
        self.label(x, label, 5)
        self.form.listbox(name=name, tooltip=label, options=options, value=value, x=x,
                          y=self.y - height, width=width, height=height, fontName="Helvetica",
                          fontSize=10.5, borderColor=LINE, fillColor=SAND, textColor=INK,
                          borderWidth=0.6, forceBorder=True, fieldFlags="multiSelect")


def head(canvas):
    canvas.setFillColor(SEA)
    canvas.setFont("Lato-Bold", 23)
    canvas.drawString(LEFT, HEIGHT - 30 * mm, "Reader’s Registration")
    canvas.setFillColor(RUST)
    canvas.setFont("Lato", 10.5)
    canvas.drawString(LEFT, HEIGHT - 37 * mm, "Wendlehaven Records Office · Reading room, Old "
                                              "Customs House")
    canvas.setFillColor(INK)
    canvas.setFont("Gentium", 10.5)
    canvas.drawString(LEFT, HEIGHT - 47 * mm, "Fill in what you know. What you leave open we will "
                                              "ask you kindly at the desk.")


def draw():
    """The form as bytes, partly filled in for one reader."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    head(canvas)
    form = Registration(canvas)
    form.section("1  Who you are")
    form.text("name", "Name", "Henrike Sørensen-Blom", width=100 * mm)
    form.text("born", "Year of birth (if you like)", "", x=LEFT + 106 * mm, width=60 * mm)
    form.y -= 15 * mm
    form.text("address", "Address", "Sailmakers' Steps 5, Wendlehaven")
    form.y -= 15 * mm
    form.text("mail", "Electronic mail", "h.blom@reader.example", width=100 * mm)
    form.text("card", "Reader's card (given by us)", "R-2291", x=LEFT + 106 * mm, width=60 * mm,
              flags="readOnly")
    form.y -= 13 * mm
    form.section("2  What you would like to read")
    form.choice("series", "Series", ["Harbour registers", "Crew agreements", "Housing papers",
                                     "Plans and drawings", "Something else"],
                "Crew agreements", LEFT, 78 * mm)
    form.several("years", "Decades (more than one if you wish)",
                 ["1870s", "1880s", "1890s", "1900s", "1910s"], ["1880s", "1890s"],
                 LEFT + 84 * mm, 82 * mm, 70)
    form.y -= 32 * mm
    form.text("purpose", "What for", "A great-grandfather who signed on as cook and "
              "came home as mate.", height=62,
              flags="multiline")
    form.y -= 28 * mm
    form.section("3  How you would like to read it")
    for index, (value, label) in enumerate((("room", "in the reading room"),
                                            ("pictures", "as pictures"),
                                            ("post", "as copies by post"))):
        form.radio("manner", value, label, LEFT + index * 55 * mm, selected=value == "room")
    form.y -= 10 * mm
    form.check("pencil", "I will use a pencil and nothing else.", LEFT, True)
    form.y -= 8 * mm
    form.check("living", "I will name no living person without asking that person.", LEFT, True)
    form.y -= 8 * mm
    form.check("letter", "Send me the office's letter four times a year.", LEFT, False)
    form.y -= 20 * mm
    form.text("date", "Date", "", width=50 * mm)
    form.label(LEFT + 60 * mm, "Signature", 5)
    canvas.line(LEFT + 60 * mm, form.y - 20, RIGHT, form.y - 20)
    canvas.save()
    return buffer.getvalue()


def make():
    """The form; its fields stay plain objects so that simple tools can read them."""
    finish(draw(), "form-registration.pdf", "Reader's Registration", "Wendlehaven Records Office",
           options=LOOSE)
