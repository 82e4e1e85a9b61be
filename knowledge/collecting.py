"""Hold back Python's garbage collector while very many objects are read. Owns: that. Knows nothing of what is read."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """Collect no cycles inside: the collector would walk over a hundred thousand dicts being read again and again, a
    third of the time. What is in no cycle is freed all the same.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
