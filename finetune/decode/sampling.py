"""Which piece comes next: the likeliest, or one drawn, under the rules of the task.

Owns: rules on pieces (slots each once, no digits, no early end) and the draw. Does not know: models, text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

#: A piece that would repeat so many pieces already written is not written: small models fall into loops.
N_NO_REPEAT = 6


@dataclass(frozen=True)
class Rules:
    """What a text may hold. `end`: the piece that ends it. `banned`: pieces never written. `required`: pieces each
    written exactly once, and `end` not before all are (facts in slots). `slots`: all that could be required; those
    that are not are never written. `ordered`: the required ones come in their order. `least`: pieces before which a
    text does not end; `most`: pieces after which it is given up, None = the model's own limit.
    """

    end: int
    banned: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    required: tuple[int, ...] = ()
    slots: tuple[int, ...] = ()
    ordered: bool = False
    most: int | None = None
    least: int = 0


@dataclass(frozen=True)
class Choice:
    """How a piece is chosen: `temperature` 0 = the likeliest; `top_p`: from the likeliest that hold so much of all."""

    temperature: float = 0.0
    top_p: float = 0.95


class Text:
    """One text being written under rules. `score`: mean log-probability of its pieces under the model."""

    def __init__(self, rules: Rules, choice: Choice, seed: int) -> None:
        self.rules, self.choice = rules, choice
        self.ids: list[int] = []
        self.ended = False
        self._random = np.random.default_rng(seed)
        self._missing = set(rules.required)
        self._total = 0.0
        self._followed: dict[tuple[int, ...], set[int]] = {}

    @property
    def done(self) -> bool:
        """Whether nothing is to be added: it ended, or is too long to be wanted."""
        return self.ended or (self.rules.most is not None and len(self.ids) >= self.rules.most)

    @property
    def whole(self) -> bool:
        """Whether it ended, with every required piece written."""
        return self.ended and not self._missing

    @property
    def score(self) -> float:
        """Mean log-probability of the pieces so far, 0 for none."""
        return self._total / max(1, len(self.ids))

    def add(self, logits: np.ndarray) -> int:
        """Choose the next piece from float32[pieces], write it down and return it."""
        shares = logits - logits.max()
        shares -= np.log(np.exp(shares).sum())
        allowed = self._allowed(shares.copy())
        piece = int(allowed.argmax()) if not self.choice.temperature else self._draw(allowed)
        self._total += float(shares[piece])
        if piece == self.rules.end:
            self.ended = True
            return piece
        before = tuple(self.ids[1 - N_NO_REPEAT :])
        self.ids.append(piece)
        self._missing.discard(piece)
        if len(before) == N_NO_REPEAT - 1:
            self._followed.setdefault(before, set()).add(piece)
        return piece

    def _allowed(self, shares: np.ndarray) -> np.ndarray:
        shares[self.rules.banned] = -np.inf
        open_ = self._missing
        if self.rules.ordered:  # the next one alone
            open_ = set([slot for slot in self.rules.required if slot in self._missing][:1])
        shares[[s for s in self.rules.slots if s not in open_]] = -np.inf
        if self._missing or len(self.ids) < self.rules.least:
            shares[self.rules.end] = -np.inf
        seen = self._followed.get(tuple(self.ids[1 - N_NO_REPEAT :]), ())
        again = [piece for piece in seen if piece not in self._missing]
        if again:
            shares[again] = -np.inf
        return shares

    def _draw(self, shares: np.ndarray) -> int:
        scaled = shares / self.choice.temperature
        order = np.argsort(-scaled)[:64]
        shares = np.exp(scaled[order] - scaled[order[0]])
        shares /= shares.sum()
        kept = int((shares.cumsum() < self.choice.top_p).sum()) + 1
        shares = shares[:kept] / shares[:kept].sum()
        return int(order[self._random.choice(kept, p=shares)])


def best(texts: Sequence[Text]) -> list[Text]:
    """Return texts that are whole, likeliest first."""
    return sorted((t for t in texts if t.whole), key=lambda t: -t.score)
