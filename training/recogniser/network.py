"""The recogniser: the backbone of PP-OCRv6 tiny (a PP-LCNet of three heights), a context neck and a head for the invoice charset.

What is ours: the time axis keeps one step per 4 input pixels instead of 8, so that two narrow letters of a kind ("ll", "11") have
room for the blank between them; two residual convolutions along the line lend each step its surroundings; one linear head over
about 200 classes replaces the two layers over 6906. Normalisation layers of the published weights are folded into the convolutions.

Input: N x 3 x 48 x W, BGR, (pixel / 255 - 0.5) / 0.5. Output: N x W/4 x classes, class 0 is the CTC blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn
from torch.nn import functional as F

HEIGHT = 48


@dataclass(frozen=True)
class BlockPlan:
    """One inverted block: depthwise 3x3, optional squeeze and excitation, two pointwise convolutions."""

    channels: int
    expanded: int
    out: int
    halve_height: bool = False
    squeeze: bool = False

    @property
    def residual(self) -> bool:
        return self.channels == self.out


@dataclass(frozen=True)
class Plan:
    """Sizes of the whole network. `step` is how many input pixels one output step covers."""

    stem: tuple[int, int] = (24, 48)
    blocks: tuple[BlockPlan, ...] = (
        BlockPlan(48, 96, 48, squeeze=True), BlockPlan(48, 96, 48),
        BlockPlan(48, 96, 96, halve_height=True), BlockPlan(96, 192, 96, squeeze=True), BlockPlan(96, 192, 96),
        BlockPlan(96, 192, 160, halve_height=True), BlockPlan(160, 320, 160, squeeze=True), BlockPlan(160, 320, 160), BlockPlan(160, 320, 160),
    )
    step: int = 4
    context: int = 2
    context_kernel: int = 9

    def without(self, dropped: Sequence[int]) -> Plan:
        """The plan with these blocks left out; each must add to its input, so that the others still fit together."""
        assert all(self.blocks[block].residual for block in dropped), dropped
        return replace(self, blocks=tuple(block for place, block in enumerate(self.blocks) if place not in dropped))


class SqueezeExcite(nn.Module):
    """Weighs channels by their mean over the line."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.reduce = nn.Conv2d(channels, channels // 4, 1)
        self.expand = nn.Conv2d(channels // 4, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        weights = self.expand(F.relu(self.reduce(x.mean((2, 3), keepdim=True))))
        return x * F.hardsigmoid(weights)


class Block(nn.Module):
    def __init__(self, plan: BlockPlan) -> None:
        super().__init__()
        stride = (2, 1) if plan.halve_height else (1, 1)
        self.depthwise = nn.Conv2d(plan.channels, plan.channels, 3, stride, 1, groups=plan.channels)
        self.squeeze = SqueezeExcite(plan.channels) if plan.squeeze else None
        self.expand = nn.Conv2d(plan.channels, plan.expanded, 1)
        self.project = nn.Conv2d(plan.expanded, plan.out, 1)
        self.residual = plan.residual

    def forward(self, x: Tensor) -> Tensor:
        x = self.depthwise(x)
        if self.squeeze is not None:
            x = self.squeeze(x)
        y = self.project(F.gelu(self.expand(x)))
        return x + y if self.residual else y


class Context(nn.Module):
    """Residual convolution along the line; its last layer starts at zero, so that it begins as the identity."""

    def __init__(self, channels: int, kernel: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv2d(channels, channels, (1, kernel), padding=(0, kernel // 2), groups=channels)
        self.expand = nn.Conv2d(channels, 2 * channels, 1)
        self.project = nn.Conv2d(2 * channels, channels, 1)
        nn.init.zeros_(self.project.weight)
        nn.init.zeros_(self.project.bias)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.project(F.gelu(self.expand(self.depthwise(x))))


class Recogniser(nn.Module):
    """Lines to scores; see the module's docstring for shapes."""

    def __init__(self, classes: int, plan: Plan | None = None) -> None:
        super().__init__()
        self.plan = plan = plan or Plan()
        first, second = plan.stem
        width = plan.blocks[-1].out
        self.stem1 = nn.Conv2d(3, first, 3, 2, 1)
        self.stem2 = nn.Conv2d(first, second, 3, 2, 1)
        self.blocks = nn.ModuleList(Block(block) for block in plan.blocks)
        # With a step of 4 the published filter's taps stand twice as far apart: it sees the same pixels as before.
        spread = 8 // plan.step
        self.neck1 = nn.Conv2d(width, width, (1, 5), padding=(0, 2 * spread), dilation=(1, spread), groups=width)
        self.neck2 = nn.Conv2d(width, width, 1)
        self.context = nn.ModuleList(Context(width, plan.context_kernel) for _ in range(plan.context))
        self.head = nn.Linear(width, classes)

    def forward(self, x: Tensor) -> Tensor:
        """Raw scores (before softmax), N x T x classes."""
        x = self.stem2(F.gelu(self.stem1(x)))
        for block in self.blocks:
            x = block(x)
        x = F.avg_pool2d(x, (3, 2)) if self.plan.step == 8 else F.avg_pool2d(F.pad(x, (0, 1)), (3, 2), (3, 1))
        x = F.hardswish(self.neck2(F.hardswish(self.neck1(x))))
        for block in self.context:
            x = block(x)
        return self.head(x.squeeze(2).transpose(1, 2))
