"""Weights of the published PP-OCRv6 tiny recogniser (Apache-2.0), read from its ONNX file into our network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from .network import Recogniser

# Spelt alike on the page: a class that the published dictionary lacks starts from its neighbour.
LOOKALIKES = {"„": '"', "‚": ",", " ": " "}


class Graph:
    """Initialisers of an ONNX graph by the order in which its layers run, with their biases and normalisation folded in."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(str(path)).graph
        self.values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        self.alias = {node.output[0]: node.input[0] for node in graph.node if node.op_type == "Identity"}
        self.nodes = [node for node in graph.node if node.op_type != "Identity"]

    def origin(self, name: str) -> str:
        while name in self.alias:
            name = self.alias[name]
        return name

    def value(self, name: str) -> np.ndarray | None:
        return self.values.get(self.origin(name))

    def follower(self, output: str, skip: tuple[str, ...] = ("Squeeze", "Cast")) -> onnx.NodeProto | None:
        for node in self.nodes:
            if output in [self.origin(name) for name in node.input]:
                return self.follower(node.output[0]) if node.op_type in skip else node
        return None

    def convolutions(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """(weight, bias) of every convolution in order."""
        found = []
        for node in self.nodes:
            if node.op_type == "Conv":
                weight = self.value(node.input[1])
                assert weight is not None
                found.append(self.folded(weight.copy(), self.follower(node.output[0])))
        return found

    def folded(self, weight: np.ndarray, after: onnx.NodeProto | None) -> tuple[np.ndarray, np.ndarray]:
        if after is not None and after.op_type == "BatchNormalization":
            scale, shift, mean, variance = (self.value(name) for name in after.input[1:5])
            epsilon = next(a.f for a in after.attribute if a.name == "epsilon")
            factor = scale / np.sqrt(variance + epsilon)
            return weight * factor.reshape(-1, 1, 1, 1), shift - mean * factor
        bias = [self.value(name) for name in after.input] if after is not None and after.op_type == "Add" else []
        known = [b.reshape(-1) for b in bias if b is not None and b.size == weight.shape[0]]
        return weight, known[0] if known else np.zeros(weight.shape[0], np.float32)

    def linears(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """(weight, bias) of every matrix product in order."""
        found = []
        for node in self.nodes:
            if node.op_type == "MatMul":
                weight = self.value(node.input[1])
                after = self.follower(node.output[0])
                bias = next(b for b in (self.value(name) for name in after.input) if b is not None)
                found.append((weight, bias))
        return found


def read_classes(path: Path) -> list[str]:
    """Characters of a dictionary file, one a line, without blank and space."""
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def load_own(network: Recogniser, weights: Path, dropped: Sequence[int] = ()) -> None:
    """Fills the network from a file that `export` wrote, to train it further. `dropped`: blocks of the file that the network goes without."""
    values = {tensor.name.removeprefix("network."): torch.tensor(numpy_helper.to_array(tensor)) for tensor in onnx.load(str(weights)).graph.initializer}
    # The exporter turns the head's matrix round and names it anew.
    width, classes = network.head.in_features, network.head.out_features
    values["head.weight"] = next(value for value in values.values() if value.shape == (width, classes)).T.contiguous()
    kept = [block for block in range(len(network.blocks) + len(dropped)) if block not in dropped]
    for place, block in enumerate(kept):
        values |= {f"blocks.{place}.{name}": values[f"blocks.{block}.{name}"] for name in network.blocks[place].state_dict()}
    # The file takes grey; in training a line may be printed in one colour on another.
    values["stem1.weight"] = values["stem1.weight"].expand(-1, 3, -1, -1) / (3 // values["stem1.weight"].shape[1])
    network.load_state_dict({name: values[name] for name in network.state_dict()})


def load_published(network: Recogniser, weights: Path, dictionary: Path, classes: list[str]) -> None:
    """
    Fills the network from the published file.

    classes: what our head tells apart after the blank, in order. The two published linear layers are multiplied into one, of
    which the rows of our classes are kept.
    """
    graph = Graph(weights)
    targets = [layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d) and not name.startswith("context")]
    sources = graph.convolutions()
    assert len(targets) == len(sources), (len(targets), len(sources))
    with torch.no_grad():
        for layer, (weight, bias) in zip(targets, sources):
            layer.weight.copy_(torch.from_numpy(weight))
            layer.bias.copy_(torch.from_numpy(bias))
        (first, first_bias), (second, second_bias) = graph.linears()
        weight, bias = first @ second, first_bias @ second + second_bias
        published = ["", *read_classes(dictionary), " "]
        place = {char: index for index, char in reversed(list(enumerate(published)))}
        rows = [place.get(char, place.get(LOOKALIKES.get(char, ""), None)) for char in ["", *classes]]
        missing = [char for char, row in zip(["", *classes], rows) if row is None or (row == 0 and char != "")]
        for index, row in enumerate(rows):
            if row is not None and (row != 0 or index == 0):
                network.head.weight[index] = torch.from_numpy(weight[:, row])
                network.head.bias[index] = float(bias[row])
        if missing:
            print("classes that start from chance:", " ".join(missing))
