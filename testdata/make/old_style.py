"""A PDF 1.3 as programs wrote them about the year 2000: plain objects, no fonts inside."""

from press import write

LINES = [
    ("B", 24, "HARBOUR NEWS"),
    ("I", 12, "The monthly sheet of the Wendlehaven Harbour Office - No. 3, March 2000"),
    ("", 0, ""),
    ("H", 15, "The year has turned and so did the crane"),
    ("R", 11.5, "Contrary to what was expected, the computers of the harbour office went on "
                "working"),
    ("R", 11.5, "after New Year's Eve. The crane did not. It turned once about itself at ten past"),
    ("R", 11.5, "midnight, to applause, and had to be stopped by hand. The firm that built it "
                "says"),
    ("R", 11.5, "that this has nothing to do with the date."),
    ("", 0, ""),
    ("H", 15, "Ships in February"),
    ("C", 10.5, "Ship                 Flag      Tons   From          Cargo"),
    ("C", 10.5, "-----------------------------------------------------------"),
    ("C", 10.5, "Northern Light       NO       1,840   Bergen        fish meal"),
    ("C", 10.5, "Halcyon II           DK         960   Aarhus        malt"),
    ("C", 10.5, "Sankt Olaf           SE       2,210   Kalmar        timber"),
    ("C", 10.5, "Dorothea             NL         780   Delfzijl      bricks"),
    ("C", 10.5, "Little Catherine     GB         415   Hull          one organ"),
    ("", 0, ""),
    ("H", 15, "Lost and found"),
    ("R", 11.5, "One glove (left), one oar, a box of 3.5 inch disks marked BACKUP DO NOT LOSE, "
                "and"),
    ("R", 11.5, "a parrot that says the name of a competitor. To be had at the dues window."),
    ("", 0, ""),
    ("I", 11.5, "Tide tables are on the back, as always. The back is on page two, as never "
                "before."),
]
TIDES = ["Date        High water      Low water       Range",
         "---------------------------------------------------"]
TIDES += ["%2d March    %02d:%02d   %.1f m    %02d:%02d   %.1f m    %.1f m"
          % (day, (3 + day * 50 // 60) % 12, day * 50 % 60, 3.1 + (day * 7 % 11) / 10,
             (9 + day * 50 // 60) % 12 + 12, day * 50 % 60, 0.4 + (day * 3 % 7) / 10,
             2.7 + (day * 7 % 11) / 10 - (day * 3 % 7) / 10) for day in range(1, 32)]
FONTS = {"R": "Times-Roman", "I": "Times-Italic", "B": "Helvetica-Bold", "H": "Helvetica-Bold",
         "C": "Courier"}


def content(lines):
    """A content stream that sets the lines from the top of the page."""
    parts, y = ["0.12 0.31 0.37 rg 60 745 475 3 re f 0 g"], 760
    for font, size, text in lines:
        if not font:
            y -= 12
            continue
        colour = "0.12 0.31 0.37 rg" if font in "BH" else "0 g"
        text = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        parts.append("BT %s /%s %g Tf 60 %g Td (%s) Tj ET" % (colour, font, size, y, text))
        y -= 36 if font == "B" else size * 1.55
    return "\n".join(parts).encode("ascii")


def make():
    """Two pages, uncompressed, with a plain cross-reference table."""
    font = "/%s << /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    fonts = " ".join(font % item for item in FONTS.items())
    page = ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            " /Resources << /ProcSet [/PDF /Text] /Font 3 0 R >> >>")
    tides = [("B", 20, "Tides, March 2000")] + [("", 0, "")] + [("C", 11, line) for line in TIDES]
    streams = [content(LINES), content(tides)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Kids [4 0 R 5 0 R] /Count 2 >>", b"<< %s >>" % fonts.encode(),
               (page % 6).encode(), (page % 7).encode()]
    objects += [b"<< /Length %d >>\nstream\n%s\nendstream" % (len(s), s) for s in streams]
    objects.append(b"<< /Title (Harbour News, March 2000) /Author (Wendlehaven Harbour Office)"
                   b" /Producer (Harbour Press 1.3) /CreationDate (D:20000301090000) >>")
    data, offsets = b"%PDF-1.3\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += (b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 8 0 R >>\n"
             b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, len(data)))
    write("old-pdf-1.3.pdf", data)
