"""A toy of the gateway's HTTP API (design 4.2): says what a script tells it, keeps message ids, fails when told to."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.bot.channels.serving import Serving

SVG = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" '
       'fill="{colour}"/></svg>')  # fmt: skip


def item(title: str, **more: Any) -> dict[str, Any]:
    """Return a card with a picture of its own."""
    key = title.replace(" ", "-")
    return {
        "item_id": key, "title": title, "price": 1599.0, "currency": "CNY", "category": "手机", "brand": "松果",
        "attributes": {}, "image_url": f"/media/toy/{key}.svg", "url": None, "reasons": ["屏幕最大"],
    } | more  # fmt: skip


def message(text: str, act: str = "chat", items: Any = (), replies: Any = ()) -> dict[str, Any]:
    """Return a message of the contract; a reply is a title, or [title, payload]."""
    cards = [item(one) if isinstance(one, str) else item(**one) for one in items]
    quick = [
        {"title": r, "payload": '{"acts": ["critique"]}'} if isinstance(r, str) else {"title": r[0], "payload": r[1]}
        for r in replies
    ]
    return {
        "id": "", "role": "bot", "act": act, "text": text, "degraded": False, "attribute": "", "items": cards,
        "quick_replies": quick, "at": "2026-01-01T00:00:00.000Z",
    }  # fmt: skip


class ToyGateway:
    """`script` maps what is said to what is answered (a list of messages); all else is echoed with its number."""

    def __init__(self, port: int = 0) -> None:
        self.script: dict[str, list[dict[str, Any]]] = {}
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.sessions: dict[str, dict[str, Any]] = {}
        self.erased: list[str] = []
        self.links: dict[str, str] = {}  # token -> session
        self.broken: deque[tuple[int, dict[str, str]]] = deque()  # next answers: (status, headers)
        self.slow_s = 0.0
        self.searched: list[dict[str, str]] = []
        self.pictures = 0
        self.answers = "bot"  # who answers, as the desk has it
        self.records: dict[str, list[dict[str, Any]]] = defaultdict(list)  # of each session: all that was said
        self.streams = 0
        self.cut = asyncio.Event()  # breaks all streams
        self.found: list[dict[str, Any]] = [
            item("松果 X2"),
            item("云雀 <L9> & Co", url="https://shop.example/l9?a=1&b=2"),
        ]
        self._answers: dict[tuple[str, str], asyncio.Task[list[dict[str, Any]]]] = {}
        self._turns: dict[str, int] = defaultdict(int)
        self._numbers = itertools.count(1)
        routes = [
            Route("/api/sessions", self._open, methods=["POST"]),
            Route("/api/sessions/{id}/messages", self._say, methods=["POST"]),
            Route("/api/sessions/{id}/messages", self._history),
            Route("/api/links", self._follow, methods=["POST"]),
            Route("/api/sessions/{id}/events", self._events),
            Route("/api/sessions/{id}/handoff", self._handoff),
            Route("/api/sessions/{id}", self._erase, methods=["DELETE"]),
            Route("/api/sessions/{id}", self._speak, methods=["PATCH"]),
            Route("/api/shops", self._shops),
            Route("/api/search", self._search),
            Route("/media/toy/{name}", self._media),
        ]
        self._serving = Serving(Starlette(routes=routes), port)
        self.url, self.port = self._serving.url, self._serving.port

    async def start(self) -> ToyGateway:
        await self._serving.start()
        return self

    async def stop(self) -> None:
        self.cut.set()
        await self._serving.stop()

    def reset(self) -> None:
        """Forget what was heard and scripted; sessions stay."""
        self.script = {}
        self.slow_s, self.pictures, self.answers = 0.0, 0, "bot"
        self.cut.clear()
        for held in (self.heard, self.erased, self.broken, self.searched):
            held.clear()

    def texts(self) -> list[str]:
        return [body["text"] for _, body in self.heard]

    def _problem(self, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
        return JSONResponse({"detail": detail, "status": status}, status, headers)

    def _fail(self) -> Response | None:
        if self.broken:
            status, headers = self.broken.popleft()
            return self._problem(status, "told to fail", headers)
        return None

    async def _open(self, request: Request) -> Response:
        if failed := self._fail():
            return failed
        new = await request.json()
        shop = new.get("shop") or "toy"
        if shop not in ("toy", "tents"):
            return self._problem(404, "there is no such shop; there are tents, toy")
        session_id = f"s{next(self._numbers)}"
        session = {"session_id": session_id, "token": f"t-{session_id}", "shop": shop,
                   "locale": new.get("locale") or "zh"}  # fmt: skip
        self.sessions[session_id] = session
        return JSONResponse(session, 201)

    def _allowed(self, request: Request) -> Response | None:
        session = self.sessions.get(request.path_params["id"])
        if session is None:
            return self._problem(404, "there is no such session")
        if request.headers.get("authorization") != f"Bearer {session['token']}":
            return self._problem(401, "the token is not this session's")
        return None

    async def _say(self, request: Request) -> Response:
        if refused := self._allowed(request):
            return refused
        session_id, body = request.path_params["id"], await request.json()
        if failed := self._fail():
            return failed
        key = (session_id, body["message_id"])
        if key not in self._answers:  # the work goes on when the caller goes away, as in the gateway
            self._answers[key] = asyncio.create_task(self._answer(session_id, body))
        return JSONResponse({"messages": await asyncio.shield(self._answers[key])})

    async def _answer(self, session_id: str, body: dict[str, Any]) -> list[dict[str, Any]]:
        self.heard.append((session_id, body))
        if self.slow_s:
            await asyncio.sleep(self.slow_s)
        self._turns[session_id] += 1
        self.records[session_id].append({"id": body["message_id"], "role": "user", "act": "", "text": body["text"]})
        if self.answers == "assigned":
            return []
        answer = self._scripted(session_id, body)
        for one in answer:
            one["id"] = f"m{next(self._numbers)}"
        self.records[session_id] += answer
        return answer

    def tell(self, session_id: str, text: str, role: str, **more: Any) -> None:
        """Have somebody say something in a session: an agent, the system, the bot on its own."""
        said = message(text, "handoff" if role == "system" else "chat", **more)
        self.records[session_id].append(said | {"id": f"m{next(self._numbers)}", "role": role})

    async def _events(self, request: Request) -> Response:
        if refused := self._allowed(request):
            return refused
        record = self.records[request.path_params["id"]]
        after = request.headers.get("last-event-id", "")
        ids = [one["id"] for one in record]
        begin = ids.index(after) + 1 if after in ids else 0

        async def told() -> AsyncIterator[str]:
            n = begin
            self.streams += 1
            yield ": ready\n\n"
            while not self.cut.is_set():
                for one in record[n:]:
                    yield f"event: message\nid: {one['id']}\ndata: {json.dumps(one, ensure_ascii=False)}\n\n"
                n = len(record)
                await asyncio.sleep(0.01)

        return StreamingResponse(told(), media_type="text/event-stream")

    async def _handoff(self, request: Request) -> Response:
        return self._allowed(request) or JSONResponse({"state": self.answers})

    def _scripted(self, session_id: str, body: dict[str, Any]) -> list[dict[str, Any]]:
        return self.script.get(body["text"], [message(f"{self._turns[session_id]}: {body['text']}")])

    async def _erase(self, request: Request) -> Response:
        if refused := self._allowed(request) or self._fail():
            return refused
        self.erased.append(request.path_params["id"])
        del self.sessions[request.path_params["id"]]
        return Response(status_code=204)

    async def _history(self, request: Request) -> Response:
        return self._allowed(request) or JSONResponse({"messages": self.records[request.path_params["id"]]})

    async def _follow(self, request: Request) -> Response:
        body = await request.json()
        session = self.sessions.get(self.links.get(body["token"], ""))
        return JSONResponse(session, 201) if session else self._problem(404, "the link has expired")

    async def _speak(self, request: Request) -> Response:
        if refused := self._allowed(request) or self._fail():
            return refused
        session = self.sessions[request.path_params["id"]]
        session["locale"] = (await request.json())["locale"]
        return JSONResponse({key: session[key] for key in ("session_id", "shop", "locale")})

    async def _shops(self, _: Request) -> Response:
        titles = {"toy": {"zh": "玩具店", "en": "Toy shop"}, "tents": {"zh": "帐篷店", "en": "Tents"}}
        return JSONResponse({"shops": [{"name": name, "title": title} for name, title in titles.items()]})

    async def _search(self, request: Request) -> Response:
        self.searched.append(dict(request.query_params))
        if not request.query_params.get("q"):
            return self._problem(400, "expected the parameters shop and q")
        none = request.query_params["q"] == "nothing"
        return JSONResponse(json.loads(json.dumps({"items": [] if none else self.found})))

    async def _media(self, request: Request) -> Response:
        self.pictures += 1
        name = request.path_params["name"]
        if "无图" in name:
            return self._problem(404, "there is no such picture")
        if "坏图" in name:
            return Response("<svg>", media_type="image/svg+xml")
        return Response(SVG.format(colour="#ff8800"), media_type="image/svg+xml")
