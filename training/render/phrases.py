"""Labels, item names, table rows, sentences and short tokens of an invoice."""

from __future__ import annotations

from random import Random

from . import codes
from . import lexicon as lex
from . import numbers as num
from .glyphs import MIXED
from .parties import address, brand, company, person, upper_case


def item(rng: Random, split: str) -> str:
    """A goods or service name, often with adjectives, sizes and a code."""
    if rng.random() < 0.35:
        parts = [rng.choice(lex.lexical("services", split)), rng.choice(lex.lexical("objects", split))]
        if rng.random() < 0.3:
            parts.append(
                rng.choice(
                    (
                        num.date(rng),
                        f"({codes.document_number(rng)})",
                        f"nr {codes.document_number(rng)}",
                        f"- {rng.choice(lex.words(split))}",
                    )
                )
            )
    else:
        parts = [rng.choice(lex.lexical("goods", split)) if rng.random() < 0.65 else rng.choice(lex.words(split)).capitalize()]
        parts += [rng.choice(lex.lexical("adjectives", split)) for _ in range(rng.choice((0, 1, 1, 2)))]
        parts += [rng.choice(lex.words(split)) for _ in range(rng.choice((0, 0, 0, 1)))]
        parts += [codes.dimensions(rng) for _ in range(rng.choice((0, 0, 1, 1, 2)))]
        if rng.random() < 0.2:
            parts.append(
                rng.choice((codes.code(rng), brand(rng, split), f"({codes.code(rng)})", f"[{codes.code(rng)}]", "/" + codes.code(rng)))
            )
        if rng.random() < 0.06:
            parts.insert(0, codes.code(rng))
    text = " ".join(parts)
    if rng.random() < 0.06:
        text = text.replace(" ", rng.choice((", ", "/", " / ", "-", " - ", " – ", "_")), 1)
    if rng.random() < 0.08:
        text = rng.choice(("- ", "• ", "* ", "– ", "→ ", "· ")) + text
    return upper_case(rng, text, 0.18)


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
        name, value = rng.choice(("NIP", "NIP", "NIP:", "NIP UE", "VAT UE", "NIP nabywcy", "Nr VAT")), (
            num.nip(rng) if rng.random() < 0.9 else num.foreign_vat(rng)
        )
    elif style < 0.42:
        name, value = rng.choice(
            (
                "Data wystawienia",
                "Data sprzedaży",
                "Termin płatności",
                "Data dostawy",
                "Wystawiono dnia",
                "z dnia",
                "Płatne do",
                "dnia",
                "Data",
            )
        ), num.date(rng)
    elif style < 0.60:
        name, value = rng.choice(
            ("Razem", "Do zapłaty", "Razem do zapłaty", "Kwota VAT", "Suma", "Wartość brutto", "Zapłacono", "Netto", "Pozostało", "Kurs")
        ), num.money(rng)
    elif style < 0.72:
        name, value = rng.choice(
            (
                "Faktura nr",
                "Faktura VAT nr",
                "Nr",
                "Numer",
                "Faktura VAT",
                "Zamówienie nr",
                "WZ nr",
                "do faktury",
                "Umowa",
                "FAKTURA KORYGUJĄCA NR",
            )
        ), codes.document_number(rng)
    elif style < 0.80:
        name, value = rng.choice(("REGON", "KRS", "BDO", "PESEL", "Regon")), num.registry(rng)
    elif style < 0.86:
        name, value = rng.choice(("Nr konta", "Konto", "Rachunek", "IBAN", "PLN", "EUR", "Numer rachunku")), num.account(rng)
    elif style < 0.90:
        name, value = rng.choice(("Numer KSeF", "Nr KSeF", "KSeF", "Numer KSEF")), num.ksef(rng)
    elif style < 0.96:
        value = rng.choice((person, company, address))(rng, split)
    else:
        value = rng.choice(
            (
                f"{rng.randrange(1, 90)} dni",
                num.percent(rng),
                num.quantity(rng),
                num.date(rng) + " - " + num.date(rng),
                "PLN",
                "przelew",
                "gotówka",
                "TAK",
                "NIE",
            )
        )
    name = name.upper() if rng.random() < 0.08 else name
    gap = rng.choices((": ", " ", ":", ":\t", "\t", " : ", " - ", " / "), (45, 20, 8, 12, 8, 2, 2, 1))[0]
    return name + (gap[1:] or " " if name.endswith(":") and gap.startswith(":") else gap) + value


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
    text += rng.choice(
        (
            "",
            ".",
            f" {sentence(rng, split)}",
            f" {num.date(rng)}",
            f" {num.money(rng)}",
            f", {codes.document_number(rng)}",
            f" {rng.choice(lex.words(split))}",
            f" ({rng.randrange(1, 99)})",
            f" § {rng.randrange(1, 300)} ust. {rng.randrange(1, 9)} pkt {rng.randrange(1, 40)}",
        )
    )
    if rng.random() < 0.25:
        text = text[max(0, text.find(" ", rng.randrange(len(text)))) :].strip() or text
    if rng.random() < 0.12:
        text = rng.choice(
            (
                f"Strona {rng.randrange(1, 9)} z {rng.randrange(1, 20)}",
                f"str. {rng.randrange(1, 9)}/{rng.randrange(1, 20)}",
                f"Strona: {rng.randrange(1, 30)}",
                f"© {rng.randrange(2005, 2031)} {brand(rng, split)}",
                f"{brand(rng, split)}{rng.choice('®™')} {rng.randrange(1, 9)}.{rng.randrange(99)}",
            )
        )
    return upper_case(rng, text, 0.1)


def table_row(rng: Random, split: str) -> str:
    """Neighbouring cells of a table that a detector merged into one box."""
    cells = [
        lambda: str(rng.randrange(1, 60)),
        lambda: item(rng, split),
        lambda: rng.choice(lex.UNITS),
        lambda: num.quantity(rng),
        lambda: num.amount(rng),
        lambda: num.amount(rng),
        lambda: rng.choice(lex.RATES),
        lambda: num.amount(rng),
        lambda: num.amount(rng),
    ]
    start = rng.choices((0, 2, 3, 4, 5, 6), (2, 3, 3, 3, 2, 2))[0]
    taken = [cell() for cell in cells[start : start + rng.choice((2, 2, 2, 3, 3, 4, 5))]]
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
    return upper_case(rng, rng.choice([w for w in rng.sample(lex.words(split), 40) if len(w) <= 4] or ["do"]), 0.3)
