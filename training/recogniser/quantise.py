"""
The exported recogniser with 8-bit weights and activations, for the comparison: `python -m training.recogniser.quantise --help`.

Static quantisation of ONNX Runtime (QDQ, weights per channel), ranges taken from rendered lines of the train split.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from .data import load_shard
from .network import HEIGHT


class Lines(CalibrationDataReader):
    """The first lines of a shard, one at a time."""

    def __init__(self, shard: Path, count: int) -> None:
        lines = load_shard(shard)
        self.images = iter([{"x": lines.line(i)[None, None].astype(np.float32) / 127.5 - 1} for i in range(count) if lines.widths[i] >= 2 * HEIGHT])

    def get_next(self) -> dict[str, np.ndarray] | None:
        return next(self.images, None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder with recogniser.onnx and dictionary.txt")
    parser.add_argument("--shard", type=Path, required=True, help="a shard of the train split")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    prepared = options.out / "prepared.onnx"
    quant_pre_process(str(options.model / "recogniser.onnx"), str(prepared), skip_symbolic_shape=True)
    quantize_static(str(prepared), str(options.out / "recogniser.onnx"), Lines(options.shard, 300), quant_format=QuantFormat.QDQ, per_channel=True,
                    activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, calibrate_method=CalibrationMethod.MinMax)
    prepared.unlink()
    shutil.copy(options.model / "dictionary.txt", options.out / "dictionary.txt")


if __name__ == "__main__":
    main()
