"""Names, companies, addresses and contact lines of the two sides of an invoice."""

from __future__ import annotations

import unicodedata
from random import Random

from . import lexicon as lex
from . import numbers as num

UNDECOMPOSED = str.maketrans({"ł": "l", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d"})


def upper_case(rng: Random, text: str, share: float) -> str:
    """The text, in capitals in a share of the draws."""
    return text.upper() if rng.random() < share else text


def person(rng: Random, split: str) -> str:
    first, last = rng.choice(lex.lexical("first_names", split)), rng.choice(lex.lexical("surnames", split))
    if rng.random() < 0.1:
        last += "-" + rng.choice(lex.lexical("surnames", split))
    text = rng.choice(
        (f"{first} {last}", f"{first} {last}", f"{last} {first}", f"{first[0]}. {last}", f"mgr {first} {last}", f"inż. {first} {last}")
    )
    return upper_case(rng, text, 0.2)


def brand(rng: Random, split: str) -> str:
    stem = "".join(rng.choice(lex.COMPANY_STEMS) for _ in range(rng.choice((1, 1, 2)))) + rng.choice(lex.COMPANY_ENDS)
    return rng.choice(
        (
            stem.capitalize(),
            stem.upper(),
            rng.choice(lex.words(split)).capitalize(),
            rng.choice(lex.words(split)).upper(),
            rng.choice(lex.lexical("surnames", split)),
            stem.capitalize() + rng.choice(("", " Polska", " Group", "-" + rng.choice(lex.COMPANY_ENDS).upper(), " 2000", " II")),
        )
    )


def company(rng: Random, split: str) -> str:
    title = brand(rng, split)
    if rng.random() < 0.3:
        title = rng.choice(("„{}”", '"{}"', "«{}»", "“{}”", '„{}"', "'{}'")).format(title)
    trade, form = rng.choice(lex.TRADES), rng.choice(lex.LEGAL_FORMS)
    text = rng.choice(
        (
            f"{title} {form}",
            f"{title} {form}",
            f"{trade} {title}",
            f"{trade} {title} {form}",
            f"{title} {person(rng, split)}",
            f"{trade} {person(rng, split)}",
            f"{title} i {brand(rng, split)} {form}",
            f"{title} & {brand(rng, split)} {form}",
        )
    )
    return upper_case(rng, text, 0.15)


def address(rng: Random, split: str) -> str:
    street = rng.choice(lex.lexical("streets", split)) if rng.random() < 0.6 else rng.choice(lex.polish_words(split)).capitalize()
    if rng.random() < 0.2:
        street = rng.choice(
            (
                f"{rng.choice(lex.lexical('first_names', split))} {rng.choice(lex.lexical('surnames', split))}",
                f"{rng.randrange(1, 31)} {rng.choice(lex.MONTHS_GEN).capitalize()}",
                f"ks. {street}",
                f"gen. {street}",
                f"św. {street}",
            )
        )
    prefix = rng.choices(("ul. ", "ul.", "al. ", "Al. ", "pl. ", "os. ", "Ul. ", "", "ulica "), (60, 3, 8, 3, 5, 6, 3, 8, 2))[0]
    number = f"{rng.randrange(1, 300)}{rng.choice(('', '', '', '', 'A', 'a', 'B', 'c'))}"
    number += rng.choice(
        (
            "",
            "",
            "",
            f"/{rng.randrange(1, 200)}",
            f" m. {rng.randrange(1, 99)}",
            f" lok. {rng.randrange(1, 40)}",
            f"-{rng.randrange(1, 99)}",
        )
    )
    town = rng.choice(lex.lexical("towns", split)) if rng.random() < 0.75 else rng.choice(lex.words(split)).capitalize()
    town += rng.choice(("",) * 8 + (f" {rng.randrange(1, 30)}", f"-{rng.choice(lex.lexical('towns', split))}"))
    post = f"{num.digits(rng, 2)}{rng.choice(('-', '-', '-', '-', '-', '-', '-', '–', ' '))}{num.digits(rng, 3)} {town}"
    line = f"{prefix}{street} {number}"
    text = rng.choices(
        (
            line,
            post,
            f"{line}, {post}",
            f"{town}, {line}",
            f"{post}, Polska",
            f"{post}, PL",
            f"{town}, {num.date(rng)}",
            f"{town}, dnia {num.date(rng)}",
        ),
        (30, 30, 20, 4, 3, 1, 4, 3),
    )[0]
    return upper_case(rng, text, 0.12)


def contact(rng: Random, split: str) -> str:
    plain = lambda: web_word(rng.choice(lex.words(split)))
    host = f"{plain()}{rng.choice(('', '-', ''))}{rng.choice(('', plain()))}".strip("-")
    domain = f"{host}.{rng.choice(('pl', 'pl', 'pl', 'com.pl', 'com', 'eu', 'net', 'org.pl', 'biz', 'info.pl', 'de'))}"
    user = rng.choice(
        (
            plain(),
            "biuro",
            "faktury",
            "ksiegowosc",
            "sklep",
            "kontakt",
            "info",
            f"{plain()}.{plain()}",
            f"{plain()}_{rng.randrange(99)}",
            f"{plain()}{rng.randrange(99)}",
        )
    )
    return rng.choice(
        (
            f"{user}@{domain}",
            f"www.{domain}",
            f"https://{domain}/{plain()}",
            f"e-mail: {user}@{domain}",
            f"tel. {num.phone(rng)}",
            f"tel.: {num.phone(rng)}",
            f"tel./fax {num.phone(rng)}",
            num.phone(rng),
            f"E-mail: {user}@{domain}",
            f"{domain}",
            f"kom. {num.phone(rng)}",
            f"fax: {num.phone(rng)}",
            f"http://www.{domain}/?id={rng.randrange(9999)}&p={plain()}",
        )
    )


def web_word(word: str) -> str:
    """A word as it stands in an address of a web site."""
    plain = unicodedata.normalize("NFD", word.lower().translate(UNDECOMPOSED))
    return "".join(char for char in plain if char.isascii() and char.isalnum()) or "firma"


def bank(rng: Random, split: str) -> str:
    name = rng.choice(lex.BANKS)
    name = f"{name} {rng.choice(lex.lexical('towns', split))}" if name.endswith(" w") else name
    swift = "".join(rng.choices("ABCDEFGHIJKLMNOPRSTUVWXYZ", k=4)) + "PLPW" + rng.choice(("", "X" * 3, "BIA"))
    return rng.choice(
        (
            name,
            f"Bank: {name}",
            f"SWIFT: {swift}",
            swift,
            f"{name}, O/{rng.choice(lex.lexical('towns', split))}",
            f"{name} {num.account(rng)}",
            f"BIC: {swift}",
            f"{name} ({swift})",
            name.upper(),
        )
    )
