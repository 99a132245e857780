"""Number-like texts of invoices: amounts, dates, identifiers, codes.

Every function takes a `random.Random` and returns a text; check digits are
computed, since the shapes of valid numbers are what the recogniser meets.
A thin space (U+2009) stands for a narrow group gap and is labelled as a space.
"""

from __future__ import annotations

from random import Random

from . import lexicon

THIN = "\u2009"


def digits(rng: Random, count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))


def _grouped(whole: str, separator: str) -> str:
    head = len(whole) % 3 or 3
    return separator.join([whole[:head], *[whole[i : i + 3] for i in range(head, len(whole), 3)]])


def amount(rng: Random, places: int = 2) -> str:
    """An amount without currency in one of the printed formats."""
    scale = rng.choices((1, 2, 3, 4, 5, 6, 7), (8, 18, 26, 26, 14, 6, 2))[0]
    whole = str(rng.randrange(10 ** (scale - 1) if scale > 1 else 0, 10**scale))
    cents = digits(rng, places)
    if places == 2 and rng.random() < 0.3:
        cents = "00"
    group, point = rng.choices(
        ((" ", ","), (THIN, ","), ("", ","), (".", ","), ("", "."), (",", "."), (" ", "."), ("'", ".")), (40, 14, 22, 6, 9, 4, 3, 1)
    )[0]
    text = _grouped(whole, group) + point + cents
    if rng.random() < 0.07:
        sign = rng.choices(("-", "–", "- "), (8, 2, 1))[0]
        text = rng.choices((sign + text, text + "-", f"({text})"), (9, 1, 1))[0]
    elif rng.random() < 0.01:
        text = _grouped(whole, group) + ",-"
    return text


def money(rng: Random) -> str:
    """An amount with its currency before or after."""
    currency = rng.choice(lexicon.CURRENCIES)
    if currency in "€$£" or rng.random() < 0.1:
        return f"{currency}{rng.choice(('', ' '))}{amount(rng)}"
    return f"{amount(rng)}{rng.choice((' ', ' ', ' ', ''))}{currency}"


def quantity(rng: Random) -> str:
    if rng.random() < 0.45:
        return str(rng.choices((rng.randrange(1, 10), rng.randrange(10, 100), rng.randrange(100, 5000)), (5, 3, 1))[0])
    places = rng.choice((1, 2, 2, 3, 3, 4))
    return f"{rng.randrange(0, rng.choice((10, 100, 1000)))}{rng.choice(',,,.')}{digits(rng, places)}"


def date(rng: Random) -> str:
    year, month, day = rng.randrange(2008, 2031), rng.randrange(1, 13), rng.randrange(1, 29)
    if rng.random() < 0.1:
        day = rng.randrange(29, 31) if month != 2 else 29
    dd, mm, yyyy = f"{day:02d}", f"{month:02d}", str(year)
    style = rng.choices(range(12), (28, 26, 8, 6, 4, 3, 8, 4, 3, 4, 2, 2))[0]
    suffix = rng.choices(("", " r.", "r.", " roku", " r"), (10, 3, 1, 1, 1))[0]
    if style == 0:
        return f"{yyyy}-{mm}-{dd}"
    if style == 1:
        return f"{dd}.{mm}.{yyyy}{suffix}"
    if style == 2:
        return f"{dd}-{mm}-{yyyy}"
    if style == 3:
        return f"{dd}/{mm}/{yyyy}"
    if style == 4:
        return f"{dd}{rng.choice('./-')}{mm}{rng.choice('./-')}{yyyy[2:]}"
    if style == 5:
        return f"{day}.{month}.{yyyy}{suffix}"
    if style == 6:
        name = lexicon.MONTHS_GEN[month - 1]
        return f"{day} {name.upper() if rng.random() < 0.1 else name} {yyyy}{suffix}"
    if style == 7:
        name = lexicon.MONTHS_NOM[month - 1]
        return f"{name.capitalize() if rng.random() < 0.3 else name} {yyyy}"
    if style == 8:
        return f"{day} {lexicon.ROMAN[month - 1]} {yyyy}{suffix}"
    if style == 9:
        return rng.choice((f"{mm}/{yyyy}", f"{yyyy}-{mm}", f"{mm}.{yyyy}"))
    if style == 10:
        return f"{yyyy}{rng.choice('./')}{mm}{rng.choice('./')}{dd}"
    return f"{yyyy}-{mm}-{dd} {rng.randrange(24):02d}:{rng.randrange(60):02d}" + rng.choice(("", f":{rng.randrange(60):02d}"))


