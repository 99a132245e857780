"""Amounts in Polish words, as the law wants them on some invoices and habit prints them on most."""

from __future__ import annotations

from random import Random

ONES = "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście".split()
TENS = "_ _ dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt".split()
HUNDREDS = "_ sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset".split()


def form(n: int, one: str, few: str, many: str) -> str:
    """The Polish plural form that follows n."""
    if n == 1:
        return one
    return few if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else many


def _triple(n: int) -> list[str]:
    found = [HUNDREDS[n // 100]] if n >= 100 else []
    rest = n % 100
    if rest >= 20:
        found.append(TENS[rest // 10])
        rest %= 10
    if rest:
        found.append(ONES[rest])
    return found


def spell(n: int) -> str:
    """A whole number below 10^9 in Polish words."""
    if n == 0:
        return ONES[0]
    found: list[str] = []
    for scale, names in ((10**6, ("milion", "miliony", "milionów")), (1000, ("tysiąc", "tysiące", "tysięcy"))):
        head, n = divmod(n, scale)
        if head:
            found += ([] if head == 1 else _triple(head)) + [form(head, *names)]
    return " ".join(found + _triple(n))


def amount_in_words(rng: Random) -> str:
    whole, cents = rng.randrange(0, 10 ** rng.randrange(1, 7)), rng.randrange(100)
    zloty = rng.choice((form(whole, "złoty", "złote", "złotych"),) * 4 + ("PLN", "zł", "euro"))
    tail = rng.choice(
        (f"{cents:02d}/100",) * 3
        + (f"i {cents:02d}/100", f"{spell(cents)} {form(cents, 'grosz', 'grosze', 'groszy')}", f"{cents:02d} gr", "")
    )
    text = f"{spell(whole)} {zloty} {tail}".strip()
    text = rng.choice(
        (text, text, text, text.capitalize(), f"Słownie: {text}", f"słownie: {text}", text.upper(), "*" + text.replace(" ", "*") + "*")
    )
    return text
