"""How far the judge agrees with ratings by hand. Owns: the ratings' file and Spearman's rho. Does not know: how it
judges.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scipy import stats

from bot.judge.measures import MEASURES
from bot.judge.transcript import BadTranscript

#: A hundred turns of twenty talks with this bot, rated 1 to 5 on each measure before the judge was written.
RATED = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Rating:
    """Marks of one turn, 1 (bad) to 5 (good), by measure; `at`: place of the reply in the talk."""

    talk: str
    at: int
    marks: dict[str, int]

    @property
    def overall(self) -> float:
        """The mean of all marks."""
        return sum(self.marks.values()) / len(self.marks)


def read(file: Path) -> list[Rating]:
    """Read ratings, one JSON object a line. Raises BadTranscript."""
    out = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            rating = Rating(row["talk"], int(row["at"]), {name: int(row[name]) for name in MEASURES})
        except (ValueError, KeyError, TypeError) as error:
            raise BadTranscript(f"{file}:{number}: expected talk, at and a mark for each measure, {error!r}") from error
        if not all(1 <= mark <= 5 for mark in rating.marks.values()):
            raise BadTranscript(f"{file}:{number}: marks lie between 1 and 5, found {rating.marks}")
        out.append(rating)
    return out


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Spearman's rank correlation, -1 to 1; 0 where one side is constant, which ranks nothing."""
    if len(set(one)) < 2 or len(set(other)) < 2:
        return 0.0
    return float(stats.spearmanr(one, other).statistic)
