"""One typed letter, put on the scanner twice: a bare picture, and one with a hidden text layer."""

import io
import os
import subprocess
import tempfile

import numpy
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from press import INK, finish

WIDTH, HEIGHT = A4
MONO = "/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf"
pdfmetrics.registerFont(TTFont("Typewriter", MONO))

BODY = """\
Wendlehaven, 4 May 1953

To the Secretary of the
Lamplighter Row Housing Cooperative
2 Lamplighter Row


Your letter of 28 April: the weathercock

Dear Miss Abendroth,

We have the honour to return herewith, in a crate of its own, the
weathercock of your house No. 14, which came aboard our s.s. MARGIT
on the evening of the 11th April in the course of the gale.

The bird struck the after funnel, slid down an awning and was found
by the cook in a coil of rope, a little bent in the tail but other-
wise in good heart. It has since made the voyage to Riga and back
and was shown to the pilots of three nations. The master wishes it
recorded that in eleven days at sea it was never once wrong about
the wind.

We have had the tail straightened by our smith. As to the question
of costs we propose the following settlement:

    Smith, two hours                           7.40
    Crate, and straw                           3.15
    Gold leaf, given by the crew               0.00
                                             ------
    Together                                  10.55

against which we set the damage to our awning (10.55), so that
neither side owes the other anything but a good opinion.

The crew asks whether the cooperative might, when the cock is put
up again, let its beak be set to the harbour on the first morning.

                         I remain, Madam, yours very truly,
"""

# What a reading machine made of some lines.
MISREAD = {"s.s. MARGIT": "s.s. MARG1T", "(10.55), so": "(10.55) , so", "beak": "bcak"}


def letterhead(canvas):
    """The shipping company's printed head: a ship, the name, a double rule."""
    canvas.setFillColor(INK)
    canvas.setStrokeColor(INK)
    canvas.setFont("Gentium-Bold", 21)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 72, "Tarn & Osprey Shipping Company")
    canvas.setFont("Gentium-Italic", 10.5)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 90, "Chandlers’ Yard 7, Wendlehaven · "
                                                     "Telegrams: OSPREY · Telephone 31")
    canvas.setLineWidth(1.4)
    canvas.line(70, HEIGHT - 100, WIDTH - 70, HEIGHT - 100)
    canvas.setLineWidth(0.5)
    canvas.line(70, HEIGHT - 103, WIDTH - 70, HEIGHT - 103)


def signature(canvas):
    """A pen stroke that might say M. Osprey, and the typed name under it."""
    canvas.setLineWidth(1.3)
    path = canvas.beginPath()
    path.moveTo(330, 92)
    for a, b, c, d, e, f in ((336, 128, 344, 128, 346, 96), (352, 124, 360, 126, 362, 94),
                             (372, 92, 380, 118, 394, 114), (404, 108, 390, 88, 384, 104),
                             (402, 98, 404, 108, 410, 104), (414, 92, 420, 80, 424, 106),
                             (436, 112, 432, 92, 446, 98), (452, 106, 458, 92, 466, 100),
                             (476, 84, 462, 74, 440, 82), (480, 88, 500, 96, 520, 104)):
        path.curveTo(a, b, c, d, e, f)
    canvas.drawPath(path)
    canvas.setFont("Typewriter", 10.4)
    canvas.drawString(330, 62, "Matthias Osprey, director")


def lines():
    """The typed lines as x, y, text in points from the lower left corner."""
    return [(74, HEIGHT - 140 - index * 14.6, line)
            for index, line in enumerate(BODY.splitlines()) if line.strip()]


def typed():
    """The letter as clean vectors, the way it left the typewriter."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    letterhead(canvas)
    canvas.setFont("Typewriter", 10.4)
    for x, y, text in lines():
        canvas.drawString(x, y, text)
    signature(canvas)
    canvas.save()
    return buffer.getvalue()


def rendered(data, dpi):
    """The page as a grey picture."""
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "letter.pdf")
        with open(source, "wb") as file:
            file.write(data)
        subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), "-singlefile", source,
                        os.path.join(folder, "page")], check=True)
        return Image.open(os.path.join(folder, "page.pgm")).copy()


def scanned(image, skew, seed, quality):
    """The picture as a flatbed gives it: turned a little, soft, on tinted paper with dust."""
    random = numpy.random.default_rng(seed)
    turned = image.rotate(skew, Image.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
    ink = 1 - numpy.asarray(turned, dtype=float) / 255
    height, width = ink.shape
    y, x = numpy.mgrid[0:height, 0:width]
    shade = 236 - 9 * (x / width) ** 2 - 6 * (y / height) + 2.5 * numpy.sin(x / 170 + y / 310)
    shade -= 46 * numpy.exp(-x / 9)
    pressure = 0.78 + 0.10 * random.standard_normal((height // 12 + 1, width // 12 + 1))
    pressure = numpy.clip(numpy.kron(pressure, numpy.ones((12, 12)))[:height, :width], 0.5, 0.95)
    page = shade - ink * pressure * 205 + 2.2 * random.standard_normal((height, width))
    for _ in range(60):
        cy, cx = random.integers(0, height - 3), random.integers(0, width - 3)
        page[cy:cy + random.integers(1, 4), cx:cx + random.integers(1, 3)] -= 70
    buffer = io.BytesIO()
    Image.fromarray(numpy.clip(page, 0, 255).astype("uint8")).save(
        buffer, "JPEG", quality=quality, optimize=True)
    buffer.seek(0)
    return buffer


def hidden_text(canvas, skew):
    """The text layer, invisible, turned like the picture about the middle of the page."""
    canvas.saveState()
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(skew)
    canvas.translate(-WIDTH / 2, -HEIGHT / 2)
    printed = [(116, HEIGHT - 72, "Tarn & Osprey Shipping Company", 21)]
    for x, y, text, size in printed + [(x, y, text, 10.4) for x, y, text in lines()]:
        for right, wrong in MISREAD.items():
            text = text.replace(right, wrong)
        layer = canvas.beginText(x, y)
        layer.setTextRenderMode(3)
        layer.setFont("Courier" if size < 20 else "Times-Bold", size)
        layer.textOut(text)
        canvas.drawText(layer)
    canvas.restoreState()


def page(picture, skew=None):
    """A PDF of one picture, with a text layer when the skew of the picture is given."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
    if skew is not None:
        hidden_text(canvas, skew)
    canvas.save()
    return buffer.getvalue()


def make():
    """Both scans."""
    letter = typed()
    first = scanned(rendered(letter, 150), skew=0.7, seed=1953, quality=42)
    finish(page(first), "scan-letter.pdf", "Scan 0412", "Wendlehaven Records Office")
    second = scanned(rendered(letter, 170), skew=-0.5, seed=504, quality=34)
    finish(page(second, skew=-0.5), "scan-letter-ocr.pdf", "The weathercock, 4 May 1953",
           "Tarn & Osprey Shipping Company")
