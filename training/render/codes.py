"""Document numbers, article codes and sizes of goods."""

from __future__ import annotations

from random import Random

from . import lexicon
from .numbers import digits


def document_number(rng: Random) -> str:
    """An invoice, order, delivery or contract number."""
    year, month, serial = rng.randrange(2010, 2031), rng.randrange(1, 13), rng.randrange(1, 10 ** rng.randrange(1, 7))
    prefix = rng.choice(
        (
            "FV",
            "FS",
            "FVS",
            "FA",
            "F",
            "FK",
            "KOR",
            "FZ",
            "PRO",
            "WZ",
            "ZAM",
            "ZO",
            "PZ",
            "R",
            "FVK",
            "FPF",
            "MM",
            "RW",
            "NO",
            "UM",
            "FW",
            "A",
            "S",
            "FSE",
            "INV",
            "RE",
            "DP",
            "FKS",
            "FM",
            "KFS",
        )
    )
    tail = rng.choice(("", "", "", f"/{rng.choice(('KOR', 'A', 'WA', 'K', 'S', 'M1', 'POZ', 'KRK', 'B2B', 'ZAL', 'MAG', 'G'))}"))
    yy = str(year)[2:]
    return rng.choice(
        (
            f"{prefix}/{year}/{month:02d}/{serial:04d}",
            f"{prefix} {serial}/{month:02d}/{year}",
            f"{prefix}/{serial:06d}/{yy}{tail}",
            f"{serial}/{year}",
            f"{serial}/{month:02d}/{year}{tail}",
            f"{prefix}/{serial}/{month:02d}/{year}",
            f"{prefix}-{serial}/{yy}{tail}",
            f"{prefix}{serial:07d}/{yy}",
            f"{year}/{month:02d}/{serial}",
            f"{prefix} {serial}/{year}{tail}",
            f"{prefix}{year}{month:02d}{serial:05d}",
            f"{prefix}-{year}-{serial:05d}",
            f"({prefix}){serial}/{month}/{year}",
            f"{prefix}_{serial}_{year}",
            f"{prefix}/{serial:03d}/{lexicon.ROMAN[month - 1]}/{year}",
        )
    )


def code(rng: Random) -> str:
    """Article codes: EAN, PKWiU, CN, GTU, index, mixed letters and digits."""
    style = rng.randrange(8)
    if style == 0:
        return digits(rng, 13) if rng.random() < 0.7 else digits(rng, 8)
    if style == 1:
        return f"{digits(rng, 2)}.{digits(rng, 2)}.{digits(rng, 2)}.{rng.randrange(10)}"
    if style == 2:
        return rng.choice((digits(rng, 8), f"{digits(rng, 4)} {digits(rng, 2)} {digits(rng, 2)}"))
    if style == 3:
        return f"GTU{rng.choice('_ -')}{rng.randrange(1, 14):02d}"
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + "0123456789" * rng.randrange(4)
    parts = ["".join(rng.choices(alphabet, k=rng.randrange(1, 7))) for _ in range(rng.randrange(1, 4))]
    text = rng.choice("-./ _-").join(parts)
    return text.lower() if rng.random() < 0.1 else text


def dimensions(rng: Random) -> str:
    """Sizes and ratings as they stand in item names."""
    a, b, c = rng.randrange(1, 250), rng.randrange(1, 2500), rng.randrange(1, 100)
    cross = rng.choice(("x", "x", "×", " x ", "X"))
    return rng.choice(
        (
            f"{a}{cross}{b}",
            f"{a}{cross}{b}{cross}{c} mm",
            f"M{a % 30 + 2}{cross}{c}",
            f"fi {a}",
            f"Ø{a}",
            f"ø {a} mm",
            f"{c} cm",
            f"{c},{a % 10} m",
            f"{a} ml",
            f"{c} kg",
            f"{a} g",
            f"{c}L",
            f"0,{c} l",
            f"{a}W",
            f"{a} V",
            f"{c}A",
            f"{c}/{a}",
            f"op. {c} szt.",
            f"{b} szt.",
            f"A{a % 6}",
            f"{a % 90 + 10}/{a % 50 + 30} R{a % 8 + 13}",
            f"{c}GB",
            f"±{c % 9 + 1}°C",
            f"{c}°",
            f'{a}"',
            f'1/{a % 8 + 2}"',
            f'½"',
            f"{c} m²",
            f"{c} m³",
            f"{c} µm",
            f"{a} kWh",
            f"nr {a}",
            f"kl. {lexicon.ROMAN[a % 4]}",
            f"{c}%",
            f"[{a}]",
            f"({c} szt.)",
            f"*{a}",
            f"#{a}",
            f"~{c} m",
            f"5W{c % 60}",
            f"IP{a % 69}",
            f"≥{c} mm",
            f"≤{a} kg",
        )
    )
