"""What stands in a paper: names, numbers, dates, sums and clauses, all from a seed."""

import copy
import random

from words import Words

KINDS_WITH_PROSE = {"letter": "paragraphs", "contract": "clauses", "report": "paragraphs"}


def fields_of(kind, seed):
    """The fields of one paper of a kind."""
    rng = random.Random(f"{kind} {seed}")
    words = Words(rng)
    return {
        "name": words.person(), "company": words.company(), "address": words.address(),
        "date": words.date().isoformat(), "number": words.number(7),
        "reference": words.number(5), "account": words.number(9), **CONTENT[kind](rng, words),
    }


def for_one_customer(fields, first):
    """The same paper for the customer of another, as an account's statements are."""
    return {**fields, **{key: first[key] for key in ("name", "company", "address", "account")}}


def with_other_numbers(kind, fields, seed):
    """A paper with another number and date and one other entry: another document."""
    other = fields_of(kind, f"{seed} other numbers")
    changed = copy.deepcopy(fields)
    for key in ("number", "reference", "date"):
        changed[key] = other[key]
    if kind == "invoice":
        changed["items"][0][2] = other["items"][0][2]
    elif kind == "statement":
        changed["rows"][3] = other["rows"][3]
    elif kind == "contract":
        changed["sum"] = other["sum"]
    elif kind == "form":
        changed["answers"][2] = other["answers"][2]
    elif kind == "letter":
        changed["paragraphs"][0] = other["paragraphs"][0]
    return changed


def with_edited_words(kind, fields, rng):
    """The same paper after somebody has gone over a few of its words."""
    changed = copy.deepcopy(fields)
    paragraphs = changed[KINDS_WITH_PROSE[kind]]
    words = Words(rng)
    for number in rng.sample(range(len(paragraphs)), min(2, len(paragraphs))):
        text = paragraphs[number].split(" ")
        for place in rng.sample(range(1, len(text) - 1), rng.randint(1, 3)):
            text[place] = words.sentence().split(" ")[1]
        paragraphs[number] = " ".join(text)
    return changed


def _invoice(rng, words):
    count = rng.randint(3, 14)
    return {"items": [[words.goods(), rng.randint(1, 40), words.money(400)] for _ in range(count)]}


def _statement(rng, words):
    rows = [
        [rng.randint(1, 28), rng.choice([words.company(), words.person()]), words.number(8),
         round(rng.uniform(-900, 1100), 2)]
        for _ in range(rng.randint(24, 80))
    ]
    return {"opening": words.money(20000), "rows": rows}


def _letter(rng, words):
    return {"paragraphs": [words.paragraph(rng.randint(2, 5)) for _ in range(rng.randint(2, 5))]}


def _contract(rng, words):
    clauses = [words.paragraph(rng.randint(3, 7)) for _ in range(rng.randint(9, 22))]
    return {"second": words.person(), "sum": words.money(90000), "clauses": clauses}


def _form(rng, words):
    answers = [
        rng.choice([words.person(), words.number(9), words.company(), words.date().isoformat(),
                    words.address()[0]])
        for _ in range(14)
    ]
    return {"answers": answers, "ticks": [rng.random() < 0.4 for _ in range(10)]}


def _report(rng, words):
    bars = [[rng.uniform(0.1, 1) for _ in range(rng.randint(5, 9))] for _ in range(3)]
    paragraphs = [words.paragraph(rng.randint(3, 6)) for _ in range(6)]
    return {"title": words.sentence()[:-1], "bars": bars, "paragraphs": paragraphs}


CONTENT = {
    "invoice": _invoice, "statement": _statement, "letter": _letter, "contract": _contract,
    "form": _form, "report": _report,
}
