"""
Mean of the weights of exported recognisers of one plan, trained further from one another: it reads better than either
(Wortsman et al. 2022, "Model soups"). `python -m training.recogniser.average --help`
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper


def average(files: list[Path]) -> onnx.ModelProto:
    """The first model with the mean of all models' weights. Raises ValueError where their weights differ in name or shape."""
    models = [onnx.load(str(file)) for file in files]
    weights = [{tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer} for model in models]
    for tensor in models[0].graph.initializer:
        values = [own.get(tensor.name) for own in weights]
        if any(value is None or value.shape != values[0].shape for value in values):
            raise ValueError(f"{tensor.name} is not the same in all models")
        if values[0].dtype == np.float32:
            tensor.CopyFrom(numpy_helper.from_array(np.mean(values, 0, dtype=np.float64).astype(np.float32), tensor.name))
    return models[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, nargs="+", required=True, help="recogniser.onnx files of one plan")
    parser.add_argument("--dictionary", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    onnx.save(average(options.models), str(options.out / "recogniser.onnx"))
    shutil.copy(options.dictionary, options.out / "dictionary.txt")


if __name__ == "__main__":
    main()
