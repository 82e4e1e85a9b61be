"""Answers updates: in order within a chat, chats side by side, each until it is answered or cannot be.

Owns: queues, tries, what a failure means for an update. Does not know: answers. An update leaves the record of
unanswered ones only after its answer is out, so that a process that is killed leaves it for the next.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import Iterable

import telegram
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.channels.telegram.pace import seconds
from bot.channels.telegram.parts import Job, Parts
from bot.channels.telegram.router import INLINE_QUEUE, Router
from bot.store.telegram import Update

log = logging.getLogger(__name__)

#: Pauses while Telegram cannot be reached, in seconds; the last one again and again.
PAUSES_S = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class Workers:
    """One task for each queue that has something to do."""

    def __init__(self, parts: Parts, router: Router, pauses_s: tuple[float, ...] = PAUSES_S) -> None:
        self._parts, self._router, self._pauses_s = parts, router, pauses_s
        self._queues: dict[str, deque[Update]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._stopping = False

    @property
    def n_waiting(self) -> int:
        """Return how many updates are not answered yet."""
        return sum(len(queue) for queue in self._queues.values())

    def add(self, updates: Iterable[Update]) -> None:
        """Take updates that are on record, in the order of their numbers."""
        for update in updates:
            self._queues.setdefault(update.queue, deque()).append(update)
            if update.queue not in self._tasks:
                self._tasks[update.queue] = asyncio.create_task(self._work(update.queue))

    async def stop(self, within_s: float) -> None:
        """Let what is being answered end, for so long; the rest stays on record."""
        self._stopping = True
        if not self._tasks:
            return
        _, late = await asyncio.wait(list(self._tasks.values()), timeout=within_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _work(self, name: str) -> None:
        queue = self._queues[name]
        try:
            while queue and not self._stopping:
                if name.startswith(INLINE_QUEUE) and len(queue) > 1:
                    # Only what is typed last is still on the screen.
                    old = [queue.popleft().update_id for _ in range(len(queue) - 1)]
                    await self._close(old)
                await self._one(queue)
        finally:
            del self._tasks[name]
            if not queue:
                del self._queues[name]
            elif not self._stopping:
                self._tasks[name] = asyncio.create_task(self._work(name))

    async def _one(self, queue: deque[Update]) -> None:
        record = queue[0]
        found = telegram.Update.de_json(json.loads(record.body), self._parts.bot)
        job = Job(found, record.n_sent)
        for n_try in range(1_000_000):
            try:
                await self._router.handle(job)
                break
            except Forbidden:
                await self._left_alone(job, queue)
                return
            except RetryAfter as error:
                await asyncio.sleep(seconds(error))
            except BadRequest as error:
                log.error("update %d cannot be answered: %s", job.id, error.message)
                break
            except NetworkError as error:
                log.warning("Telegram cannot be reached for update %d: %s", job.id, error.message)
                await asyncio.sleep(self._pauses_s[min(n_try, len(self._pauses_s) - 1)])
            except TelegramError as error:
                log.error("update %d cannot be answered: %s", job.id, error.message)
                break
            except Exception:
                # The broad catch of this door: the shopper hears of it, the other chats go on.
                log.exception("update %d failed", job.id)
                await self._apologise(job)
                break
        await self._close([record.update_id])
        queue.popleft()

    async def _left_alone(self, job: Job, queue: deque[Update]) -> None:
        """Note a person who blocked the bot; what they said before gets no answer."""
        place = job.update.effective_chat
        if place:
            await self._router.leave(place.id)
        gone = [update.update_id for update in queue]
        await self._close(gone)
        for _ in gone:
            queue.popleft()

    async def _apologise(self, job: Job) -> None:
        try:
            await self._router.apologise(job)
        except TelegramError as error:
            log.warning("nor could that be said: %s", error.message)

    async def _close(self, update_ids: list[int]) -> None:
        await self._parts.blocking.write(self._parts.store.close, update_ids)
