"""Print and capture: ink coverage to the gray picture of a page, scan, photo or fax."""

from __future__ import annotations

import functools
import math
from random import Random

import cv2
import numpy as np

NOISE_SIDE = 1 << 20


@functools.cache
def _noise_bank() -> np.ndarray:
    return np.random.default_rng(20261121).standard_normal(NOISE_SIDE).astype(np.float32)


def _noise(rng: Random, shape: tuple[int, int]) -> np.ndarray:
    """Unit normal noise [h, w], a slice of a fixed bank."""
    size = shape[0] * shape[1]
    start = rng.randrange(NOISE_SIDE)
    return (
        np.take(_noise_bank(), np.arange(start, start + size), mode="wrap").reshape(shape)
        if start + size > NOISE_SIDE
        else _noise_bank()[start : start + size].reshape(shape)
    )


def _smooth(rng: Random, shape: tuple[int, int], cell: float) -> np.ndarray:
    """Noise with structures of about `cell` pixels, unit scale."""
    small = _noise(rng, (max(2, int(shape[0] / cell) + 2), max(2, int(shape[1] / cell) + 2)))
    return cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)


def _tone(cover: np.ndarray, rng: Random, tier: str) -> np.ndarray:
    """Ink coverage 0..255 to gray 0..255 by the colours of ink and ground."""
    alpha = cover.astype(np.float32) * (1 / 255)
    inverse = {"clean": 0.06, "scan": 0.04, "photo": 0.04, "hard": 0.15}[tier]
    if rng.random() < inverse:
        ground, ink = rng.uniform(0, 130), rng.uniform(200, 255)
    elif tier == "clean":
        ground = 255 if rng.random() < 0.75 else rng.uniform(195, 255)
        ink = rng.choices((0.0, rng.uniform(0, 70), rng.uniform(70, 150)), (55, 33, 12))[0]
    else:
        ground = rng.uniform(205, 255) if tier == "scan" else rng.triangular(110, 250, 205)
        ink = ground * (rng.uniform(0.05, 0.45) if rng.random() < 0.88 else rng.uniform(0.45, 0.6))
    if tier == "hard" and rng.random() < 0.3:
        alpha = alpha * np.clip(0.75 + 0.3 * _smooth(rng, alpha.shape, rng.uniform(2, 12)), 0.15, 1)
    if tier != "clean" and rng.random() < 0.04:
        alpha = np.maximum(alpha, alpha[:, ::-1] * rng.uniform(0.05, 0.16))  # print of the other side shows through
    if tier != "clean" and rng.random() < 0.05:
        alpha = np.maximum(
            alpha, np.clip(_smooth(rng, alpha.shape, alpha.shape[0] * rng.uniform(0.5, 2)) * 4, 0, 1) * rng.uniform(0.04, 0.15)
        )  # watermark
    if tier == "hard" and rng.random() < 0.08:
        alpha[rng.randrange(alpha.shape[0]) :: rng.randrange(5, 14)] *= rng.uniform(0, 0.5)  # missing nozzle
    if tier != "clean" and rng.random() < 0.3:
        alpha = np.power(alpha, rng.uniform(0.65, 1.5))
    return ground + (ink - ground) * alpha


def dot_matrix(cover: np.ndarray, em: float, rng: Random) -> np.ndarray:
    """Ink as the round dots of a needle printer, 14 to 20 dots to the em."""
    cell = max(2, round(em / rng.uniform(14, 20)))
    rows, columns = cover.shape[0] // cell, cover.shape[1] // cell
    dots = cv2.resize(cover[: rows * cell, : columns * cell], (columns, rows), interpolation=cv2.INTER_AREA)
    dots = np.where(dots > rng.uniform(70, 120), 255, 0).astype(np.uint8)
    axis = np.arange(cell, dtype=np.float32) - (cell - 1) / 2
    dot = np.clip(cell * rng.uniform(0.5, 0.72) - np.hypot(axis[:, None], axis[None, :]) + 0.3, 0, 1)
    printed = np.kron(dots, np.ones((cell, cell), np.uint8)) * np.tile(dot, (rows, columns))
    out = np.zeros_like(cover)
    out[: rows * cell, : columns * cell] = printed.astype(np.uint8)
    return out


