"""Cut text into the tokens of the lexical index.

Owns: one cut for items and queries alike. Does not know: the index, synonyms, corrections.
"""

from __future__ import annotations

import re
import unicodedata

import rjieba

_RUNS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]+|[a-z0-9]+(?:[.][0-9]+)?")
_ALL_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")
_ALNUM_EDGE = re.compile(r"[a-z]+|[0-9.]+")


def is_han(text: str) -> bool:
    """Say whether the text starts with a Han character."""
    return bool(_HAN.match(text))


def all_han(text: str) -> bool:
    """Say whether the text is of Han characters only, and not empty."""
    return bool(_ALL_HAN.fullmatch(text))


def runs(text: str) -> list[str]:
    """Return the runs of Han characters and of Latin letters and digits, folded, in order."""
    return _RUNS.findall(fold(text))


def fold(text: str) -> str:
    """Bring text to NFKC, case folded."""
    return unicodedata.normalize("NFKC", text).casefold()


def words(text: str) -> list[str]:
    """Cut into words: Han runs by rjieba in search mode (words and those inside them), Latin runs whole and in parts.

    "iPhone15 无线耳机" gives iphone15, iphone, 15, 无线, 耳机 …, so that 15 finds iPhone15.
    """
    found = []
    for run in _RUNS.findall(fold(text)):
        if is_han(run):
            found += rjieba.cut_for_search(run)
        else:
            found.append(run)
            parts = _ALNUM_EDGE.findall(run)
            if len(parts) > 1:
                found += parts
    return found


def plain_words(text: str) -> list[str]:
    """Cut into words that do not overlap, as they follow each other."""
    found: list[str] = []
    for run in _RUNS.findall(fold(text)):
        found += rjieba.cut(run) if is_han(run) else [run]
    return found


def bigrams(text: str) -> list[str]:
    """Return the pairs of neighbouring Han characters: what is found when words are cut differently or are not in the
    dictionary (brands, models, slips of the pen).
    """
    pairs = []
    for run in _RUNS.findall(fold(text)):
        if is_han(run):
            pairs += [run[i : i + 2] for i in range(len(run) - 1)]
    return pairs
