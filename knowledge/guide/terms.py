"""Content words of a question and sentences of a text: what is needed to look an answer up in prose.

Owns: which words carry content, how prose is cut into sentences and clauses. Does not know: goods, moods, wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge import tokens
from knowledge.guide.words import EMPTY

_LATIN = re.compile(r"[a-z0-9]+(?:[-'][a-z]+)?")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?|[^.\n]+\.")
_CLAUSE = re.compile(r"[，,。！？!?；;：、\n]|\.\s|\bbut\b|但是|但|不过|就是|可惜")


_NAMELESS = frozenset(EMPTY)
_DEGREE = "不没真更最挺老总"
_BEFORE, _AFTER = "会能很太还也都", "了的吗呢吧么嘛"


def content(text: str) -> list[str]:
    """Return the words of a text that carry content, in order, each once."""
    bare = (_bare(w) for w in tokens.words(text) if w not in _NAMELESS)
    found = dict.fromkeys(w for w in bare if w and w not in _NAMELESS)
    # In search mode long words come with the words inside them; those add nothing to look for.
    return [w for w in found if not any(w != other and w in other for other in found)]


def _bare(word: str) -> str:
    """Return a short Han word without the particles that it was cut together with: 会卡 -> 卡."""
    if tokens.is_han(word) and len(word) <= 3:
        return word.lstrip(_BEFORE).rstrip(_AFTER)
    return word


def sentences(text: str) -> list[str]:
    """Cut prose into sentences, with their final marks."""
    return [s.strip() for s in _SENTENCE.findall(text) if s.strip()]


def clauses(text: str) -> list[str]:
    """Cut prose into clauses: the span within which one mood holds."""
    return [c.strip() for c in _CLAUSE.split(text) if c and c.strip()]


class Words:
    """Words to look for in prose. Latin words count whole (a plural as well); a Han word anywhere, but one of a single
    character only where it stands as a word (卡 is not in 显卡).
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._han: list[str] = []
        self._latin: dict[str, str] = {}
        self._phrases: list[str] = []
        for word in map(tokens.fold, words):
            if tokens.is_han(word):
                self._han.append(word)
            elif _LATIN.fullmatch(word):
                self._latin |= {word: word, word + "s": word}
            elif word:
                self._phrases.append(word)

    def found(self, text: str) -> set[str]:
        """Return which of the words (folded) the text has."""
        folded = tokens.fold(text)
        hits = {self._latin[w] for w in _LATIN.findall(folded) if w in self._latin}
        hits |= {w for w in self._phrases if w in folded}
        han = [w for w in self._han if w in folded]
        if any(len(w) == 1 for w in han):
            # 不卡 and 太慢 are cut as one word each; what degree or negation stands before does not hide the word.
            cut = {w.lstrip(_BEFORE + _DEGREE).rstrip(_AFTER) if len(w) <= 3 else w for w in tokens.words(folded)}
            han = [w for w in han if len(w) > 1 or w in cut]
        return hits | set(han)