def nip(rng: Random) -> str:
    while True:
        body = str(rng.randrange(1, 10)) + digits(rng, 8)
        check = sum(int(d) * w for d, w in zip(body, (6, 5, 7, 2, 3, 4, 5, 6, 7))) % 11
        if check < 10:
            break
    number = f"{body}{check}"
    style = rng.choices(range(5), (40, 25, 18, 8, 9))[0]
    dash = rng.choices(("-", " ", "–"), (20, 4, 1))[0]
    if style == 1:
        number = dash.join((number[:3], number[3:6], number[6:8], number[8:]))
    elif style == 2:
        number = dash.join((number[:3], number[3:5], number[5:7], number[7:]))
    prefix = {3: "PL", 4: "PL "}.get(style, "")
    return prefix + number


def foreign_vat(rng: Random) -> str:
    country = rng.choice(
        (
            "DE#########",
            "ATU########",
            "CZ########",
            "SK##########",
            "FR###########",
            "NL#########B##",
            "LT#########",
            "IT###########",
            "ES@########",
            "HU########",
            "GB#########",
        )
    )
    return "".join(rng.choice("0123456789") if c == "#" else rng.choice("ABCDEFGH") if c == "@" else c for c in country)


def account(rng: Random) -> str:
    number = digits(rng, 26)
    if rng.random() < 0.3:
        number = (
            number[:2]
            + rng.choice(("1020", "1140", "1050", "1090", "1240", "1160", "2490", "2030"))
            + "0000" * rng.randrange(2)
            + digits(rng, 20)
        )
        number = number[:26]
    style = rng.random()
    gap = rng.choices((" ", "-", THIN), (12, 2, 2))[0]
    text = number if style < 0.2 else gap.join((number[:2], *[number[i : i + 4] for i in range(2, 26, 4)]))
    if rng.random() < 0.35:
        text = ("PL" if style < 0.9 else "PL ") + text
    return text


def ksef(rng: Random) -> str:
    day = f"{rng.randrange(2025, 2031)}{rng.randrange(1, 13):02d}{rng.randrange(1, 29):02d}"
    hexes = "".join(rng.choices("0123456789ABCDEF", k=12))
    return f"{rng.randrange(10 ** 9, 10 ** 10)}-{day}-{hexes}-{''.join(rng.choices('0123456789ABCDEF', k=2))}"


def phone(rng: Random) -> str:
    number = digits(rng, 9)
    text = rng.choice(
        (
            f"{number[:3]} {number[3:6]} {number[6:]}",
            f"{number[:2]} {number[2:5]} {number[5:7]} {number[7:]}",
            number,
            f"{number[:3]}-{number[3:6]}-{number[6:]}",
            f"({number[:2]}) {number[2:5]}-{number[5:7]}-{number[7:]}",
        )
    )
    return rng.choice(("", "", "+48 ", "+48", "0048 ")) + text


def registry(rng: Random) -> str:
    return rng.choice((digits(rng, 9), digits(rng, 9), "0000" + digits(rng, 6), digits(rng, 14), "000" + digits(rng, 6), digits(rng, 11)))


def percent(rng: Random) -> str:
    return rng.choice(
        (
            f"{rng.randrange(1, 100)}%",
            f"{rng.randrange(1, 100)} %",
            f"{rng.randrange(0, 100)},{digits(rng, 2)}%",
            f"{rng.randrange(0, 30)},{digits(rng, 1)} %",
            f"-{rng.randrange(1, 60)}%",
        )
    )
