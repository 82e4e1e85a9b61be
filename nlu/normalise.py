"""Bring a shopper's text into one form and remember where each character came from.

Owns: NFKC, case, traditional characters, emoji, control characters, repeated marks, spaces, the language of an utterance.
Does not know: shops, words, meaning. Standard library only; the character tables are shipped in nlu/data.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from knowledge.types import Locale

#: Characters of an utterance that are read; what comes after is cut off. A long question has about 200.
MAX_CHARACTERS = 2000

_DATA = Path(__file__).parent / "data"
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ebef]")
_LATIN_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?", re.IGNORECASE)
# Joiners, variation selectors, skin tones, soft hyphen, marks of direction: they carry nothing for us.
_INVISIBLE = re.compile(r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef]")
_MARKS = {"～": "~", "〜": "~", "∼": "~", "—": "-", "–": "-", "−": "-", "‐": "-", "‑": "-", "―": "-", "…": "。",
          "、": "、", "’": "'", "‘": "'", "“": '"', "”": '"', "「": '"', "」": '"', "『": '"', "』": '"', "￥": "¥",
          "。": "。", "｡": "。", "？": "?", "！": "!", "，": ",", "；": ";", "：": ":", "（": "(", "）": ")"}  # fmt: skip


@dataclass(frozen=True)
class Normalised:
    """A text in its one form. `offsets[i]` is the index in `original` of character i of `text`; one more for the end.

    `mood`: what its emoji say, -1 to 1, 0 = nothing. `truncated`: the original was longer than MAX_CHARACTERS.
    """

    text: str
    original: str
    offsets: tuple[int, ...]
    mood: float = 0.0
    truncated: bool = False

    def source(self, start: int, end: int) -> str:
        """Return the shopper's own characters that became text[start:end]."""
        if end <= start:
            return ""
        return self.original[self.offsets[start] : self.offsets[end - 1] + 1]


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], list[tuple[str, str]], dict[str, float]]:
    characters = json.loads((_DATA / "simplified.json").read_text("utf-8"))
    moods = json.loads((_DATA / "emoji.json").read_text("utf-8"))
    table = dict(zip(characters["traditional"], characters["simplified"]))
    phrases = sorted(characters["phrases"].items(), key=lambda p: -len(p[0]))
    return table, phrases, {c: mood for mood, cs in moods.items() for c in cs for mood in (float(mood),)}


def normalise(text: str) -> Normalised:
    """Return `text` in lower case, simplified, half width, without emoji and control characters, spaces collapsed."""
    raise NotImplementedError


def language(text: str) -> Literal["zh", "en", "mixed", "none"]:
    """Say which script carries `text`: Han, Latin words, both, or neither (digits and marks only)."""
    raise NotImplementedError


def locale_of(text: str, default: Locale = "zh") -> Locale:
    """Return the language to answer `text` in; `default` where it has no words of either."""
    raise NotImplementedError
