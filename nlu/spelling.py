"""Guess which of a shop's words a misspelt one stands for: same sound, near sound, typed pinyin, a slip of the finger.

Owns: the sound table and the index of near forms. Does not know: shops, meanings. Standard library only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache

from nlu.general import DATA, common_english, common_words
from nlu.surfaces import han

#: Scores of the ways in which words are near; 1 would be the same word.
SAME_SOUND, TYPED_PINYIN, NEAR_SOUND, ONE_SLIP, TWO_SLIPS = 0.92, 0.9, 0.82, 0.85, 0.75
#: Shortest Latin words for one and for two slips, and shortest Chinese ones for one wrong character.
_LATIN_ONE, _LATIN_TWO, _HAN_ONE = 4, 8, 3
_BLUR = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"), ("r", "l"), ("hu", "f"))


@lru_cache(maxsize=1)
def _sounds() -> dict[str, str]:
    table = json.loads((DATA / "pinyin.json").read_text("utf-8"))
    return {character: syllable for syllable, characters in table.items() for character in characters}


def pinyin(word: str) -> str:
    """Return the toneless syllables of a word joined by ' ; what is not Chinese stays as it is."""
    sounds = _sounds()
    return "'".join(sounds.get(c, c) for c in word)


def _blurred(sound: str) -> str:
    for a, b in _BLUR:
        sound = sound.replace(a, b)
    return sound


def _deletions(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


class Spelling:
    """Near forms of a set of words."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {w for w in words if len(w) >= 2}
        self._sound: dict[str, list[str]] = {}
        self._near: dict[str, list[str]] = {}
        self._typed: dict[str, list[str]] = {}
        self._deleted: dict[str, list[str]] = {}
        self.lengths: set[int] = set()
        for word in sorted(self._words):
            self._add(word)

    def _add(self, word: str) -> None:
        all_han = all(map(han, word))
        if any(map(han, word)):
            if len(word) <= 10:
                self.lengths.add(len(word))
                sound = pinyin(word)
                self._sound.setdefault(sound, []).append(word)
                self._near.setdefault(_blurred(sound), []).append(word)
                if all_han:
                    self._typed.setdefault(sound.replace("'", ""), []).append(word)
            if len(word) >= _HAN_ONE:
                for i in range(len(word)):
                    self._deleted.setdefault(word[:i] + "*" + word[i + 1 :], []).append(word)
        elif word.isascii() and word.isalpha() and len(word) >= _LATIN_ONE:
            for form in {word, *_deletions(word)}:
                self._deleted.setdefault(form, []).append(word)

    def near(self, word: str) -> list[tuple[str, float]]:
        """Return (known word, score) for a normalised, squeezed word, best first; nothing where it is known itself.

        Everyday Chinese words are never taken for misspellings.
        """
        if word in self._words:
            return []
        found: dict[str, float] = {}

        def take(words: Iterable[str], score: float) -> None:
            for w in words:
                found[w] = max(found.get(w, 0.0), score)

        if any(map(han, word)):
            if len(word) < 2 or word in common_words():
                return []
            sound = pinyin(word)
            take(self._sound.get(sound, ()), SAME_SOUND)
            # 评价怎 is a word and a bit of grammar, no misspelling of 评价分.
            if len(word) >= _HAN_ONE and not {word[1:], word[:-1]} & common_words():
                take(self._near.get(_blurred(sound), ()), NEAR_SOUND)
                for i in range(len(word)):
                    take(self._deleted.get(word[:i] + "*" + word[i + 1 :], ()), ONE_SLIP)
        elif word.isascii() and word.isalpha():
            if word in common_english():
                return []
            take(self._typed.get(word, ()), TYPED_PINYIN if len(word) >= 4 else 0.0)
            if len(word) >= _LATIN_ONE:
                self._slips(word, take)
        return sorted(((w, s) for w, s in found.items() if s > 0), key=lambda ws: (-ws[1], ws[0]))

    def _slips(self, word: str, take: object) -> None:
        for form in {word, *_deletions(word)}:
            for known in self._deleted.get(form, ()):
                n = distance(word, known)
                # The first letter is rarely wrong; short words must keep it.
                swapped = sorted(known) == sorted(word)
                if (
                    n == 1
                    and (swapped or min(len(word), len(known)) > _LATIN_ONE)
                    and (known[0] == word[0] or len(word) >= 6)
                ):
                    take([known], ONE_SLIP)  # type: ignore[operator]
                elif n == 2 and min(len(word), len(known)) >= _LATIN_TWO and known[0] == word[0]:
                    take([known], TWO_SLIPS)  # type: ignore[operator]


def distance(a: str, b: str) -> int:
    """Return the number of insertions, deletions, replacements and swaps of neighbours between two words."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        last, row = row, [i]
        for j, y in enumerate(b, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = last
    return row[-1]
