"""Self checks of the renderer: `python -m training.render.check` (about a minute)."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np

from . import faces, lexicon
from .line import TIERS, render
from .texts import SHARED_LENGTH, label, sample_text, split_of_text

LINES = 25000


def sampled(split: str) -> list[str]:
    rng = Random(f"check:{split}")
    return [label(sample_text(rng, split)[0]) for _ in range(LINES)]


def check_texts() -> None:
    """Vocabulary covers every label, splits share only short tokens, every class occurs."""
    texts = {split: sampled(split) for split in lexicon.SPLITS}
    for split, lines in texts.items():
        foreign = {char for line in lines for char in line} - lexicon.ALLOWED
        assert not foreign, f"{split}: outside the vocabulary: {foreign}"
        assert all(split_of_text(line) in (split, None) for line in lines)
    long = {split: {line for line in lines if len(line) > SHARED_LENGTH} for split, lines in texts.items()}
    assert not long["train"] & long["judge"] and not long["train"] & long["tune"] and not long["tune"] & long["judge"]
    seen = Counter("".join(texts["train"]))
    assert min(seen[char] for char in lexicon.POLISH) >= 60, {char: seen[char] for char in lexicon.POLISH}
    assert not set(lexicon.CHARSET) - set(seen), f"never sampled: {set(lexicon.CHARSET) - set(seen)}"
    for name in ("surnames", "first_names", "towns", "streets", "goods", "adjectives", "services", "objects"):
        train, judge = set(lexicon.lexical(name, "train")), set(lexicon.lexical(name, "judge"))
        assert judge and not train & judge, name
    print(
        f"texts: {3 * LINES} labels, rarest Polish letter {min(seen[c] for c in lexicon.POLISH)} times, rarest class {min(seen[c] for c in lexicon.CHARSET)} times"
    )


def check_faces() -> None:
    """Families are disjoint; every face has the Polish letters; every class has a face in each split."""
    families = {split: set(faces.faces(split)) for split in lexicon.SPLITS}
    assert (
        not families["train"] & families["judge"] and not families["train"] & families["tune"] and not families["tune"] & families["judge"]
    )
    for split in lexicon.SPLITS:
        listed = [face for family in faces.faces(split).values() for face in family]
        assert all(set(lexicon.POLISH) <= face.glyphs for face in listed)
        missing = set(lexicon.CHARSET) - set().union(*(face.glyphs for face in listed))
        assert split == "tune" or not missing, f"{split}: no face draws {missing}"
        print(f"{split}: {len(families[split])} families, {len(listed)} faces, without a face: {''.join(sorted(missing)) or 'none'}")


def check_lines() -> None:
    """Seeds reproduce; heights are 16 to 96; ink is visible."""
    for tier in TIERS:
        pictures = []
        for _ in range(2):
            rng = Random(f"lines:{tier}")
            pictures.append([render(sample_text(rng, "judge")[0], rng, "judge", tier) for _ in range(150)])
        assert all(np.array_equal(a, b) for a, b in zip(*pictures)), f"{tier}: not reproducible"
        assert all(16 <= line.shape[0] <= 96 and line.dtype == np.uint8 for line in pictures[0])
        flat = sum(int(line.max()) - int(line.min()) < 25 for line in pictures[0])
        assert flat == 0, f"{tier}: {flat} lines without contrast"
    print("lines: reproducible, sized, visible")


if __name__ == "__main__":
    check_texts()
    check_faces()
    check_lines()
