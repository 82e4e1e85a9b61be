"""How much one caller may ask for: token buckets and the size of bodies. Does not know: what is asked for."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.gateway.problems import ProblemError, problem

#: Buckets kept at once; the one untouched for longest is forgotten first (it is full again by then, or nearly).
MAX_BUCKETS = 100_000


class RateLimit:
    """A token bucket for each key: `per_minute` on average, a third of it at once; 0 = no limit."""

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        self._rate = per_minute / 60
        self._size = max(1.0, per_minute / 3)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_s(self, key: str) -> float:
        """Take one token; return 0, or the seconds until there is one."""
        if not self._rate:
            return 0.0
        now = self._clock()
        tokens, at = self._buckets.pop(key, (self._size, now))
        tokens = min(self._size, tokens + (now - at) * self._rate)
        allowed = tokens >= 1
        self._buckets[key] = (tokens - 1 if allowed else tokens, now)
        if len(self._buckets) > MAX_BUCKETS:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - tokens) / self._rate

    def check(self, key: str, what: str) -> None:
        """Take one token or raise a 429 problem that says when to come back."""
        wait = self.wait_s(key)
        if wait:
            seconds = math.ceil(wait)
            raise ProblemError(
                429, "too-many", f"too many {what}; come back in {seconds} s", {"Retry-After": str(seconds)}
            )


class BodyLimit:
    """ASGI middleware that refuses bodies of more than `limit_of(path)` bytes, announced or not, with a 413 problem."""

    def __init__(self, app: ASGIApp, limit_of: Callable[[str], int]) -> None:
        self._app = app
        self._limit_of = limit_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit_of(scope["path"])

        async def refuse() -> None:
            refusal = problem(413, "too-large", f"the body may have {limit} bytes at most")
            await refusal(scope, receive, send)

        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > limit:
            await refuse()
            return
        n_bytes = 0
        started = False

        async def counted() -> Message:
            nonlocal n_bytes
            message = await receive()
            if message["type"] == "http.request":
                n_bytes += len(message.get("body", b""))
                if n_bytes > limit:
                    raise _TooLarge
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, counted, noted)
        except _TooLarge:
            if not started:
                await refuse()


class _TooLarge(BaseException):
    """Travels past the handlers that turn any exception of a body into 'not valid JSON'."""
