"""Search as a shopper types it: correction, synonyms, suggestions, then retrieval.

Owns: turning a typed query into one the shop understands. Does not know: dialogue, HTTP.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from knowledge.retrieve import Candidate


@dataclass(frozen=True)
class SearchResult:
    """`query` as typed; `understood` as searched; `corrected` typed -> understood; `suggestions` whole queries to offer."""

    query: str
    understood: str
    candidates: list[Candidate]
    corrected: dict[str, str] = field(default_factory=dict)
    suggestions: list[str] = field(default_factory=list)


def search(retriever: Any, view: Any, q: str, k: int = 10, profile: Any = None) -> SearchResult:
    """Search a shop for `q`; at most `k` candidates. `profile`: list of soft `Preference`s, or None."""
    raise NotImplementedError
