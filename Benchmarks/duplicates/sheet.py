"""A PDF drawn page by page, with the letterhead of its sender."""

import random
import textwrap

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from words import Words

MARGIN = 62
FONTS = ["Helvetica", "Times-Roman", "Courier"]
BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}


class Template:
    """What all papers of one sender have in common."""

    def __init__(self, seed):
        rng = random.Random(f"template {seed}")
        words = Words(rng)
        self.company = words.company()
        self.address = words.address()
        self.font = rng.choice(FONTS)
        self.size = rng.choice([9, 10, 10.5, 11])
        self.colour = [rng.uniform(0, 0.6) for _ in range(3)]
        self.logo = rng.choice(["disc", "bars", "ring", "none", "square"])
        self.logo_at_right = rng.random() < 0.5
        self.rules = rng.random() < 0.6
        self.footer = words.paragraph(1) if rng.random() < 0.6 else ""


class Sheet:
    """A PDF being drawn, page by page, from the top."""

    def __init__(self, path, template):
        self.canvas = canvas.Canvas(path, pagesize=A4, invariant=1)
        self.template = template
        self.width, self.height = A4
        self.y = 0

    def begin(self, letterhead=True):
        self.y = self.height - MARGIN
        if letterhead:
            self._letterhead()
        if self.template.footer:
            self.canvas.setFont(self.template.font, 7)
            self.canvas.drawString(MARGIN, 34, self.template.footer)

    def _letterhead(self):
        template = self.template
        logo_x = self.width - MARGIN - 46 if template.logo_at_right else MARGIN
        self.canvas.setFillColorRGB(*template.colour)
        self._logo(logo_x)
        text_x = MARGIN if template.logo_at_right else MARGIN + 60
        self.canvas.setFont(BOLD[template.font], 15)
        self.canvas.drawString(text_x, self.y + 4, template.company)
        self.canvas.setFillColorRGB(0, 0, 0)
        self.canvas.setFont(template.font, 8)
        self.canvas.drawString(text_x, self.y - 10, " · ".join(template.address))
        self.y -= 42
        if template.rules:
            self.canvas.line(MARGIN, self.y + 12, self.width - MARGIN, self.y + 12)
        self.y -= 12

    def _logo(self, x):
        if self.template.logo == "disc":
            self.canvas.circle(x + 22, self.y, 20, fill=1, stroke=0)
        elif self.template.logo == "square":
            self.canvas.rect(x, self.y - 18, 40, 36, fill=1, stroke=0)
        elif self.template.logo == "bars":
            for step in range(4):
                self.canvas.rect(x + step * 11, self.y - 18, 7, 10 + 8 * step, fill=1, stroke=0)
        elif self.template.logo == "ring":
            self.canvas.saveState()
            self.canvas.setStrokeColorRGB(*self.template.colour)
            self.canvas.setLineWidth(6)
            self.canvas.circle(x + 22, self.y, 17, fill=0, stroke=1)
            self.canvas.restoreState()

    def line(self, text="", size=None, bold=False, x=MARGIN, gap=1.35, right=None):
        size = size or self.template.size
        font = BOLD[self.template.font] if bold else self.template.font
        self.canvas.setFont(font, size)
        if right is not None:
            self.canvas.drawRightString(right, self.y, text)
        else:
            self.canvas.drawString(x, self.y, text)
        self.y -= size * gap

    def cells(self, texts, edges, bold=False):
        """A row of a table; the first cell is set left, the others right, at `edges`."""
        font = BOLD[self.template.font] if bold else self.template.font
        self.canvas.setFont(font, self.template.size)
        self.canvas.drawString(edges[0], self.y, texts[0])
        for text, edge in zip(texts[1:], edges[1:]):
            self.canvas.drawRightString(edge, self.y, text)
        self.y -= self.template.size * 1.5

    def prose(self, text, size=None, width=None, x=MARGIN):
        size = size or self.template.size
        room = width or self.width - 2 * MARGIN
        per_line = int(room / (size * (0.6 if self.template.font == "Courier" else 0.48)))
        for line in textwrap.wrap(text, per_line):
            if self.y < 70:
                self.end()
                self.begin(letterhead=False)
            self.line(line, size=size, x=x)
        self.y -= size * 0.6

    def end(self):
        self.canvas.showPage()

    def save(self):
        self.canvas.save()
