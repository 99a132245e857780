"""
Checkpoint to `recogniser.onnx` and its dictionary: `python -m training.recogniser.export --checkpoint FILE --out DIR`.

The averaged weights are written, with the softmax inside the graph and one channel at its entry, because the product's pages are grey: the first
convolution's three are summed. The exported file is compared with the network before it is kept.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor, nn

from .network import HEIGHT, Plan, Recogniser


class Readable(nn.Module):
    """The network for grey lines, with probabilities instead of raw scores."""

    def __init__(self, network: Recogniser) -> None:
        super().__init__()
        self.network = copy.deepcopy(network)
        weight = network.stem1.weight.detach().sum(1, keepdim=True)
        self.network.stem1 = nn.Conv2d(1, weight.shape[0], 3, 2, 1)
        self.network.stem1.weight = nn.Parameter(weight)
        self.network.stem1.bias = nn.Parameter(network.stem1.bias.detach())

    def forward(self, x: Tensor) -> Tensor:
        return self.network(x).softmax(-1)


def export(checkpoint: Path, out: Path) -> Path:
    saved = torch.load(checkpoint, weights_only=False, map_location="cpu")
    network = Recogniser(len(saved["classes"]), saved.get("plan", Plan()))
    network.load_state_dict(saved["average"])
    readable = Readable(network).eval()
    out.mkdir(parents=True, exist_ok=True)
    target, part = out / "recogniser.onnx", out / "recogniser.part"
    sample = torch.zeros(1, 1, HEIGHT, 320)
    torch.onnx.export(readable, (sample,), str(part), input_names=["x"], output_names=["probabilities"], opset_version=20, dynamo=False,
                      dynamic_axes={"x": {0: "lines", 3: "width"}, "probabilities": {0: "lines", 1: "steps"}})
    (out / "dictionary.txt").write_text("\n".join(char for char in saved["classes"][1:] if char != " ") + "\n", encoding="utf-8")
    network.eval()
    for shape in ((1, 1, HEIGHT, 320), (3, 1, HEIGHT, 200)):
        image = torch.rand(*shape) * 2 - 1
        got = onnxruntime.InferenceSession(str(part)).run(None, {"x": image.numpy()})[0]
        with torch.no_grad():
            worst = float(np.abs(got - network(image.expand(-1, 3, -1, -1)).softmax(-1).numpy()).max())
        if worst > 1e-3:
            part.unlink()
            raise SystemExit(f"The exported model differs from the network by {worst}.")
    part.replace(target)
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    target = export(options.checkpoint, options.out)
    print(target, target.stat().st_size, hashlib.sha256(target.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
