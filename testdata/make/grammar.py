"""A seeded grammar for harbour books: arrivals, minutes, letters, catalogue, wrecks, weather."""

import random
import re

WORDS = {
    "first": "Anders|Jonas|Matthias|Peder|Klaas|Ulrik|Emil|Hinrich|Lorenz|Sievert|Tobias|Magnus|"
             "Niels|Caspar|Detlef|Ewald",
    "last": "Holm|Petersen|Osprey|Lindqvist|Castellan|Brandt|Moreau|Tveit|Abendroth|Reck|Harder|"
            "Voss|Auberon|Sandgren|Corrie|Marlowe|Thiel|Ostrow|Quist|Wrede",
    "ship": "Constant Anna|Margit|Good Intent|Two Brothers|Osprey|Halcyon|Fair Wind|Dorothea|"
            "Seven Stars|Prudence|Northern Light|Amity|Blue Heron|Patience|Elbe Maiden|Wanderer|"
            "Sankt Olaf|Henrietta|Swift|Golden Pear|Lamplighter|Little Catherine|Tern|Hope",
    "rig": "brig|schooner|barque|galliot|ketch|sloop|snow|smack|steamer",
    "port": "Riga|Bergen|Hull|Memel|Porto|Danzig|Leith|Bordeaux|Gothenburg|Cádiz|Arkhangelsk|"
            "Antwerp|Lübeck|Lisbon|Stavanger|Reval",
    "cargo": "#n crates of oranges|#n sacks of sugar|#n barrels of herring|deals and battens|"
             "#n tons of coal|slates|#n casks of wine|hemp and tallow|#n bales of wool|salt|"
             "window glass in straw|#n hogsheads of tobacco|cork|grindstones|millstones and rope|"
             "iron bars|a church bell|pianofortes, #d in number|seed potatoes|cheese",
    "quay": "the Salt Quay|the Long Quay|the inner roads|the Tar Wharf|the Customs Stair|"
            "the coal hulk|the new mole",
    "remark": "The cook complained of the price of onions.|She leaks but does not mind it.|"
              "The master was civil and paid in silver.|One hand ran off and came back for supper.|"
              "A cat was landed without papers.|Her anchor was found to be borrowed.|"
              "Nothing further.|The mate signed, the master having a boil.|"
              "She was painted green, which was remarked upon.|Two panes broken in her cabin.|"
              "Weighed twice, with the same result.|The tide-waiter fell in and was thanked.|"
              "Entered a day late, the clerk being at a wedding.|Her papers smelled of tar.|"
              "The pilot swore she touched; the master swore she did not.",
    "wind": "north-east|north|west by south|south-west|east|north-west|south|light and all round",
    "weather": "clear|fog till noon|sleet|rain before supper|a hard frost|haze|thunder far out|"
               "bright, with cold hands|low cloud|drizzle",
    "month": "January|February|March|April|May|June|July|August|September|October|November|"
             "December",
    "topic": "the dredging of the inner basin|the lamp on the mole|the clerk’s new desk|"
             "the rat catcher’s wage|the crane, which groans|the smell of the Tar Wharf|"
             "a second bell for fog|the widow Thiel’s pension|the price of ballast|"
             "the stairs by the fish market|the boys who fish from the dues office|"
             "the painting of the buoys|a stove for the pilots|the weighing of salt|"
             "the harbour clock, which is wrong in company",
    "outcome": "Carried by #d votes to #d.|Deferred to the next meeting, as before.|Agreed.|"
               "Lost by one vote, the chair abstaining.|A committee of #d was named.|"
               "The clerk was told to write, politely.|It was left to the spring.|"
               "No one wished to speak against it, so #first #last did.",
    "binding": "half calf|vellum, limp|quarter linen|paper boards|full sheep, scuffed|blue "
               "wrappers",
    "state": "sound|foxed at the edges|the spine gone|wet in 1978, washed in 2021|leaf #n loose|"
             "copying ink, faded|silt in the gutter, left where it was|a pressed fern at leaf #n",
    "hand": "a round hand|the hand of clerk #last|two hands that do not like each other|"
            "a small upright hand|pencil throughout|a hurried hand, better after dinner",
    "spot": "the Hog’s Back|the outer bar|Lantern Point|the Nine Stones|the wreck buoy|"
            "Gull Sand|the mouth of the Wendle",
    "saved": "all hands|all hands and the dog|#d of #d hands|the crew, in their own boat|"
             "the master last and in his slippers",
    "news": "the rudder has been made good and the carpenter paid off|"
            "freights are low here and tempers lower|we lie behind #d others for the loading crane|"
            "I have engaged a second cook, the first having married|"
            "the cargo is sound except the top tier, which is wet and will be sold as such|"
            "the consul keeps our papers and is on the water himself|"
            "I beg you will tell my wife that the tooth is out|"
            "the new sails draw well, and the old ones have made #n hammocks",
}

