"""Content words of a question and sentences of a text: what is needed to look an answer up in prose.

Owns: which words carry content, how prose is cut into sentences and clauses. Does not know: goods, moods, wording.
"""

from __future__ import annotations

import re

from knowledge import tokens
from knowledge.guide.words import EMPTY

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?|[^.\n]+\.")
_CLAUSE = re.compile(r"[，,。！？!?；;：、\n]|\.\s|\bbut\b|但是|但|不过|就是|可惜")


_NAMELESS = frozenset(EMPTY)


def content(text: str) -> list[str]:
    """Return the words of a text that carry content, in order, each once."""
    found = dict.fromkeys(w for w in tokens.words(text) if w not in _NAMELESS)
    # In search mode long words come with the words inside them; those add nothing to look for.
    return [w for w in found if not any(w != other and w in other for other in found)]


def sentences(text: str) -> list[str]:
    """Cut prose into sentences, with their final marks."""
    return [s.strip() for s in _SENTENCE.findall(text) if s.strip()]


def clauses(text: str) -> list[str]:
    """Cut prose into clauses: the span within which one mood holds."""
    return [c.strip() for c in _CLAUSE.split(text) if c and c.strip()]


def mentions(text: str, words: list[str]) -> int:
    """Count how many of the (folded) words the text has. Latin words count whole, Han words anywhere."""
    folded = tokens.fold(text)
    return sum(1 for w in words if _has(folded, w))


def _has(folded: str, word: str) -> bool:
    if tokens.is_han(word):
        return word in folded
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?:s|es|ing|ed)?(?![a-z0-9])", folded) is not None
