"""A toy action server on loopback that takes imports as the real one does: tells steps as JSON lines, then a report."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

SHOPS = [
    {"name": "sample", "title": {"zh": "样例商城", "en": "Sample shop"}, "language": "zh", "currency": "CNY",
     "version": 1, "n_items": 3055, "n_reviews": 9120},
    {"name": "tea", "title": {"zh": "山岚茶叶", "en": "Mountain Mist Tea"}, "language": "zh", "currency": "CNY",
     "version": 4, "n_items": 418, "n_reviews": 1033},
]  # fmt: skip

SCHEMA = {
    "name": "sample", "title": {}, "language": "zh", "currency": "CNY",
    "categories": [
        {"name": name, "names": {"en": [english]}} for name, english in (
            ("手机", "phones"), ("平板电脑", "tablets"), ("蓝牙耳机", "earphones"), ("跑步鞋", "running shoes"),
            ("连衣裙", "dresses"), ("面霜", "face creams"),
        )
    ],
    "attributes": [
        {"key": "screen", "type": "number", "names": {"zh": ["屏幕"], "en": ["screen"]}, "unit": "英寸"},
        {"key": "color", "type": "category", "names": {"zh": ["颜色"], "en": ["colour"]}, "values": {"红色": ["red"]}},
    ],
}  # fmt: skip

PROBLEMS = [
    {"file": "tea.csv", "line": 17, "field": "price", "reason": "expected a number, found '面议'",
     "remedy": "write the price in CNY as a number, or leave it empty", "refused": True},
    {"file": "tea.csv", "line": 23, "field": "title", "reason": "it is empty", "remedy": "give the item a title",
     "refused": True},
    {"file": "tea.csv", "line": 61, "field": "", "reason": "expected 9 fields, found 8",
     "remedy": "quote fields that contain ',', or complete the row", "refused": True},
]  # fmt: skip
REPORT = {
    "shop": "tea", "rows": 421, "added": 12, "changed": 37, "unchanged": 369, "deleted": 0, "reviews": 0, "links": 0,
    "refused": 3, "values_left_out": 0, "problems": PROBLEMS, "version": 5, "dry_run": False,
}  # fmt: skip


class ToyActions:
    """`hold` keeps imports in the middle of a step until it is cleared; `outcome` is their last line."""

    def __init__(self) -> None:
        self.received: list[tuple[dict[str, str], bytes]] = []
        self.outcome: dict[str, Any] = {"report": REPORT}
        self.hold = threading.Event()
        self.hold.set()
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        routes = [
            Route("/health", lambda _: JSONResponse({"status": "ok"})),
            Route("/shops", lambda _: JSONResponse(SHOPS)),
            Route("/shops/{name}/schema", lambda _: JSONResponse(SCHEMA)),
            Route("/imports", self._import, methods=["POST"]),
        ]
        config = uvicorn.Config(Starlette(routes=routes), log_level="error", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def start(self) -> ToyActions:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def stop(self) -> None:
        self.hold.set()
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(5)
        self._socket.close()

    async def _import(self, request: Request) -> Response:
        self.received.append((dict(request.query_params), await request.body()))

        async def lines() -> AsyncIterator[str]:
            for step, done, of in (
                ("survey", 421, None),
                ("check", 421, None),
                ("write", 418, 418),
                ("vectors", 160, 418),
            ):
                yield json.dumps({"step": step, "done": done, "of": of}) + "\n"
            while not self.hold.is_set():
                yield "\n"
                await asyncio.sleep(0.05)
            yield json.dumps(self.outcome) + "\n"

        return StreamingResponse(lines(), media_type="application/x-ndjson")
