"""Lines for the eye alone: random glyphs, rare characters, look-alikes side by side."""

from __future__ import annotations

from random import Random

from . import codes
from . import lexicon as lex
from . import numbers as num

PAIRS = "0O 0o 08 O8 B8 83 63 65 68 5S 5s 2Z 2z 1l 1I 17 7T 4A 6G 6b 9g 9q ,. .. ;: -– –— łl lł óo oó żź źż żz śs ćc ęe ąa ńn ŁL ÓO ŻŹ ŹZ ŚS ĆC ĘE ĄA ŃN uv vw rn nm cl ił li łt fł ii Il iI „” \"” '’ ·• °o CG QO DO UV VY ij jy gq mrn tł ĘĄ ęą".split()
RARE_POOL = [*lex.CHARSET[62:], *lex.POLISH, *"ŃŹńźĆćÓŚŻĘĄ" * 2, *"ŃŹńź" * 4]
# Letters and digits without l and I, which most sans-serif faces draw alike.
MIXED = "".join(char for char in [*lex.CHARSET[:62], *lex.POLISH] if char not in "lI")


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
            word = word[:place] + char.lower() + word[place + 1 :]
        if char.isupper():
            word = word.upper() if rng.random() < 0.5 or not word.startswith(char.lower()) else word.capitalize()
        else:
            word = rng.choice((word, word, word.capitalize()))
        other = rng.choice((rng.choice(lex.foreign_words(split)), rng.choice(lex.words(split)), ""))
        text = rng.choice(
            (
                word,
                f"{word} {other}",
                f"{other.capitalize()} {word}",
                f"{word} {rng.choice(lex.LEGAL_FORMS)}",
                f"{word} {num.digits(rng, 2)}",
                f"{word}-{other}",
            )
        )
        return text.strip(" -")
    word, value = rng.choice(lex.words(split)), str(rng.randrange(1, 1000))
    return rng.choice(
        (
            f"{char}{value}",
            f"{value}{char}",
            f"{value} {char}",
            f"{char} {word}",
            f"{word}{char}",
            f"{word} {char} {rng.choice(lex.words(split))}",
            f"{char}{word}{char}",
            f"{value}{char}{value}",
            char,
            f"{word}{char}{value}",
            f"{char} {num.amount(rng)}",
        )
    )


def confusable(rng: Random, split: str) -> str:
    """Glyphs that are taken for each other, side by side in the shapes of real tokens."""
    pair = rng.choice(PAIRS)
    base = rng.choice(
        (
            codes.document_number(rng),
            codes.code(rng),
            rng.choice(lex.words(split)),
            num.amount(rng),
            num.digits(rng, 8),
            rng.choice(lex.words(split)).upper(),
        )
    )
    chars = list(base)
    for _ in range(rng.randrange(1, 5)):
        chars.insert(rng.randrange(len(chars) + 1), rng.choice(pair))
    return "".join(chars)
