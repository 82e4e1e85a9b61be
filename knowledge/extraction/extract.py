"""Read relations of an item out of a sentence.

Owns: which relation each reader finds, and putting the readers together. Does not know: shops, the graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.extraction import compatible, made, packed, suits
from knowledge.extraction.sentences import claims_something, clauses
from knowledge.extraction.vocabulary import Vocabulary

Source = Literal["title", "description", "review"]
RELATIONS = ("suits", "compatible_with", "brand", "includes", "material")


@dataclass(frozen=True)
class Mention:
    """One relation that a sentence states: `holds` False = it is denied; `confidence` 0 to 1, of the reading alone."""

    relation: str
    object: str
    holds: bool
    confidence: float


def extract(sentence: str, vocabulary: Vocabulary, source: Source = "description") -> list[Mention]:
    """Return what the sentence states of its item, each relation and object once, the surest reading first."""
    if not claims_something(sentence):
        return []
    parts = [sentence] if source == "title" else clauses(sentence)
    found: list[Mention] = []
    for reader in (compatible.read, packed.read, made.read, suits.read):
        found += [Mention(*m) for m in reader(parts, vocabulary, source)]
    best: dict[tuple[str, str], Mention] = {}
    for mention in sorted(found, key=lambda m: -m.confidence):
        best.setdefault((mention.relation, mention.object), mention)
    return list(best.values())
