"""Takes the characters of East Asian scripts out of a published recogniser: `python -m training.cut_vocabulary IN.onnx DICTIONARY OUT_DIR`.

PP-OCRv4 tells 6625 classes apart, of which 6317 are characters no Polish invoice shows; scoring them at every step is a twelfth of its time.
The rows of the last layer that belong to the others stay as they are, so every score but the softmax's common divisor stays the same.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx

from training.graph import Graph

# Radicals of Chinese characters begin here; scripts written with letters, signs and punctuation stand before.
EAST_ASIAN = 0x2E80
FULL_WIDTH = (0xFF01, 0xFFE6)


def kept(dictionary: list[str]) -> list[int]:
    """Places in the dictionary of what stays. Full-width forms are the plain characters of a Chinese page, and go by these."""
    return [place for place, entry in enumerate(dictionary) if all(ord(char) < EAST_ASIAN or FULL_WIDTH[0] <= ord(char) <= FULL_WIDTH[1] for char in entry)]


def cut(graph: Graph, places: list[int], count: int) -> None:
    """
    Leaves the blank, the entries at these places of a dictionary of `count` and the space behind them in the last layer.
    @raises ValueError when the graph does not end in a layer of that many classes.
    """
    rows = [0, *(place + 1 for place in places), count + 1]
    matmul = graph.of_kind("MatMul")[-1]
    add = graph.only_reader(matmul.output[0], "Add")
    names = [matmul.input[1], *(name for name in (add.input if add else []) if name in graph.values)]
    if len(names) != 2 or any(graph.values[name].shape[-1] != count + 2 for name in names):
        raise ValueError(f"The last layer has not {count + 2} classes.")
    for name in names:
        graph.values[name] = np.ascontiguousarray(graph.values[name][..., rows])
    shape = graph.graph.output[0].type.tensor_type.shape
    shape.dim[len(shape.dim) - 1].dim_value = len(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("dictionary", type=Path, help="a character a line; the model knows a blank before and a space behind them")
    parser.add_argument("out", type=Path, help="folder for recogniser.onnx and dictionary.txt")
    options = parser.parse_args()
    dictionary = options.dictionary.read_text("utf-8").removesuffix("\n").split("\n")
    places = kept(dictionary)
    graph = Graph(onnx.load(str(options.model)))
    cut(graph, places, len(dictionary))
    options.out.mkdir(parents=True, exist_ok=True)
    graph.save(options.out / "recogniser.onnx")
    (options.out / "dictionary.txt").write_text("\n".join(dictionary[place] for place in places) + "\n", "utf-8")
    print(f"{len(places)} of {len(dictionary)} characters stay")


if __name__ == "__main__":
    main()
