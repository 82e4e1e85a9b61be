"""Correct what a shopper typed, towards the words of the shop: slips, wrong characters of the same sound, pinyin.

Owns: which pieces of a query are wrong and what they should be. Does not know: retrieval. A piece that the shop knows
is never touched; a piece that nothing is near to stays as typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import rjieba

from knowledge import tokens
from knowledge.vocabulary import Vocabulary, sound

_N_WINDOW = 4


@dataclass(frozen=True)
class Corrected:
    """`text`: the query as understood; `changes`: piece as typed -> as understood, in order."""

    text: str
    changes: dict[str, str] = field(default_factory=dict)


def correct(query: str, vocabulary: Vocabulary) -> Corrected:
    """Correct a query; its text is folded (NFKC, lower case) and its runs are parted by spaces."""
    changes: dict[str, str] = {}
    pieces = []
    for run in tokens.runs(query):
        piece = _han(run, vocabulary, changes) if tokens.is_han(run) else _latin(run, vocabulary, changes)
        pieces.append(piece)
    return Corrected(" ".join(pieces), changes)


def _latin(run: str, vocabulary: Vocabulary, changes: dict[str, str]) -> str:
    if run in vocabulary or run.replace(".", "").isdigit() or len(run) < 2:
        return run
    found = vocabulary.of_pinyin(run) if run.isalpha() else None
    if found and len("".join(found)) >= 2:
        changes[run] = "".join(found)
        return changes[run]
    if vocabulary.knows(run):
        return run
    if near := vocabulary.spelt_like(run):
        changes[run] = near
        return near
    return run


def _han(run: str, vocabulary: Vocabulary, changes: dict[str, str]) -> str:
    """Go from left to right: keep the longest piece that the shop knows, else try to correct the longest window."""
    out, at, words = "", 0, _dictionary_words(run)
    while at < len(run):
        known = _longest_known(run, at, vocabulary)
        if not known and (stated := next((w for w in words if w.start <= at < w.stop - 1), None)):
            # 剃须 of 剃须刀 is no slip of 体恤, though the shop has no razors.
            out += run[at : stated.stop]
            at = stated.stop
            continue
        if known:
            out += run[at : at + known]
            at += known
            continue
        window, better = _better(run, at, vocabulary)
        if better:
            changes[window] = better
            out += better
            at += len(window)
        else:
            out += run[at]
            at += 1
    return out


def _dictionary_words(run: str) -> list[range]:
    """Return where words of two characters or more lie that the general dictionary has."""
    found, at = [], 0
    for word in rjieba.cut(run, False):
        if len(word) >= 2:
            found.append(range(at, at + len(word)))
        at += len(word)
    return found


def _longest_known(run: str, at: int, vocabulary: Vocabulary) -> int:
    for length in range(min(len(run) - at, 8), 1, -1):
        if vocabulary.knows(run[at : at + length]):
            # 手几 inside 洗手几次 must not be kept back by a word that ends where the wrong one begins, so a piece that
            # is not a word itself gives way to a correction of equal or greater length.
            piece = run[at : at + length]
            if piece in vocabulary or not _better(run, at, vocabulary, least=length + 1)[1]:
                return length
    return 0


def _better(run: str, at: int, vocabulary: Vocabulary, least: int = 2) -> tuple[str, str | None]:
    for length in range(min(len(run) - at, _N_WINDOW), least - 1, -1):
        window = run[at : at + length]
        if vocabulary.knows(window):
            continue
        found = vocabulary.sounding(sound(window), window) or vocabulary.spelt_like(window)
        if found and found != window and not _costs_a_word(window, found, vocabulary):
            return window, found
    return "", None


def _costs_a_word(window: str, found: str, vocabulary: Vocabulary) -> bool:
    """Say whether a correction only makes one word of a word of the shop and what stands beside it (的耳机, 大耳机)."""
    if len(found) == len(window) and sound(found) == sound(window):
        return False
    inside = (window[i:j] for i in range(len(window)) for j in range(i + 2, len(window) + 1) if j - i < len(window))
    return any(word in vocabulary for word in inside)
