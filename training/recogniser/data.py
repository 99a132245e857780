"""Rendered lines from shards on disk to padded batches. A shard is made by `training.render.shards`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .network import HEIGHT

# Widths of a batch are rounded up to this many pixels, so that few shapes occur.
BUCKET = 64


@dataclass(frozen=True)
class Shard:
    """Lines of one file: grey pixels of height 48, stored row by row one line after another."""

    pixels: np.ndarray
    starts: np.ndarray
    widths: np.ndarray
    texts: list[str]
    tiers: np.ndarray
    kinds: np.ndarray

    def line(self, index: int) -> np.ndarray:
        """Grey uint8, 48 x width."""
        start, width = self.starts[index], self.widths[index]
        return self.pixels[start : start + HEIGHT * width].reshape(HEIGHT, width)


def load_shard(path: Path) -> Shard:
    with np.load(path) as file:
        widths, offsets, blob = file["widths"].astype(np.int64), file["offsets"], file["texts"].tobytes()
        starts = np.concatenate([[0], np.cumsum(widths * HEIGHT)])
        texts = [blob[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(len(widths))]
        return Shard(file["pixels"], starts, widths, texts, file["tiers"], file["kinds"])


class Lines:
    """All shards of a folder; `refresh` takes in those written meanwhile."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = np.random.default_rng(seed)
        self.shards: dict[Path, Shard] = {}
        self.buckets: dict[int, list[tuple[Path, int]]] = {}
        self.refresh()

    def refresh(self) -> None:
        for path in sorted(self.folder.glob("shard-*.npz")):
            if path in self.shards or ".part" in path.name:
                continue
            try:
                shard = load_shard(path)
            except (OSError, ValueError, EOFError, KeyError):
                continue  # still being written
            self.shards[path] = shard
            for index, width in enumerate(shard.widths):
                self.buckets.setdefault(-(-int(width) // BUCKET) * BUCKET, []).append((path, index))
        sizes = {width: len(lines) * width for width, lines in self.buckets.items()}
        self.widths = np.array(sorted(sizes))
        self.shares = np.array([sizes[width] for width in self.widths], float)
        self.shares /= max(self.shares.sum(), 1)

    def __len__(self) -> int:
        return sum(len(lines) for lines in self.buckets.values())

    def batch(self, pixels: int) -> tuple[np.ndarray, list[str]]:
        """Random lines of about one width, `pixels` wide in sum. Grey float N x 48 x W in 0..255, padding NaN; and their texts."""
        width = int(self.random.choice(self.widths, p=self.shares))
        pool = self.buckets[width]
        chosen = [pool[i] for i in self.random.integers(0, len(pool), max(2, pixels // width))]
        # The product pads a line by a few per cent and to at least twice the height; a share gets more, so that padding itself says nothing.
        padded = max(width, 2 * HEIGHT) + (BUCKET * int(self.random.integers(1, 4)) if self.random.random() < 0.15 else 0)
        grey = np.full((len(chosen), HEIGHT, padded), np.nan, np.float32)
        texts = []
        for row, (path, index) in enumerate(chosen):
            line = self.shards[path].line(index)
            grey[row, :, : line.shape[1]] = line
            texts.append(self.shards[path].texts[index])
        return grey, texts


def colour(grey: np.ndarray, random: np.random.Generator, share: float = 0.35) -> np.ndarray:
    """Normalised BGR N x 3 x 48 x W of grey lines; a share of them printed in one colour on another, a few the other way round."""
    count = len(grey)
    low, high = np.zeros((count, 3), np.float32), np.full((count, 3), 255, np.float32)
    tinted = random.random(count) < share
    low[tinted] = random.uniform(0, 110, (int(tinted.sum()), 3))
    high[tinted] = random.uniform(190, 255, (int(tinted.sum()), 3))
    inverted = random.random(count) < 0.02
    low[inverted], high[inverted] = high[inverted].copy(), low[inverted].copy()
    scaled = low[:, :, None, None] + (high - low)[:, :, None, None] * (grey[:, None] / 255)
    return np.nan_to_num(scaled / 127.5 - 1, nan=0.0).astype(np.float32)


def encode(texts: list[str], place: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """Class indices of all texts one after another, and the length of each."""
    codes = [[place[char] for char in text] for text in texts]
    return np.array([code for line in codes for code in line], np.int64), np.array([len(line) for line in codes], np.int64)
