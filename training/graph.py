"""A graph of operators to be rewritten: who makes and who reads each tensor."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import NodeProto, numpy_helper


class Graph:
    """A graph to be rewritten: who makes and who reads each tensor."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.model, self.graph = model, model.graph
        self.values = {tensor.name: numpy_helper.to_array(tensor) for tensor in self.graph.initializer}
        for node in [node for node in self.graph.node if node.op_type == "Constant"]:
            self.values[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
            self.graph.node.remove(node)
        self.index()

    def index(self) -> None:
        self.maker = {name: node for node in self.graph.node for name in node.output}
        self.readers: dict[str, list[NodeProto]] = {}
        for node in self.graph.node:
            for name in node.input:
                self.readers.setdefault(name, []).append(node)

    def only_reader(self, name: str, kind: str) -> NodeProto | None:
        """The one node that reads a tensor, if it is of this kind."""
        readers = self.readers.get(name, [])
        return readers[0] if len(readers) == 1 and readers[0].op_type == kind and not self.is_output(name) else None

    def is_output(self, name: str) -> bool:
        return any(output.name == name for output in self.graph.output)

    def number(self, node: NodeProto, beside: str) -> float | None:
        """The single number a node combines with the tensor `beside`."""
        other = [name for name in node.input if name != beside]
        value = self.values.get(other[0]) if len(other) == 1 else None
        return float(value.reshape(-1)[0]) if value is not None and value.size == 1 else None

    def of_kind(self, kind: str) -> list[NodeProto]:
        """The operators of a kind, as they stand now."""
        return [node for node in self.graph.node if node.op_type == kind]

    def put(self, old: NodeProto, *new: NodeProto) -> None:
        """Puts operators in the place of one; the last makes what it made."""
        place = list(self.graph.node).index(old)
        self.graph.node.remove(old)
        for offset, node in enumerate(new):
            self.graph.node.insert(place + offset, node)
        self.index()

    def drop(self, node: NodeProto, becomes: str) -> None:
        """Takes a node out; whoever read it reads `becomes`."""
        for reader in self.readers.get(node.output[0], []):
            for place, name in enumerate(reader.input):
                if name == node.output[0]:
                    reader.input[place] = becomes
        self.graph.node.remove(node)
        self.index()

    def weigh(self, conv: NodeProto, weights: np.ndarray, bias: np.ndarray) -> None:
        """Gives a convolution weights and a bias of its own."""
        del conv.input[1:]
        for name, value in ((f"{conv.output[0]}_weights", weights), (f"{conv.output[0]}_bias", bias)):
            self.values[name] = value.astype(np.float32)
            conv.input.append(name)
        self.index()

    def parameters(self, conv: NodeProto) -> tuple[np.ndarray, np.ndarray]:
        weights = self.values[conv.input[1]]
        return weights, self.values[conv.input[2]] if len(conv.input) > 2 else np.zeros(weights.shape[0], np.float32)

    def save(self, path: Path) -> None:
        del self.graph.initializer[:]
        used = {name for node in self.graph.node for name in node.input}
        self.graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in self.values.items() if name in used)
        onnx.save(self.model, str(path))


def attribute(node: NodeProto, name: str) -> list[int]:
    return next((list(a.ints) for a in node.attribute if a.name == name), [])
