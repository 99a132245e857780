"""Recognisers under one face: what the comparison reads lines with."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime

from .network import HEIGHT
from .published_weights import read_classes

# The product never gives a recogniser less than this.
LEAST_WIDTH = 2 * HEIGHT


@dataclass(frozen=True)
class Reading:
    """Text of a line; probability of each of its characters; and for each the next best character with its probability."""

    text: str
    probabilities: list[float]
    runners_up: list[tuple[str, float]]


class Reader(Protocol):
    name: str

    def read(self, lines: Sequence[np.ndarray]) -> list[Reading]: ...


class OnnxReader:
    """A CTC recogniser of height 48 that takes -1..1: three channels, as all of PP-OCR do as published, or the one of grey."""

    def __init__(self, name: str, model: Path, classes: list[str]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.name, self.classes = name, classes
        self.session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0].name
        self.channels = self.session.get_inputs()[0].shape[1]

    def scores(self, line: np.ndarray) -> np.ndarray:
        """Probabilities, steps x classes, of one grey line (48 x width)."""
        width = max(LEAST_WIDTH, line.shape[1])
        image = np.zeros((1, self.channels, HEIGHT, width), np.float32)
        image[0, :, :, : line.shape[1]] = line.astype(np.float32) / 127.5 - 1
        return self.session.run(None, {self.input: image})[0][0]

    def read(self, lines: Sequence[np.ndarray]) -> list[Reading]:
        return [decode(self.scores(line), self.classes) for line in lines]

    def milliseconds(self, width: int = 320) -> float:
        """One run over one line of this width."""
        image = np.zeros((1, self.channels, HEIGHT, width), np.float32)
        began = time.perf_counter()
        self.session.run(None, {self.input: image})
        return 1000 * (time.perf_counter() - began)


def decode(scores: np.ndarray, classes: list[str]) -> Reading:
    """CTC best path. A character's probability is the highest of its run of steps, as the product takes it."""
    best = scores.argmax(-1)
    text, probabilities, runners = [], [], []
    last = 0
    for step, code in enumerate(best):
        if code != 0:
            here = float(scores[step, code])
            row = scores[step].copy()
            row[code] = row[0] = 0
            second = int(row.argmax())
            if code != last:
                text.append(classes[code])
                probabilities.append(here)
                runners.append((classes[second], float(row[second])))
            elif here > probabilities[-1]:
                probabilities[-1] = here
                runners[-1] = (classes[second], float(row[second]))
        last = code
    return Reading("".join(text), probabilities, runners)


class TesseractReader:
    """Tesseract `pol` as the product runs it (WebAssembly), one line a call, through a small Node script."""

    name = "Tesseract pol"

    def __init__(self, script: Path) -> None:
        self.script = script

    def read(self, lines: Sequence[np.ndarray]) -> list[Reading]:
        with tempfile.TemporaryDirectory() as folder:
            for index, line in enumerate(lines):
                height, width = line.shape
                (Path(folder) / f"{index:05d}.pgm").write_bytes(b"P5 %d %d 255\n" % (width, height) + line.tobytes())
            answer = subprocess.run(["node", str(self.script), folder], check=True, capture_output=True, text=True).stdout
        return [Reading(entry["text"].strip(), [entry["confidence"] / 100], []) for entry in json.loads(answer)]


def published_classes(dictionary: Path, space: bool = True) -> list[str]:
    """Blank, dictionary, space; full-width forms become the plain ones, so that nobody is marked down for them."""
    plain = [chr(ord(char) - 0xFEE0) if len(char) == 1 and 0xFF01 <= ord(char) <= 0xFF5E else char for char in read_classes(dictionary)]
    return ["", *plain, *([" "] if space else [])]
