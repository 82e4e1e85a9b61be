"""What words of a text name in a shop: a link, and all links of one text.

Owns: those shapes. Does not know: how links are found (nlu/linker.py). Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.types import Unknown
from nlu.lexicon import Entry


@dataclass(frozen=True)
class Link:
    """Words text[start:end] and what they name here: `entries` are the readings left, likeliest first.

    `surface`: the lexicon's spelling where the words were misspelt, else "".
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    score: float = 1.0
    surface: str = ""

    @property
    def entry(self) -> Entry:
        """The likeliest reading."""
        return self.entries[0]

    @property
    def label(self) -> str:
        """The kind of the likeliest reading."""
        return self.entries[0].label


@dataclass
class Linked:
    """What a text names: links from left to right without overlap, goods and brands that the shop lacks, spelling
    mended."""

    links: list[Link] = field(default_factory=list)
    unknown: list[tuple[int, int, Unknown]] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    #: The only categories that can have all the values named: 去桂林 speaks of trips, though none is named.
    implied: list[str] = field(default_factory=list)
