"""Lets each conversation have one turn at a time, and waits for it without polling.

Owns: the lock stores that the launcher picks from. Does not know: turns. Rasa's own in-memory lock looks again only
once a second, so a shopper's second message would wait that long.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock_store import LockError, LockStore
from redis.asyncio import Redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

#: Longest that a turn may hold its lock, in seconds: well above the longest that an action may take.
LIFETIME_S = 60.0
#: How often a replica that waits for another looks again, in seconds.
LOOK_EVERY_S = 0.02


class AwaitedLockStore(LockStore):
    """Locks of one process: first come, first served. For a single replica."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def lock(self, conversation_id: str, *_: Any, **__: Any) -> AsyncIterator[None]:
        """Hold the conversation's turn; a lock that nobody holds or waits for is forgotten."""
        lock, n_users = self._locks.get(conversation_id) or (asyncio.Lock(), 0)
        self._locks[conversation_id] = (lock, n_users + 1)
        try:
            async with lock:
                yield
        finally:
            _, n_users = self._locks[conversation_id]
            if n_users == 1:
                del self._locks[conversation_id]
            else:
                self._locks[conversation_id] = (lock, n_users - 1)


class RedisTurnLocks(AwaitedLockStore):
    """Locks of several replicas, kept in Redis; within one process the turns still come in their order.

    Not Rasa's RedisLockStore: it reads its queue of tickets, changes it and writes it back, so that two replicas may
    lose a ticket or enter together (3.6.21). The lock of redis-py is taken and given back atomically.
    """

    def __init__(self, url: str) -> None:
        """Use the Redis at `url`, redis[s]://[user:password@]host[:port][/db]; nothing connects before the first turn.

        Raises ValueError for any other URL.
        """
        if not url.startswith(("redis://", "rediss://")):
            raise ValueError("expected a lock store like redis://host:6379/1")
        super().__init__()
        self._redis = Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5)

    @asynccontextmanager
    async def lock(self, conversation_id: str, *_: Any, **__: Any) -> AsyncIterator[None]:
        """Hold the conversation's turn among all replicas, for LIFETIME_S at most. Raises LockError after as long."""
        async with super().lock(conversation_id):
            shared = self._redis.lock(
                f"daogou:turn:{conversation_id}", timeout=LIFETIME_S, sleep=LOOK_EVERY_S, blocking_timeout=LIFETIME_S
            )
            if not await shared.acquire():
                raise LockError(f"another replica has held the turn of {conversation_id} for {LIFETIME_S:g} s")
            try:
                yield
            finally:
                try:
                    await shared.release()
                except (RedisError, OSError) as error:
                    # The turn is done and committed; the lock ends by itself.
                    logger.warning("the turn lock of %s was not given back: %s", conversation_id, error)
