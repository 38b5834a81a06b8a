"""A tagged contract: headings, nested numbered clauses, a table and a plan with a description."""

import base64
import io
import os
import subprocess
import tempfile
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont

from press import LATO, finish

TITLE = "Deposit Agreement between the Lamplighter Row Housing Cooperative and the Records Office"
FILTER = ('pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
          '"PDFUACompliance":{"type":"boolean","value":"true"},'
          '"ExportBookmarks":{"type":"boolean","value":"true"}}')

STYLES = """
<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties
 fo:margin-bottom="0.17cm" fo:line-height="128%" fo:text-align="justify" fo:widows="2"
 fo:orphans="2"/><style:text-properties
 style:font-name="Gentium Book Plus" fo:font-size="10.5pt" fo:language="en" fo:country="GB"
 fo:color="#22252b"/></style:style>
<style:style style:name="Title" style:family="paragraph"><style:paragraph-properties
 fo:margin-bottom="0.1cm" fo:text-align="start"/><style:text-properties style:font-name="Lato"
 fo:font-size="24pt" fo:font-weight="bold" fo:color="#1f4e5f"/></style:style>
<style:style style:name="Subtitle" style:family="paragraph"><style:paragraph-properties
 fo:margin-bottom="0.7cm" fo:text-align="start"/><style:text-properties style:font-name="Lato"
 fo:font-size="12pt" fo:color="#a4502f"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="1"><style:paragraph-properties
 fo:margin-top="0.5cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"
 fo:text-align="start"/><style:text-properties style:font-name="Lato" fo:font-size="13pt"
 fo:font-weight="bold" fo:color="#1f4e5f"/></style:style>
<style:style style:name="Cell" style:family="paragraph"><style:paragraph-properties
 fo:text-align="start"/><style:text-properties style:font-name="Lato" fo:font-size="9.5pt"
 fo:language="en" fo:country="GB"/></style:style>
<style:style style:name="CellHead" style:family="paragraph"
 style:parent-style-name="Cell"><style:text-properties fo:font-weight="bold"
 fo:color="#1f4e5f"/></style:style>
<style:style style:name="Caption" style:family="paragraph"><style:paragraph-properties
 fo:margin-top="0.15cm" fo:margin-bottom="0.4cm"/><style:text-properties style:font-name="Lato"
 fo:font-size="9pt" fo:color="#6b675d" fo:language="en" fo:country="GB"/></style:style>
<style:style style:name="Footer" style:family="paragraph"><style:paragraph-properties
 fo:border-top="0.4pt solid #c9c2b2" fo:padding-top="0.15cm"><style:tab-stops><style:tab-stop
 style:position="16.4cm" style:type="right"/></style:tab-stops></style:paragraph-properties>
 <style:text-properties style:font-name="Lato" fo:font-size="8pt" fo:color="#6b675d"
 fo:language="en" fo:country="GB"/></style:style>
"""

AUTOMATIC = """
<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin-top="2.3cm" fo:margin-bottom="1.5cm" fo:margin-left="2.3cm"
 fo:margin-right="2.3cm"/><style:footer-style><style:header-footer-properties
 fo:min-height="1cm" fo:margin-top="0.6cm"/></style:footer-style></style:page-layout>
<text:list-style style:name="Clauses">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">
<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
<style:list-level-label-alignment text:label-followed-by="listtab" fo:margin-left="0.9cm"
 fo:text-indent="-0.9cm" text:list-tab-stop-position="0.9cm"/></style:list-level-properties>
</text:list-level-style-number>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="("
 style:num-suffix=")"><style:list-level-properties
 text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment
 text:label-followed-by="listtab" fo:margin-left="1.8cm" fo:text-indent="-0.8cm"
 text:list-tab-stop-position="1.8cm"/></style:list-level-properties>
</text:list-level-style-number></text:list-style>
<style:style style:name="T" style:family="table"><style:table-properties style:width="16.4cm"
 table:align="left" fo:margin-bottom="0.1cm"/></style:style>
<style:style style:name="T.A" style:family="table-column"><style:table-column-properties
 style:column-width="6.4cm"/></style:style>
<style:style style:name="T.B" style:family="table-column"><style:table-column-properties
 style:column-width="3.6cm"/></style:style>
<style:style style:name="T.C" style:family="table-column"><style:table-column-properties
 style:column-width="2.6cm"/></style:style>
<style:style style:name="T.D" style:family="table-column"><style:table-column-properties
 style:column-width="3.8cm"/></style:style>
<style:style style:name="c" style:family="table-cell"><style:table-cell-properties
 fo:padding="0.12cm" fo:border-bottom="0.4pt solid #c9c2b2"/></style:style>
<style:style style:name="h" style:family="table-cell"><style:table-cell-properties
 fo:padding="0.12cm" fo:background-color="#f3eee3"
 fo:border-bottom="1pt solid #1f4e5f"/></style:style>
<style:style style:name="g" style:family="graphic"><style:graphic-properties
 style:wrap="none" style:vertical-pos="top" style:vertical-rel="baseline"/></style:style>
<style:style style:name="Break" style:family="paragraph"
 style:parent-style-name="Heading_20_1"><style:paragraph-properties
 fo:break-before="page"/></style:style>
<style:style style:name="sign" style:family="paragraph"
 style:parent-style-name="Cell"><style:paragraph-properties fo:margin-top="1.6cm"
 fo:border-top="0.6pt solid #22252b" fo:padding-top="0.1cm"/></style:style>
"""

