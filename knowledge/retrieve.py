"""Find candidates for a shopper's words among the goods that pass the hard filters.

Owns: how dense, lexical and graph candidates are fetched, fused and made diverse, and which source gave what.
Does not know: wishes, dialogue, wording. Filters come in as an exact mask and are never widened here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Candidate:
    """An item found. `position` in the view; `score` 0..1, higher is better, comparable within one call only.

    `sources`: contribution of each source to `score` ("dense", "lexical", "graph", "popular"); they sum to `score`.
    `relations`: for graph candidates, relation -> item_id of the focus item that it hangs on.
    """

    position: int
    score: float
    sources: dict[str, float] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)


class Retriever:
    """Hybrid retrieval over one shop's view. Thread-safe; keeps no state of a shopper."""

    def __init__(self, catalogue: Any, settings: Any) -> None:
        """Construct cheaply; stores open on first use of a shop."""
        raise NotImplementedError

    def candidates(
        self, view: Any, text: str, mask: np.ndarray, k: int, focus: Sequence[str] | None = None
    ) -> list[Candidate]:
        """Return up to `k` candidates inside `mask` (bool[n_items]), best first.

        `text` may be "" (then popularity ranks, and the graph where `focus` is given). `focus`: item ids the graph walks
        from (accessories, series, near …); they are themselves never returned. An item outside `mask` is never returned.
        """
        raise NotImplementedError

    def related(self, view: Any, item_id: str, relation: str, mask: np.ndarray | None = None, k: int = 10) -> list[str]:
        """Return ids of items tied to `item_id` by `relation` ("accessory_of" gives its accessories), best first."""
        raise NotImplementedError

    def as_langchain(self, shop: str, k: int = 10) -> Any:
        """Return a LangChain `BaseRetriever` over this shop (metadata: item_id, score, sources)."""
        raise NotImplementedError
