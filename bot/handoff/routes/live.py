"""The desk's socket: the queue and one chat as they change.

Owns: what is pushed, and that a page that answers counts as there. Does not know: what an agent does (chats.py).
Messages are read from the record by number, so that a page that reconnects loses and doubles nothing.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from bot.gateway.parts import Parts
from bot.gateway.stream import DESK
from bot.handoff.routes.chats import may_see, queue_of, shown
from bot.handoff.routes.who import login_of, same_origin
from bot.store.agents import Login

#: Close codes: not logged in (any more); a foreign page.
NOT_LOGGED_IN, FOREIGN = 4401, 4403

#: Seconds between looks when nobody wakes us; also between pings, whose answers say that the page is there.
_LOOK_EVERY_S = 2.0

router = APIRouter()


class _Page:
    """One open page: which chat it looks at, and what it was told."""

    def __init__(self) -> None:
        self.chat = ""
        self.session = ""
        self.after = 0
        self.answered = True  # the last ping
        self.told: dict[str, str] = {}

    def news(self, kind: str, value: Any) -> bool:
        """Say whether the page has not been told this yet, and note that it is now."""
        text = json.dumps(value, sort_keys=True)
        fresh = self.told.get(kind) != text
        self.told[kind] = text
        return fresh


@router.websocket("/desk/live")
async def live(socket: WebSocket) -> None:
    """Push `{"queue"}`, `{"chat", "messages"}` and `{"ping"}`; take `{"chat", "after"}` and `{"pong"}`."""
    parts: Parts = socket.app.state.parts
    await socket.accept()
    if not same_origin(socket):
        await socket.close(FOREIGN)
        return
    page, woken = _Page(), asyncio.Event()
    parts.hub.subscribe(DESK, woken)
    listening = asyncio.create_task(_listen(socket, page, parts, woken))
    try:
        with suppress(WebSocketDisconnect, RuntimeError):
            await _push(socket, page, parts, woken, listening)
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        parts.hub.unsubscribe(DESK, woken)
        if page.session:
            parts.hub.unsubscribe(page.session, woken)


async def _push(
    socket: WebSocket, page: _Page, parts: Parts, woken: asyncio.Event, listening: asyncio.Task[None]
) -> None:
    desk = parts.desk
    pinged = 0.0
    while not listening.done() and not parts.hub.closing:
        woken.clear()
        login = await login_of(socket, parts)
        if login is None:
            await socket.close(NOT_LOGGED_IN)
            return
        if (now := desk.clock()) - pinged >= _LOOK_EVERY_S:
            if page.answered:
                # Only a page that answers is there: a cable that was pulled answers nothing.
                await parts.blocking.write(desk.agents.seen, login.agent, now)
                page.answered = False
            pinged = now
            await socket.send_json({"ping": now})
        queue = await queue_of(login, parts)
        if page.news("queue", queue):
            await socket.send_json({"queue": queue, "now": desk.clock()})
        if page.chat:
            await _push_chat(socket, page, parts, login, woken)
        with suppress(TimeoutError):
            await asyncio.wait_for(woken.wait(), _LOOK_EVERY_S)


async def _push_chat(socket: WebSocket, page: _Page, parts: Parts, login: Login, woken: asyncio.Event) -> None:
    chat = page.chat
    found = await parts.desk.read(parts.desk.views.chat, chat)
    if found is None or not may_see(login, found):
        page.chat = ""
        await socket.send_json({"gone": chat})
        return
    if page.session != found["session_id"]:
        if page.session:
            parts.hub.unsubscribe(page.session, woken)
        page.session = found["session_id"]
        parts.hub.subscribe(page.session, woken)
    rows = await parts.blocking.read(parts.store.history, page.session, page.after)
    if chat != page.chat:
        return  # the page turned to another chat meanwhile
    facts = shown(found)
    fresh = page.news("chat", facts)
    if rows or fresh:
        page.after = rows[-1][0] if rows else page.after
        await socket.send_json(
            {"chat": chat, "facts": facts, "messages": [{"seq": seq, "message": message} for seq, message in rows]}
        )


async def _listen(socket: WebSocket, page: _Page, parts: Parts, woken: asyncio.Event) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):
        while True:
            text = await socket.receive_text()
            if len(text) > 1_000:
                return
            try:
                said = json.loads(text)
            except ValueError:
                return
            if not isinstance(said, dict):
                return
            if "pong" in said:
                page.answered = True
            if isinstance(said.get("chat"), str):
                after = said.get("after")
                page.chat, page.after = said["chat"][:64], after if isinstance(after, int) and after > 0 else 0
                page.told.pop("chat", None)
            woken.set()
