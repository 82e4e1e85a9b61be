"""Mend the misspelt words of a text: what in it sounds or looks like a word of the shop.

Owns: where a misspelling may stand. Does not know: how near two words are (nlu/spelling.py), what they mean. Standard
library only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.general import common_english, common_words
from nlu.lexicon import Lexicon
from nlu.links import Link
from nlu.no_names import GRAMMAR
from nlu.not_here import is_known
from nlu.spelling import pinyin

_LATIN = re.compile(r"[a-z]{4,}")
#: A count and its measure word: in 一家做菜好吃的, 家做菜 is no misspelling of 家常菜.
_COUNTED = re.compile(r"[一二两三几这那哪每][个家款件双台条间位]$")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")


class Mender:
    """Mends texts for one shop."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def mend(self, text: str, busy: Sequence[tuple[int, int]]) -> list[Link]:
        """Return links for the misspelt words of a text outside of the `busy` spans."""
        free = [True] * len(text)
        for a, b in busy:
            free[a:b] = [False] * (b - a)
        found: list[Link] = []
        for match in _LATIN.finditer(text):
            if all(free[match.start() : match.end()]) and match.group() not in common_english():
                found += self._best(match.group(), match.start())
        for run in _HAN_RUN.finditer(text):
            for a, b in _stretches(free, run.start(), run.end()):
                found += self._misspelt_han(text, a, b)
        chosen: list[Link] = []
        for link in sorted(found, key=lambda k: (-k.score, k.start - k.end)):
            if all(link.end <= c.start or c.end <= link.start for c in chosen):
                chosen.append(link)
        return chosen

    def _misspelt_han(self, text: str, a: int, b: int) -> list[Link]:
        loose = _loose(text[a:b])
        found: list[Link] = []
        for length in self.lexicon.near_lengths:
            for i in range(a, b - length + 1):
                word = text[i : i + length]
                if all(c in GRAMMAR for c in word) or _COUNTED.match(text[max(0, i - 1) : i + 1]):
                    continue
                if length == 2 and (not all(loose[i - a : i - a + 2]) or any(c in GRAMMAR for c in word)):
                    continue
                found += [k for k in self._best(word, i) if not _grammar_slip(word, k.surface)]
        return found

    def _best(self, word: str, at: int) -> list[Link]:
        near = [] if is_known(word) else self.lexicon.near(word)
        if not near:
            return []
        top = near[0].score
        entries = tuple(dict.fromkeys(e for m in near if m.score == top for e in m.entries))
        if len({(e.label, e.attribute, e.value) for e in entries}) > 3:
            return []  # too many things sound like that
        return [Link(at, at + len(word), entries, top, near[0].surface)]


def _stretches(free: Sequence[bool], start: int, end: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at: int | None = None
    for i in range(start, end + 1):
        if i < end and free[i]:
            at = i if at is None else at
        elif at is not None:
            if i - at >= 2:
                out.append((at, i))
            at = None
    return out


def _loose(run: str) -> list[bool]:
    """Mark characters that no everyday word of two to four characters covers (longest word first)."""
    loose, i = [True] * len(run), 0
    while i < len(run):
        for length in (4, 3, 2):
            if i + length <= len(run) and run[i : i + length] in common_words():
                loose[i : i + length] = [False] * length
                i += length
                break
        else:
            loose[i] = True
            i += 1
    return loose


def _grammar_slip(word: str, known: str) -> bool:
    """Say whether the wrong character of a long word is one of grammar: 评价怎 is no misspelling of 评价分."""
    if len(word) < 3 or len(word) != len(known):
        return False
    pairs = list(zip(word, known, strict=True))
    same = "".join(a for a, b in pairs if a == b and a not in GRAMMAR)
    if word != known and "的" in known and same in common_words() and pinyin(word) != pinyin(known):
        return True  # 不错的地方 is no misspelling of 住的地方
    if word != known and sum(a == b and a not in GRAMMAR for a, b in pairs) < 2:
        return any(a != b for a, b in pairs) and pinyin(word) != pinyin(known)
    return any(a != b and (a in GRAMMAR or b in GRAMMAR) for a, b in pairs) and pinyin(word) != pinyin(known)
