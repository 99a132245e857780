"""Write rendered lines as shards for training and judging.

    python -m training.render.shards --split train --count 60 --start 0 --out DIR --procs 1
    python -m training.render.shards --split train --numbers --count 30 --start 200 --out DIR
    python -m training.render.shards --split judge --tier clean --lines 2000 --out DIR

A shard is `shard-%05d.npz` (or `<tier>.npz` for one tier) with
`pixels` uint8: all lines, each [48, width] in row order, one after the other;
`widths` int32 [n]; `texts` uint8: all labels in UTF-8; `offsets` int64 [n+1]
into `texts`; `tiers`, `kinds` uint8 [n]: indices into `line.TIERS`, `texts.KINDS`.
The seed depends on split, tier, shard index and `--numbers` alone.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import functools
import time
from pathlib import Path
from random import Random

import cv2
import numpy as np

from .line import TIERS, render
from .texts import KINDS, label, sample_text

LINES = 4096
HEIGHT = 48
MAX_WIDTH = 1600
MIX = (0.35, 0.30, 0.25, 0.10)
NUMBERS_MIX = (0.25, 0.45, 0.25, 0.05)


def resized(gray: np.ndarray) -> np.ndarray:
    """The line at height 48 with its own width, 8 to 1600 pixels."""
    height, width = gray.shape
    target = min(max(round(width * HEIGHT / height), 8), MAX_WIDTH)
    return cv2.resize(gray, (target, HEIGHT), interpolation=cv2.INTER_AREA if height > HEIGHT else cv2.INTER_LINEAR)


def write(path: Path, split: str, tier: str | None, count: int, numbers: bool) -> int:
    """Render `count` lines into one file; returns how many."""
    cv2.setNumThreads(1)
    rng = Random(f"faktulove:{split}:{tier}:{path.stem}{':numbers' if numbers else ''}")
    pixels, widths, texts, tiers, kinds = [], [], [], [], []
    while len(texts) < count:
        text, kind = sample_text(rng, split, numbers)
        chosen = tier or rng.choices(TIERS, NUMBERS_MIX if numbers else MIX)[0]
        line = resized(render(text, rng, split, chosen))
        pixels.append(line.ravel())
        widths.append(line.shape[1])
        texts.append(label(text).encode())
        tiers.append(TIERS.index(chosen))
        kinds.append(KINDS.index(kind))
    offsets = np.cumsum([0, *map(len, texts)]).astype(np.int64)
    part = path.with_suffix(".part.npz")
    np.savez(
        part,
        pixels=np.concatenate(pixels),
        widths=np.int32(widths),
        texts=np.frombuffer(b"".join(texts), np.uint8),
        offsets=offsets,
        tiers=np.uint8(tiers),
        kinds=np.uint8(kinds),
    )
    part.rename(path)
    return count


def read(path: Path) -> tuple[list[np.ndarray], list[str], np.ndarray, np.ndarray]:
    """Lines [48, width], labels, tier and kind indices of a shard."""
    data = np.load(path)
    ends = np.cumsum(data["widths"].astype(np.int64) * HEIGHT)
    pixels = data["pixels"]
    lines = [pixels[end - width * HEIGHT : end].reshape(HEIGHT, width) for end, width in zip(ends, data["widths"].astype(np.int64))]
    blob, offsets = data["texts"].tobytes(), data["offsets"]
    return lines, [blob[a:b].decode() for a, b in zip(offsets, offsets[1:])], data["tiers"], data["kinds"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("train", "tune", "judge"), required=True)
    parser.add_argument("--tier", choices=TIERS, help="one tier, one file")
    parser.add_argument("--numbers", action="store_true", help="mostly strings of digits, more of them scanned")
    parser.add_argument("--count", type=int, default=1, help="shards to write")
    parser.add_argument("--start", type=int, default=0, help="index of the first shard")
    parser.add_argument("--lines", type=int, default=None, help=f"lines per file ({LINES}; 3000 with --tier)")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--procs", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    lines = args.lines or (3000 if args.tier else LINES)
    names = [args.tier] if args.tier else [f"shard-{i:05d}" for i in range(args.start, args.start + args.count)]
    paths = [path for path in (args.out / f"{name}.npz" for name in names) if not path.exists()]
    began, done = time.time(), 0
    with concurrent.futures.ProcessPoolExecutor(args.procs) as pool:
        for count in pool.map(functools.partial(write, split=args.split, tier=args.tier, count=lines, numbers=args.numbers), paths):
            done += count
            print(f"{done} lines, {done / (time.time() - began):.0f} lines/s", flush=True)


if __name__ == "__main__":
    main()
