"""Sampling of one text line as it stands on Polish invoices.

`sample_text(rng, split)` returns `(text, kind)`. The text may hold tabs (wide
column gaps) and thin spaces for the renderer; `label(text)` is what the
recogniser has to answer. A label belongs to one split by its hash, so that no
judge line is ever trained on; only tokens of up to four characters ("szt.",
"1", "23%") are shared, being the whole of a closed set.
"""

from __future__ import annotations

import unicodedata
import zlib
from random import Random

from . import lexicon as lex
from . import numbers as num

KINDS = ("name", "company", "address", "item", "label", "amount", "date", "tax_id", "registry", "account", "document_number", "ksef", "code",
         "unit", "rate", "contact", "bank", "amount_in_words", "footer", "table_row", "short", "random", "polish", "rare", "label_value", "confusable")
TRAIN_WEIGHTS = (5, 6, 7, 12, 9, 11, 4.5, 3, 1.5, 3, 4, 1.2, 2.5, 1.2, 1.2, 3, 1.2, 2.5, 3.5, 3.5, 21, 2.5, 7, 13, 8, 3)
# Judge and tune lines follow invoices; random strings only train the eye.
JUDGE_WEIGHTS = tuple({"random": 1.0, "rare": 2.5, "confusable": 1.0}.get(kind, weight) for kind, weight in zip(KINDS, TRAIN_WEIGHTS))
SHARED_LENGTH = 4
SPLIT_SHARE = {"judge": 1 / 16, "tune": 1 / 16, "train": 14 / 16}
MAX_LENGTH = 90

