"""A Chatwoot on loopback with agents in it: its Client API, its agent bot's API, its signed webhooks.

Written against https://developers.chatwoot.com and the published source (app/controllers/public/api/v1,
access_token_auth_helper.rb, agent_bot_listener.rb, webhook_listener.rb), and apart from the code under test: it shares
no line with it.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import time
import uuid
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.bot.channels.serving import Serving

ACCOUNT, INBOX, TOKEN = 7, "inbox-identifier", "agent-bot-token"
BOT_SECRET, HOOK_SECRET = "secret of the agent bot", "secret of the webhook"
STATUSES = ("open", "pending", "resolved", "snoozed")


class ChatwootServer:
    """`hook`: where webhooks go. As in life, a status change is told twice: by the account's webhook and to the bot."""

    def __init__(self) -> None:
        self.contacts: dict[str, dict[str, Any]] = {}
        self.conversations: dict[int, dict[str, Any]] = {}
        self.hook = ""
        self.down = False
        self.answers: list[int] = []  # of our webhooks
        self.sent: list[tuple[bytes, dict[str, str]]] = []
        self._numbers = itertools.count(41)
        self._ids = itertools.count(9001)
        contact = f"/public/api/v1/inboxes/{INBOX}/contacts"
        account = f"/api/v1/accounts/{ACCOUNT}/conversations"
        routes = [
            Route(contact, self._contact, methods=["POST"]),
            Route(contact + "/{contact}/conversations", self._open, methods=["POST"]),
            Route(contact + "/{contact}/conversations/{id:int}/messages", self._incoming, methods=["POST"]),
            Route(account + "/{id:int}/messages", self._outgoing, methods=["POST"]),
            Route(account + "/{id:int}/toggle_status", self._status, methods=["POST"]),
            Route("/api", lambda _: self._fail() or JSONResponse({"version": "4.11.0"})),
        ]
        self._serving = Serving(Starlette(routes=routes))
        self.url = self._serving.url
        self._http = httpx.AsyncClient(timeout=20)

    async def start(self) -> ChatwootServer:
        await self._serving.start()
        return self

    async def stop(self) -> None:
        await self._http.aclose()
        await self._serving.stop()

    def _fail(self) -> Response | None:
        return Response(status_code=503) if self.down else None

    # ---------------------------------------------------------------- Client API

    async def _contact(self, request: Request) -> Response:
        if failed := self._fail():
            return failed
        body = await request.json()
        source = body.get("source_id") or str(uuid.uuid4())
        known = self.contacts.setdefault(source, {"id": next(self._ids), "name": body.get("name")})
        return JSONResponse({"source_id": source, "pubsub_token": "p", "email": None, **known})

    async def _open(self, request: Request) -> Response:
        if failed := self._fail():
            return failed
        source = request.path_params["contact"]
        if source not in self.contacts:
            return JSONResponse({"error": "Resource could not be found"}, 404)
        number = next(self._numbers)
        # An inbox with an agent bot begins its conversations as the bot's.
        self.conversations[number] = {
            "id": number, "status": "pending", "source_id": source, "messages": [], "assignee": None,
            "custom_attributes": (await request.json()).get("custom_attributes", {}),
        }  # fmt: skip
        return JSONResponse({"id": number, "inbox_id": 3, "messages": [], "contact": self.contacts[source]})

    async def _incoming(self, request: Request) -> Response:
        if failed := self._fail():
            return failed
        found = self.conversations.get(request.path_params["id"])
        if found is None or found["source_id"] != request.path_params["contact"]:
            return JSONResponse({"error": "Resource could not be found"}, 404)
        content = (await request.json())["content"]
        sender = {"id": self.contacts[found["source_id"]]["id"], "name": "shopper", "type": "contact"}
        return JSONResponse(await self._add(found, content, "incoming", sender))

    # ---------------------------------------------------------------- the agent bot's API

    def _refused(self, request: Request) -> Response | None:
        if failed := self._fail():
            return failed
        if request.headers.get("api_access_token") != TOKEN:
            return JSONResponse({"error": "Invalid Access Token"}, 401)
        if request.path_params["id"] not in self.conversations:
            return JSONResponse({"error": "Resource could not be found"}, 404)
        return None

    async def _outgoing(self, request: Request) -> Response:
        if refused := self._refused(request):
            return refused
        body = await request.json()
        if body.get("message_type") == "incoming" or not body.get("content", "").strip():
            return JSONResponse({"error": "message is not valid"}, 422)
        sender = {"id": 5, "name": "Daogou", "type": "agent_bot"}
        found = self.conversations[request.path_params["id"]]
        return JSONResponse(await self._add(found, body["content"], "outgoing", sender, bool(body.get("private"))))

    async def _status(self, request: Request) -> Response:
        if refused := self._refused(request):
            return refused
        status = (await request.json()).get("status")
        if status not in STATUSES:
            return JSONResponse({"error": "status is not valid"}, 422)
        found = self.conversations[request.path_params["id"]]
        await self.change(found, status)
        return JSONResponse({"meta": {}, "payload": {"success": True, "current_status": status}})

    # ---------------------------------------------------------------- what happens

    async def _add(
        self, found: dict[str, Any], content: str, kind: str, sender: dict[str, Any], private: bool = False
    ) -> dict[str, Any]:
        message = {"id": next(self._ids), "content": content, "message_type": kind, "private": private,
                   "content_type": "text", "content_attributes": {}, "source_id": None, "attachments": []}  # fmt: skip
        found["messages"].append(message | {"sender": sender})
        event = message | {"sender": sender, "account": {"id": ACCOUNT}, "conversation": self._data(found)}
        await self.tell("message_created", event, BOT_SECRET)
        return message

    async def change(self, found: dict[str, Any], status: str) -> None:
        if found["status"] == status:
            return  # nothing changes, nothing is told
        found["status"] = status
        await self.tell("conversation_status_changed", self._data(found), HOOK_SECRET)
        if status in ("open", "resolved"):
            kind = "conversation_opened" if status == "open" else "conversation_resolved"
            await self.tell(kind, self._data(found), BOT_SECRET)

    def _data(self, found: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": found["id"], "inbox_id": 3, "status": found["status"], "channel": "Channel::Api",
            "contact_inbox": {"id": 1, "source_id": found["source_id"], "inbox_id": 3},
            "meta": {"sender": self.contacts[found["source_id"]], "assignee": found["assignee"]},
            "custom_attributes": found["custom_attributes"],
        }  # fmt: skip

    async def tell(self, event: str, data: dict[str, Any], secret: str) -> None:
        """Send a signed webhook; what it was answered is kept."""
        body = json.dumps(data | {"event": event}, ensure_ascii=False).encode()
        stamp = str(int(time.time()))
        signature = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json", "X-Chatwoot-Timestamp": stamp,
            "X-Chatwoot-Signature": f"sha256={signature}", "X-Chatwoot-Delivery": str(uuid.uuid4()),
        }  # fmt: skip
        self.sent.append((body, headers))
        await self.deliver(body, headers)

    async def deliver(self, body: bytes, headers: dict[str, str]) -> int:
        """Post a webhook as it is."""
        answer = await self._http.post(self.hook, content=body, headers=headers)
        self.answers.append(answer.status_code)
        return answer.status_code

    async def agent_says(self, conversation: int, agent: str, content: str, private: bool = False) -> None:
        sender = {"id": 100 + len(agent) + ord(agent[-1]), "name": agent, "type": "user"}
        found = self.conversations[conversation]
        found["assignee"] = found["assignee"] or sender
        await self._add(found, content, "outgoing", sender, private)
