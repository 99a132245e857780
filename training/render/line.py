"""Draw one text line the way a text detector cuts it out of an invoice page.

`render(text, rng, split, tier)` gives a gray array [height, width] (0 black),
16 to 96 pixels high. The ink is drawn on a canvas with its neighbourhood
(rules, other lines), cut out by a perspective warp, then toned and degraded
as the tier says: `clean`, `scan`, `photo` or `hard`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from . import degrade, faces
from .texts import label, sample_text

TIERS = ("clean", "scan", "photo", "hard")
POINTS = (5.5, 6, 7, 8, 9, 10, 11, 12, 14, 18, 24)
POINT_SHARE = (1, 3, 6, 12, 14, 14, 8, 6, 3, 2, 1)
DPI = {"clean": (130, 300), "scan": (130, 300), "photo": (110, 260), "hard": (72, 260)}
SMALLEST_EM = {"clean": 13.0, "scan": 13.0, "photo": 13.0, "hard": 10.0}
MAX_CANVAS = 6000


@dataclass
class Ink:
    """A drawn line: coverage [h, w] 0..255, the text's box and its em, all in canvas pixels (`zoom` to a page pixel)."""

    canvas: np.ndarray
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    em: float
    zoom: int


def _runs(text: str, face: faces.Face, split: str, single: bool):
    """Pieces of text that one face draws; gaps are pieces of their own."""
    piece, piece_face = "", face
    for char in text:
        if char in "\t\u2009" or (single and char == " "):
            char_face = None
        else:
            char_face = face if char == " " or char in face.glyphs else faces.substitute(split, char, face.weight) or face
        if piece and (char_face is not piece_face or single):
            yield piece, piece_face
            piece = ""
        piece, piece_face = piece + char, char_face
        if char_face is None:
            yield piece, None
            piece = ""
    if piece:
        yield piece, piece_face


def _lay_out(
    text: str, face: faces.Face, split: str, size: float, spacing: float, gap: float, word: float
) -> tuple[list[tuple[float, str, ImageFont.FreeTypeFont]], float]:
    """Place the pieces of a text from x = 0; returns (x, piece, font) of each and the right end."""
    placed, x = [], 0.0
    for piece, piece_face in _runs(text, face, split, spacing != 0 or word != 1):
        if piece_face is None:
            x += gap * size if piece == "\t" else size * (0.17 if piece == "\u2009" else 0.27 * word)
            continue
        font = faces.font(piece_face.path, size)
        placed.append((x, piece, font))
        x += font.getlength(piece) + spacing * size
    return placed, x


def _size(face: faces.Face, rng: Random, tier: str) -> tuple[float, int]:
    """The em in canvas pixels and the canvas's zoom: print size times resolution, as the tier's pages have them."""
    low, high = DPI[tier]
    px = max(rng.choices(POINTS, POINT_SHARE)[0] * rng.uniform(low, high) / 72, SMALLEST_EM[tier])
    px = min(px * 0.5 / face.x_height if rng.random() < 0.5 else px, 72.0)
    zoom = 1 if px > 40 or (tier == "clean" and rng.random() < 0.35) else 2
    return round(px * zoom * 2) / 2, zoom


