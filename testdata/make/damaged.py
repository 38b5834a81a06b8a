"""Documents that something happened to, from a lost cross-reference table to plain noise."""

import io
import os
import random
import re
import tempfile

import pikepdf

from minutes import minutes
from press import LOOSE, finish, write

AUTHOR = "Lamplighter Row Housing Cooperative"


def sound(change=lambda pdf: None, options=LOOSE):
    """The six pages of minutes as sound bytes, after `change` has had its way with the objects."""
    with pikepdf.open(io.BytesIO(minutes())) as pdf:
        change(pdf)
        with tempfile.TemporaryDirectory() as folder:
            changed = os.path.join(folder, "changed.pdf")
            pdf.save(changed, static_id=True)
            path = finish(changed, "sound.tmp", "Minutes of the board, 2026", AUTHOR,
                          options=options)
    with open(path, "rb") as file:
        data = file.read()
    os.remove(path)
    return data


def destroy_xref(data):
    """Overwrites the table with dashes and points `startxref` past the end."""
    at = data.rindex(b"\nxref\n") + 1
    end = data.rindex(b"trailer")
    data = data[:at] + re.sub(rb"[0-9a-z]", b"-", data[at:end]) + data[end:]
    return re.sub(rb"startxref\n\d+", b"startxref\n9999999", data)


def truncate(data):
    """Cuts the file in the content of the fifth page: four pages, the tree and the fonts are left.

    The objects stand in the order of a linearized file, trailer first and page contents last, for
    without a trailer some readers find nothing at all.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        last = [page.Contents.objgen[0] for page in pdf.pages]
    head, _, rest = data.partition(b"1 0 obj\n")
    objects = re.findall(rb"(\d+) 0 obj\n(.*?\nendobj\n)", b"1 0 obj\n" + rest, re.S)
    objects = {int(number): body for number, body in objects}
    trailer = data[data.rindex(b"trailer"):data.rindex(b"startxref")]
    parts = [head, b"xref\n0 0\n", trailer, b"startxref\n0\n%%EOF\n"]
    order = [number for number in sorted(objects) if number not in last] + last
    for number in order:
        parts.append(b"%d 0 obj\n%s" % (number, objects[number]))
        if number == last[4]:
            return b"".join(parts)[:-len(objects[number]) // 2]


def spoil_page(pdf):
    """Page four: its content claims to be deflated but is text about not being so."""
    page = pdf.pages[3]
    noise = random.Random(41).randbytes(900)
    page.Contents = pdf.make_stream(b"")
    page.Contents.write(b"not deflated " + noise, filter=pikepdf.Name.FlateDecode)


def junk_before(data):
    """Two hundred bytes of a mail's head before the header, as a clumsy export leaves them."""
    lines = (b"Received: from gate.wendlehaven.example by post.wendlehaven.example\r\n"
             b"Content-Type: application/pdf; name=minutes.pdf\r\n"
             b"Content-Disposition: attachment\r\nX-Desk: 4\r\n")
    return lines + b" " * (198 - len(lines)) + b"\r\n" + data


def noise():
    """A header, and then nothing that means anything."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + random.Random(1978).randbytes(6000)


def no_pages():
    """A sound document whose page tree is empty."""
    with pikepdf.new() as pdf:
        buffer = io.BytesIO()
        pdf.save(buffer, static_id=True)
    finish(buffer.getvalue(), "zero-pages.pdf", "A register nobody has begun", AUTHOR)


def make():
    """All of them; each begins as the same six sound pages of minutes."""
    data = sound()
    write("damaged-xref.pdf", destroy_xref(data))
    write("damaged-truncated.pdf", truncate(data))
    write("damaged-page.pdf", sound(spoil_page))
    write("header-after-junk.pdf", junk_before(data))
    write("unreadable.pdf", noise())
    no_pages()