ENTRIES = {
    "arrivals": [
        "<b>#date.</b> The #rig <i>#ship</i>, #tons tons, #first #last master, #d days from "
        "#port, with #cargo and #cargo; berthed at #quay. Dues #sum. #remark",
        "<b>#date.</b> <i>#ship</i>, #rig of #port, #last master, in ballast, for orders. Lay #d "
        "days at #quay and left on the ebb. Dues #sum.",
        "<b>#date.</b> Came in under the pilot #first #last the #rig <i>#ship</i>, bound from "
        "#port to #port, with #cargo, having sprung a leak off #spot. Wind #wind. #remark",
        "<b>#date.</b> The #rig <i>#ship</i> again, #last, with #cargo for #last & Sons. Dues "
        "#sum, of which half in kind. #remark #remark"],
    "minutes": [
        "<b>#date.</b> Present: #last (in the chair), #last, #last and #last. Spoken about: "
        "#topic. Moved by Mr #last that the sum of #sum be set aside for it. #outcome",
        "The board then turned to #topic. Mr #last thought it a matter for the town; Mr #last "
        "thought the town a matter for the board. #outcome",
        "A letter was read from the master of the <i>#ship</i>, who has waited #d days at #quay "
        "and asks whether he is forgotten. He is not. #outcome",
        "Mr #first #last reported on #topic: the work has cost #sum and will cost the same again. "
        "#outcome"],
    "letters": [
        "<b>#port, #date.</b> Gentlemen, I arrived here on the #rig <i>#ship</i> after #d days, "
        "wind #wind, and have to report that #news; further, that #news. I remain, #first #last.",
        "<b>#port, #date.</b> Honoured Sirs, yours came to hand with #cargo for my guidance. As to "
        "the <i>#ship</i>, #news. We sail when the wind leaves #wind. #first #last, master.",
        "<b>At anchor off #spot, #date.</b> In haste: #news, and #news. The boy takes this ashore. "
        "#last."],
    "catalogue": [
        "<b>HB #d/#n.</b> Register of dues, #span. #n leaves, #binding, in #hand. State: "
        "#state. On the last leaf a list of ships that owed money, headed by the <i>#ship</i>.",
        "<b>AC #d/#n.</b> Bundle of #n letters to the board concerning #topic, #year. Tied with "
        "tarred string. State: #state.",
        "<b>PL #n.</b> Plan of #quay by #first #last, #year, ink and wash, #n × #n cm. A corner "
        "shows #topic as the artist would have liked it. State: #state.",
        "<b>CR #d/#n.</b> Crew agreement of the #rig <i>#ship</i>, #last master, for a voyage to "
        "#port, #year. #d names, of which #d are crosses. In #hand. State: #state."],
    "wrecks": [
        "<b>#date.</b> In the night, wind #wind, the #rig <i>#ship</i> of #port struck on #spot "
        "and "
        "filled. Saved: #saved. Cargo: #cargo and #cargo, of which a third came ashore and a half "
        "was returned. Salvage #sum, shared among #d boats.",
        "<b>#date.</b> Found off #spot: a boat of the <i>#ship</i>, empty, with two oars, a "
        "kettle and a hymn book. The ship herself came in on the Tuesday and asked for it.",
        "<b>#date.</b> The salvors of the <i>#ship</i> and her owners, #last & #last of #port, "
        "having quarrelled over #cargo, were heard at #quay. Awarded: #sum and the bell.",
        "<b>#date.</b> #Weather; wind #wind. The #rig <i>#ship</i>, #last, mistook a lamp at #quay "
        "for Lantern Point and sat down on #spot, with #cargo. Off on the next tide, #sum poorer.",
        "<b>#date.</b> Washed up between #spot and the mole: #cargo, no ship. Claimed by #d "
        "owners, of whom #first #last could name the marks. Given to him against #sum.",
        "<b>#date.</b> The <i>#ship</i> broke up at last, #d years on #spot. Her timbers sold to "
        "#last for #sum; the figurehead to the school, which had asked."],
    "weather": [
        "<b>#date.</b> Wind #wind, #weather. At high water #feet over the sill. Brought in the "
        "<i>#ship</i> and took out the <i>#ship</i>. Seals on #spot.",
        "<b>#date.</b> #Weather; wind #wind, later #wind. #Spot bears more to the west than last "
        "year, or we do. #feet on the gauge. Pilot #last to bed with a cough.",
        "<b>#date.</b> Wind #wind. No ships. Mended the stove, read the newspaper of the week "
        "before last, and agreed with none of it. #feet at noon.",
        "<b>#date.</b> The #rig <i>#ship</i> hailed us off #spot for a pilot and then would not "
        "pay for one. Showed her the way to #quay by sailing it. Wind #wind, #weather.",
        "<b>#date.</b> #Weather. Sounded from #spot to #spot: #feet, #feet, and mud. #first #last "
        "lost the lead and found another, older, with a date on it.",
        "<b>#date.</b> Wind #wind, blowing. <i>#ship</i> and <i>#ship</i> both at the bar for "
        "#port; tossed for the first. The loser had #cargo and bore it well.",
        "<b>#date.</b> Quiet. #last has taught the boy to read the gauge (#feet) and the boy has "
        "taught #last the accordion. #Weather towards evening."],
}


