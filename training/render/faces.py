"""The font faces of a split: choice by weight, glyph coverage, fonts by pixel size."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

from fontTools.ttLib import TTFont
from PIL import ImageFont

ROOT = Path(__file__).resolve().parents[1] / ".cache" / "fonts"
OFFICE = {
    "Arimo": 5,
    "Tinos": 3,
    "Cousine": 2,
    "Carlito": 4,
    "DejaVu": 4,
    "Roboto": 4,
    "OpenSans": 3,
    "NotoSans": 3,
    "Lato": 2,
    "Inter": 2,
    "Montserrat": 1.5,
    "RobotoCondensed": 1.5,
    "PTSansNarrow": 1.5,
    "PlayfairDisplay": 0.4,
    "Raleway": 0.5,
}
DOT = {"VT323", "Doto", "Handjet", "CutiveMono", "SpecialElite"}
WEIGHT_SHARE = {300: 0.5, 400: 5.0, 500: 0.8, 600: 0.8, 700: 2.4, 900: 0.3}


@dataclass(frozen=True)
class Face:
    """One font file; `x_height` is in em."""

    path: str
    family: str
    weight: int
    italic: bool
    glyphs: frozenset[str]
    x_height: float


def _weight(name: str) -> int:
    match = re.search(r"_(\d{3})", name)
    if match:
        return int(match[1])
    return 700 if "Bold" in name else 300 if "ExtraLight" in name else 400


def _read(path: Path, charset: list[str]) -> Face:
    font = TTFont(path, lazy=True)
    cmap = font.getBestCmap()
    x_height = getattr(font["OS/2"], "sxHeight", 0) / font["head"].unitsPerEm
    return Face(
        str(path),
        path.parent.name,
        _weight(path.name),
        bool(re.search("Italic|Oblique", path.name)),
        frozenset(char for char in charset if ord(char) in cmap),
        x_height if 0.3 < x_height < 0.8 else 0.5,
    )


@functools.cache
def faces(split: str) -> dict[str, list[Face]]:
    """The usable faces of a split by family."""
    from .lexicon import CHARSET

    found: dict[str, list[Face]] = {}
    for path in sorted((ROOT / split).glob("*/*.ttf")):
        if "MathTeXGyre" in path.name or (path.parent.name == "Doto" and _weight(path.name) < 600):
            continue
        found.setdefault(path.parent.name, []).append(_read(path, CHARSET))
    if not found:
        raise FileNotFoundError(f"no fonts in {ROOT / split}: run training/fetch_fonts.py")
    return found


@functools.cache
def _weights(split: str, dot_share: float) -> tuple[list[str], list[float]]:
    families = list(faces(split))
    return families, [dot_share if name in DOT else OFFICE.get(name, 1.0) for name in families]


def choose(rng: Random, split: str, needed: set[str], dot_share: float) -> Face:
    """A face that carries the needed characters where one is found, else any face."""
    families, shares = _weights(split, dot_share)
    for _ in range(12):
        family = faces(split)[rng.choices(families, shares)[0]]
        face = rng.choices(family, [WEIGHT_SHARE.get(f.weight, 1.0) * (0.18 if f.italic else 1.0) for f in family])[0]
        if needed <= face.glyphs:
            return face
    return face


@functools.cache
def substitute(split: str, char: str, weight: int) -> Face | None:
    """A face of the split for a character that the chosen one lacks, near in weight."""
    fitting = [face for family in faces(split).values() for face in family if char in face.glyphs and not face.italic]
    return min(fitting, key=lambda face: abs(face.weight - weight), default=None)


@functools.lru_cache(maxsize=6000)
def font(path: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
