"""How fast we may send: one message a second to a chat, some thirty a second in all, and Telegram's own waits.

Owns: waiting before a request. Does not know: what is sent. The library's AIORateLimiter has no limit for private chats
and lets one chat's `retry_after` stop everybody; this one keeps the two apart, and stops all when two chats are told to
wait at once (then it is the bot that is too fast). Source of the figures: https://core.telegram.org/bots/faq
#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

log = logging.getLogger(__name__)

#: Tries of one request that is told to wait; then its update is tried again later.
MAX_TRIES = 5

_MESSAGES = ("sendMessage", "sendPhoto", "sendMediaGroup", "sendDocument", "sendVoice", "sendVideo")


class Pace(BaseRateLimiter[int]):
    """Waits before requests. `chat_gap_s`: between messages to one chat; `per_window` messages in each `window_s`."""

    def __init__(
        self, chat_gap_s: float = 1.0, per_window: int = 30, window_s: float = 1.0,
        clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep,
    ) -> None:  # fmt: skip
        self._chat_gap_s, self._per_window, self._window_s = chat_gap_s, per_window, window_s
        self._clock, self._sleep = clock, sleep
        self._sent: deque[float] = deque()  # times of the last messages, of this window and to come
        self._free_at: dict[int, float] = {}  # when a chat may get its next message
        self._held: dict[int, float] = {}  # chats that Telegram told to wait, until when
        self._all_held_until = 0.0

    async def initialize(self) -> None:
        """Do nothing; there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing; there is nothing to close."""

    async def process_request(
        self, callback: Callable[..., Awaitable[Any]], args: Any, kwargs: dict[str, Any], endpoint: str,
        data: dict[str, Any], rate_limit_args: int | None,
    ) -> Any:  # fmt: skip
        """Make a request when it may be made, again after each `retry_after`. Raises RetryAfter after some tries."""
        chat_id = int(data.get("chat_id") or 0)
        n_messages = _count(endpoint, data)
        for n_try in range(1, (rate_limit_args or MAX_TRIES) + 1):
            await self._wait(chat_id, n_messages)
            try:
                return await self._timed(callback(*args, **kwargs), chat_id if n_messages else 0)
            except RetryAfter as error:
                self._hold(chat_id, seconds(error))
                if n_try == (rate_limit_args or MAX_TRIES):
                    raise
        raise AssertionError("not reached: the loop ends by returning or raising")

    async def _timed(self, request: Awaitable[Any], chat_id: int) -> Any:
        try:
            return await request
        finally:
            if chat_id:
                # Counted from the end too: the server counts from when it got the message, which is no later.
                self._free_at[chat_id] = self._clock() + self._chat_gap_s

    async def _wait(self, chat_id: int, n_messages: int) -> None:
        while True:
            now = self._clock()
            start = max(now, self._all_held_until, self._held.get(chat_id, 0.0))
            if n_messages:
                start = max(start, self._free_at.get(chat_id, 0.0), self._window_free(now, n_messages))
            if start <= now:
                break
            # No place is reserved while waiting: who wakes first goes first, and a hold may have come meanwhile.
            await self._sleep(start - now)
        if n_messages:
            self._free_at[chat_id] = now + self._chat_gap_s
            self._sent.extend([now] * n_messages)
        if len(self._free_at) > 10_000:
            self._free_at = {chat: at for chat, at in self._free_at.items() if at > now}

    def _window_free(self, now: float, n_messages: int) -> float:
        """Return when the window has room for so many messages."""
        while self._sent and self._sent[0] <= now - self._window_s:
            self._sent.popleft()
        over = len(self._sent) + n_messages - self._per_window
        if over <= 0 or not self._sent:
            return now
        return self._sent[min(over, len(self._sent)) - 1] + self._window_s

    def _hold(self, chat_id: int, wait_s: float) -> None:
        now = self._clock()
        until = now + wait_s
        self._held = {chat: at for chat, at in self._held.items() if at > now} | {chat_id: until}
        log.warning("told to wait %.1f s", wait_s)
        if chat_id == 0 or len(self._held) > 1:
            self._all_held_until = max(self._all_held_until, *self._held.values())


def _count(endpoint: str, data: dict[str, Any]) -> int:
    """Return how many messages a request sends; edits, typing and answers to presses are none."""
    if endpoint not in _MESSAGES:
        return 0
    if endpoint == "sendMediaGroup":
        media = data.get("media") or [None]
        return len(json.loads(media)) if isinstance(media, str) else len(media)
    return 1


def seconds(error: RetryAfter) -> float:
    """Return how long Telegram says to wait; the library is about to turn its number into a timedelta (22.2)."""
    wait = error.retry_after
    return float(wait if isinstance(wait, (int, float)) else wait.total_seconds())
