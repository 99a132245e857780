"""Sampling of one text line as it stands on Polish invoices.

`sample_text(rng, split)` returns `(text, kind)`. The text may hold tabs (wide
column gaps) and thin spaces for the renderer; `label(text)` is what the
recogniser has to answer. A label belongs to one split by its hash, so that no
judge line is ever trained on; only tokens of up to four characters ("szt.",
"1", "23%") are shared, being the whole of a closed set.
"""

from __future__ import annotations

import zlib
from random import Random

from . import codes
from . import lexicon as lex
from . import numbers as num
from .glyphs import confusable, rare, scrambled
from .parties import address, bank, company, contact, person
from .phrases import footer, item, label_text, label_value, sentence, short, table_row
from .spelled import amount_in_words

KINDS = (
    "name",
    "company",
    "address",
    "item",
    "label",
    "amount",
    "date",
    "tax_id",
    "registry",
    "account",
    "document_number",
    "ksef",
    "code",
    "unit",
    "rate",
    "contact",
    "bank",
    "amount_in_words",
    "footer",
    "table_row",
    "short",
    "random",
    "polish",
    "rare",
    "label_value",
    "confusable",
)
TRAIN_WEIGHTS = (5, 6, 7, 12, 9, 11, 4.5, 3, 1.5, 3, 4, 1.2, 2.5, 1.2, 1.2, 3, 1.2, 2.5, 3.5, 3.5, 21, 2.5, 7, 13, 8, 3)
# Judge and tune lines follow invoices; random strings only train the eye.
JUDGE_WEIGHTS = tuple({"random": 1.0, "rare": 2.5, "confusable": 1.0}.get(kind, weight) for kind, weight in zip(KINDS, TRAIN_WEIGHTS))
# Strings of digits, where one wrong character spoils the whole: for training further once the letters are learnt.
NUMBER_SHARES = {"amount": 22, "tax_id": 10, "account": 14, "date": 6, "registry": 4, "ksef": 4, "document_number": 5, "code": 4, "label_value": 8, "table_row": 8, "contact": 3, "unit": 3, "rate": 3, "confusable": 3}
NUMBER_WEIGHTS = tuple(NUMBER_SHARES.get(kind, 0) for kind in KINDS)
SHARED_LENGTH = 4
SPLIT_SHARE = {"judge": 1 / 16, "tune": 1 / 16, "train": 14 / 16}
MAX_LENGTH = 90

SCALE_FREE = frozenset("cosuvwxzCOSUVWXZćóśźżĆÓŚŹŻ")
LONE_UNREADABLE = frozenset(".,'`’·—°…_|IlOopkPKjJyYfFCSVWXZUµ:;\"”“„")


def undecidable(text: str) -> bool:
    """Whether a crop cannot tell the label from another: a lone comma, "OO" beside "oo", a lone "S".

    Crops are scaled to one height, so small and capital letters of one shape need a neighbour.
    """
    if len(text) == 1:
        return text in LONE_UNREADABLE
    text = text.strip(".,:*-") or text
    return set(text) <= SCALE_FREE and not text.islower()


def label(text: str) -> str:
    """The label of a text: single ordinary spaces in place of every kind of gap."""
    return " ".join(text.split())


def split_of_text(text: str) -> str | None:
    """The split a label belongs to (1/16 judge, 1/16 tune), or None when shared by all."""
    if len(text) <= SHARED_LENGTH:
        return None
    return ("judge", "tune", *["train"] * 14)[zlib.crc32(text.encode()) % 16]


SAMPLERS = {
    "name": person,
    "company": company,
    "address": address,
    "item": item,
    "label": label_text,
    "amount": lambda rng, split: num.money(rng) if rng.random() < 0.4 else num.amount(rng, rng.choices((2, 3, 4), (12, 1, 1))[0]),
    "date": lambda rng, split: f"{num.date(rng)} - {num.date(rng)}" if rng.random() < 0.05 else num.date(rng),
    "tax_id": lambda rng, split: num.nip(rng) if rng.random() < 0.88 else num.foreign_vat(rng),
    "registry": lambda rng, split: num.registry(rng),
    "account": lambda rng, split: num.account(rng),
    "document_number": lambda rng, split: codes.document_number(rng),
    "ksef": lambda rng, split: num.ksef(rng),
    "code": lambda rng, split: codes.code(rng),
    "unit": lambda rng, split: rng.choice(
        (rng.choice(lex.UNITS), f"{num.quantity(rng)} {rng.choice(lex.UNITS)}", f"{num.quantity(rng)} {rng.choice(lex.UNITS)}")
    ),
    "rate": lambda rng, split: rng.choice((rng.choice(lex.RATES), num.percent(rng), f"VAT {rng.choice(lex.RATES)}")),
    "contact": contact,
    "bank": bank,
    "amount_in_words": lambda rng, split: amount_in_words(rng),
    "footer": footer,
    "table_row": table_row,
    "short": short,
    "random": scrambled,
    "polish": sentence,
    "rare": rare,
    "label_value": label_value,
    "confusable": confusable,
}


def _shorten(rng: Random, text: str) -> str:
    """Cut a long text at a space: detectors see lines of a column's width."""
    limit = rng.choices((16, 24, 36, 55, MAX_LENGTH), (3, 5, 4, 2, 1))[0]
    while len(text) > limit and any(gap in text for gap in " \t"):
        text = text[: max(text.rfind(" "), text.rfind("\t"))]
    return text[:MAX_LENGTH]


def sample_text(rng: Random, split: str, numbers: bool = False) -> tuple[str, str]:
    """Draw a text of the split and its kind; every character of its label is in the vocabulary. `numbers`: mostly strings of digits."""
    weights = NUMBER_WEIGHTS if numbers else TRAIN_WEIGHTS if split == "train" else JUDGE_WEIGHTS
    while True:
        kind = rng.choices(KINDS, weights)[0]
        text = _shorten(rng, SAMPLERS[kind](rng, split)).strip()
        name = label(text)
        if not name or undecidable(name) or not set(name) <= lex.ALLOWED:
            continue
        owner = split_of_text(name)
        # Shared tokens pass as seldom as a split's own texts do, or they would fill the judge set.
        if owner == split or (owner is None and rng.random() < SPLIT_SHARE[split]):
            return text, kind
