"""Tags as a chain: the best well-formed sequence, and how probable each span of it is.

Owns: the rules of BIO (I-x only after B-x or I-x), Viterbi and forward-backward over learned transitions. Does not know
models or text. numpy only and Python 3.10: it runs beside Rasa.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np


def bio_constraints(tags: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return which tag may follow which (bool[n, n]) and which may come first (bool[n]): I-x only after B-x or I-x."""
    n = len(tags)
    allowed, first = np.ones((n, n), bool), np.ones(n, bool)
    for j, tag in enumerate(tags):
        if tag.startswith("I-"):
            first[j] = False
            allowed[:, j] = [other[2:] == tag[2:] and other != "O" for other in tags]
    return allowed, first


class Chain:
    """`tags`: O, B-x, I-x …; `transitions` float[n, n] from row to column and `first` float[n], None = all zero.

    Scores of tags are logits, float[length, n] with length of 1 or more; forbidden sequences have probability 0.
    """

    def __init__(
        self, tags: Sequence[str], transitions: np.ndarray | None = None, first: np.ndarray | None = None
    ) -> None:
        self.tags = tuple(tags)
        n = len(self.tags)
        allowed, may_begin = bio_constraints(self.tags)
        self.step = np.where(allowed, np.zeros((n, n)) if transitions is None else transitions, -np.inf)
        self.start = np.where(may_begin, np.zeros(n) if first is None else first, -np.inf)

    def best(self, logits: np.ndarray) -> list[int]:
        """Return the most probable well-formed sequence of tags (Viterbi)."""
        score = self.start + logits[0]
        back = np.zeros(logits.shape, int)
        for i in range(1, len(logits)):
            total = score[:, None] + self.step
            back[i] = total.argmax(axis=0)
            score = total.max(axis=0) + logits[i]
        path = [int(score.argmax())]
        for i in range(len(logits) - 1, 0, -1):
            path.append(int(back[i, path[-1]]))
        return path[::-1]

    def spans(self, logits: np.ndarray, temperature: float = 1.0) -> list[tuple[str, int, int, float]]:
        """Return (label, first place, place after the last, probability 0..1 of exactly this span) of the best
        sequence. `temperature` divides all scores: it moves probabilities, never the sequence.
        """
        path = [*self.best(logits), 0]
        names = [self.tags[tag] for tag in path]
        found = []
        chance: _Sums | None = None
        for begin, name in enumerate(names):
            if name.startswith("B-"):
                end = begin + 1
                while names[end] == f"I-{name[2:]}":
                    end += 1
                chance = chance or _Sums(self, logits, temperature)
                found.append((name[2:], begin, end, chance.of(path, begin, end)))
        return found

    def log_likelihood(self, logits: np.ndarray, path: Sequence[int], temperature: float = 1.0) -> float:
        """Return the log-probability of a sequence of tags; -inf for a malformed one."""
        own = self.start[path[0]] + sum(logits[i, tag] for i, tag in enumerate(path))
        own += sum(self.step[a, b] for a, b in pairwise(path))
        return float(own / temperature - _Sums(self, logits, temperature).log_total)


class _Sums:
    """Scaled forward and backward sums of one text (Rabiner 1989, section V.A)."""

    def __init__(self, chain: Chain, logits: np.ndarray, temperature: float) -> None:
        top = logits.max(axis=1, keepdims=True)
        self.emit = np.exp((logits - top) / temperature)
        self.move = np.exp(chain.step / temperature)
        length, n = logits.shape
        self.ahead, self.behind, self.scale = np.zeros((length, n)), np.ones((length, n)), np.zeros(length)
        before = np.exp(chain.start / temperature)
        for i in range(length):
            row = before * self.emit[i]
            self.scale[i] = row.sum()
            self.ahead[i] = row / self.scale[i]
            before = self.ahead[i] @ self.move
        for i in range(length - 2, -1, -1):
            self.behind[i] = self.move @ (self.emit[i + 1] * self.behind[i + 1]) / self.scale[i + 1]
        self.log_total = float(np.log(self.scale).sum() + top.sum() / temperature)

    def of(self, path: Sequence[int], begin: int, end: int) -> float:
        """Return the probability that a span stands at begin..end, neither shorter nor longer."""
        chance = self.ahead[begin, path[begin]]
        for i in range(begin + 1, end):
            chance *= self.move[path[i - 1], path[i]] * self.emit[i, path[i]] / self.scale[i]
        if end < len(self.ahead):
            onward = self.move[path[end - 1]] * self.emit[end] * self.behind[end] / self.scale[end]
            # The I- of a label follows its B- in the list of tags: going on with it would be a longer span.
            chance *= onward.sum() - onward[path[begin] + 1]
        return float(min(1.0, chance))