# Days between two entries.
PACE = {"arrivals": (9, 14, 25, 40), "minutes": (14, 28, 28, 42), "letters": (8, 19, 30),
        "catalogue": (1,), "wrecks": (11, 30, 62), "weather": (3, 7, 12, 20)}


class Clerk:
    """Writes entries from a seed; each chapter's dates move forward through its years."""

    def __init__(self, seed, kind, first_year):
        self.dice = random.Random(seed)
        self.kind, self.year, self.day = kind, first_year, 1

    def date(self):
        self.day += self.dice.choice(PACE[self.kind])
        if self.day > 360:
            self.day, self.year = 1, self.year + 1
        month = WORDS["month"].split("|")[self.day // 30 % 12]
        return "%d %s %d" % (self.day % 30 + 1 if month != "February" else self.day % 28 + 1,
                             month, self.year)

    def span(self):
        first = self.dice.randint(1851, 1912)
        return "%d to %d" % (first, first + self.dice.randint(1, 9))

    def number(self, name):
        dice = self.dice
        return {"n": lambda: str(dice.randint(11, 340)), "d": lambda: str(dice.randint(2, 9)),
                "tons": lambda: str(dice.randint(38, 412)), "date": self.date,
                "year": lambda: str(dice.randint(1851, 1921)), "span": self.span,
                "sum": lambda: "%d m. %d s." % (dice.randint(1, 96), dice.randint(0, 15)),
                "feet": lambda: "%d feet %d inches" % (dice.randint(7, 19),
                                                       dice.randint(0, 11))}.get(name)

    def fill(self, text):
        """Replaces every `#name` until none is left."""
        def one(match):
            name = match.group(1)
            number = self.number(name)
            if number:
                return number()
            word = self.dice.choice(WORDS[name.lower()].split("|"))
            return word[0].upper() + word[1:] if name[0].isupper() else word
        while "#" in text:
            text = re.sub(r"#([A-Za-z]+)", one, text)
        return text.replace("..", ".")

    def entry(self):
        """The next entry as markup for one paragraph."""
        return self.fill(self.dice.choice(ENTRIES[self.kind])).replace(" & ", " &amp; ")
