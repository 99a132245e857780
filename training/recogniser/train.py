"""
Fine-tunes the recogniser: `python -m training.recogniser.train --help`.

Learning rate: warm-up, then constant, then a linear decay to zero over the last steps, so that a run can be prolonged from any
checkpoint. An exponential moving average of the weights is what gets measured and exported.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ..render.texts import KINDS
from .data import Lines, colour, encode, load_shard
from .measure import Score, greedy
from .network import Plan, Recogniser
from .published_weights import load_own, load_published, read_classes

ROOT = Path(__file__).resolve().parents[1]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shards", type=Path, required=True, help="folder with train/, tune/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="published rec.onnx to start from")
    parser.add_argument("--dictionary", type=Path, help="its dictionary")
    parser.add_argument("--own", type=Path, help="instead of those: a recogniser.onnx of ours to train further")
    parser.add_argument("--drop", type=int, nargs="*", default=[], help="with --own: blocks to go without, for a smaller network; only those that add to their input")
    parser.add_argument("--steps", type=int, default=12000, help="steps in all, decay included")
    parser.add_argument("--decay", type=int, default=3000, help="last steps, over which the rate falls to zero")
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--pixels", type=int, default=16384, help="width of a batch, all its lines together")
    parser.add_argument("--freeze", type=int, default=-1, help="keep the stem and this many blocks as published: their backward pass is the dearest; -1 trains all")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--measure-every", type=int, default=250)
    parser.add_argument("--seed", type=int, default=20261121)
    return parser.parse_args()


def rate_at(step: int, steps: int, decay: int, warm: int = 300) -> float:
    """Share of the full rate."""
    return min(1.0, step / warm, max(0.0, (steps - step) / decay))


def freeze(network: Recogniser, blocks: int) -> None:
    """Keeps the stem and the first blocks as they are."""
    if blocks >= 0:
        for part in (network.stem1, network.stem2, *network.blocks[:blocks]):
            part.requires_grad_(False)


class Average:
    """Exponential moving average of a network's weights."""

    def __init__(self, network: nn.Module, decay: float = 0.998) -> None:
        self.decay = decay
        self.weights = {name: value.detach().clone() for name, value in network.state_dict().items()}

    def take(self, network: nn.Module, step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        for name, value in network.state_dict().items():
            self.weights[name].lerp_(value.detach(), 1 - decay)


def loss_of(network: nn.Module, images: Tensor, codes: np.ndarray, lengths: np.ndarray) -> Tensor:
    """CTC loss a character, mean over the batch (Graves et al. 2006)."""
    with torch.autocast("cpu", torch.bfloat16):
        scores = network(images)
    scores = scores.float().log_softmax(-1).transpose(0, 1)
    steps = torch.full((images.shape[0],), scores.shape[0], dtype=torch.long)
    return F.ctc_loss(scores, torch.from_numpy(codes), steps, torch.from_numpy(lengths), zero_infinity=True)


@torch.no_grad()
def measure(network: Recogniser, folder: Path, classes: list[str], most: int = 400) -> dict[str, dict[str, float]]:
    """Figures of each tier in a folder of shards, on its first lines."""
    network.eval()
    found = {}
    for path in sorted(folder.glob("*.npz")):
        shard, score = load_shard(path), Score()
        for index in range(min(most, len(shard.texts))):
            grey = np.full((1, 48, max(96, int(shard.widths[index]))), np.nan, np.float32)
            grey[0, :, : shard.widths[index]] = shard.line(index)
            image = torch.from_numpy(np.nan_to_num(np.repeat(grey[:, None], 3, 1) / 127.5 - 1))
            score.add(shard.texts[index], greedy(network(image)[0].argmax(-1).tolist(), classes), KINDS[shard.kinds[index]])
        found[path.stem] = {name: round(value, 3) for name, value in score.figures().items()}
    network.train()
    return found


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    characters = [*read_classes(ROOT / "charset.txt"), " "]
    classes = ["", *characters]
    place = {char: index for index, char in enumerate(classes)}
    plan = Plan().without(options.drop)
    network = Recogniser(len(classes), plan)
    if options.weights:
        load_published(network, options.weights, options.dictionary, characters)
    elif options.own:
        load_own(network, options.own, options.drop)
    network = network.to(memory_format=torch.channels_last)
    freeze(network, options.freeze)
    optimiser = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.01)
    average, step = Average(network), 0
    checkpoint = options.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(saved["network"])
        optimiser.load_state_dict(saved["optimiser"])
        average.weights, step = saved["average"], saved["step"]
    lines = Lines(options.shards / "train", options.seed + step)
    shadow = Recogniser(len(classes), plan)
    log = (options.out / "log.jsonl").open("a")
    began, seen, losses = time.time(), 0, []
    print(f"{len(lines)} lines, {sum(p.numel() for p in network.parameters())} weights, from step {step}", flush=True)
    while step < options.steps:
        for group in optimiser.param_groups:
            group["lr"] = options.rate * rate_at(step, options.steps, options.decay)
        grey, texts = lines.batch(options.pixels)
        images = torch.from_numpy(colour(grey, lines.random)).contiguous(memory_format=torch.channels_last)
        loss = loss_of(network, images, *encode(texts, place))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        step += 1
        average.take(network, step)
        seen += len(texts)
        losses.append(loss.item())
        if step % 50 == 0:
            print(f"step {step} loss {np.mean(losses[-50:]):.4f} lines/s {seen / (time.time() - began):.0f} pool {len(lines)}", flush=True)
        if step % options.measure_every == 0 or step == options.steps:
            lines.refresh()
            shadow.load_state_dict(average.weights)
            entry = {"step": step, "loss": round(float(np.mean(losses[-options.measure_every :])), 4), "lines": len(lines), "seconds": round(time.time() - began), **measure(shadow, options.shards / "tune", classes)}
            log.write(json.dumps(entry) + "\n")
            log.flush()
            print(json.dumps(entry), flush=True)
            partial = checkpoint.with_suffix(".part")
            torch.save({"network": network.state_dict(), "optimiser": optimiser.state_dict(), "average": average.weights, "step": step, "classes": classes, "plan": plan}, partial)
            partial.replace(checkpoint)


if __name__ == "__main__":
    main()