def _light(gray: np.ndarray, rng: Random, strength: float) -> np.ndarray:
    """A gradient of light across the crop and, now and then, the edge of a shadow."""
    height, width = gray.shape
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :] * rng.uniform(-strength, strength)
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None] * rng.uniform(-strength, strength) * 0.4
    field = 1 + x + y
    if rng.random() < 0.2:
        edge = rng.uniform(0, width)
        ramp = np.clip((np.arange(width, dtype=np.float32) - edge) / rng.uniform(3, 60) + 0.5, 0, 1)
        field = field * (1 - rng.uniform(0.1, 0.4) * ramp[None, :])
    return gray * field


def _motion(gray: np.ndarray, rng: Random, length: float) -> np.ndarray:
    side = max(3, int(length) | 1)
    kernel = np.zeros((side, side), np.float32)
    angle = rng.uniform(0, math.pi)
    dx, dy = math.cos(angle) * side / 2, math.sin(angle) * side / 2
    cv2.line(kernel, (round(side // 2 - dx), round(side // 2 - dy)), (round(side // 2 + dx), round(side // 2 + dy)), 1.0, 1)
    return cv2.filter2D(gray, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE)


def _blur(gray: np.ndarray, rng: Random, low: float, high: float) -> np.ndarray:
    """Gaussian blur; sigma in shares of the crop's height, so that small print stays legible."""
    sigma = rng.uniform(low, high) * gray.shape[0]
    return cv2.GaussianBlur(gray, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE) if sigma > 0.2 else gray


def _shrink(gray: np.ndarray, rng: Random, lowest: float) -> np.ndarray:
    """Lower the resolution and come back, as an enlarged small page does."""
    height, width = gray.shape
    low_h = max(lowest, height * rng.uniform(0.45, 0.9))
    if low_h >= height:
        return gray
    small = cv2.resize(gray, (max(4, round(width * low_h / height)), round(low_h)), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.5:
        return small
    return cv2.resize(small, (width, height), interpolation=rng.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC)))


def _jpeg(gray: np.ndarray, rng: Random, low: int, high: int) -> np.ndarray:
    quality = rng.randrange(low, high + 1)
    pixels = np.clip(gray, 0, 255).astype(np.uint8)
    top, left = rng.randrange(8), rng.randrange(8)
    padded = cv2.copyMakeBorder(pixels, top, 0, left, 0, cv2.BORDER_REPLICATE)
    coded = cv2.imencode(".jpg", padded, (cv2.IMWRITE_JPEG_QUALITY, quality))[1]
    return cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE)[top:, left:].astype(np.float32)


def _bilevel(gray: np.ndarray, rng: Random, speckle: bool) -> np.ndarray:
    """Threshold between ground and ink, as black-and-white scans and fax do."""
    low, high = np.percentile(gray, (2, 95))
    level = low + (high - low) * rng.uniform(0.4, 0.7)
    page = np.where(gray > level, 255.0, 0.0).astype(np.float32)
    if speckle:
        amount = rng.uniform(2.2, 3.3)
        page[_noise(rng, page.shape) > amount] = 0
        page[_noise(rng, page.shape) > amount] = 255
    return page


def _strokes(gray: np.ndarray, rng: Random) -> np.ndarray:
    """Stamp arcs and pen strokes across the line, lighter than the print more often than not."""
    layer = np.zeros(gray.shape, np.uint8)
    height, width = gray.shape
    thick = max(1, round(height * rng.uniform(0.03, 0.08)))
    if rng.random() < 0.5:
        center = (rng.randrange(-height, width + height), rng.randrange(-height, 2 * height))
        for radius in (rng.randrange(height, 4 * height),):
            cv2.circle(layer, center, radius, 255, thick, cv2.LINE_AA)
            if rng.random() < 0.6:
                cv2.circle(layer, center, int(radius * 0.88), 255, thick, cv2.LINE_AA)
    else:
        start = rng.uniform(0, width)
        points = [(start + i * height * rng.uniform(0.1, 0.6), rng.uniform(-0.4, 1.4) * height) for i in range(rng.randrange(3, 9))]
        spline = np.array([points[0]] + [tuple((np.array(a) + np.array(b)) / 2) for a, b in zip(points, points[1:])] + [points[-1]])
        cv2.polylines(layer, [np.int32(spline)], False, 255, thick, cv2.LINE_AA)
    depth = rng.uniform(0.15, 0.6)
    return gray * (1 - depth * layer.astype(np.float32) / 255)


def _clean(gray: np.ndarray, rng: Random) -> np.ndarray:
    if rng.random() < 0.35:
        gray = _blur(gray, rng, 0.0, 0.018)
    if rng.random() < 0.25:
        factor = rng.uniform(0.8, 1.3)
        gray = cv2.resize(gray, None, fx=factor, fy=factor, interpolation=rng.choice((cv2.INTER_LINEAR, cv2.INTER_AREA, cv2.INTER_CUBIC)))
    return _jpeg(gray, rng, 80, 97) if rng.random() < 0.15 else gray


def _scan(gray: np.ndarray, rng: Random) -> np.ndarray:
    gray = _blur(gray, rng, 0.004, 0.032)
    if rng.random() < 0.3:
        gray = gray + rng.uniform(1, 5) * _smooth(rng, gray.shape, rng.uniform(1.5, 6))
    if rng.random() < 0.3:
        gray = _shrink(gray, rng, 18)
    gray = gray + rng.uniform(0.5, 9) * _noise(rng, gray.shape)
    if rng.random() < 0.18:
        gray = _bilevel(gray, rng, False)
        return _blur(gray, rng, 0.0, 0.015) if rng.random() < 0.4 else gray
    if rng.random() < 0.35:
        middle = rng.uniform(140, 200)
        gray = (gray - middle) * rng.uniform(0.8, 1.5) + middle + rng.uniform(-10, 25)
    return _jpeg(gray, rng, 60, 90) if rng.random() < 0.8 else gray


def _photo(gray: np.ndarray, rng: Random) -> np.ndarray:
    gray = _light(gray, rng, 0.22)
    if rng.random() < 0.35:
        gray = gray * (1 + rng.uniform(0.01, 0.04) * _smooth(rng, gray.shape, rng.uniform(1.5, 8)))
    gray = _blur(gray, rng, 0.006, 0.045)
    if rng.random() < 0.2:
        gray = _motion(gray, rng, gray.shape[0] * rng.uniform(0.05, 0.11))
    if rng.random() < 0.4:
        gray = _shrink(gray, rng, 19)
    gray = gray + rng.uniform(1, 9) * _noise(rng, gray.shape)
    return _jpeg(gray, rng, 40, 85)


def _moire(gray: np.ndarray, rng: Random) -> np.ndarray:
    height, width = gray.shape
    fx, fy = rng.uniform(-0.5, 0.5), rng.uniform(-0.5, 0.5)
    wave = np.sin(np.arange(width, dtype=np.float32)[None, :] * fx * 2 + np.arange(height, dtype=np.float32)[:, None] * fy * 2)
    return gray + rng.uniform(4, 16) * wave


def _hard(gray: np.ndarray, rng: Random) -> np.ndarray:
    if rng.random() < 0.35:
        gray = _strokes(gray, rng)
    style = rng.choice(("fax", "thermal", "low", "photo", "scan", "moire"))
    if style == "fax":
        gray = _shrink(_blur(gray, rng, 0.005, 0.02), rng, 15)
        gray = _bilevel(gray + rng.uniform(3, 20) * _noise(rng, gray.shape), rng, rng.random() < 0.6)
        return cv2.resize(gray, None, fx=1.0, fy=rng.choice((1.0, 1.0, 0.8, 1.2)), interpolation=cv2.INTER_NEAREST)
    if style == "thermal":
        fade = 1 - 0.35 * np.clip(_smooth(rng, (1, gray.shape[1]), rng.uniform(2, 40)), 0, 1)
        gray = 255 - (255 - gray) * fade * rng.uniform(0.55, 1)
        return _jpeg(_blur(gray, rng, 0.01, 0.045) + rng.uniform(1, 7) * _noise(rng, gray.shape), rng, 45, 90)
    if style == "low":
        return _jpeg(_shrink(_blur(gray, rng, 0.005, 0.03), rng, 14), rng, 35, 85)
    if style == "moire":
        gray = _moire(gray, rng)
    return _scan(gray, rng) if style == "scan" else _photo(gray, rng)


def capture(cover: np.ndarray, rng: Random, tier: str) -> np.ndarray:
    """Tone and degrade ink coverage [h, w]; returns gray uint8 [16..96, w]."""
    gray = {"clean": _clean, "scan": _scan, "photo": _photo, "hard": _hard}[tier](_tone(cover, rng, tier), rng)
    gray = np.clip(gray, 0, 255).astype(np.uint8)
    height, width = gray.shape
    if 16 <= height <= 96:
        return gray
    bounded = min(max(height, 16), 96)
    return cv2.resize(gray, (max(4, round(width * bounded / height)), bounded), interpolation=cv2.INTER_AREA)