PARTIES = ["The Lamplighter Row Housing Cooperative, 2 to 48 Lamplighter Row, Wendlehaven, founded "
           "in 1908 and represented by its chair, Dorothea Lindqvist (the Depositor), and",
           "the Wendlehaven Records Office, Old Customs House, Quay Street 1, represented by the "
           "town archivist, Ines Marlowe (the Office),",
           "agree that the older papers of the Depositor shall be kept by the Office, because a "
           "laundry room is no place for them, and make the following terms."]

ARTICLES = [
    ("What is deposited", [
        ("The Depositor hands over the papers listed in Schedule A (the Deposit). They remain its "
         "property.", []),
        ("The Deposit comprises 38 boxes and 14 rolls of drawings, about 6.2 metres of shelf:", [
            "minute books and share registers from 1908 to 1994;",
            "rent ledgers, in so far as they survived the stove of the winter of 1946;",
            "building plans, with the plans of what was not built;",
            "photographs, loose and in albums, including the summer fêtes."]),
        ("Later additions are welcome twice a year. Each is listed, dated and signed for by both "
         "sides, and becomes part of the Deposit on that day.", []),
        ("Papers younger than ten years stay in Lamplighter Row, save where both sides agree in "
         "writing that they are safer with the Office.", []),
    ]),
    ("How it is kept", [
        ("The Office keeps the Deposit in its north store at 16 to 18 degrees and 45 to 50 per "
         "cent relative humidity, and writes both figures down every day.", []),
        ("The order in which the papers arrived is kept. Where it must be changed, the old order "
         "is recorded so that it can be made again.", []),
        ("The Office may, at its own cost,", [
            "clean, flatten and box the papers;",
            "replace rusty clips by brass ones;",
            "photograph anything that is likely to fade."]),
        ("Mending that cannot be undone needs the consent of the Depositor, given for the one "
         "sheet in question. Silence is not consent.", []),
        ("If a paper is harmed, the Office tells the Depositor within three working days what "
         "happened, what was done, and who noticed.", []),
    ]),
    ("Who may read it", [
        ("Papers older than thirty years are open to every reader of the Office.", []),
        ("Papers with the names of living members are closed until the sixtieth year after the "
         "last entry. In this time they may be read by", [
             "the Depositor’s board and whoever the board names in writing;",
             "the member concerned, for his or her own entries;",
             "scholars who promise in writing to name no one."]),
        ("Every reading is entered in the Office’s reading book with name, date, box and "
         "purpose. The Depositor may look at the entries for its Deposit at any time.", []),
        ("Copies bear the name of the reader, the date and the words “Lamplighter Row, on "
         "deposit”. A copy lent on is a copy misused.", []),
    ]),
    ("Lending and return", [
        ("For its own celebrations the Depositor may borrow back up to twelve items at a time, for "
         "no longer than six weeks, in the boxes in which they are kept.", []),
        ("Nothing is lent to third parties except for exhibitions, and then only", [
            "under glass, out of the sun and for at most four months;",
            "with insurance from nail to nail, for the values in Schedule A;",
            "after a report on the state of each item, with pictures, going out and coming in."]),
        ("The Depositor may end the deposit as a whole. The Office then returns it within six "
         "months, together with all lists and one set of all pictures.", []),
    ]),
    ("Costs", [
        ("The Office charges nothing for shelf room up to ten metres. Beyond this it charges "
         "24 crowns a metre and year, payable each March.", []),
        ("The Depositor pays for transport to the Office, the Office for transport back.", []),
        ("Fees for copies belong to the Office, fees for prints in books and films to the "
         "Depositor, less one fifth for the Office’s pains.", []),
    ]),
    ("Pictures and their use", [
        ("The Office may show pictures of open papers on its own pages, with the place and the "
         "owner named.", []),
        ("The rights that the Depositor holds remain with it. The Office answers requests in its "
         "name within ten working days, and refuses what would embarrass the living.", []),
        ("Picture files are kept in two places at least 30 kilometres apart. Once a year one in "
         "every hundred is opened and compared with the paper.", []),
    ]),
    ("Term and quarrels", [
        ("The agreement runs for twenty-five years from 1 April 2026 and then from year to year, "
         "unless one side ends it in writing by the end of September.", []),
        ("Changes are made in writing, numbered, and kept with the first copy.", []),
        ("A quarrel is first talked over at the round table in the reading room, with tea. If "
         "this does not help within two months, the notary of Wendlehaven decides, and his fee is "
         "shared.", []),
        ("If one clause should fall, the others stand. The sides then agree on a clause that "
         "comes as near as possible to what the fallen one was for.", []),
    ]),
]

