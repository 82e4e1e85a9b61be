"""Things that are made once for each shop and kept for the next turns.

Owns: for how long. Does not know: what is made. A shop is frozen, so the same object always makes the same thing; a new
version of a shop is another object.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from knowledge.types import Shop

T = TypeVar("T")
#: Shops whose things are kept; a process serves few, and an old version of one is dropped in its turn.
N_KEPT = 16


class KeptByShop(Generic[T]):
    """Calls `make` once for each shop; call it like `make`. Two threads at once may each make one; one stays."""

    def __init__(self, make: Callable[[Shop], T]) -> None:
        self._make = make
        self._lock = Lock()
        self._found: list[tuple[Shop, T]] = []

    def __call__(self, shop: Shop) -> T:
        """Return what was made for this shop."""
        for of_shop, made in self._found:
            if of_shop is shop:
                return made
        made = self._make(shop)
        with self._lock:
            self._found = [*self._found, (shop, made)][-N_KEPT:]
        return made
