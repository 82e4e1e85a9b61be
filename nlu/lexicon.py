"""A shop's words: loads what the import wrote, reloads it when it changes, finds the words in a text.

Owns: the lexicon file and the matcher over it. Does not know: acts, wishes. Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge.types import Shop

Label = Literal["category", "brand", "attribute", "value", "item"]


class LexiconError(Exception):
    """A shop's lexicon is missing or cannot be read; the message says where it was looked for and what writes it."""


@dataclass(frozen=True)
class Entry:
    """One thing that a word may mean in a shop. `attribute`: the key ("category", "brand", "color" ...); `value`: the
    canonical value, an item_id for items, "" for the attribute itself.
    """

    label: Label
    attribute: str
    value: str


@dataclass(frozen=True)
class Match:
    """The words text[start:end] and what they may mean; `score` 1 = as written in the lexicon, less = fuzzy."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    score: float = 1.0
    surface: str = ""  # the lexicon's spelling


class Lexicon:
    """The words of one shop."""

    shop: Shop
    version: int

    def find(self, text: str) -> list[Match]:
        """Return all exact matches in a normalised text, overlapping ones too, by start and then longest first."""
        raise NotImplementedError

    def near(self, word: str) -> list[Match]:
        """Return what `word` may be a misspelling of, best first: pinyin, edit distance, abbreviations."""
        raise NotImplementedError

    def title(self, item_id: str) -> str | None:
        """Return an item's title, None where the shop has no such item."""
        raise NotImplementedError


class Lexicons:
    """All shops' lexicons under one directory (`<data>/lexicon`), each read on first use and again when its file changes."""

    def __init__(self, directory: Path | str) -> None:
        self.directory = Path(directory)

    def get(self, shop: str) -> Lexicon:
        """Return the lexicon of `shop`. Raises LexiconError where there is none."""
        raise NotImplementedError

    def names(self) -> list[str]:
        """Return the names of the shops that have a lexicon."""
        raise NotImplementedError
