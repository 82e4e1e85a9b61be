"""Keep the derived stores (vectors, lexical index, graph) of a shop equal to SQL.

Owns: building beside and swapping in, incremental updates, noticing damage. Does not know: ranking, import formats.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

KINDS = ("vectors", "lexical", "graph")
Progress = Callable[[str, int, int], None]  # kind, done, total


def update(
    catalogue: Any,
    shop_name: str,
    changed_ids: Sequence[str],
    deleted_ids: Sequence[str],
    progress: Progress | None = None,
) -> None:
    """Bring every derived store to the catalogue's version after an import that changed and deleted these items."""
    raise NotImplementedError


def rebuild(catalogue: Any, shop_name: str, which: Sequence[str] = KINDS, progress: Progress | None = None) -> None:
    """Build the named stores anew from SQL beside the ones in use, then swap them in."""
    raise NotImplementedError