SCHEDULE = [
    ("Minute books of the board", "1908–1994", "9 boxes", "18,000 crowns"),
    ("Share registers", "1908–1971", "4 boxes", "6,500 crowns"),
    ("Rent ledgers", "1912–1988", "13 boxes", "5,200 crowns"),
    ("Letters, in and out", "1921–1990", "7 boxes", "3,000 crowns"),
    ("Building plans by L. Hartmann", "1907–1931", "14 rolls", "42,000 crowns"),
    ("Photographs and albums", "1908–1989", "5 boxes", "9,800 crowns"),
]


def plan():
    """The plan of the north store as a PNG: rows of shelves, the door, the bay of the Deposit."""
    image = Image.new("RGB", (1100, 430), "#fbf9f4")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(LATO % "Regular", 24)
    draw.rectangle((20, 20, 1080, 410), outline="#1f4e5f", width=6)
    for row in range(9):
        x = 90 + row * 105
        ours = row in (5, 6)
        draw.rectangle((x, 90, x + 52, 300), fill="#a4502f" if ours else "#dcd5c4",
                       outline="#8a8578", width=2)
        draw.text((x + 26, 322), "N%d" % (row + 1), font=font, fill="#22252b", anchor="mt")
    draw.rectangle((470, 402, 620, 416), fill="#fbf9f4")
    draw.text((545, 382), "door", font=font, fill="#1f4e5f", anchor="mm")
    draw.text((697, 62), "Lamplighter Row", font=font, fill="#a4502f", anchor="mm")
    buffer = io.BytesIO()
    image.quantize(32).save(buffer, "PNG", optimize=True)
    return base64.b64encode(buffer.getvalue()).decode()


def paragraph(text, style="Standard"):
    return '<text:p text:style-name="%s">%s</text:p>' % (style, escape(text))


def heading(text, style="Heading_20_1"):
    return ('<text:h text:style-name="%s" text:outline-level="1">%s</text:h>'
            % (style, escape(text)))


def clauses(items):
    """Numbered clauses, some with lettered points under them."""
    parts = ['<text:list text:style-name="Clauses">']
    for text, points in items:
        parts.append("<text:list-item>" + paragraph(text))
        if points:
            inner = "".join("<text:list-item>%s</text:list-item>" % paragraph(point)
                            for point in points)
            parts.append("<text:list>%s</text:list>" % inner)
        parts.append("</text:list-item>")
    return "".join(parts) + "</text:list>"


