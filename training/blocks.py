"""Rewrites that let ONNX Runtime keep channels in blocks of sixteen (its NCHWc layout) from one convolution to the next.

Whatever stands between two convolutions and is not known to that layout costs a pass to leave it, a pass of its own and a pass to enter it again; for
PP-OCRv4 and PP-OCRv6 that was a tenth to a fifth of the time. What the layout knows: `onnxruntime/core/optimizer/nchwc_transformer.cc`. All of this is exact
but for rounding.
"""

from __future__ import annotations

import numpy as np
from onnx import NodeProto, helper

from training.graph import Graph, attribute

BLOCK = 16
# Operators that leave the number of channels as it is.
CHANNELWISE = {"Add", "BatchNormalization", "HardSigmoid", "MaxPool", "Mul", "Relu"}


def shift_by_normalisation(graph: Graph) -> int:
    """A scale and a shift by one number between convolutions become a normalisation, which the layout knows as a convolution. Returns how many."""
    changed = 0
    for add in graph.of_kind("Add"):
        x = next((name for name in add.input if name not in graph.values), None)
        shift, channels = (graph.number(add, x), channels_of(graph, x)) if x else (None, None)
        if shift is None or channels is None:
            continue
        scale, mul = 1.0, graph.maker[x]
        source = next((name for name in mul.input if name not in graph.values), None) if mul.op_type == "Mul" else None
        if source and graph.number(mul, source) is not None and graph.only_reader(x, "Add"):
            scale, x = graph.number(mul, source), source
            graph.graph.node.remove(mul)
        inputs = [x]
        for part, value in (("scale", scale), ("shift", shift), ("mean", 0.0), ("variance", 1.0)):
            inputs.append(f"{add.output[0]}_{part}")
            graph.values[inputs[-1]] = np.full(channels, value, np.float32)
        graph.put(add, helper.make_node("BatchNormalization", inputs, [add.output[0]], name=f"{add.output[0]}_shifted", epsilon=0.0))
        changed += 1
    return changed


def gate_by_one_more(graph: Graph) -> int:
    """x + x * gate becomes x * (gate + 1), where the gate has one number a channel. Returns how many."""
    changed = 0
    for add in (node for node in graph.of_kind("Add") if not graph.is_output(node.output[0])):
        for x, product in (tuple(add.input), tuple(reversed(add.input))):
            mul = graph.maker.get(product)
            if mul is None or mul.op_type != "Mul" or x not in mul.input or graph.only_reader(product, "Add") is None:
                continue
            gate = next(name for name in mul.input if name != x)
            if gate not in graph.maker or graph.maker[gate].op_type != "HardSigmoid":
                continue
            one, more = f"{add.output[0]}_one", f"{add.output[0]}_gate"
            graph.values[one] = np.ones(1, np.float32)
            graph.put(mul, helper.make_node("Add", [gate, one], [more], name=more), helper.make_node("Mul", [x, more], [product], name=product))
            graph.drop(add, product)
            changed += 1
            break
    return changed


def fill_blocks(graph: Graph) -> int:
    """Channels that only lead from one convolution to another are filled up to whole blocks with zeros. Returns how many such places."""
    changed = 0
    for first in graph.of_kind("Conv"):
        second = graph.only_reader(first.output[0], "Conv")
        if second is None or is_grouped(first) or is_grouped(second):
            continue
        (weights, bias), (following, ending) = graph.parameters(first), graph.parameters(second)
        missing = -weights.shape[0] % BLOCK
        if missing == 0:
            continue
        graph.weigh(first, np.pad(weights, ((0, missing), (0, 0), (0, 0), (0, 0))), np.pad(bias, (0, missing)))
        graph.weigh(second, np.pad(following, ((0, 0), (0, missing), (0, 0), (0, 0))), ending)
        changed += 1
    return changed


def add_in_place_of_joining(graph: Graph) -> int:
    """A convolution over channels joined from two tensors becomes the sum of two convolutions, and the joined tensor is never written. Returns how many."""
    changed = 0
    for conv in graph.of_kind("Conv"):
        concat = graph.maker.get(conv.input[0])
        if concat is None or concat.op_type != "Concat" or len(concat.input) != 2 or all(a.i != 1 for a in concat.attribute if a.name == "axis") or graph.only_reader(concat.output[0], "Conv") is None or is_grouped(conv):
            continue
        split = channels_of(graph, concat.input[0])
        if split is None or split % BLOCK:
            continue
        weights, bias = graph.parameters(conv)
        halves = []
        for part, half in enumerate((weights[:, :split], weights[:, split:])):
            node = NodeProto()
            node.CopyFrom(conv)
            node.name = f"{conv.output[0]}_half{part}"
            node.input[0] = concat.input[part]
            node.output[0] = node.name
            graph.weigh(node, half, bias if part == 0 else np.zeros_like(bias))
            halves.append(node)
        graph.put(conv, *halves, helper.make_node("Add", [node.output[0] for node in halves], [conv.output[0]], name=f"{conv.output[0]}_sum"))
        graph.graph.node.remove(concat)
        graph.index()
        changed += 1
    return changed


