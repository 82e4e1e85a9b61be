"""How the processes fare: looked at every few seconds, the last hour kept in memory. Does not know: HTTP routes.

What is kept is this gateway's own view; another replica may see another.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

#: A probe says whether its process answers, None where there is no such process.
Probe = Callable[[], Awaitable[bool | None]]

LOOK_EVERY_S = 15.0
N_KEPT = 240  # an hour


class Health:
    """Looks at named processes. `clock`: UNIX time."""

    def __init__(self, probes: dict[str, Probe], clock: Callable[[], float] = time.time) -> None:
        self._probes, self._clock = probes, clock
        self._seen: dict[str, deque[tuple[float, float | None]]] = {name: deque(maxlen=N_KEPT) for name in probes}
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._look_on())

    async def stop(self) -> None:
        """Look no more."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def look(self) -> None:
        """Look at all processes once."""
        await asyncio.gather(*(self._look(name, probe) for name, probe in self._probes.items()))

    def seen(self) -> dict[str, list[tuple[float, float | None]]]:
        """Return for each process (when, milliseconds until its answer or None where none came), oldest first."""
        return {name: list(kept) for name, kept in self._seen.items()}

    async def _look(self, name: str, probe: Probe) -> None:
        started = time.perf_counter()
        up: bool | None
        try:
            up = await probe()
        except Exception:  # the door: a probe that breaks is a process that is not well
            log.exception("looking at %s failed", name)
            up = False
        took_ms = (time.perf_counter() - started) * 1000
        if up is None:
            return
        self._seen[name].append((self._clock(), took_ms if up else None))

    async def _look_on(self) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            while True:
                await self.look()
                await asyncio.sleep(LOOK_EVERY_S)
