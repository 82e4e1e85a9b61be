"""Runs blocking calls of the store in threads. Owns: the threads. Does not know: what the calls do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class Blocking:
    """Two pools: SQLite takes one writer at a time, so that writers wait here and not in its busy handler."""

    def __init__(self, one_writer: bool) -> None:
        self._writers = ThreadPoolExecutor(1 if one_writer else 8, thread_name_prefix="store-write")
        self._readers = ThreadPoolExecutor(4, thread_name_prefix="store-read")

    async def write(self, call: Callable[..., T], *args: Any) -> T:
        """Run a call that writes."""
        return await asyncio.get_running_loop().run_in_executor(self._writers, lambda: call(*args))

    async def read(self, call: Callable[..., T], *args: Any) -> T:
        """Run a call that only reads."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, lambda: call(*args))

    def close(self) -> None:
        """Wait for what runs and stop the threads."""
        self._writers.shutdown()
        self._readers.shutdown()
