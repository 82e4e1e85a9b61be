"""Offer whole queries while a person types: the shop's categories, brands, words and titles that begin like it.

Owns: what is offered and in which order. Does not know: retrieval, persons. Works on half-typed pinyin too: "shouj".
"""

from __future__ import annotations

from typing import Any

import numpy as np

from knowledge import tokens
from knowledge.vocabulary import Vocabulary

N_SUGGESTIONS = 5
#: Letters of pinyin from which on words are offered by their sound: fewer begin too many words.
_N_LEAST_LETTERS = 2


def suggest(typed: str, view: Any, vocabulary: Vocabulary | None, n: int = N_SUGGESTIONS) -> list[str]:
    """Return at most `n` queries that go on from what is typed, most goods first; never what is typed itself.

    The last word is completed, what stands before it is kept. Without anything typed: the shop's fullest categories.
    """
    text = tokens.fold(typed).strip()
    if not text:
        return fullest_categories(view)[:n]
    if vocabulary is None:
        return []
    head, _, last = text.rpartition(" ")
    cut = tokens.words(last)
    offers: list[str] = []
    for start in dict.fromkeys([last, cut[-1] if cut else last]):
        stem = last.removesuffix(start)
        found = vocabulary.beginning(start, n)
        if start.isascii() and start.isalpha() and len(start) >= _N_LEAST_LETTERS:
            found += vocabulary.beginning_sound(start, n)
        offers += [f"{head} {stem}{word}".strip() for word in found]
    return list(dict.fromkeys(o for o in offers if o != text))[:n]


def fullest_categories(view: Any) -> list[str]:
    """Return the categories that have goods, most goods first."""
    return [str(name) for name, _ in view.facet("category", np.ones(view.n_items, dtype=bool))]
