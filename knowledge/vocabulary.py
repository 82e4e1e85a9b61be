"""The words of a shop: which there are, which sound alike, which are spelt alike, which begin alike.

Owns: what counts as a word, and looking words up by spelling and by pinyin. Does not know: queries, the index.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from pypinyin import lazy_pinyin
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge import tokens
from knowledge.errors import StoreError
from knowledge.other_titles import other_titles
from knowledge.types import Item, Shop

VOCABULARY_FILE = "vocabulary.json"
_N_WORD_CHARS = 24
_LATIN = re.compile(r"[a-z0-9.]+")
#: Sounds that speakers of southern Mandarin and hasty typists do not tell apart, as they are folded.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))


def count_words(item: Item, title_keys: Sequence[str] = ()) -> set[str]:
    """Return the words that an item adds: those of its titles, and its category, brand and values whole.

    `title_keys`: attributes that hold titles in other languages (`other_titles.title_attributes`).
    """
    whole = [item.category, item.brand or ""]
    for key, value in item.attributes.items():
        if key not in title_keys:
            whole += value if isinstance(value, list) else [value] if isinstance(value, str) else []
    titles = " ".join([item.title, *other_titles(item, title_keys)])
    return {w for w in _words(titles, whole) if 2 <= len(w) <= _N_WORD_CHARS and not w.replace(".", "").isdigit()}


def sound(text: str) -> tuple[str, ...]:
    """Return the pinyin syllables of a Han text without tones."""
    return tuple(lazy_pinyin(text))


def fold_sound(syllables: tuple[str, ...]) -> tuple[str, ...]:
    """Return the syllables with sounds that are often confused made equal (zh = z, ang = an …)."""
    return tuple(_fold_syllable(s) for s in syllables)


class Vocabulary:
    """The words of a shop with in how many items each stands, and the shop's own aliases. Immutable."""

    def __init__(
        self, counts: Mapping[str, int], aliases: Mapping[str, str] | None = None, kinds: frozenset[str] = frozenset()
    ) -> None:
        """`aliases`: folded alias -> canonical name, as in `aliases_of`; `kinds`: folded names of kinds of goods."""
        self.counts = dict(counts)
        self.aliases = dict(aliases or {})
        self.kinds = kinds
        for word in self.aliases:
            self.counts.setdefault(word, 1)

    @classmethod
    def load(cls, folder: Path, shop: Shop) -> Vocabulary:
        """Read the vocabulary of a generation of the lexical index. Raises StoreError."""
        try:
            counts = json.loads((folder / VOCABULARY_FILE).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise StoreError(f"unreadable ({error})", where=str(folder), remedy="rebuild the lexical index") from error
        return cls(counts, aliases_of(shop), kinds_of(shop))

    def __contains__(self, word: str) -> bool:
        return word in self.counts

    def knows(self, text: str) -> bool:
        """Say whether the text stands in some word of this shop."""
        return text in self._joined

    def sounding(self, syllables: tuple[str, ...], typed: str = "") -> str | None:
        """Return a Han word of these syllables: exactly, else with sounds that are often confused.

        Of several, the one that shares most characters with what was `typed`, then a kind of goods, then the most
        frequent.
        """
        found = self._by_sound.get("".join(syllables)) or self._by_folded_sound.get("".join(fold_sound(syllables)))
        if not found:
            return None
        return max(found, key=lambda word: sum(a == b for a, b in zip(word, typed, strict=False)))

    def of_pinyin(self, typed: str) -> list[str] | None:
        """Read Latin letters as pinyin of words of this shop ("lanyaerji" as 蓝牙, 耳机), None where they are not.

        Fewest words win, then kinds of goods, then the most frequent.
        """
        best: list[tuple[int, int, list[str]] | None] = [(0, 0, [])] + [None] * len(typed)
        for end in range(1, len(typed) + 1):
            for start in range(max(0, end - 24), end):
                before = best[start]
                words = self._by_sound.get(typed[start:end])
                if before is None or not words:
                    continue
                offer = (before[0] + 1, before[1] - self.counts[words[0]], [*before[2], words[0]])
                current = best[end]
                if current is None or offer[:2] < current[:2]:
                    best[end] = offer
        whole = best[-1]
        return whole[2] if whole else None

    def spelt_like(self, word: str) -> str | None:
        """Return the nearest word within one slip, the most frequent of equals; None where none is so near.

        Two slips from eight letters on; a swap of neighbours is one. Han words must be of three characters or more and
        of equal length.
        """
        is_han = tokens.is_han(word)
        if len(word) < (3 if is_han else 4):
            return None
        n_slips = 2 if len(word) >= 8 and not is_han else 1
        choices = self._han.get(len(word), []) if is_han else self._latin
        found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=n_slips, limit=20)
        # The first letter is rarely the wrong one; among equals the frequent word is the likelier.
        ranked = sorted(found, key=lambda f: (f[1], f[0][0] != word[0], -self.counts[f[0]], f[0]))
        return ranked[0][0] if ranked else None

    def beginning(self, prefix: str, n: int) -> list[str]:
        """Return the `n` most frequent words that begin with `prefix` and are longer."""
        start = bisect_left(self._sorted, prefix)
        found = []
        for word in self._sorted[start:]:
            if not word.startswith(prefix):
                break
            if word != prefix:
                found.append(word)
        return sorted(found, key=lambda w: (-self.counts[w], w))[:n]

    def beginning_sound(self, letters: str, n: int) -> list[str]:
        """Return the `n` most frequent Han words whose pinyin begins with these letters."""
        sounds = self._sorted_sounds
        found: list[str] = []
        for place in range(bisect_left(sounds, letters), len(sounds)):
            if not sounds[place].startswith(letters):
                break
            found += self._by_sound[sounds[place]]
        return sorted(found, key=lambda w: (-self.counts[w], w))[:n]

    # ------------------------------------------------------------ ways in, each made at first use

    @cached_property
    def _joined(self) -> str:
        return "\n".join(self.counts)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.counts)

    @cached_property
    def _sorted_sounds(self) -> list[str]:
        return sorted(self._by_sound)

    @cached_property
    def _latin(self) -> list[str]:
        return [w for w in self.counts if len(w) >= 3 and _LATIN.fullmatch(w) and not w[0].isdigit()]

    @cached_property
    def _han(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for word in self.counts:
            if tokens.all_han(word):
                found.setdefault(len(word), []).append(word)
        return found

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        return self._group(lambda word: sound(word))

    @cached_property
    def _by_folded_sound(self) -> dict[str, list[str]]:
        return self._group(lambda word: fold_sound(sound(word)))

    def _group(self, key) -> dict[str, list[str]]:  # type: ignore[no-untyped-def]
        found: dict[str, list[str]] = {}
        for words in self._han.values():
            for word in words:
                if len(word) >= 2:
                    found.setdefault("".join(key(word)), []).append(word)
        for words in found.values():
            words.sort(key=lambda w: (w not in self.kinds, -self.counts[w], w))
        return found


def aliases_of(shop: Shop) -> dict[str, str]:
    """Return the other names that a shop's schema gives to categories, brands and values: folded alias -> canonical."""
    named: list[tuple[str, list[str]]] = [(c.name, [n for ns in c.names.values() for n in ns]) for c in shop.categories]
    named += shop.brands.items()
    for attribute in shop.attributes:
        named += attribute.values.items()
        named += [(value, list(shown.values())) for value, shown in attribute.shown.items()]
    found: dict[str, str] = {}
    for canonical, others in named:
        for other in others:
            folded = tokens.fold(other).strip()
            if len(folded) >= 2 and folded != tokens.fold(canonical):
                found.setdefault(folded, canonical)
    return found


def kinds_of(shop: Shop) -> frozenset[str]:
    """Return the names that a shop has for its categories, folded."""
    names = (n for c in shop.categories for n in (c.name, *(other for ns in c.names.values() for other in ns)))
    return frozenset(tokens.fold(n).strip() for n in names)


def _words(title: str, whole: list[str]) -> Iterator[str]:
    yield from tokens.words(title)
    for text in whole:
        yield tokens.fold(text).strip()


def _fold_syllable(syllable: str) -> str:
    for long, short in _ALIKE:
        syllable = syllable.replace(long, short)
    return syllable