def _ink(text: str, rng: Random, split: str, tier: str) -> Ink:
    """Draw the text with neighbours and rules on a canvas of 1 or 2 times its natural size."""
    face = faces.choose(rng, split, set(label(text)) - {" "}, 0.9 if tier == "hard" else 0.3)
    size, zoom = _size(face, rng, tier)
    boxed = tier == "hard" and rng.random() < 0.3 and len(text) > 3 and set(text) <= set("0123456789 ,-")
    spacing = rng.uniform(0.35, 0.8) if boxed else rng.choices((0.0, rng.uniform(-0.03, 0.0), rng.uniform(0.0, 0.12)), (80, 6, 14))[0]
    word = 1.0 if rng.random() < 0.85 else rng.uniform(0.75, 2.2)
    gap = rng.uniform(0.7, 2.6) if rng.random() < 0.8 else rng.uniform(2.6, 4.5)
    options = (spacing, gap, word)
    placed, length = _lay_out(text, face, split, size, *options)
    if length > MAX_CANVAS:
        size *= MAX_CANVAS / length
        placed, length = _lay_out(text, face, split, size, *options)
    side, rise = size * 1.5, size * 2.0
    image = Image.new("L", (int(length + 2 * side) + 2, int(2 * rise + size * 1.2)))
    draw = ImageDraw.Draw(image)
    baseline = rise + size
    if zoom == 1:
        side, baseline = round(side), round(baseline)
    for x, piece, font in placed:
        draw.text((side + x, baseline), piece, fill=255, font=font, anchor="ls")
    box = image.getbbox() or (side, baseline - size * 0.7, side + length, baseline)
    ink = Ink(np.empty(0), box[0], box[1], box[2], box[3], baseline, size, zoom)
    if boxed:
        _boxes(draw, ink, rng, text, face, spacing)
    small = ink.bottom - ink.top < 0.42 * size
    if not small:
        ink.top, ink.bottom = min(ink.top, baseline - face.x_height * size), max(ink.bottom, baseline)
    if rng.random() < (0.35 if tier == "hard" else 0.22):
        _neighbours(draw, ink, rng, split, face)
    _rules(draw, ink, rng, 0.55 if tier == "hard" else 0.13, tier == "hard")
    ink.canvas = np.asarray(image)
    if rng.random() < {"clean": 0.05, "scan": 0.15, "photo": 0.1, "hard": 0.3}[tier]:
        _spread(ink, rng, face.weight)
    return ink


def _spread(ink: Ink, rng: Random, weight: int) -> None:
    """Ink that ran (thicker) or did not take (thinner); small or light print only runs."""
    kernel = np.ones((2, 2), np.uint8) if ink.em > 22 * ink.zoom / 2 else np.ones((1, 2), np.uint8)
    thicken = rng.random() < 0.6 or ink.em < 16 * ink.zoom or weight < 400
    ink.canvas = cv2.dilate(ink.canvas, kernel) if thicken else cv2.erode(ink.canvas, kernel) // 3 * 2 + ink.canvas // 3


def _boxes(draw: ImageDraw.ImageDraw, ink: Ink, rng: Random, text: str, face: faces.Face, spacing: float) -> None:
    """Boxes about single digits, as on payment slips."""
    tone, x = rng.randrange(90, 256), ink.left - spacing * ink.em / 2
    font = faces.font(face.path, ink.em)
    top, bottom = ink.top - ink.em * rng.uniform(0.12, 0.35), ink.bottom + ink.em * rng.uniform(0.12, 0.35)
    for char in text:
        step = font.getlength(char) + spacing * ink.em if char != " " else ink.em * 0.27
        draw.line((x, top, x, bottom), fill=tone, width=1)
        x += step
        draw.line((x, top, x, bottom), fill=tone, width=1)
    if rng.random() < 0.6:
        draw.line((ink.left - spacing * ink.em / 2, bottom, x, bottom), fill=tone, width=1)


def _neighbours(draw: ImageDraw.ImageDraw, ink: Ink, rng: Random, split: str, face: faces.Face) -> None:
    """Lines above and below, whose descenders and accents may reach into the crop."""
    step = ink.em * rng.uniform(1.12, 1.6)
    for sign in rng.choice(((-1, 1), (-1,), (1,))):
        other = label(sample_text(rng, split)[0])[: int((ink.right - ink.left) / ink.em * 2) + 3]
        font = faces.font(face.path, ink.em)
        other = "".join(char for char in other if char == " " or char in face.glyphs)
        draw.text((ink.left - rng.uniform(-1, 2) * ink.em, ink.baseline + sign * step), other, fill=255, font=font, anchor="ls")


def _rules(draw: ImageDraw.ImageDraw, ink: Ink, rng: Random, share: float, hard: bool) -> None:
    """Table rules and underlines about the line; through it only on hard lines."""
    if rng.random() > share:
        return
    width, height = draw.im.size
    thick = max(1, round(ink.em * rng.choice((0.03, 0.05, 0.08))))
    tone = rng.randrange(110, 256)
    places = [ink.top - ink.em * rng.uniform(0.12, 0.4), ink.bottom + ink.em * rng.uniform(0.08, 0.4)]
    if hard and rng.random() < 0.25:
        places.append(rng.uniform(ink.top, ink.bottom))
    for y in rng.sample(places, rng.randrange(1, len(places) + 1)):
        draw.line((0, y, width, y + rng.uniform(-0.01, 0.01) * width * hard), fill=tone, width=thick)
    if rng.random() < 0.4:
        for x in rng.choice(
            (
                (ink.left - ink.em * rng.uniform(0.3, 0.8),),
                (ink.right + ink.em * rng.uniform(0.3, 0.8),),
                (ink.left - ink.em * 0.5, ink.right + ink.em * 0.5),
            )
        ):
            draw.line((x, 0, x, height), fill=tone, width=thick)
    if rng.random() < 0.15:
        y = ink.baseline + ink.em * rng.uniform(0.1, 0.18)
        draw.line((ink.left, y, ink.right, y), fill=255, width=thick)