def enlarge_at_the_end(graph: Graph) -> int:
    """
    Two transposed convolutions of 2x2 that do not overlap become two of 1x1, on the small picture, and one rearrangement of channels into pixels
    (sub-pixel convolution: Shi et al., "Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural Network", 2016).
    Returns how many such pairs.
    """
    changed = 0
    for first in graph.of_kind("ConvTranspose"):
        inner, chain = with_what_follows(graph, first)
        relu = graph.only_reader(chain[-1].output[0], "Relu")
        second = graph.only_reader(relu.output[0], "ConvTranspose") if relu else None
        if relu is None or second is None or not (doubles(first) and doubles(second)):
            continue
        outer, ending = with_what_follows(graph, second)
        sigmoid = graph.only_reader(ending[-1].output[0], "Sigmoid")
        if sigmoid is None or outer[0].shape[1] != 1:
            continue
        replace_pair(graph, first.input[0], inner, outer, sigmoid)
        for node in (*chain, relu, *ending):
            graph.graph.node.remove(node)
        graph.index()
        changed += 1
    return changed


def replace_pair(graph: Graph, x: str, inner: tuple[np.ndarray, np.ndarray], outer: tuple[np.ndarray, np.ndarray], sigmoid: NodeProto) -> None:
    (into, bias), (out_of, ending), name = inner, outer, sigmoid.output[0]
    middle = into.shape[1]
    # Channels of the middle: row and column within the first doubling, then what it had. Those of the end: row and column of four each.
    spread = np.zeros((2, 2, 2, 2, 2, 2, middle), np.float32)
    for row in range(2):
        for column in range(2):
            spread[row, :, column, :, row, column] = out_of[:, 0].transpose(1, 2, 0)
    parameters = {
        "inner_weights": into.transpose(2, 3, 1, 0).reshape(4 * middle, -1, 1, 1), "inner_bias": np.tile(bias, 4),
        "outer_weights": spread.reshape(16, 4 * middle, 1, 1), "outer_bias": np.repeat(ending, 16),
    }
    for part, value in parameters.items():
        graph.values[f"{name}_{part}"] = value.astype(np.float32)
    tensors = [f"{name}_{part}" for part in ("inner", "relu", "outer", "small")]
    graph.put(
        sigmoid,
        helper.make_node("Conv", [x, f"{name}_inner_weights", f"{name}_inner_bias"], [tensors[0]], name=tensors[0], kernel_shape=[1, 1]),
        helper.make_node("Relu", [tensors[0]], [tensors[1]], name=tensors[1]),
        helper.make_node("Conv", [tensors[1], f"{name}_outer_weights", f"{name}_outer_bias"], [tensors[2]], name=tensors[2], kernel_shape=[1, 1]),
        helper.make_node("Sigmoid", [tensors[2]], [tensors[3]], name=tensors[3]),
        helper.make_node("DepthToSpace", [tensors[3]], [name], name=f"{name}_pixels", blocksize=4),
    )


def with_what_follows(graph: Graph, node: NodeProto) -> tuple[tuple[np.ndarray, np.ndarray], list[NodeProto]]:
    """Weights and bias of a transposed convolution with the shifts and normalisations behind it, and the nodes that these come from."""
    weights = graph.values[node.input[1]]
    bias = graph.values[node.input[2]] if len(node.input) > 2 else np.zeros(weights.shape[1], np.float32)
    chain = [node]
    while True:
        last = chain[-1].output[0]
        if (add := graph.only_reader(last, "Add")) and (shift := next((name for name in add.input if name in graph.values), None)):
            bias = bias + graph.values[shift].reshape(-1)
            chain.append(add)
        elif norm := graph.only_reader(last, "BatchNormalization"):
            scale, shift, mean, variance = (graph.values[name] for name in norm.input[1:])
            factor = scale / np.sqrt(variance + next((a.f for a in norm.attribute if a.name == "epsilon"), 1e-5))
            weights, bias = weights * factor[None, :, None, None], (bias - mean) * factor + shift
            chain.append(norm)
        else:
            return (weights, bias), chain


def doubles(node: NodeProto) -> bool:
    return attribute(node, "kernel_shape") == [2, 2] and attribute(node, "strides") == [2, 2] and not any(attribute(node, "pads"))


def is_grouped(conv: NodeProto) -> bool:
    return any(a.name == "group" and a.i != 1 for a in conv.attribute)


def channels_of(graph: Graph, name: str) -> int | None:
    """How many channels a tensor has, where that follows from a convolution before it."""
    node = graph.maker.get(name)
    if node is None:
        return None
    if node.op_type == "Conv":
        return graph.values[node.input[1]].shape[0]
    source = next((given for given in node.input if given not in graph.values), None)
    return channels_of(graph, source) if source and node.op_type in CHANNELWISE else None
