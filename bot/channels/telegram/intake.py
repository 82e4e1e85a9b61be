"""How updates come in: asked for (polling) or sent by Telegram (webhook). Owns: that none is confirmed before it is on
record. Does not know: answers.

The library's own Updater hands an update to a queue in memory and confirms it with the next request; a kill in between
loses it. Here the record is written first.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Sequence
from typing import Any

import telegram
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.telegram.pace import seconds
from bot.channels.telegram.parts import Parts
from bot.channels.telegram.router import ALLOWED, queue_of
from bot.channels.telegram.workers import Workers
from bot.store.telegram import Update

log = logging.getLogger(__name__)

#: Seconds that Telegram holds a request open while there is nothing new.
LONG_POLL_S = 25
_PAUSES_S = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class Intake:
    """Takes updates in."""

    def __init__(self, parts: Parts, workers: Workers, pauses_s: tuple[float, ...] = _PAUSES_S) -> None:
        self._parts, self._workers, self._pauses_s = parts, workers, pauses_s

    async def take(self, found: Sequence[telegram.Update]) -> None:
        """Put updates on record and have the new ones answered."""
        rows = [Update(u.update_id, queue_of(u), json.dumps(u.to_dict(), ensure_ascii=False)) for u in found]
        if rows:
            self._workers.add(await self._parts.blocking.write(self._parts.store.accept, rows, time.time()))

    async def take_json(self, body: dict[str, Any]) -> None:
        """Take one update as Telegram sent it. Raises ValueError and what the library raises where it is none."""
        number = body["update_id"]
        if not isinstance(number, int) or not 0 <= number < 2**63:
            raise ValueError(f"update_id: expected a whole number, found {number!r}")
        update = telegram.Update.de_json(body, self._parts.bot)
        await self.take([update])

    async def poll(self) -> None:
        """Ask for updates for ever. Raises InvalidToken."""
        # The record knows what was taken before; an offset of an earlier run could hide numbers that began anew.
        offset: int | None = None
        n_failures = 0
        await self._until_done(lambda: self._parts.bot.delete_webhook(drop_pending_updates=False))
        while True:
            try:
                found = await self._parts.bot.get_updates(
                    offset=offset, timeout=LONG_POLL_S, allowed_updates=list(ALLOWED), limit=100
                )
                n_failures = 0
            except InvalidToken:
                raise
            except TelegramError as error:
                await self._pause(error, n_failures)
                n_failures += 1
                continue
            await self.take(found)
            if found:
                offset = found[-1].update_id + 1

    async def call_us(self, url: str, secret: str) -> None:
        """Have Telegram send updates to `url`. Raises InvalidToken."""
        await self._until_done(
            lambda: self._parts.bot.set_webhook(url, secret_token=secret, allowed_updates=list(ALLOWED))
        )

    async def _until_done(self, call: Any) -> None:
        for n_try in range(1_000_000):
            try:
                await call()
                return
            except InvalidToken:
                raise
            except (NetworkError, RetryAfter) as error:
                await self._pause(error, n_try)

    async def _pause(self, error: TelegramError, n_failures: int) -> None:
        wait = self._pauses_s[min(n_failures, len(self._pauses_s) - 1)]
        if isinstance(error, RetryAfter):
            wait = seconds(error)
        if isinstance(error, Conflict):
            log.error("another process asks for this bot's updates, or a webhook is set: %s", error.message)
        else:
            log.warning("Telegram cannot be asked for updates: %s", error.message)
        await asyncio.sleep(wait)
