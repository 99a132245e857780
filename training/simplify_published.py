"""Rewrites a published PaddleOCR network so that it computes the same with fewer passes over memory: `python -m training.simplify_published IN OUT`.

The exporter of PP-OCRv4 spells hard-swish as four operators and keeps the learnable scale and shift around each activation (PP-LCNetV3, Cui et al.)
as a multiplication and an addition of one number. Here
- a scale or shift right after a convolution goes into its weights and bias;
- x * clip(x + 3, 0, 6) / 6 becomes x * HardSigmoid(x);
- a scale after an activation goes into the convolutions that read it; a shift does as well where they pad nothing;
- what would make ONNX Runtime leave its blocked layout between convolutions is said in operators that it knows (`blocks.py`);
- the first convolution takes one channel, grey, instead of three that are the same but for their normalisation.
Every step is exact but for rounding, and at the outermost pixels, where three normalisations pad with three greys (`--mean`, `--std`); `compare` bounds
the differences before the file is kept.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import NodeProto, helper

from training import blocks
from training.graph import Graph, attribute

BLOCKS = (blocks.shift_by_normalisation, blocks.gate_by_one_more, blocks.fill_blocks, blocks.add_in_place_of_joining, blocks.enlarge_at_the_end)
# Largest difference of any output that is still rounding.
TOLERANCE = 1e-4
# What the outermost pixels may change further in, through what a network pools over the whole page.
BORDER_TOLERANCE = 0.05


def fold_after(graph: Graph) -> int:
    """Scales and shifts by one number right after a convolution go into it. Returns how many."""
    folded = 0
    for conv in graph.of_kind("Conv"):
        for kind in ("Mul", "Add"):
            node = graph.only_reader(conv.output[0], kind)
            number = graph.number(node, conv.output[0]) if node else None
            if node is None or number is None:
                continue
            weights, bias = graph.parameters(conv)
            graph.weigh(conv, weights * number if kind == "Mul" else weights, bias * number if kind == "Mul" else bias + number)
            graph.drop(node, conv.output[0])
            folded += 1
    return folded


def join_hard_swish(graph: Graph) -> int:
    """x * clip(x + 3, 0, 6) / 6 becomes x * HardSigmoid(x). Returns how many."""
    joined = 0
    for add in graph.of_kind("Add"):
        x = next((name for name in add.input if name not in graph.values), None)
        clip = graph.only_reader(add.output[0], "Clip")
        mul = graph.only_reader(clip.output[0], "Mul") if clip else None
        div = graph.only_reader(mul.output[0], "Div") if mul else None
        if x is None or div is None or graph.number(add, x) != 3.0 or graph.number(div, mul.output[0]) != 6.0 or x not in mul.input or bounds(graph, clip) != (0.0, 6.0):
            continue
        gate = helper.make_node("HardSigmoid", [x], [f"{div.output[0]}_gate"], name=f"{div.output[0]}_gate", alpha=1 / 6, beta=0.5)
        place = list(graph.graph.node).index(mul)
        graph.graph.node.insert(place, gate)
        mul.input[:] = [x, gate.output[0]]
        graph.index()
        graph.drop(div, mul.output[0])
        for node in (clip, add):
            graph.graph.node.remove(node)
        graph.index()
        joined += 1
    return joined


def bounds(graph: Graph, clip: NodeProto) -> tuple[float, float]:
    """Lower and upper bound, from attributes (up to opset 10) or inputs."""
    named = {a.name: a.f for a in clip.attribute}
    inputs = [float(graph.values[name].reshape(-1)[0]) for name in clip.input[1:]]
    return (named["min"], named["max"]) if named else (inputs[0], inputs[1])


def fold_before(graph: Graph) -> int:
    """A scale, and where nothing is padded a shift, right before convolutions goes into all that read it. Returns how many."""
    folded = 0
    for mul in graph.of_kind("Mul"):
        x = next((name for name in mul.input if name not in graph.values), None)
        scale = graph.number(mul, x) if x else None
        add = graph.only_reader(mul.output[0], "Add")
        shift = graph.number(add, mul.output[0]) if add else None
        last = add if shift is not None else mul
        convs = graph.readers.get(last.output[0], [])
        if scale is None or is_end_of_gelu(graph, mul, x) or abs(scale) < 1e-3 or graph.is_output(last.output[0]) or not convs or any(node.op_type != "Conv" or node.input[0] != last.output[0] for node in convs):
            continue
        padded = any(any(attribute(conv, "pads")) for conv in convs)
        for conv in list(convs):
            weights, bias = graph.parameters(conv)
            extra = 0 if shift is None or padded else shift * weights.sum((1, 2, 3))
            graph.weigh(conv, weights * scale, bias + extra)
        if shift is not None and padded:
            name = f"{add.output[0]}_shift"
            graph.values[name] = np.array([shift / scale], np.float32)
            add.input[:] = [mul.output[0], name]
            graph.index()
        elif shift is not None:
            graph.drop(add, mul.output[0])
        graph.drop(mul, x)
        folded += 1
    return folded


def is_end_of_gelu(graph: Graph, mul: NodeProto, x: str) -> bool:
    """Whether this is the half in x * (1 + erf(x / sqrt(2))) / 2, which ONNX Runtime makes one operator of as long as it finds it whole."""
    product = graph.maker.get(x)
    sums = [graph.maker[name] for name in product.input if name in graph.maker] if product is not None else []
    return any(node.op_type == "Add" and any(graph.maker[name].op_type == "Erf" for name in node.input if name in graph.maker) for node in sums) and graph.number(mul, x) == 0.5


def take_grey(graph: Graph, mean: list[float], std: list[float]) -> tuple[float, float]:
    """The first convolution sums its channels. Returns mean and deviation by which grey is to be normalised."""
    given = {tensor.name for tensor in graph.graph.initializer}
    entry = next(value for value in graph.graph.input if value.name not in given)
    conv = graph.only_reader(entry.name, "Conv")
    assert conv is not None, "The input is read by more than one convolution."
    centre, spread = float(np.mean(mean)), float(np.mean(std))
    weights, bias = graph.parameters(conv)
    scales, shifts = spread / np.array(std), (centre - np.array(mean)) / np.array(std)
    graph.weigh(conv, (weights * scales[None, :, None, None]).sum(1, keepdims=True), bias + (weights * shifts[None, :, None, None]).sum((1, 2, 3)))
    entry.type.tensor_type.shape.dim[1].ClearField("dim_param")
    entry.type.tensor_type.shape.dim[1].dim_value = 1
    return centre, spread


def compare(before: Path, after: Path, mean: list[float], std: list[float], grey: tuple[float, float]) -> float:
    """Largest difference of outputs over lines or pages of noise and of strokes, in several sizes; of pages without the outermost 32 pixels."""
    sessions = [onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]) for path in (before, after)]
    name, random, worst = sessions[0].get_inputs()[0].name, np.random.default_rng(20261121), 0.0
    # A recogniser's input has a fixed height.
    lines = isinstance(sessions[0].get_inputs()[0].shape[2], int)
    inner = ... if lines else (slice(None), slice(None), slice(32, -32), slice(32, -32))
    for height, width in ((48, 96), (48, 320), (48, 640)) if lines else ((320, 320), (320, 640)):
        for picture in (random.random((2, 1, height, width)), (random.random((2, 1, height, width)) < 0.8).astype(float)):
            three = (picture - np.array(mean)[None, :, None, None]) / np.array(std)[None, :, None, None]
            a = sessions[0].run(None, {name: three.astype(np.float32)})[0]
            b = sessions[1].run(None, {name: ((picture - grey[0]) / grey[1]).astype(np.float32)})[0]
            worst = max(worst, float(np.abs(a[inner] - b[inner]).max()))
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("published", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--mean", type=float, nargs=3, required=True, help="by which the published network wants its channels normalised")
    parser.add_argument("--std", type=float, nargs=3, required=True)
    options = parser.parse_args()
    graph = Graph(onnx.load(str(options.published)))
    counts = fold_after(graph), join_hard_swish(graph), fold_before(graph)
    grey = take_grey(graph, options.mean, options.std)
    grown, part = options.out.with_suffix(".grey"), options.out.with_suffix(".part")
    graph.save(grown)
    worst = compare(options.published, grown, options.mean, options.std, grey)
    rewritten = {rewrite.__name__: rewrite(graph) for rewrite in BLOCKS}
    graph.save(part)
    apart = compare(grown, part, [grey[0]], [grey[1]], grey)
    grown.unlink()
    print(f"{counts[0]} scales and shifts after convolutions, {counts[1]} activations, {counts[2]} scales before; grey: mean {grey[0]:.3f}, deviation {grey[1]:.3f}; largest difference {worst:.2g}")
    print(", ".join(f"{name} {count}" for name, count in rewritten.items()))
    print(f"largest difference that these made: {apart:.2g}")
    if apart >= TOLERANCE or worst >= (TOLERANCE if len(set(options.mean)) == 1 else BORDER_TOLERANCE):
        part.unlink()
        raise SystemExit("This is no rounding: the file would not be the same network.")
    part.replace(options.out)


if __name__ == "__main__":
    main()
