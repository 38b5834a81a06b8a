"""Names, sums, dates and sentences of papers that never were, all from one seed."""

import datetime

GIVEN = """Ada Björn Carla Dmitri Elif Farid Greta Hannah Ivo Jana Karim Lea Milan Nadia Oskar
Petra Quentin Rosa Selim Tilda Ulrich Vera Wanda Xenia Yusuf Zora Amélie Benedikt Clara
Daniel Emilia Florian Gesine Henrik Irma Jonas Klara Lorenz Marta Noah""".split()
FAMILY = """Abel Brandt Castillo Dietrich Eklund Fontaine Gruber Hoffmann Ivanov Jensen Kowalski
Lindqvist Moreau Novák Oliveira Petersen Quast Rossi Schneider Torres Ullmann Vogel Weber
Xanthos Yilmaz Zimmer Albrecht Baumann Conti Dupont Engel Fischer Garnier Haas""".split()
TRADES = """Freight Lighting Timber Print Catering Textiles Optics Tools Gardens Software Metals
Ceramics Logistics Paper Engines Glass Insurance Survey Archives Cycles""".split()
STREETS = """Mill Lane|Harbour Road|Station Street|Kirchgasse|Rue des Tilleuls|Market Square|
Old Bridge Road|Lindenallee|Quai du Nord|Orchard Way""".replace("\n", "").split("|")
TOWNS = """Aachen Bergen Chester Dortmund Elbing Fulda Genk Halden Innsbruck Jena Kassel Lund
Malmö Namur Odense Passau Reims Speyer Trier Utrecht""".split()
GOODS = """hinge|work lamp|pallet of copy paper|oak board|toner cartridge|packing tape|steel bracket|
delivery of lunch|hour of assembly|cable drum|safety gloves|filing cabinet|desk|window pane|
bicycle chain|lens cloth|drill bit set|garden hose|label roll|flour sack|server rack|
translation of a page|survey of a parcel|insurance premium""".replace("\n", "").split("|")
SUBJECTS = """the tenant|the landlord|the supplier|the customer|the board|our department|the carrier|
the surveyor|the archive|the auditor|the insurer|the applicant|the office|the workshop|
the committee|the purchaser""".replace("\n", "").split("|")
VERBS = """accepts|returns|confirms|replaces|examines|delivers|records|declines|pays for|inspects|
postpones|approves|describes|keeps|corrects|forwards""".replace("\n", "").split("|")
OBJECTS = """the goods named above|the second instalment|each invoice within thirty days|
the keys of the building|a written notice|the annual report|all drawings and samples|
the deposit|every change of address|the minutes of the meeting|the list of defects|
the terms of delivery|the premises|a copy of this paper|the remaining sum|
the insurance policy""".replace("\n", "").split("|")
TAILS = """without delay|before the end of the quarter|at its own expense|as agreed in spring|
unless both parties decide otherwise|in the presence of a witness|by registered mail|
for a further term of two years|on the first working day of each month|
when the work has been accepted|in accordance with the price list|as far as the law permits
""".replace("\n", "").split("|")


class Words:
    """Draws words; the same seed draws the same."""

    def __init__(self, random):
        self.random = random

    def person(self):
        return f"{self.random.choice(GIVEN)} {self.random.choice(FAMILY)}"

    def company(self):
        end = self.random.choice(["Ltd", "GmbH", "& Sons", "AB", "SARL", "Cooperative"])
        return f"{self.random.choice(FAMILY)} {self.random.choice(TRADES)} {end}"

    def address(self):
        number = self.random.randint(1, 198)
        code = self.random.randint(10000, 98999)
        return [f"{self.random.choice(STREETS)} {number}", f"{code} {self.random.choice(TOWNS)}"]

    def goods(self):
        return self.random.choice(GOODS)

    def date(self):
        start = datetime.date(2023, 1, 2)
        return start + datetime.timedelta(days=self.random.randint(0, 1200))

    def money(self, most=5000):
        return round(self.random.uniform(3, most), 2)

    def number(self, digits):
        return "".join(str(self.random.randint(0, 9)) for _ in range(digits))

    def sentence(self):
        text = " ".join(self.random.choice(kind) for kind in (SUBJECTS, VERBS, OBJECTS, TAILS))
        return text[0].upper() + text[1:] + "."

    def paragraph(self, sentences):
        return " ".join(self.sentence() for _ in range(sentences))


def sum_text(value):
    return f"{value:,.2f}"