def _box(ink: Ink, rng: Random) -> tuple[float, float, float, float]:
    """A detector's box: left, top, right, bottom in canvas pixels."""
    text_height = ink.bottom - ink.top
    long = ink.right - ink.left > 4 * ink.em
    # Detectors leave short tokens more room than long lines.
    fill = rng.uniform(0.6, 0.97) if long else rng.uniform(0.45, 0.9)
    fill = fill if rng.random() < 0.85 else rng.uniform(0.42, 0.6)
    slack = text_height * (1 / fill - 1)
    slack += max(0.0, 0.55 * ink.em - text_height - slack)
    share = min(max(rng.gauss(0.5, 0.13), 0.1), 0.9)
    top, bottom = ink.top - slack * share, ink.bottom + slack * (1 - share)
    if rng.random() < (0.1 if long else 0.03):
        cut = min(rng.uniform(0, 3) * ink.zoom, 0.05 * text_height)
        top, bottom = rng.choice(((ink.top + cut, bottom), (top, ink.bottom - cut)))
    before, after = ((bottom - top) * (rng.uniform(0.04, 0.35) if rng.random() < 0.75 else rng.uniform(0, 1)) for _ in range(2))
    return ink.left - before, top, ink.right + after, bottom


def _tilt(corners: np.ndarray, width: float, height: float, rng: Random, tier: str, margin: float) -> None:
    """Residual skew, perspective and slant of a box's corners [4, 2]; long lines drift by a share of their height at most."""
    drift = {"clean": 0.0, "scan": 1.0, "photo": 1.6, "hard": 3.0}[tier]
    if drift and rng.random() < 0.8:
        angle = math.radians(rng.uniform(-drift, drift))
        rise = max(-0.16 * height, min(0.16 * height, math.tan(angle) * width))
        corners[:, 1] += np.float32([-rise / 2, rise / 2, rise / 2, -rise / 2])
        grow = abs(rise) * 0.35
        corners[:, 1] += np.float32([-grow, -grow, grow, grow])
    if tier in ("photo", "hard") and rng.random() < 0.6:
        corners += np.float32([[rng.uniform(-0.04, 0.04) * height for _ in range(2)] for _ in range(4)])
    if rng.random() < (0.06 if tier != "clean" else 0.02):
        corners[:2, 0] -= min(rng.uniform(-0.05, 0.2) * height, margin)


def _crop(ink: Ink, rng: Random, tier: str) -> np.ndarray:
    """Cut the line out as a detector's box does, with the tier's residual geometry."""
    left, top, right, bottom = _box(ink, rng)
    width, height = right - left, bottom - top
    scale = max(min(1 / ink.zoom * rng.uniform(0.97, 1.03), 96 / height), 16 / height)
    stretch = 1.0 if rng.random() < 0.7 else rng.uniform(0.8, 1.15)
    out_w, out_h = max(8, round(width * scale * stretch)), max(16, round(height * scale))
    corners = np.float32([(left, top), (right, top), (right, bottom), (left, bottom)])
    _tilt(corners, width, height, rng, tier, ink.left - left)
    target = np.float32([(0, 0), (out_w, 0), (out_w, out_h), (0, out_h)])
    matrix = cv2.getPerspectiveTransform(corners, target)
    return cv2.warpPerspective(ink.canvas, matrix, (out_w, out_h), flags=cv2.INTER_AREA if ink.zoom == 1 else cv2.INTER_LINEAR)


def render(text: str, rng: Random, split: str, tier: str) -> np.ndarray:
    """A gray uint8 array [16..96, width] of the text as the tier prints and captures it."""
    ink = _ink(text, rng, split, tier)
    if tier == "hard" and rng.random() < 0.1:
        ink.canvas = degrade.dot_matrix(ink.canvas, ink.em, rng)
    return degrade.capture(_crop(ink, rng, tier), rng, tier)
