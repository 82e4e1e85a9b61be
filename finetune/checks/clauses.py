"""A draft cut into clauses, each with the items it speaks of.

Owns: sentence and table structure. Does not know: facts other than names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from finetune.checks.evidence import Evidence
from finetune.values import is_han

#: An item name in a marked text, from two code points that no text holds.
_TOKEN = re.compile("\ue000(\\d+)\ue001")
_SENTENCE = re.compile(r"(?<=[。！？!?])|(?<=\.)(?=\s)|\n")
_CLAUSE = re.compile(r"[，；：;:（）()]|,(?!\d)|\s[–-]\s|\bbut\b|，但")
_HEDGE = re.compile(
    r"没有?写|没说|not stated|核对|不敢|不乱猜|吗|哪|？|\?|只看|要么|不限|换成|也看|"
    r"doesn't|don't|can't|won't|nothing about|without|there's no|we have no|no match|店里没有|没找到|目前没有|不卖"
    r"|没有“|asked for|you said|您说|您提|记着|记下|不要|不看|应该|if ",
    re.I,
)


@dataclass(frozen=True)
class Clause:
    """`text` as written; `free`: the same with everything that the facts spell out blanked; `strict`: the shopper's
    own words
    left in, since repeating a boast does not make it true; `subjects`: item ids.

    `hedged`: it asks, refuses, or says what is unknown; it states no property of an item.
    """

    text: str
    free: str
    strict: str
    subjects: frozenset[str]
    hedged: bool
    sentence: str


def clauses(text: str, evidence: Evidence) -> list[Clause]:
    """Cut a draft. A clause without a name speaks of what the clause before it in the same sentence spoke of."""
    found: list[Clause] = []
    columns: list[frozenset[str]] = []
    text = mark(blank(text, evidence.long_words), evidence)
    for line in text.split("\n"):
        if line.strip().startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not columns:
                columns = [named(cell, evidence) for cell in cells]
            for cell, subjects in zip(cells[1:], columns[1:], strict=False):
                denied = cell in ("没有", "no")
                about = f"{'no' if denied else ''} {cells[0]} {'' if denied else cell}" if subjects else cell
                found.append(_clause(about, subjects, about, evidence))
            continue
        columns = []
        for sentence in (s for s in _SENTENCE.split(line) if s and s.strip()):
            subjects = frozenset(evidence.items) if len(evidence.items) == 1 else frozenset()
            for part in (p for p in _CLAUSE.split(sentence) if p and p.strip()):
                subjects = named(part, evidence) or subjects
                found.append(_clause(part, subjects, sentence, evidence))
    return found


def _clause(text: str, subjects: frozenset[str], sentence: str, evidence: Evidence) -> Clause:
    text = _TOKEN.sub(" ", text)
    free = blank(text, evidence.texts(subjects))
    strict = blank(text, evidence.texts(subjects, quoted=False))
    return Clause(text, free, strict, subjects, bool(_HEDGE.search(sentence)), sentence)


def mark(text: str, evidence: Evidence) -> str:
    """Put a token in place of each item name, longer names first, so that commas inside a name cut nothing."""
    places = {name.lower(): index for index, (name, _) in reversed(list(enumerate(evidence.item_names)))}
    if not places:
        return text
    pattern = any_of(tuple(name for name, _ in evidence.item_names))
    return pattern.sub(lambda m: f"\ue000{places[m.group().lower()]}\ue001", text)


def named(text: str, evidence: Evidence) -> frozenset[str]:
    """Return the items whose tokens stand in a marked text."""
    return frozenset().union(*(evidence.item_names[int(token)][1] for token in _TOKEN.findall(text)))


def position(word: str, text: str) -> int:
    """Return where a word stands in a text, -1 for nowhere. Latin words must stand alone; case does not matter."""
    if word.lower() not in text.lower():
        return -1
    match = any_of((word,)).search(text)
    return match.start() if match else -1


def blank(text: str, words: Sequence[str]) -> str:
    """Return the text with every occurrence of these words (longest first) replaced by spaces."""
    lowered = text.lower()
    found = tuple(word for word in words if word and word.lower() in lowered)
    return any_of(found).sub(lambda m: " " * len(m.group()), text) if found else text


@lru_cache(maxsize=8192)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of any of these words, the first that fits; a Latin edge of a word must be the edge of a
    word.
    """
    return re.compile("|".join(_bounded(word) for word in words), re.I)


def _bounded(word: str) -> str:
    start = "" if is_han(word[0]) else r"(?<![A-Za-z0-9])"
    end = "" if is_han(word[-1]) else r"(?![A-Za-z])(?!(?<=\d)\d)"
    return start + re.escape(word) + end
