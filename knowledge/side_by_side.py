"""Make several derived stores at once: the vectors on one side, the others on the other.

Owns: the two threads, and that both stop when one fails or the caller is interrupted. Does not know: stores.

Encoder, Chroma and tantivy work outside Python's lock, cutting words and writing triples inside it; on two cores the
sides take about as long as the longer one alone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

Progress = Callable[[str, int, int], None]  # kind, done, total


class Stopped(RuntimeError):
    """The other side failed, or the caller was interrupted."""


def side_by_side(kinds: Sequence[str], make: Callable[[str, Progress], None], progress: Progress | None = None) -> None:
    """Call `make` for each kind, each with a progress that raises `Stopped` once it is of no use to go on.

    Raises what the first `make` that failed raised. `progress` is called from two threads.
    """
    stop = threading.Event()

    def tell(kind: str, done: int, total: int) -> None:
        if stop.is_set():
            raise Stopped(kind)
        if progress:
            progress(kind, done, total)

    def side(mine: Sequence[str]) -> None:
        for kind in mine:
            make(kind, tell)

    sides = [s for s in ([k for k in kinds if k == "vectors"], [k for k in kinds if k != "vectors"]) if s]
    if len(sides) < 2:
        for mine in sides:
            side(mine)
        return
    with ThreadPoolExecutor(len(sides), thread_name_prefix="derive") as pool:
        futures = [pool.submit(side, mine) for mine in sides]
        try:
            wait(futures, return_when=FIRST_EXCEPTION)
        finally:
            stop.set()
    failed = [error for f in futures if (error := f.exception()) is not None]
    for error in sorted(failed, key=lambda e: isinstance(e, Stopped)):
        raise error
