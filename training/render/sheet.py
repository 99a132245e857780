"""Contact sheets of rendered lines with their labels, to be looked at before a long run."""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from . import faces
from .line import render
from .texts import label, sample_text


def sheet(tier: str, split: str, seed: int, rows: int = 34, columns: int = 2, cell: int = 760) -> Image.Image:
    """Lines at natural size, each over its label."""
    rng = Random(seed)
    page = Image.new("L", (columns * cell, rows * 62), 235)
    draw = ImageDraw.Draw(page)
    font = faces.font(faces.choose(Random(0), "judge", set("ąż"), 0).path, 12)
    for number in range(rows * columns):
        text, _ = sample_text(rng, split)
        line = render(text, rng, split, tier)
        scale = min(1, (cell - 10) / line.shape[1], 44 / line.shape[0])
        if scale < 1:
            line = cv2.resize(line, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        x, y = number % columns * cell, number // columns * 62
        page.paste(Image.fromarray(np.ascontiguousarray(line)), (x, y))
        draw.text((x, y + 45), label(text), fill=0, font=font)
    return page


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tier", default="clean")
    parser.add_argument("--split", default="train")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    sheet(args.tier, args.split, args.seed).save(args.out)
