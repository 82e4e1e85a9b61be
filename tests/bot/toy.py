"""A toy Rasa and action server on loopback: keeps trackers as Rasa does, answers at once, fails when told to.

It answers with what it was sent, so that a test sees whose text and metadata came through. Owns no shop logic.
"""

from __future__ import annotations

import asyncio
import io
import json
import socket
import sqlite3
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import uvicorn
from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

CARD = {
    "item_id": "p1", "title": "松果 X2", "price": 1599.0, "currency": "CNY", "category": "手机", "brand": "松果",
    "attributes": {"screen": 6.9}, "image_url": "/media/toy/p1.svg", "url": "", "reasons": ["屏幕最大"],
}  # fmt: skip


WISH = {"attribute": "price", "operator": "<=", "value": 500}


def wants_a_person(text: str, metadata: dict[str, Any]) -> bool:
    return text == "转人工" or metadata.get("payload") == '{"acts": ["handoff"]}'


async def colours(request: Request) -> Response:
    """Find every picture red that can be read."""
    try:
        with Image.open(io.BytesIO(await request.body())) as image:
            image.load()
    except OSError as error:
        return JSONResponse({"error": str(error)}, 422)
    return JSONResponse({"colours": [{"code": "#c81e1e", "share": 1.0}]})


class ToyRasa:
    """One server for both roles. `failing` tells what the next turns do: empty, bad, error, slow, after, failure."""

    def __init__(self, data: Path, port: int = 0) -> None:
        self._record = data / "tracker.sqlite"
        with sqlite3.connect(self._record) as db:
            db.execute("CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, sender_id, type_name, data)")
        self.trackers: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.received: list[dict[str, Any]] = []
        self.fail = ""
        self.n_fail = 0  # how many turns fail; -1 = all
        self.reads = True  # whether it understands texts outside of conversations
        self.sees = True  # whether it can look at pictures
        self.profiles: dict[str, Any] = {}  # by the hash of the visitor
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        routes = [
            Route("/webhooks/rest/webhook", self._turn, methods=["POST"]),
            Route("/conversations/{sender}", self._forget, methods=["DELETE"]),
            Route("/conversations/{sender}/draft", self._draft, methods=["POST"]),
            Route("/", lambda _: JSONResponse({"status": "ok"})),
            Route("/health", lambda _: JSONResponse({"status": "ok"})),
            Route(
                "/shops",
                lambda _: JSONResponse(
                    {"shops": [{"name": "toy", "language": "zh"}, {"name": "en", "language": "en"}]}
                ),
            ),
            Route("/search", self._search, methods=["POST"]),
            Route("/understand", self._understand, methods=["POST"]),
            Route("/rewrite", self._rewrite, methods=["POST"]),
            Route("/pictures/colours", self._colours, methods=["POST"]),
            Route("/profiles/{visitor}", self._forget_visitor, methods=["DELETE"]),
            Route("/profiles/{visitor}/{shop}", self._profile),
            Route("/shops/{shop}/items/{item}", self._item),
        ]
        config = uvicorn.Config(Starlette(routes=routes), log_level="error", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def start(self) -> ToyRasa:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def stop(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(5)
        self._socket.close()

    def failing(self, how: str, n: int = -1) -> None:
        self.fail, self.n_fail = how, n

    def texts(self, sender: str) -> list[str]:
        """Return what the dialogue engine acted on for this sender, in order."""
        return [e["text"] for e in self.trackers[sender] if e["event"] == "user"]

    async def _rewrite(self, request: Request) -> Response:
        asked = await request.json()
        said = " ".join(f"{kind} {asked[kind]}" for kind in ("text", "complaint") if kind in asked)
        return JSONResponse({"text": f"{asked['style']} {said}", "backend": "rules", "degraded": False})

    async def _turn(self, request: Request) -> Response:
        body = await request.json()
        sender, text = body["sender"], body["message"]
        self.received.append(body)
        how = self.fail if self.n_fail else ""
        self.n_fail = max(self.n_fail - 1, -1) if self.n_fail > 0 else self.n_fail
        async with self._locks[sender]:
            if how == "slow":
                await asyncio.sleep(3)
            if how == "empty":
                return JSONResponse([])
            if how == "error":
                return JSONResponse({"status": "failure"}, 500)
            turns = sum(1 for e in self.trackers[sender] if e["event"] == "user") + 1
            reply = {
                "act": "recommend", "text": f"{turns}: {text}", "degraded": False, "attribute": "brand",
                "items": [CARD], "quick_replies": [{"title": "便宜点", "payload": '{"acts": ["critique"]}'}],
            }  # fmt: skip
            if wants_a_person(text, body["metadata"]):
                facts = {"reason": "asked", "text": text, "mood": "upset", "shown": [CARD], "wishes": []}
                reply = {"act": "handoff", "topic": "requested", "text": "好的，我帮您转人工。", "handoff": facts}
            if how == "bad":
                reply = {"act": "nonsense", "text": 7}
            if how == "failure":
                reply = {"act": "sorry", "topic": "failure", "text": "broken", "degraded": True}
            events = [
                {"event": "user", "text": text, "metadata": body["metadata"]},
                {"event": "bot", "text": None, "data": {"custom": reply}},
            ]
            self.trackers[sender] += events
            with sqlite3.connect(self._record) as db:
                db.execute("PRAGMA synchronous=OFF")
                rows = [(sender, e["event"], json.dumps(e)) for e in events]
                db.executemany("INSERT INTO events (sender_id, type_name, data) VALUES (?, ?, ?)", rows)
            if how == "after":  # acted on, but the answer is lost on the way
                return JSONResponse({"status": "failure"}, 500)
        return JSONResponse([{"recipient_id": sender, "custom": reply}])

    async def _draft(self, request: Request) -> Response:
        body = await request.json()
        if wants_a_person(body["message"], body["metadata"]):
            return JSONResponse([{"custom": {"act": "handoff", "text": "好的，我帮您转人工。"}}])
        said = {"act": "recommend", "text": f"我会说：{body['message']}", "items": [CARD]}
        return JSONResponse([{"recipient_id": request.path_params["sender"], "custom": said}])

    async def _forget(self, request: Request) -> Response:
        sender = request.path_params["sender"]
        events = self.trackers.pop(sender, [])
        with sqlite3.connect(self._record) as db:
            db.execute("DELETE FROM events WHERE sender_id = ?", (sender,))
        return JSONResponse({"n_events": len(events)})

    async def _profile(self, request: Request) -> Response:
        return JSONResponse(self.profiles.get(request.path_params["visitor"], {}))

    async def _forget_visitor(self, request: Request) -> Response:
        return JSONResponse({"erased": int(self.profiles.pop(request.path_params["visitor"], None) is not None)})

    async def _item(self, request: Request) -> Response:
        known = request.path_params["item"] == CARD["item_id"]
        return JSONResponse(CARD if known else {"error": "no such item"}, 200 if known else 404)

    async def _colours(self, request: Request) -> Response:
        return await colours(request) if self.sees else JSONResponse({"error": "out of memory"}, 500)

    async def _search(self, request: Request) -> Response:
        asked = await request.json()
        if asked["shop"] not in ("toy", "en"):
            return JSONResponse({"error": "unknown shop; there are toy, en"}, 404)
        return JSONResponse({"items": [CARD], "q": asked["q"], "filters": asked.get("wishes")})

    async def _understand(self, request: Request) -> Response:
        asked = await request.json()
        if not self.reads:
            return JSONResponse({"title": "broken"}, 500)
        return JSONResponse({"text": asked["message"], "wishes": [WISH] if "以内" in asked["message"] else []})
