"""How a question of the exam is worded: places, names of attributes, values, in the wordings of one half.

Owns: drawing words. Does not know: which facts are asked.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from knowledge.answers.paraphrases import Half, of_half
from knowledge.types import Attribute

#: Characters of names that are questions themselves, and names that ask for opinions rather than for a value.
_QUESTIONS = frozenset("多少几谁哪怎么")
_OPINIONS = frozenset(("口碑", "好评"))
_NTH = {1: "first", 2: "second", 3: "third"}


class Wording:
    """Draws words with the exam's random numbers: the order of calls is part of the seed."""

    def __init__(self, words: dict[str, Any], half: Half, rng: random.Random) -> None:
        """`words`: see paraphrases.yml."""
        self._words, self._half, self._rng = words, half, rng

    def ordinal(self, place: int, locale: str) -> str:
        """Point at a place in the list, counted from 1."""
        wording = self._rng.choice(self._words["references"][locale]["ordinal"])
        if "{n}" in wording and locale == "zh" and self._rng.random() < 0.6:
            return wording.replace("{n}", "一二三"[place - 1])
        return wording.format(n=place, nth=_NTH[place])

    def pick(self, wordings: Sequence[str]) -> str:
        """Draw one of the half's wordings."""
        return self._rng.choice(of_half(wordings, self._half))

    def name(self, owner: Attribute, locale: str, short: bool = False) -> str:
        """Return one of the names that say the attribute (not 多重, which is a question)."""
        names = [n for n in owner.names.get(locale, []) if not set(n) & _QUESTIONS and n not in _OPINIONS]
        return names[0] if names and (short or self._rng.random() < 0.7) else (self._rng.choice(names) if names else "")

    def said(self, owner: Attribute, value: str, locale: str) -> str:
        """Return a value as one says it, "" where it has no word in the language or nobody says it whole."""
        if locale == "zh":
            return value if len(value) <= 10 else ""
        shown = owner.shown.get(value, {}).get("en") or next(
            (a for a in owner.values.get(value, []) if a.isascii()), ""
        )
        return shown or (value if value.isascii() else "")
