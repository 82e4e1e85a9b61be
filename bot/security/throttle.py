"""How often one caller may do something, over all replicas or for each alone. Owns: the choice. Knows no reasons.

`shared`: the buckets are in SQL, so that N replicas allow no more than one; each question is a short transaction. Else
each replica counts in its memory, and N replicas allow N times as much. What is rare and guessed at (passwords) is
always shared; what is frequent and merely costly (messages) is so by the setting `rate_limits`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from bot.gateway.blocking import Blocking
from bot.gateway.limits import RateLimit
from bot.gateway.problems import ProblemError
from bot.store.buckets import Buckets


class Throttle:
    """At most `per_minute` on average for each key, `burst` at once (None = a third of it); 0 a minute = no limit."""

    def __init__(
        self, name: str, per_minute: float, buckets: Buckets | None, blocking: Blocking, burst: float | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self._name, self._buckets, self._blocking, self._clock = name, buckets, blocking, clock
        self._per_s = per_minute / 60
        self._size = max(1.0, per_minute / 3 if burst is None else burst)
        self._own = RateLimit(int(per_minute), time.monotonic)

    async def check(self, key: str, what: str) -> None:
        """Take one token or raise a 429 problem that says when to come back."""
        if self._buckets is None:
            self._own.check(key, what)
            return
        if not self._per_s:
            return
        wait = await self._blocking.write(self._take, key, 1.0)
        if wait:
            seconds = math.ceil(wait)
            raise ProblemError(
                429, "too-many", f"too many {what}; come back in {seconds} s", {"Retry-After": str(seconds)}
            )

    async def give_back(self, key: str) -> None:
        """Give a shared token back: what was asked for turned out to be allowed."""
        if self._buckets is not None and self._per_s:
            await self._blocking.write(self._take, key, -1.0)

    def _take(self, key: str, n: float) -> float:
        assert self._buckets is not None
        return self._buckets.take(f"{self._name}:{key}", self._size, self._per_s, self._clock(), n)
