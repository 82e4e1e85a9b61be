"""Lets each conversation have one turn at a time, and waits for it without polling.

Owns: the lock stores that the launcher picks from. Does not know: turns. Rasa's own in-memory lock looks again only
once a second, so a shopper's second message would wait that long.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockStore, RedisLockStore


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


class PatientRedisLockStore(RedisLockStore):
    """Rasa's ticket lock in Redis, for several replicas, looked at every 20 ms instead of every second."""

    @classmethod
    def at(cls, url: str) -> PatientRedisLockStore:
        """Return the store at `url`, redis[s]://[user:password@]host[:port][/db]; ValueError for any other."""
        parts = urlsplit(url)
        if parts.scheme not in ("redis", "rediss") or not parts.hostname:
            raise ValueError("expected a lock store like redis://host:6379/1")
        return cls(
            host=parts.hostname,
            port=parts.port or 6379,
            db=int(parts.path.strip("/") or 1),
            username=parts.username,
            password=parts.password,
            use_ssl=parts.scheme == "rediss",
        )

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = 60.0, wait_time_in_seconds: float = 0.02
    ) -> AsyncIterator[TicketLock]:
        """Hold the conversation's turn among all replicas, for `lock_lifetime` seconds at most."""
        async with super().lock(conversation_id, lock_lifetime, wait_time_in_seconds) as held:
            yield held
