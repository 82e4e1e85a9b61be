"""Spoil queries as people do: characters of the same sound, pinyin instead of characters, swapped and wrong letters,
and other words for the same thing where a thesaurus is given.

Owns: the ways to spoil a word, drawn from a seed. Does not know: correction, retrieval.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from knowledge import tokens
from knowledge.vocabulary import sound

KINDS = ("homophone", "pinyin", "swap", "letter", "synonym")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Noise:
    """Spoils words. The characters it puts in come from `texts`, so that they are ones that people write."""

    def __init__(self, texts: Iterable[str], thesaurus: Iterable[Sequence[str]] = ()) -> None:
        """`thesaurus`: groups of words of one meaning; those put in stand in none of the texts."""
        texts = list(texts)
        joined = "\n".join(texts)
        self._synonyms: dict[str, list[str]] = {}
        for group in thesaurus:
            strange = [w for w in group if len(w) >= 2 and w not in joined]
            for word in group:
                self._synonyms.setdefault(word, []).extend(s for s in strange if s not in self._synonyms.get(word, ()))
        self._sounding: dict[str, list[str]] = {}
        for character in sorted({c for text in texts for c in text if tokens.all_han(c)}):
            self._sounding.setdefault(sound(character)[0], []).append(character)

    def spoil(self, words: list[str], draw: random.Random) -> tuple[list[str], str] | None:
        """Spoil one word of a query; return the words and the kind of noise, None where no word can be spoilt."""
        options = [(n, kind) for n, word in enumerate(words) for kind in KINDS if self._can(word, kind)]
        if not options:
            return None
        kind = draw.choice(sorted({k for _, k in options}))
        at = draw.choice([n for n, k in options if k == kind])
        return [*words[:at], self._spoil(words[at], kind, draw), *words[at + 1 :]], kind

    def _can(self, word: str, kind: str) -> bool:
        if kind == "synonym":
            return bool(self._synonyms.get(word))
        if kind == "homophone":
            return tokens.all_han(word) and len(word) >= 2 and any(self._others(c) for c in word)
        if kind == "pinyin":
            return tokens.all_han(word) and len(word) >= 2
        if kind == "swap":
            return len(word) >= (3 if tokens.all_han(word) else 5) and len(set(word)) > 1 and not word[0].isdigit()
        return len(word) >= 5 and word.isascii() and word.isalpha()

    def _spoil(self, word: str, kind: str, draw: random.Random) -> str:
        if kind == "synonym":
            return draw.choice(self._synonyms[word])
        if kind == "pinyin":
            return "".join(sound(word))
        if kind == "homophone":
            at = draw.choice([n for n, c in enumerate(word) if self._others(c)])
            return word[:at] + draw.choice(self._others(word[at])) + word[at + 1 :]
        if kind == "swap":
            at = draw.choice([n for n in range(len(word) - 1) if word[n] != word[n + 1]])
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        at = draw.randrange(1, len(word))
        return word[:at] + draw.choice([c for c in _LETTERS if c != word[at]]) + word[at + 1 :]

    def _others(self, character: str) -> list[str]:
        return [c for c in self._sounding.get(sound(character)[0], []) if c != character]
