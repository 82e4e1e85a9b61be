"""The words of a shop, for correcting and completing what shoppers type.

Owns: which words count, spelling distance, pinyin. Does not know: retrieval, the index.
"""

from __future__ import annotations

from collections.abc import Iterator

from knowledge import tokens
from knowledge.types import Item

VOCABULARY_FILE = "vocabulary.json"
_N_WORD_CHARS = 24


def count_words(item: Item) -> set[str]:
    """Return the words that an item adds: those of its title, and its category, brand and values whole."""
    whole = [item.category, item.brand or ""]
    for value in item.attributes.values():
        whole += value if isinstance(value, list) else [value] if isinstance(value, str) else []
    return {w for w in _words(item.title, whole) if 2 <= len(w) <= _N_WORD_CHARS and not w.replace(".", "").isdigit()}


def _words(title: str, whole: list[str]) -> Iterator[str]:
    yield from tokens.words(title)
    for text in whole:
        yield tokens.fold(text).strip()
