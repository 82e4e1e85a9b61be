"""Bring a shopper's text into one form and remember where each character came from.

Owns: NFKC, case, traditional characters, emoji, control characters, repeated marks, spaces. Does not know: shops, words
(nlu/shorthand.py spells English ones out), meaning. Standard library only; the character tables are in nlu/data.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nlu.shorthand import spelled_out

#: Characters of an utterance that are read; what comes after is cut off. A long question has about 200.
MAX_CHARACTERS = 2000

_DATA = Path(__file__).parent / "data"
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
# Joiners, variation selectors, skin tones, soft hyphen, marks of direction: they carry nothing for us.
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    r"\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef]"
)
_MARKS = {
    "～": "~",
    "〜": "~",
    "∼": "~",
    "—": "-",
    "–": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "―": "-",
    "…": "。",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "￥": "¥",
    "｡": "。",
    "℃": "度",
    "×": "*",
    "＊": "*",
    "″": '"',
    "′": "'",
}
#: Marks of which one is as good as many. Digits and letters are kept: 1000 is not 10, xxl is not xl.
_COLLAPSE = frozenset("!?,。~-;:、 \"'*_=+#.")


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
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, float]]:
    characters = json.loads((_DATA / "simplified.json").read_text("utf-8"))
    moods = json.loads((_DATA / "emoji.json").read_text("utf-8"))
    table = dict(zip(characters["traditional"], characters["simplified"], strict=False))
    phrases = {**characters["phrases"], **{k: v for k, v in characters["regional"].items() if k != v}}
    return table, phrases, {c: float(mood) for mood, members in moods.items() for c in members}


@lru_cache(maxsize=1)
def _phrase_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _tables()[1]), key=len, reverse=True)))


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    """Return what one character becomes: zero, one or several characters."""
    if character in _MARKS:
        return _MARKS[character]
    category = unicodedata.category(character)
    if category == "Cc":
        return " " if character in "\t\n\r\x0b\x0c\x85" else ""
    if category in ("Cs", "Co", "Cn", "Mn", "Me") or _INVISIBLE.match(character):
        return ""
    if category == "So" and not unicodedata.normalize("NFKC", character).isalnum():
        return " "  # an emoji parts words as a comma does
    folded = unicodedata.normalize("NFKC", character)
    if character.isalpha() and not _HAN.match(character) and "LATIN" in unicodedata.name(character, ""):
        folded = "".join(c for c in unicodedata.normalize("NFKD", character) if unicodedata.category(c) != "Mn")
    folded = "".join(_MARKS.get(c, c) for c in folded if unicodedata.category(c) not in ("Mn", "Cc"))
    return folded.lower()


def normalise(text: str) -> Normalised:
    """Return `text` in lower case, simplified, half width, without emoji and control characters, spaces collapsed.

    At most MAX_CHARACTERS of it are read. Never raises for a str.
    """
    original = text[:MAX_CHARACTERS]
    table, phrases, moods = _tables()
    characters: list[str] = []
    offsets: list[int] = []
    felt = [moods[c] for c in original if c in moods]
    for index, character in enumerate(original):
        for folded in _fold(character):
            if folded.isspace():
                folded = " "
            if folded in _COLLAPSE and characters and characters[-1] == folded:
                continue
            characters.append(folded)
            offsets.append(index)
    characters, offsets = _simplify("".join(characters), offsets, table, phrases)
    characters, offsets = _close_spaces(characters, offsets)
    characters, offsets = _spell_out(characters, offsets)
    return Normalised(
        text="".join(characters),
        original=original,
        offsets=(*offsets, len(original)),
        mood=round(sum(felt) / len(felt), 3) if felt else 0.0,
        truncated=len(text) > MAX_CHARACTERS,
    )


@lru_cache(maxsize=1)
def _folding() -> dict[int, str]:
    table, _, _ = _tables()
    marks = {ord(k): v for k, v in _MARKS.items()}
    return {**{ord(k): v for k, v in table.items()}, **marks}


def fold(text: str) -> str:
    """Return a name in the form that `normalise` gives it, ten times faster and without offsets: for lists of names.

    Repeated marks, emoji and regional words are left as they are; names have none.
    """
    if text.isascii():
        return text.lower().strip()
    folded = unicodedata.normalize("NFKC", text.translate(_folding())).translate(_folding()).lower()
    if any(ord(c) > 0xBF and not _HAN.match(c) for c in folded):
        folded = "".join(_fold(c) for c in folded)
    return folded.strip()


def _simplify(
    text: str, offsets: list[int], table: dict[str, str], phrases: dict[str, str]
) -> tuple[list[str], list[int]]:
    # Phrases first: 乾坤 keeps its 乾. Regional words may be written in either script, so characters go first for them.
    converted = [table.get(c, c) for c in text]
    for match in _phrase_pattern().finditer(text):
        target = phrases[match.group()]
        if len(target) == len(match.group()):
            converted[match.start() : match.end()] = target
    simple = "".join(converted)
    out: list[str] = []
    where: list[int] = []
    last = 0
    for match in _phrase_pattern().finditer(simple):
        target = phrases[match.group()]
        out.extend(simple[last : match.start()])
        where.extend(offsets[last : match.start()])
        size = match.end() - match.start()
        out.extend(target)
        where.extend(offsets[match.start() + min(i * size // len(target), size - 1)] for i in range(len(target)))
        last = match.end()
    out.extend(simple[last:])
    where.extend(offsets[last:])
    return out, where


def _spell_out(characters: list[str], offsets: list[int]) -> tuple[list[str], list[int]]:
    text = "".join(characters)
    out: list[str] = []
    where: list[int] = []
    last = 0
    for start, end, whole in spelled_out(text):
        # A letter added at the end comes from the last one typed; `whole` may be longer than what was typed.
        places = [offsets[start + min(i, end - start - 1)] for i in range(len(whole))]
        out += [*characters[last:start], *whole]
        where += [*offsets[last:start], *places[:-1], offsets[end - 1]]
        last = end
    return [*out, *characters[last:]], [*where, *offsets[last:]]


def _close_spaces(characters: list[str], offsets: list[int]) -> tuple[list[str], list[int]]:
    """Drop outer spaces, and those in 手 机 where every Han character stands alone; 轻的 便宜的 keeps its space (it
    parts wishes)."""
    keep = [True] * len(characters)
    size = len(characters)
    for i, character in enumerate(characters):
        if character != " ":
            continue
        if i in (0, size - 1) or (_alone(characters, i - 1) and _alone(characters, i + 1)):
            keep[i] = False
    kept = [i for i in range(size) if keep[i]]
    return [characters[i] for i in kept], [offsets[i] for i in kept]


def _alone(characters: list[str], i: int) -> bool:
    return (
        bool(_HAN.match(characters[i]))
        and (i == 0 or characters[i - 1] == " ")
        and (i == len(characters) - 1 or characters[i + 1] == " ")
    )
