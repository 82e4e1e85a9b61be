"""Words of a shop that lie near a word which the shop does not know, in the space of its embedder.

Owns: the vectors of the shop's commonest words and the search among them. Does not know: queries, items, the index.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from knowledge import tokens
from knowledge.embed import Embedder

#: How many of the commonest words are looked among: they are embedded once per index, in about a second.
N_WORDS = 2_000
#: Words nearer than this mean about the same, and they must stand out from the mean of all by this much: short texts
#: crowd together in the space of a sentence encoder. So strict that it rarely speaks: on the development half of
#: taodescribe it moves sentences from .558 to .567 and synonyms of a thesaurus not at all (docs/search.md).
LEAST_COSINE, LEAST_MARGIN = 0.6, 0.25
N_NEAR = 2


class NeighbourWords:
    """The commonest words of a shop with their vectors. Immutable."""

    def __init__(self, counts: Mapping[str, int], embedder: Embedder) -> None:
        """`counts`: word -> in how many items it stands (`Vocabulary.counts`)."""
        told = [w for w in counts if len(w) >= 2 and not any(c.isdigit() for c in w)]
        self._words = sorted(told, key=lambda w: (-counts[w], w))[:N_WORDS]
        self._rows = embedder.embed(self._words)
        self._embedder = embedder

    def of(self, word: str) -> list[str]:
        """Return at most N_NEAR words that mean about the same, nearest first; none where none is near enough."""
        if not self._words:
            return []
        cosines = self._rows @ self._embedder.embed([word])[0]
        floor = max(LEAST_COSINE, float(cosines.mean()) + LEAST_MARGIN)
        order = np.argsort(-cosines, kind="stable")[:N_NEAR]
        return [self._words[i] for i in order if cosines[i] >= floor and self._words[i] != word]


def unknown_words(text: str, known: Mapping[str, int]) -> list[str]:
    """Return the words of a text that are not among the known ones, as they follow each other."""
    found = []
    for word in tokens.plain_words(text):
        if len(word) >= 2 and word not in known and not any(c.isdigit() for c in word):
            found.append(word)
    return list(dict.fromkeys(found))
