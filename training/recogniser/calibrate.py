"""
Makes the recogniser's confidence a probability: `python -m training.recogniser.calibrate --help`.

Two monotone maps are fitted on tune lines by isotonic regression (pool adjacent violators; Ayer et al. 1955) and kept as a few
points, linear in between: one from a character's softmax value to how often such a character is right, one from the product of the
mapped values of a line to how often such a line is right to the last character. The judge lines say how well that holds: expected
calibration error over 15 bins of equal count (Naeini et al. 2015), and a reliability plot.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .data import load_shard
from .measure import alignment
from .readers import OnnxReader, Reading, published_classes

TIERS = ("clean", "scan", "photo")
POINTS = 17


@dataclass(frozen=True)
class Sample:
    """Softmax value of every character of a line, whether each is right, and whether the line is."""

    values: np.ndarray
    right: np.ndarray
    exact: bool


def samples(reader: OnnxReader, folder: Path) -> list[Sample]:
    found = []
    for tier in TIERS:
        shard = load_shard(folder / f"{tier}.npz")
        for index, truth in enumerate(shard.texts):
            found.append(sample(truth, reader.read([shard.line(index)])[0]))
    return found


def sample(truth: str, reading: Reading) -> Sample:
    _, kept = alignment(reading.text, truth)
    return Sample(np.array(reading.probabilities), np.array(kept, bool), truth == reading.text)


def isotonic(x: np.ndarray, y: np.ndarray, lightest: int) -> tuple[np.ndarray, np.ndarray]:
    """Means of y over growing x, blocks joined until they rise; no block lighter than `lightest` samples."""
    order = np.argsort(x, kind="stable")
    blocks: list[list[float]] = []
    for start in range(0, len(order), lightest):
        part = order[start : start + lightest]
        blocks.append([float(y[part].mean()), float(len(part)), float(x[part].mean())])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            b, a = blocks.pop(), blocks.pop()
            weight = a[1] + b[1]
            blocks.append([(a[0] * a[1] + b[0] * b[1]) / weight, weight, (a[2] * a[1] + b[2] * b[1]) / weight])
    return np.array([block[2] for block in blocks]), np.array([block[0] for block in blocks])


def curve(x: np.ndarray, y: np.ndarray, lightest: int) -> list[list[float]]:
    """The fitted map as at most POINTS points [from, to], ends included."""
    at, value = isotonic(x, y.astype(float), lightest)
    if len(at) > POINTS - 2:
        chosen = np.unique(np.round(np.linspace(0, len(at) - 1, POINTS - 2)).astype(int))
        at, value = at[chosen], value[chosen]
    points = [[0.0, float(max(0.0, value[0] * 0.5))], *[[float(a), float(v)] for a, v in zip(at, value)], [1.0, float(value[-1])]]
    return [[round(a, 5), round(v, 5)] for a, v in points]


def mapped(points: list[list[float]], x: np.ndarray) -> np.ndarray:
    at, value = zip(*points)
    return np.interp(x, at, value)


def line_values(found: list[Sample], characters: list[list[float]]) -> np.ndarray:
    return np.array([float(np.prod(mapped(characters, s.values))) if len(s.values) else 0.0 for s in found])


def calibration_error(confidence: np.ndarray, right: np.ndarray, bins: int = 15) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error, and (mean confidence, share right, count) of each bin."""
    parts = np.array_split(np.argsort(confidence, kind="stable"), bins)
    table = [(float(confidence[p].mean()), float(right[p].mean()), len(p)) for p in parts if len(p)]
    return sum(abs(c - r) * n for c, r, n in table) / len(confidence), table


def plot(path: Path, table: list[tuple[float, float, int]], error: float) -> None:
    """Reliability plot as SVG: share of lines right against what the confidence said."""
    size, margin = 360, 46
    def at(value: float) -> float:
        return value * size
    dots = "".join(f'<circle cx="{margin + at(c):.1f}" cy="{margin + size - at(r):.1f}" r="4" fill="#1f6feb"/>' for c, r, _ in table)
    ticks = "".join(
        f'<text x="{margin + at(t):.0f}" y="{margin + size + 16}" text-anchor="middle">{t:.1f}</text><text x="{margin - 6}" y="{margin + size - at(t) + 4:.0f}" text-anchor="end">{t:.1f}</text>'
        for t in (0, 0.2, 0.4, 0.6, 0.8, 1))
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size + 2 * margin}" height="{size + 2 * margin}" font-family="sans-serif" font-size="11">'
        f'<rect width="100%" height="100%" fill="white"/><rect x="{margin}" y="{margin}" width="{size}" height="{size}" fill="none" stroke="#999"/>'
        f'<line x1="{margin}" y1="{margin + size}" x2="{margin + size}" y2="{margin}" stroke="#999" stroke-dasharray="4 4"/>{dots}{ticks}'
        f'<text x="{margin}" y="24" font-size="13">Line confidence on judge lines: expected calibration error {error:.4f}</text>'
        f'<text x="{margin + size / 2}" y="{size + 2 * margin - 10}" text-anchor="middle">confidence of the line</text>'
        f'<text x="14" y="{margin + size / 2}" text-anchor="middle" transform="rotate(-90 14 {margin + size / 2})">share of lines read without a mistake</text></svg>\n',
        encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder with recogniser.onnx and dictionary.txt")
    parser.add_argument("--tune", type=Path, required=True)
    parser.add_argument("--judge", type=Path, required=True)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--out", type=Path, help="JSON for the manifest")
    options = parser.parse_args()
    reader = OnnxReader("ours", options.model / "recogniser.onnx", published_classes(options.model / "dictionary.txt"))
    tune, judge = samples(reader, options.tune), samples(reader, options.judge)
    characters = curve(np.concatenate([s.values for s in tune]), np.concatenate([s.right for s in tune]), 400)
    lines = curve(line_values(tune, characters), np.array([s.exact for s in tune]), 60)
    exact = np.array([s.exact for s in judge])
    error, table = calibration_error(mapped(lines, line_values(judge, characters)), exact)
    plain, _ = calibration_error(np.array([float(s.values.mean()) if len(s.values) else 0.0 for s in judge]), exact)
    values, right = np.concatenate([s.values for s in judge]), np.concatenate([s.right for s in judge])
    letter, _ = calibration_error(mapped(characters, values), right)
    result = {"character": characters, "line": lines}
    print(json.dumps({"lineError": round(error, 4), "plainMeanError": round(plain, 4), "characterError": round(letter, 5), "linesRight": round(float(exact.mean()), 4), **result}))
    if options.out:
        options.out.write_text(json.dumps(result) + "\n")
    if options.plot:
        plot(options.plot, table, error)


if __name__ == "__main__":
    main()
