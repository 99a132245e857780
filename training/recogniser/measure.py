"""How right readings are: character error rate, Polish letters, whole digit strings."""

from __future__ import annotations

import re
from dataclasses import dataclass

POLISH = set("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
# Kinds of the renderer whose strings must be right to the last digit.
NUMBERS = ("amount", "tax_id", "account")
_DIGITS_ONLY = re.compile(r"^[\d\s.,\-–/:+]*\d[\d\s.,\-–/:+]*$")


def as_number(text: str) -> str:
    """A string of digits as whoever takes it for a number reads it: spaces aside, and an en dash is a hyphen."""
    return re.sub(r"\s", "", text).replace("–", "-")


def alignment(truth: str, read: str) -> tuple[int, list[bool]]:
    """Edit distance (Levenshtein 1966), and for each character of the truth whether the cheapest alignment keeps it."""
    rows = [list(range(len(read) + 1))]
    for i, a in enumerate(truth, 1):
        last, row = rows[-1], [i]
        for j, b in enumerate(read, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b)))
        rows.append(row)
    kept = [False] * len(truth)
    i, j = len(truth), len(read)
    while i and j:
        if rows[i][j] == rows[i - 1][j - 1] + (truth[i - 1] != read[j - 1]):
            kept[i - 1] = truth[i - 1] == read[j - 1]
            i, j = i - 1, j - 1
        elif rows[i][j] == rows[i - 1][j] + 1:
            i -= 1
        else:
            j -= 1
    return rows[-1][-1], kept


@dataclass
class Score:
    """Sums over lines."""

    characters: int = 0
    errors: int = 0
    polish: int = 0
    polish_wrong: int = 0
    digit_lines: int = 0
    digit_right: int = 0
    number_right: int = 0
    lines: int = 0
    exact: int = 0

    def add(self, truth: str, read: str, kind: str) -> None:
        """`kind`: one of the renderer's; amounts, tax numbers and accounts without letters count as digit strings."""
        self.lines += 1
        self.exact += truth == read
        self.characters += len(truth)
        polish = [index for index, char in enumerate(truth) if char in POLISH]
        self.polish += len(polish)
        if truth != read:
            distance, kept = alignment(truth, read)
            self.errors += distance
            self.polish_wrong += sum(not kept[index] for index in polish)
        if kind in NUMBERS and _DIGITS_ONLY.match(truth):
            self.digit_lines += 1
            self.digit_right += truth == read
            self.number_right += as_number(truth) == as_number(read)

    def figures(self) -> dict[str, float]:
        """Percentages: cer, polish (wrong among the 18 letters), digits (strings of digits exactly right), numbers (right by `as_number`), exact (lines)."""
        return {
            "cer": 100 * self.errors / max(1, self.characters), "polish": 100 * self.polish_wrong / max(1, self.polish),
            "digits": 100 * self.digit_right / max(1, self.digit_lines), "numbers": 100 * self.number_right / max(1, self.digit_lines),
            "exact": 100 * self.exact / max(1, self.lines),
        }


def greedy(best: list[int], classes: list[str]) -> str:
    """CTC best path: repeats fall together, blanks (class 0) fall out (Graves et al. 2006)."""
    return "".join(classes[c] for i, c in enumerate(best) if c != 0 and (i == 0 or best[i - 1] != c))
