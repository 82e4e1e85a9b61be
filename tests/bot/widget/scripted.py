"""A guide of few words on loopback: plays Rasa and the action server to a real gateway, at once and always alike.

What it says depends on what it is told, so that a test can lead the talk. Owns: four goods and the sentences. Shows
every kind of message that the widget draws.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.bot.toy import colours

PERSON = {"acts": ["handoff"]}
#: Written as a shop might that means harm: none of it may become HTML.
HOSTILE = "<img src=x onerror=\"document.title='broken in'\"> **<b>bold</b>** [x](javascript:alert(1))"

_TITLES = {
    "zh": ["松果 长辈版 X2 8GB+128GB 红色", "云雀 L9 8GB+256GB 曜石黑", "凌峰 Note 8 12GB+256GB", "墨格 Air 5 轻薄版"],
    "en": ["Pinecone X2 for seniors, red", "Skylark L9, obsidian", "Lingpeak Note 8, moonlight", "Mogue Air 5, slim"],
}  # fmt: skip
_PRICES = (1599.0, 1399.0, 1899.0, 2099.5)
_REASONS = {
    "zh": [["屏幕尺寸6.9英寸", "电池容量6000mAh", "有放大字体模式"], ["屏幕尺寸6.8英寸", "电池容量5800mAh", "重量198g"],
           ["电池容量6500mAh", "40W快充", "屏幕尺寸6.7英寸"], ["重量158g"]],
    "en": [["6.9 in screen", "6,000 mAh battery", "Large-type mode"], ["6.8 in screen", "5,800 mAh", "198 g"],
           ["6,500 mAh battery", "40 W charging", "6.7 in screen"], ["158 g"]],
}  # fmt: skip
_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect width="400" height="300" fill="{back}"/>'
    '<rect x="150" y="50" width="100" height="200" rx="18" fill="{phone}"/></svg>'
)


def card(n: int, locale: str) -> dict[str, Any]:
    """Return the n-th item as a card, from 1."""
    title = _TITLES[locale][n - 1]
    return {
        "item_id": f"p{n}", "title": title, "price": _PRICES[n - 1], "currency": "CNY",
        "category": "手机", "brand": title.split()[0], "attributes": {},
        "image_url": f"/media/toy/p{n}.svg", "url": f"https://shop.example/p{n}", "reasons": _REASONS[locale][n - 1],
    }  # fmt: skip


def draw(media: Path) -> None:
    """Write the pictures of the goods."""
    media.mkdir(parents=True, exist_ok=True)
    for n, (back, phone) in enumerate(
        [("#f6e9df", "#d8595a"), ("#e4eaf0", "#3b4352"), ("#ebe8f4", "#8d86c9"), ("#e5f0ea", "#4f9a7c")], 1
    ):
        (media / f"p{n}.svg").write_text(_PICTURE.format(back=back, phone=phone), "utf-8")


def _reply(act: str, text: str, *items: dict[str, Any], **quick: str) -> dict[str, Any]:
    replies = [{"title": title, "payload": payload} for title, payload in quick.items()]
    return {"act": act, "text": text, "degraded": False, "items": list(items), "quick_replies": replies}


_SAID = {
    "zh": {
        "person": "好的，我帮您转人工。", "wish": "已放进心愿单：", "pick": "那就是",
        "ask": "给谁用的？预算大概多少？", "any": "都行",
        "show": "2000元以内、电池大的，这三款最合适：", "compare": "比较前两款", "cheaper": "便宜点",
        "short": "简单说说。", "heard": "收到：",
        "table": "| | 松果X2 | 云雀L9 |\n|---|---|---|\n| 价格 | 1,599元 | 1,399元 |\n| 屏幕 | 6.9英寸 | 6.8英寸 |\n\n"
                 "松果屏幕大一点，云雀**便宜200元**。",
    },
    "en": {
        "person": "All right, I get you a person.", "wish": "On your wish list: ", "pick": "So it is ",
        "ask": "Who is it for, and what may it cost?", "any": "Any", "compare": "Compare the first two",
        "show": "Under 2,000 with a large battery, these three fit best:", "cheaper": "Cheaper", "short": "In short.",
        "heard": "Heard: ",
        "table": "| | Pinecone X2 | Skylark L9 |\n|---|---|---|\n| Price | ¥1,599 | ¥1,399 |\n"
                 "| Screen | 6.9 in | 6.8 in |\n\nPinecone has the larger screen, Skylark is **¥200 less**.",
    },
}  # fmt: skip


def answer(text: str, metadata: dict[str, Any]) -> dict[str, Any]:
    """Return what the guide says to a text."""
    locale, payload = metadata["locale"], metadata.get("payload") or "{}"
    said = _SAID[locale]
    if json.loads(payload) == PERSON:
        facts = {"reason": "asked", "text": text, "mood": "calm", "shown": [], "wishes": []}
        return _reply("handoff", said["person"]) | {"topic": "requested", "handoff": facts}
    if '"wishlist"' in payload or '"pick"' in payload:
        item = card(int(json.loads(payload)["references"][0]["value"][1:]), locale)
        return _reply("chat", said["wish" if "wishlist" in payload else "pick"] + item["title"], item)
    if text in ("手机", "phone"):
        ways = {"1000–2000": '{"acts": ["inform"]}', said["any"]: '{"acts": ["no_preference"]}'}
        return _reply("ask", said["ask"], **ways) | {"attribute": "price"}
    if payload == '{"acts": ["inform"]}':
        more = {said["compare"]: '{"acts": ["compare"]}', said["cheaper"]: '{"acts": ["critique"]}'}
        return _reply("recommend", said["show"], *(card(n, locale) for n in (1, 2, 3)), **more)
    if payload == '{"acts": ["compare"]}':
        return _reply("compare", said["table"], card(1, locale), card(2, locale))
    if text == "hostile":
        return _reply("chat", HOSTILE, card(1, locale) | {"title": HOSTILE, "url": "javascript:alert(1)"})
    if text == "degraded":
        return _reply("chat", said["short"]) | {"degraded": True}
    page = metadata.get("page_item")
    return _reply("chat", f"{page}: {text}" if page else said["heard"] + text)


class Shop:
    """The server; `wait_s` delays its answers, `received` holds what the gateway sent."""

    def __init__(self, data: Path) -> None:
        self._record = data / "tracker.sqlite"
        with sqlite3.connect(self._record) as db:
            db.execute("CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, sender_id, type_name, data)")
        draw(data / "media" / "toy")
        self.received: list[dict[str, Any]] = []
        self.wait_s = 0.0
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        well: Callable[[Request], Response] = lambda _: JSONResponse({"status": "ok"})  # noqa: E731
        routes = [
            Route("/webhooks/rest/webhook", self._turn, methods=["POST"]),
            Route("/conversations/{sender}", self._forget, methods=["DELETE"]),
            Route("/profiles/{visitor}", well, methods=["DELETE"]),
            Route("/", well),
            Route("/health", well),
            Route("/shops", lambda _: JSONResponse({"shops": [_ABOUT]})),
            Route("/shops/{shop}", lambda _: JSONResponse(_ABOUT)),
            Route("/shops/{shop}/items/{item}", self._item),
            Route("/search", self._search, methods=["POST"]),
            Route("/understand", lambda _: JSONResponse({"wishes": []}), methods=["POST"]),
            Route("/pictures/colours", colours, methods=["POST"]),
        ]
        self._server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_level="error", lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def start(self) -> Shop:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def stop(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(5)
        self._socket.close()

    async def _turn(self, request: Request) -> Response:
        body = await request.json()
        self.received.append(body)
        if self.wait_s:
            await asyncio.sleep(self.wait_s)
        reply = answer(body["message"], body["metadata"])
        events = [
            {"event": "user", "text": body["message"], "metadata": body["metadata"]},
            {"event": "bot", "text": None, "data": {"custom": reply}},
        ]
        with sqlite3.connect(self._record) as db:
            db.execute("PRAGMA synchronous=OFF")
            rows = [(body["sender"], event["event"], json.dumps(event)) for event in events]
            db.executemany("INSERT INTO events (sender_id, type_name, data) VALUES (?, ?, ?)", rows)
        return JSONResponse([{"recipient_id": body["sender"], "custom": reply}])

    async def _forget(self, request: Request) -> Response:
        with sqlite3.connect(self._record) as db:
            db.execute("DELETE FROM events WHERE sender_id = ?", (request.path_params["sender"],))
        return JSONResponse({"n_events": 0})

    async def _search(self, request: Request) -> Response:
        locale = (await request.json()).get("locale") or "zh"
        return JSONResponse({"items": [card(n, locale) for n in (1, 2, 3, 4)]})

    async def _item(self, request: Request) -> Response:
        item = request.path_params["item"]
        if item not in ("p1", "p2", "p3", "p4"):
            return JSONResponse({"error": "no such item"}, 404)
        return JSONResponse(card(int(item[1]), _locale(request)) | {"description": "", "stock": 3, "n_reviews": 12})


def _locale(request: Request) -> str:
    return "en" if request.query_params.get("locale") == "en" else "zh"


_ABOUT = {
    "name": "toy", "title": {"zh": "松云里", "en": "Songyunli"}, "language": "zh", "currency": "CNY", "n_items": 4,
    "categories": [{"name": "手机", "names": {"zh": ["手机"], "en": ["Phones"]}, "n_items": 4}],
}  # fmt: skip
