"""Serves an ASGI app on a free port of loopback inside the test's own event loop."""

from __future__ import annotations

import asyncio
import socket
from contextlib import nullcontext
from typing import Any

import uvicorn


class _Server(uvicorn.Server):
    def capture_signals(self) -> Any:
        return nullcontext()


class Serving:
    """One server; `url` is its address."""

    def __init__(self, app: Any, port: int = 0) -> None:
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._server = _Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        while not self._server.started:
            await asyncio.sleep(0.005)

    async def stop(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        if self._task:
            await self._task
        self._socket.close()


async def until(claim: Any, within_s: float = 15.0, what: str = "it") -> None:
    """Wait until a claim holds."""
    clock = asyncio.get_running_loop().time
    deadline = clock() + within_s
    while not claim():
        assert clock() < deadline, f"{what} did not come true within {within_s} s"
        await asyncio.sleep(0.005)
