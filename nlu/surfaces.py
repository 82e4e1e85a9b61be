"""Find any of many written forms in a text, at one dictionary look-up per place and length.

Owns: the index over surfaces and where words begin and end. Does not know: what a surface means, shops. Standard
library only; built for 100,000 titles: no tree of nodes, only one dictionary and the lengths that occur after each two
characters.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from nlu.general import common_words

M = TypeVar("M", bound=Hashable)

#: Characters that people put into a name or leave out: air-14, air 14, air14.
_LOOSE = frozenset(" -·•_/'’")
_SIZE_BEFORE = re.compile(r"(?:size|尺码|码数|[要穿])\s*(?:a |an )?$")
_SIZE_AFTER = re.compile(r"\s*(?:码|号|size)")
#: Chinese parts that a space keeps apart; 手 机 was closed by nlu.normalise.
_APART = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
#: A size said alone: 黑的 L, cotton M.
_SIZE_ALONE = re.compile(r"(?:(?<=[\u4e00-\u9fff, ])|^)[sml](?=$|[ ,.!?]*$|[,。的吧就码号穿]|[\u4e00-\u9fff])")
_AFTER_SHORT = frozenset("的色款系版,。?!;、和或跟与也都吗呢吧呗啊呀嘛么啦哈哦有 ")
_BEFORE_SHORT = frozenset("要买有是换选成个件条双本台部张支只款套顶副看非除 ")


def han(character: str) -> bool:
    """Say whether a character is Chinese."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def squeeze(text: str) -> tuple[str, list[int]]:
    """Return `text` without loose marks, and the place of each kept character in `text`."""
    where = [i for i, c in enumerate(text) if c not in _LOOSE]
    return "".join(text[i] for i in where), where


def _alnum(text: str, i: int) -> bool:
    return 0 <= i < len(text) and text[i].isascii() and text[i].isalnum()


@dataclass(frozen=True)
class Hit(Generic[M]):
    """A surface found at text[start:end] and all that it may mean."""

    start: int
    end: int
    surface: str
    meanings: tuple[M, ...]


class SurfaceIndex(Generic[M]):
    """Surfaces (squeezed, normalised) and their meanings."""

    def __init__(self) -> None:
        self.meanings: dict[str, list[M]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}

    def add(self, surface: str, meaning: M) -> None:
        """Add a meaning to a normalised surface; an empty one is not added."""
        key, _ = squeeze(surface)
        if not key:
            return
        meanings = self.meanings.setdefault(key, [])
        if meaning not in meanings:
            meanings.append(meaning)
        head = key[:2]
        lengths = self._lengths.get(head, ())
        if len(key) not in lengths:
            self._lengths[head] = tuple(sorted((*lengths, len(key)), reverse=True))

    def __contains__(self, surface: str) -> bool:
        return squeeze(surface)[0] in self.meanings

    def find(self, text: str) -> list[Hit[M]]:
        """Return all hits in a normalised text, by start and then longest first; they may overlap."""
        tight, where = squeeze(text)
        hits = list(self._raw(tight, where, text))
        starts = {h.start for h in hits if h.end - h.start > 1}
        return [h for h in hits if self._stands(h, text, starts)]

    def _stands(self, hit: Hit[M], text: str, starts: set[int]) -> bool:
        if hit.end - hit.start == 2 and text[hit.end - 1] == "的":  # 粉的, but not in 奶粉的
            return text[max(0, hit.start - 1) : hit.start + 1] not in common_words()
        return hit.end - hit.start > 1 or self._short_stands(hit, text, starts)

    def _raw(self, tight: str, where: list[int], text: str) -> Iterator[Hit[M]]:
        for i in range(len(tight)):
            for head in (tight[i : i + 2], tight[i]):
                for length in self._lengths.get(head, ()):
                    if len(head) == 1 and length != 1:
                        continue
                    j = i + length
                    if j > len(tight):
                        continue
                    meanings = self.meanings.get(tight[i:j])
                    if meanings is None:
                        continue
                    start, end = where[i], where[j - 1] + 1
                    fitted = _fit(text, start, end)
                    if fitted is not None:
                        yield Hit(start, fitted, tight[i:j], tuple(meanings))
                if len(tight[i : i + 2]) == 1:
                    break

    @staticmethod
    def _short_stands(hit: Hit[M], text: str, starts: set[int]) -> bool:
        """Say whether a one-character surface stands as a word of its own: 红的, 红裙子, but not 红 in 网红."""
        i = hit.start
        if not han(text[i]):
            return (
                not text[i].isalpha()
                or bool(_SIZE_BEFORE.search(text[:i]) or _SIZE_AFTER.match(text, hit.end))
                or text.strip() == text[i]
                or bool(_SIZE_ALONE.match(text, i) and text[i - 1 : i] != "'")
            )
        before, after = text[i - 1 : i], text[i + 1 : i + 2]
        common = common_words()
        if text[:i].endswith("另外"):
            before = ""
        if after == "色" or (before and before in "给为替帮"):
            return True  # 给猫买个窝
        if before and before + text[i] in common and before not in _BEFORE_SHORT:
            return False
        if after and text[i] + after in common and after not in _AFTER_SHORT:
            return False
        return not after or after in _AFTER_SHORT or i + 1 in starts or (before in _BEFORE_SHORT and not han(after))


def _fit(text: str, start: int, end: int) -> int | None:
    """Return where a hit ends as a word (a plural s belongs to it), or None where it lies inside another word."""
    if _APART.search(text, start, end):
        return None  # 无线充 电池五千
    after_apostrophe = text[start - 1 : start] in ("'", "’") and _alnum(text, start - 2)
    if _alnum(text, start) and (_alnum(text, start - 1) or after_apostrophe):
        return None  # no "son" in "what's on"
    if text.endswith((" s", "-s"), start, end):
        return None  # size S is no plural
    if not _alnum(text, end - 1) or not _alnum(text, end):
        return end
    if text[end].isdigit() and end - start >= 3 and text[start:end].isalpha():
        return end  # SPF50
    if text[end - 1].isalpha() and end - start >= 3:
        for plural in ("s", "es"):
            if text.startswith(plural, end) and not _alnum(text, end + len(plural)):
                return end + len(plural)
    return None


def longest(hits: Iterable[Hit[M]]) -> list[Hit[M]]:
    """Return hits that do not overlap: the longest first, the leftmost of equals."""
    taken: list[Hit[M]] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        if all(hit.end <= t.start or t.end <= hit.start for t in taken):
            taken.append(hit)
    return sorted(taken, key=lambda h: h.start)