UNDECOMPOSED = str.maketrans({"ł": "l", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d"})
PAIRS = "0O 0o 08 O8 B8 83 63 65 68 5S 5s 2Z 2z 1l 1I 17 7T 4A 6G 6b 9g 9q ,. .. ;: -– –— łl lł óo oó żź źż żz śs ćc ęe ąa ńn ŁL ÓO ŻŹ ŹZ ŚS ĆC ĘE ĄA ŃN uv vw rn nm cl ił li łt fł ii Il iI „” \"” '’ ·• °o CG QO DO UV VY ij jy gq mrn tł ĘĄ ęą".split()


RARE_POOL = [*lex.CHARSET[62:], *lex.POLISH, *"ŃŹńźĆćÓŚŻĘĄ" * 2, *"ŃŹńź" * 4]
# Letters and digits without l and I, which most sans-serif faces draw alike.
MIXED = "".join(char for char in [*lex.CHARSET[:62], *lex.POLISH] if char not in "lI")
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


def _case(rng: Random, text: str, upper: float = 0.15) -> str:
    chance = rng.random()
    return text.upper() if chance < upper else text


def person(rng: Random, split: str) -> str:
    first, last = rng.choice(lex.lexical("first_names", split)), rng.choice(lex.lexical("surnames", split))
    if rng.random() < 0.1:
        last += "-" + rng.choice(lex.lexical("surnames", split))
    text = rng.choice((f"{first} {last}", f"{first} {last}", f"{last} {first}", f"{first[0]}. {last}", f"mgr {first} {last}", f"inż. {first} {last}"))
    return _case(rng, text, 0.2)


def _brand(rng: Random, split: str) -> str:
    stem = "".join(rng.choice(lex.COMPANY_STEMS) for _ in range(rng.choice((1, 1, 2)))) + rng.choice(lex.COMPANY_ENDS)
    return rng.choice((stem.capitalize(), stem.upper(), rng.choice(lex.words(split)).capitalize(), rng.choice(lex.words(split)).upper(),
                       rng.choice(lex.lexical("surnames", split)), stem.capitalize() + rng.choice(("", " Polska", " Group", "-" + rng.choice(lex.COMPANY_ENDS).upper(), " 2000", " II"))))


def company(rng: Random, split: str) -> str:
    brand = _brand(rng, split)
    if rng.random() < 0.3:
        brand = rng.choice(("„{}”", "\"{}\"", "«{}»", "“{}”", "„{}\"", "'{}'")).format(brand)
    trade, form = rng.choice(lex.TRADES), rng.choice(lex.LEGAL_FORMS)
    text = rng.choice((f"{brand} {form}", f"{brand} {form}", f"{trade} {brand}", f"{trade} {brand} {form}", f"{brand} {person(rng, split)}",
                       f"{trade} {person(rng, split)}", f"{brand} i {_brand(rng, split)} {form}", f"{brand} & {_brand(rng, split)} {form}"))
    return _case(rng, text, 0.15)


def address(rng: Random, split: str) -> str:
    street = rng.choice(lex.lexical("streets", split)) if rng.random() < 0.6 else rng.choice(lex.polish_words(split)).capitalize()
    if rng.random() < 0.2:
        street = rng.choice((f"{rng.choice(lex.lexical('first_names', split))} {rng.choice(lex.lexical('surnames', split))}", f"{rng.randrange(1, 31)} {rng.choice(lex.MONTHS_GEN).capitalize()}", f"ks. {street}", f"gen. {street}", f"św. {street}"))
    prefix = rng.choices(("ul. ", "ul.", "al. ", "Al. ", "pl. ", "os. ", "Ul. ", "", "ulica "), (60, 3, 8, 3, 5, 6, 3, 8, 2))[0]
    number = f"{rng.randrange(1, 300)}{rng.choice(('', '', '', '', 'A', 'a', 'B', 'c'))}"
    number += rng.choice(("", "", "", f"/{rng.randrange(1, 200)}", f" m. {rng.randrange(1, 99)}", f" lok. {rng.randrange(1, 40)}", f"-{rng.randrange(1, 99)}"))
    town = rng.choice(lex.lexical("towns", split)) if rng.random() < 0.75 else rng.choice(lex.words(split)).capitalize()
    town += rng.choice(("",) * 8 + (f" {rng.randrange(1, 30)}", f"-{rng.choice(lex.lexical('towns', split))}"))
    post = f"{num.digits(rng, 2)}{rng.choice(('-', '-', '-', '-', '-', '-', '-', '–', ' '))}{num.digits(rng, 3)} {town}"
    line = f"{prefix}{street} {number}"
    text = rng.choices((line, post, f"{line}, {post}", f"{town}, {line}", f"{post}, Polska", f"{post}, PL", f"{town}, {num.date(rng)}", f"{town}, dnia {num.date(rng)}"), (30, 30, 20, 4, 3, 1, 4, 3))[0]
    return _case(rng, text, 0.12)


def item(rng: Random, split: str) -> str:
    """A goods or service name, often with adjectives, sizes and a code."""
    if rng.random() < 0.35:
        parts = [rng.choice(lex.lexical("services", split)), rng.choice(lex.lexical("objects", split))]
        if rng.random() < 0.3:
            parts.append(rng.choice((num.date(rng), f"({num.document_number(rng)})", f"nr {num.document_number(rng)}", f"- {rng.choice(lex.words(split))}")))
    else:
        parts = [rng.choice(lex.lexical("goods", split)) if rng.random() < 0.65 else rng.choice(lex.words(split)).capitalize()]
        parts += [rng.choice(lex.lexical("adjectives", split)) for _ in range(rng.choice((0, 1, 1, 2)))]
        parts += [rng.choice(lex.words(split)) for _ in range(rng.choice((0, 0, 0, 1)))]
        parts += [num.dimensions(rng) for _ in range(rng.choice((0, 0, 1, 1, 2)))]
        if rng.random() < 0.2:
            parts.append(rng.choice((num.code(rng), _brand(rng, split), f"({num.code(rng)})", f"[{num.code(rng)}]", "/" + num.code(rng))))
        if rng.random() < 0.06:
            parts.insert(0, num.code(rng))
    text = " ".join(parts)
    if rng.random() < 0.06:
        text = text.replace(" ", rng.choice((", ", "/", " / ", "-", " - ", " – ", "_")), 1)
    if rng.random() < 0.08:
        text = rng.choice(("- ", "• ", "* ", "– ", "→ ", "· ")) + text
    return _case(rng, text, 0.18)


def label_text(rng: Random, split: str) -> str:
    style = rng.random()
    if style < 0.14:
        polish, foreign = rng.choice(lex.BILINGUAL)
        text = polish + rng.choice((" / ", "/", " | ", " (", "\t", " - ")) + foreign
        text += ")" if "(" in text else ""
    elif style < 0.22:
        text = rng.choice(lex.FOREIGN_LABELS)
    elif style < 0.30:
        text = f"{rng.choice(lex.LABELS)}{rng.choice((' ', ' / ', ' i '))}{rng.choice(lex.LABELS).lower()}"
    else:
        text = rng.choice(lex.LABELS)
    chance = rng.random()
    text = text.upper() if chance < 0.2 else text.lower() if chance < 0.28 else text
    return text + rng.choices(("", ":", " :", "*", "."), (60, 38, 3, 1, 1))[0]


def label_value(rng: Random, split: str) -> str:
    """A label and its value in one box, as detectors often merge them."""
    name = rng.choice(lex.LABELS)
    style = rng.random()
    if style < 0.22:
        name, value = rng.choice(("NIP", "NIP", "NIP:", "NIP UE", "VAT UE", "NIP nabywcy", "Nr VAT")), num.nip(rng) if rng.random() < 0.9 else num.foreign_vat(rng)
    elif style < 0.42:
        name, value = rng.choice(("Data wystawienia", "Data sprzedaży", "Termin płatności", "Data dostawy", "Wystawiono dnia", "z dnia", "Płatne do", "dnia", "Data")), num.date(rng)
    elif style < 0.60:
        name, value = rng.choice(("Razem", "Do zapłaty", "Razem do zapłaty", "Kwota VAT", "Suma", "Wartość brutto", "Zapłacono", "Netto", "Pozostało", "Kurs")), num.money(rng)
    elif style < 0.72:
        name, value = rng.choice(("Faktura nr", "Faktura VAT nr", "Nr", "Numer", "Faktura VAT", "Zamówienie nr", "WZ nr", "do faktury", "Umowa", "FAKTURA KORYGUJĄCA NR")), num.document_number(rng)
    elif style < 0.80:
        name, value = rng.choice(("REGON", "KRS", "BDO", "PESEL", "Regon")), num.registry(rng)
    elif style < 0.86:
        name, value = rng.choice(("Nr konta", "Konto", "Rachunek", "IBAN", "PLN", "EUR", "Numer rachunku")), num.account(rng)
    elif style < 0.90:
        name, value = rng.choice(("Numer KSeF", "Nr KSeF", "KSeF", "Numer KSEF")), num.ksef(rng)
    elif style < 0.96:
        value = rng.choice((person, company, address))(rng, split)
    else:
        value = rng.choice((f"{rng.randrange(1, 90)} dni", num.percent(rng), num.quantity(rng), num.date(rng) + " - " + num.date(rng), "PLN", "przelew", "gotówka", "TAK", "NIE"))
    name = name.upper() if rng.random() < 0.08 else name
    gap = rng.choices((": ", " ", ":", ":\t", "\t", " : ", " - ", " / "), (45, 20, 8, 12, 8, 2, 2, 1))[0]
    return name + (gap[1:] or " " if name.endswith(":") and gap.startswith(":") else gap) + value


def contact(rng: Random, split: str) -> str:
    plain = lambda: lex_ascii(rng.choice(lex.words(split)))
    host = f"{plain()}{rng.choice(('', '-', ''))}{rng.choice(('', plain()))}".strip("-")
    domain = f"{host}.{rng.choice(('pl', 'pl', 'pl', 'com.pl', 'com', 'eu', 'net', 'org.pl', 'biz', 'info.pl', 'de'))}"
    user = rng.choice((plain(), "biuro", "faktury", "ksiegowosc", "sklep", "kontakt", "info", f"{plain()}.{plain()}", f"{plain()}_{rng.randrange(99)}", f"{plain()}{rng.randrange(99)}"))
    return rng.choice((f"{user}@{domain}", f"www.{domain}", f"https://{domain}/{plain()}", f"e-mail: {user}@{domain}", f"tel. {num.phone(rng)}", f"tel.: {num.phone(rng)}", f"tel./fax {num.phone(rng)}",
                       num.phone(rng), f"E-mail: {user}@{domain}", f"{domain}", f"kom. {num.phone(rng)}", f"fax: {num.phone(rng)}", f"http://www.{domain}/?id={rng.randrange(9999)}&p={plain()}"))


def lex_ascii(word: str) -> str:
    """A word as it stands in an address of a web site."""
    plain = unicodedata.normalize("NFD", word.lower().translate(UNDECOMPOSED))
    return "".join(char for char in plain if char.isascii() and char.isalnum()) or "firma"


def bank(rng: Random, split: str) -> str:
    name = rng.choice(lex.BANKS)
    name = f"{name} {rng.choice(lex.lexical('towns', split))}" if name.endswith(" w") else name
    swift = "".join(rng.choices("ABCDEFGHIJKLMNOPRSTUVWXYZ", k=4)) + "PLPW" + rng.choice(("", "XXX", "BIA"))
    return rng.choice((name, f"Bank: {name}", f"SWIFT: {swift}", swift, f"{name}, O/{rng.choice(lex.lexical('towns', split))}", f"{name} {num.account(rng)}", f"BIC: {swift}", f"{name} ({swift})", name.upper()))


def sentence(rng: Random, split: str) -> str:
    found = [rng.choice(lex.polish_words(split) if rng.random() < 0.55 else lex.words(split)) for _ in range(rng.randrange(1, 8))]
    if rng.random() < 0.2:
        found.insert(rng.randrange(len(found) + 1), rng.choice((num.amount, num.date, num.percent, num.quantity))(rng))
    text = " ".join(found)
    chance = rng.random()
    text = text.upper() if chance < 0.25 else text.title() if chance < 0.35 else text[0].upper() + text[1:] if chance < 0.6 else text
    return text + rng.choices(("", ".", ",", ":", ";", "!", "?", "…", " -"), (50, 12, 6, 4, 2, 1, 1, 1, 1))[0]


def footer(rng: Random, split: str) -> str:
    text = rng.choice(lex.FOOTERS)
    text += rng.choice(("", ".", f" {sentence(rng, split)}", f" {num.date(rng)}", f" {num.money(rng)}", f", {num.document_number(rng)}", f" {rng.choice(lex.words(split))}", f" ({rng.randrange(1, 99)})", f" § {rng.randrange(1, 300)} ust. {rng.randrange(1, 9)} pkt {rng.randrange(1, 40)}"))
    if rng.random() < 0.25:
        text = text[max(0, text.find(" ", rng.randrange(len(text)))):].strip() or text
    if rng.random() < 0.12:
        text = rng.choice((f"Strona {rng.randrange(1, 9)} z {rng.randrange(1, 20)}", f"str. {rng.randrange(1, 9)}/{rng.randrange(1, 20)}", f"Strona: {rng.randrange(1, 30)}", f"© {rng.randrange(2005, 2031)} {_brand(rng, split)}", f"{_brand(rng, split)}{rng.choice('®™')} {rng.randrange(1, 9)}.{rng.randrange(99)}"))
    return _case(rng, text, 0.1)


def table_row(rng: Random, split: str) -> str:
    """Neighbouring cells of a table that a detector merged into one box."""
    cells = [lambda: str(rng.randrange(1, 60)), lambda: item(rng, split), lambda: rng.choice(lex.UNITS), lambda: num.quantity(rng), lambda: num.amount(rng), lambda: num.amount(rng),
             lambda: rng.choice(lex.RATES), lambda: num.amount(rng), lambda: num.amount(rng)]
    start = rng.choices((0, 2, 3, 4, 5, 6), (2, 3, 3, 3, 2, 2))[0]
    taken = [cell() for cell in cells[start:start + rng.choice((2, 2, 2, 3, 3, 4, 5))]]
    if rng.random() < 0.15:
        taken = [rng.choice(lex.LABELS) for _ in range(rng.choice((2, 2, 3)))]
    return "\t".join(taken)


def short(rng: Random, split: str) -> str:
    style = rng.random()
    if style < 0.45:
        return rng.choice(lex.SHORT)
    if style < 0.60:
        return str(rng.randrange(0, rng.choice((10, 100, 1000))))
    if style < 0.75:
        return rng.choice((rng.choice(lex.UNITS), rng.choice(lex.RATES)))
    if style < 0.85:
        return f"{rng.randrange(10)}{rng.choice(',,.')}{num.digits(rng, rng.choice((1, 2, 2)))}"
    if style < 0.93:
        return "".join(rng.choices(MIXED, k=rng.randrange(2, 5)))
    return _case(rng, rng.choice([w for w in rng.sample(lex.words(split), 40) if len(w) <= 4] or ["do"]), 0.3)


def scrambled(rng: Random, split: str) -> str:
    """Random characters: the recogniser must read glyphs, not guess words."""
    style = rng.random()
    if style < 0.35:
        return num.digits(rng, rng.randrange(5, 24))
    if style < 0.6:
        return "".join(rng.choices(MIXED + "-/.:,", k=rng.randrange(4, 18)))
    if style < 0.8:
        return "".join(rng.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", k=rng.randrange(5, 20)))
    return " ".join("".join(rng.choices("0123456789.,-/", k=rng.randrange(1, 7))) for _ in range(rng.randrange(2, 5)))


def rare(rng: Random, split: str) -> str:
    """A line that holds a class drawn uniformly from the whole vocabulary."""
    char = rng.choice(RARE_POOL)
    by_letter = lex.words_by_letter(split)
    if char.isalpha():
        found = by_letter.get(char) or by_letter.get(char.lower())
        if found and len(found) >= 8 and rng.random() < 0.85:
            word = rng.choice(found)
        else:
            word = rng.choice(lex.words(split))
            place = rng.randrange(len(word))
            word = word[:place] + char.lower() + word[place + 1:]
        if char.isupper():
            word = word.upper() if rng.random() < 0.5 or not word.startswith(char.lower()) else word.capitalize()
        else:
            word = rng.choice((word, word, word.capitalize()))
        other = rng.choice((rng.choice(lex.foreign_words(split)), rng.choice(lex.words(split)), ""))
        text = rng.choice((word, f"{word} {other}", f"{other.capitalize()} {word}", f"{word} {rng.choice(lex.LEGAL_FORMS)}", f"{word} {num.digits(rng, 2)}", f"{word}-{other}"))
        return text.strip(" -")
    word, value = rng.choice(lex.words(split)), str(rng.randrange(1, 1000))
    return rng.choice((f"{char}{value}", f"{value}{char}", f"{value} {char}", f"{char} {word}", f"{word}{char}", f"{word} {char} {rng.choice(lex.words(split))}", f"{char}{word}{char}", f"{value}{char}{value}", char, f"{word}{char}{value}", f"{char} {num.amount(rng)}"))


def confusable(rng: Random, split: str) -> str:
    """Glyphs that are taken for each other, side by side in the shapes of real tokens."""
    pair = rng.choice(PAIRS)
    base = rng.choice((num.document_number(rng), num.code(rng), rng.choice(lex.words(split)), num.amount(rng), num.digits(rng, 8), rng.choice(lex.words(split)).upper()))
    chars = list(base)
    for _ in range(rng.randrange(1, 5)):
        chars.insert(rng.randrange(len(chars) + 1), rng.choice(pair))
    return "".join(chars)


SAMPLERS = {
    "name": person, "company": company, "address": address, "item": item, "label": label_text,
    "amount": lambda rng, split: num.money(rng) if rng.random() < 0.4 else num.amount(rng, rng.choices((2, 3, 4), (12, 1, 1))[0]),
    "date": lambda rng, split: f"{num.date(rng)} - {num.date(rng)}" if rng.random() < 0.05 else num.date(rng),
    "tax_id": lambda rng, split: num.nip(rng) if rng.random() < 0.88 else num.foreign_vat(rng),
    "registry": lambda rng, split: num.registry(rng), "account": lambda rng, split: num.account(rng),
    "document_number": lambda rng, split: num.document_number(rng), "ksef": lambda rng, split: num.ksef(rng), "code": lambda rng, split: num.code(rng),
    "unit": lambda rng, split: rng.choice((rng.choice(lex.UNITS), f"{num.quantity(rng)} {rng.choice(lex.UNITS)}", f"{num.quantity(rng)} {rng.choice(lex.UNITS)}")),
    "rate": lambda rng, split: rng.choice((rng.choice(lex.RATES), num.percent(rng), f"VAT {rng.choice(lex.RATES)}")),
    "contact": contact, "bank": bank, "amount_in_words": lambda rng, split: num.amount_in_words(rng), "footer": footer, "table_row": table_row,
    "short": short, "random": scrambled, "polish": sentence, "rare": rare, "label_value": label_value, "confusable": confusable,
}


def _shorten(rng: Random, text: str) -> str:
    """Cut a long text at a space: detectors see lines of a column's width."""
    limit = rng.choices((16, 24, 36, 55, MAX_LENGTH), (3, 5, 4, 2, 1))[0]
    while len(text) > limit and any(gap in text for gap in " \t"):
        text = text[:max(text.rfind(" "), text.rfind("\t"))]
    return text[:MAX_LENGTH]


def sample_text(rng: Random, split: str) -> tuple[str, str]:
    """Draw a text of the split and its kind; every character of its label is in the vocabulary."""
    while True:
        kind = rng.choices(KINDS, TRAIN_WEIGHTS if split == "train" else JUDGE_WEIGHTS)[0]
        text = _shorten(rng, SAMPLERS[kind](rng, split)).strip()
        name = label(text)
        if not name or undecidable(name) or not set(name) <= lex.ALLOWED:
            continue
        owner = split_of_text(name)
        # Shared tokens pass as seldom as a split's own texts do, or they would fill the judge set.
        if owner == split or (owner is None and rng.random() < SPLIT_SHARE[split]):
            return text, kind