def schedule():
    """Schedule A as a table with a header row that repeats."""
    def row(cells, cell, style):
        return "<table:table-row>%s</table:table-row>" % "".join(
            '<table:table-cell table:style-name="%s" office:value-type="string">%s'
            "</table:table-cell>" % (cell, paragraph(text, style)) for text in cells)
    columns = "".join('<table:table-column table:style-name="T.%s"/>' % c for c in "ABCD")
    head = row(("Series", "Years", "Extent", "Insured value"), "h", "CellHead")
    body = "".join(row(cells, "c", "Cell") for cells in SCHEDULE)
    return ('<table:table table:name="ScheduleA" table:style-name="T">%s'
            "<table:table-header-rows>%s</table:table-header-rows>%s</table:table>"
            % (columns, head, body))


def signatures():
    cells = "".join('<table:table-cell office:value-type="string">%s</table:table-cell>'
                    % paragraph(text, "sign")
                    for text in ("Dorothea Lindqvist, for the Depositor",
                                 "Ines Marlowe, for the Office"))
    return ('<table:table table:name="Signatures" table:style-name="T"><table:table-column/>'
            "<table:table-column/><table:table-row>%s</table:table-row></table:table>" % cells)


def picture():
    return ('<text:p text:style-name="Standard"><draw:frame draw:style-name="g" draw:name="Plan" '
            'text:anchor-type="as-char" svg:width="16.4cm" svg:height="6.41cm"><draw:image>'
            "<office:binary-data>%s</office:binary-data></draw:image><svg:title>Plan of the north "
            "store</svg:title><svg:desc>Nine rows of shelves, N1 to N9, seen from above. Rows N6 "
            "and N7 are marked for Lamplighter Row. The door is below row N5.</svg:desc>"
            "</draw:frame></text:p>" % plan())


def flat_text():
    """The whole contract as a flat OpenDocument text."""
    names = ("office", "style", "text", "table", "draw", "meta")
    spaces = " ".join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"'
                      % (n, {"draw": "drawing"}.get(n, n)) for n in names)
    spaces += (' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
               ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
               ' xmlns:dc="http://purl.org/dc/elements/1.1/"')
    faces = "".join('<style:font-face style:name="%s" svg:font-family="\'%s\'"/>' % (f, f)
                    for f in ("Gentium Book Plus", "Lato"))
    body = [paragraph("Deposit Agreement", "Title"),
            paragraph("No. 2026/11 · Lamplighter Row Housing Cooperative and Wendlehaven Records "
                      "Office", "Subtitle")]
    body += [paragraph(text) for text in PARTIES]
    for number, (title, items) in enumerate(ARTICLES, 1):
        body += [heading("Article %d: %s" % (number, title)), clauses(items)]
    body += [heading("Signatures"),
             paragraph("Made in two copies, each of which is the original. Wendlehaven, "
                       "2 March 2026."), signatures(),
             heading("Schedule A: The Deposit", "Break"), schedule(),
             paragraph("Values are those of the valuation of 14 January 2026.", "Caption"),
             heading("Schedule B: Where it stands"), picture(),
             paragraph("The north store. Rows N6 and N7 are set aside for the Deposit.", "Caption")]
    footer = ('<text:p text:style-name="Footer">Deposit Agreement No. 2026/11<text:tab/>Page '
              "<text:page-number/> of <text:page-count/></text:p>")
    return ('<?xml version="1.0" encoding="UTF-8"?><office:document %s office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.text"><office:meta><dc:title>%s'
            "</dc:title><dc:language>en-GB</dc:language></office:meta><office:font-face-decls>%s"
            "</office:font-face-decls><office:styles>%s</office:styles><office:automatic-styles>%s"
            '</office:automatic-styles><office:master-styles><style:master-page '
            'style:name="Standard" style:page-layout-name="pm"><style:footer>%s</style:footer>'
            "</style:master-page></office:master-styles><office:body><office:text>%s"
            "</office:text></office:body></office:document>"
            % (spaces, TITLE, faces, STYLES, AUTOMATIC, footer, "".join(body)))


def make():
    """Lets LibreOffice export the contract as a tagged PDF (PDF/UA)."""
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "contract.fodt")
        with open(source, "w", encoding="utf-8") as file:
            file.write(flat_text())
        subprocess.run(["soffice", "-env:UserInstallation=file://%s/profile" % folder,
                        "--headless", "--convert-to", FILTER, "--outdir", folder, source],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        finish(os.path.join(folder, "contract.pdf"), "contract-tagged.pdf", TITLE,
               "Wendlehaven Records Office", keep_xmp=True)
