"""Minutes of a housing cooperative, a page a meeting: the body of the locked and damaged files."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import (BaseDocTemplate, Frame, HRFlowable, PageBreak, PageTemplate,
                                Paragraph, Spacer)

from press import LINE, RUST, SEA, STONE, sans, serif

WIDTH, HEIGHT = A4

MEETINGS = [
    ("12 January 2026", "Lindqvist (chair), Abendroth, Castellan, Moreau, Tveit", [
        ("The boiler", "Mr Tveit reports that the boiler of houses 20 to 30 has been talked to by "
         "three engineers and has agreed to last until May. Wool socks were proposed as a bridge "
         "and adopted by four votes to one."),
        ("Papers in the laundry", "The older papers of the cooperative stand in the laundry "
         "beside the mangle. The Records Office has offered them a dry shelf. The chair is asked "
         "to come back with a draft agreement."),
        ("Bicycles", "Thirty-one bicycles share a shed made for eighteen. Owners of tandems are "
         "asked to consider themselves as two members.")]),
    ("9 February 2026", "Lindqvist (chair), Abendroth, Moreau, Tveit; Castellan excused", [
        ("Deposit agreement", "The draft of the Records Office was read aloud, article by "
         "article. Ms Abendroth asked for the summer fêtes to be named among the photographs; "
         "this was done. The draft was approved unanimously."),
        ("The weathercock", "The weathercock of No. 14 points steadily at the bakery. The board "
         "inclines to leave it."),
        ("Accounts", "The reserve stands at 184,220 crowns. Of the winter’s repairs 61,400 are "
         "paid and 12,950 are disputed, chiefly by the roofer.")]),
    ("9 March 2026", "Lindqvist (chair), Abendroth, Castellan, Moreau, Tveit", [
        ("Courtyard", "The pear tree is to be pruned by someone who has pruned one before. "
         "Offers go to Ms Moreau by the end of the month."),
        ("Waiting list", "There are 73 names on the list, the oldest of 1998. Each will be "
         "written to; the envelope is to be a kind one."),
        ("Moving of the papers", "On 1 April at nine a cart of the Records Office will call. "
         "Eight members with sound backs have put down their names.")]),
    ("13 April 2026", "Castellan (in the chair), Abendroth, Moreau, Tveit", [
        ("The papers have gone", "Thirty-eight boxes and fourteen rolls left the laundry on the "
         "first of the month. Behind them were found a mangle handle, missing since 1961, and "
         "the second key to the attic of No. 6."),
        ("Use of the laundry", "Two members would like a piano there, one would like silence, "
         "and all would like the drying lines back. Deferred."),
        ("Rents", "An increase of 1.8 per cent from July is recommended to the assembly, with "
         "the calculation pinned up by every letter box.")]),
    ("11 May 2026", "Lindqvist (chair), Abendroth, Castellan, Moreau", [
        ("The boiler again", "It kept its word to the day. The new one, a heat pump the size of "
         "a wardrobe, arrives on the 28th and needs the yard clear by seven."),
        ("Minutes online", "Mr Castellan asks whether minutes may be read on the screen in the "
         "hall. They may, after thirty days, without the names of people in arrears."),
        ("Summer fête", "20 June. Soup by houses 2 to 18, cake by houses 20 to 34, music by the "
         "rest, within reason.")]),
    ("8 June 2026", "Lindqvist (chair), Abendroth, Castellan, Moreau, Tveit", [
        ("Heat pump", "It hums in B flat. Two members find it soothing and nobody has complained "
         "in writing."),
        ("Roofer", "The dispute ended at the round table with tea. We pay 9,100 crowns and he "
         "looks at the gutter of No. 40 for nothing."),
        ("Election", "The terms of Ms Moreau and Mr Tveit end in September. Both would stand "
         "again, he for one year only, on account of a boat.")]),
]


def furniture(canvas, _):
    """Running head and page number."""
    canvas.setFillColor(STONE)
    canvas.setFont("Lato", 8.5)
    canvas.drawString(28 * mm, HEIGHT - 18 * mm, "Lamplighter Row Housing Cooperative")
    canvas.drawRightString(WIDTH - 28 * mm, HEIGHT - 18 * mm, "Minutes of the board, 2026")
    canvas.drawCentredString(WIDTH / 2, 15 * mm, str(canvas.getPageNumber()))


def minutes(count=len(MEETINGS)):
    """The first `count` meetings as PDF bytes, a page each."""
    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4)
    frame = Frame(28 * mm, 28 * mm, WIDTH - 56 * mm, HEIGHT - 56 * mm, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=furniture)])
    body, head = serif(size=12.5, leading=19.5), sans("h", 13, fontName="Lato-Bold", textColor=SEA,
                                                    spaceBefore=20, spaceAfter=5)
    flow = []
    for number, (date, present, items) in enumerate(MEETINGS[:count], 1):
        flow += [Paragraph("Meeting %d of 2026" % number, sans("k", 10, textColor=RUST)),
                 Spacer(1, 4), Paragraph(date, sans("t", 22, 27, fontName="Lato-Bold",
                                                    textColor=SEA)),
                 Spacer(1, 4), Paragraph("Present: " + present, serif("p", 10.5, 14)),
                 Spacer(1, 8), HRFlowable(width="100%", color=LINE, thickness=0.8)]
        for index, (title, text) in enumerate(items, 1):
            flow += [Paragraph("%d.%d  %s" % (number, index, title), head), Paragraph(text, body)]
        flow += [Spacer(1, 26), Paragraph("<i>Ottilie Abendroth, for the minutes</i>",
                                          serif("s", 11)), PageBreak()]
    document.build(flow)
    return buffer.getvalue()
