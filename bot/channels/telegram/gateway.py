"""Speaks to the gateway's HTTP API (design 4.2). Owns: tokens in headers, what counts as away. Stores nothing."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx

#: The gateway answers within its own limit, 20 s by default and 600 s at most by its settings.
_TIMEOUT = httpx.Timeout(120, connect=5)
#: The gateway says that it is there every 15 s.
_STREAM = httpx.Timeout(60, connect=5)
_PAUSES_S = (0.2, 0.5, 1.0, 2.0, 3.0)


class GatewayError(Exception):
    """Root of what the gateway refuses; the message is what it said."""


class Away(GatewayError):
    """The gateway could not be asked within the time given."""


class SessionGone(GatewayError):
    """The session was erased, or its token is not valid any more."""


class Refused(GatewayError):
    """The gateway will not take this, however often it is sent; `status` is its HTTP status."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


@dataclass(frozen=True)
class Opened:
    """A session that was opened."""

    session_id: str
    token: str
    shop: str
    locale: str


class GatewayClient:
    """A pool of connections to one gateway. `give_up_s`: how long a call is tried while the gateway is away.

    `visitor_key`: what shoppers are known by again is made with it, so that nobody can tell it from a chat's number.
    """

    def __init__(
        self, url: str, give_up_s: float, transport: httpx.AsyncBaseTransport | None = None, visitor_key: bytes = b""
    ) -> None:
        # httpcore 1.0 looks at each kept connection for each request, so few are kept.
        limits = httpx.Limits(max_connections=100, max_keepalive_connections=12)
        self._http = httpx.AsyncClient(
            base_url=url, timeout=_TIMEOUT, trust_env=False, limits=limits, transport=transport
        )
        self._give_up_s = give_up_s
        self._visitor_key = visitor_key

    async def close(self) -> None:
        """Close the pool."""
        await self._http.aclose()

    async def open(self, shop: str, locale: str, whose: int) -> Opened:
        """Open a session. `whose`: the chat. Raises Refused where there is no such shop, Away."""
        known = hmac.new(self._visitor_key, str(whose).encode(), "sha256").hexdigest() if self._visitor_key else ""
        body = {k: v for k, v in {"shop": shop, "locale": locale, "visitor": known}.items() if v}
        answer = (await self._call("POST", "/api/sessions", json=body, headers=_whose(whose))).json()
        return Opened(answer["session_id"], answer["token"], answer["shop"], answer["locale"])

    async def say(self, session_id: str, token: str, whose: int, body: dict[str, Any]) -> list[dict[str, Any]]:
        """Say something; return the answer's messages. Raises SessionGone, Refused, Away."""
        headers = _whose(whose) | _bearer(token)
        answer = await self._call("POST", f"/api/sessions/{session_id}/messages", json=body, headers=headers)
        return answer.json()["messages"]

    async def follow_link(self, token: str, claim: str) -> Opened:
        """Follow a link into a session. Raises Refused where it is over, Away."""
        answer = (await self._call("POST", "/api/links", json={"token": token, "claim": claim})).json()
        return Opened(answer["session_id"], answer["token"], answer["shop"], answer["locale"])

    async def speak(self, session_id: str, token: str, locale: str) -> None:
        """Have a session go on in another language. Raises SessionGone, Away."""
        await self._call("PATCH", f"/api/sessions/{session_id}", json={"locale": locale}, headers=_bearer(token))

    async def history(self, session_id: str, token: str) -> list[dict[str, Any]]:
        """Return all messages of a session. Raises SessionGone, Away."""
        answer = await self._call("GET", f"/api/sessions/{session_id}/messages", headers=_bearer(token))
        return answer.json()["messages"]

    async def erase(self, session_id: str, token: str) -> None:
        """Erase a session and all that is kept of it; one that is gone already is well. Raises Away."""
        with suppress(SessionGone):
            await self._call("DELETE", f"/api/sessions/{session_id}", headers=_bearer(token))

    async def handoff(self, session_id: str, token: str) -> dict[str, Any]:
        """Return who answers: `state` "bot", or that of a hand-off. Raises SessionGone, Refused, Away."""
        return (await self._call("GET", f"/api/sessions/{session_id}/handoff", headers=_bearer(token))).json()

    async def events(self, session_id: str, token: str, after: str) -> AsyncIterator[dict[str, Any]]:
        """Yield the session's messages after the one with the id `after`, as they come, until the connection ends.

        Raises SessionGone, and httpx' errors where the connection breaks.
        """
        headers = _bearer(token) | ({"Last-Event-ID": after} if after else {})
        path = f"/api/sessions/{session_id}/events"
        async with self._http.stream("GET", path, headers=headers, timeout=_STREAM) as response:
            if response.status_code in (401, 404):
                raise SessionGone(f"status {response.status_code}")
            response.raise_for_status()
            event, data = "message", ""
            async for line in response.aiter_lines():
                field, _, value = line.partition(":")
                if field == "event":
                    event = value.strip()
                elif field == "data":
                    data += value.removeprefix(" ")
                elif not line and data:
                    if event == "erased":
                        raise SessionGone("the session was erased")
                    yield json.loads(data)
                    event, data = "message", ""

    async def shops(self) -> list[dict[str, Any]]:
        """Return the shops. Raises Away."""
        return (await self._call("GET", "/api/shops")).json()["shops"]

    async def search(self, shop: str, words: str, n: int) -> list[dict[str, Any]]:
        """Return cards that fit the words. Raises Refused, Away."""
        params = {"q": words, "k": n} | ({"shop": shop} if shop else {})
        return (await self._call("GET", "/api/search", params=params)).json()["items"]

    async def picture(self, path: str) -> tuple[bytes, str]:
        """Return a picture of the gateway's own and its media type. Raises Refused, Away."""
        answer = await self._call("GET", path)
        return answer.content, answer.headers.get("content-type", "").partition(";")[0]

    async def _call(self, method: str, path: str, **more: Any) -> httpx.Response:
        clock = asyncio.get_running_loop().time
        deadline = clock() + self._give_up_s
        for n_try in range(1_000_000):
            pause = _PAUSES_S[min(n_try, len(_PAUSES_S) - 1)]
            try:
                response = await self._http.request(method, path, **more)
            except httpx.HTTPError as error:
                reason = f"{type(error).__name__}: {error}"
            else:
                if response.is_success:
                    return response
                reason = _detail(response)
                if response.status_code in (401, 404) and path.startswith("/api/sessions/"):
                    raise SessionGone(reason)
                if response.status_code not in (429, 500, 502, 503, 504):
                    raise Refused(response.status_code, reason)
                pause = max(pause, _retry_after(response))
            if clock() + pause > deadline:
                raise Away(reason)
            await asyncio.sleep(pause)
        raise AssertionError("not reached: the deadline comes first")


def data_url(picture: bytes, media_type: str) -> str:
    """Return a picture as the gateway takes it."""
    return f"data:{media_type};base64,{base64.b64encode(picture).decode()}"


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _whose(chat_id: int) -> dict[str, str]:
    # All chats come from one address; where the gateway trusts it, each is counted by itself. No chat is named.
    return {"X-Forwarded-For": "telegram-" + hashlib.sha256(str(chat_id).encode()).hexdigest()[:16]}


def _retry_after(response: httpx.Response) -> float:
    value = response.headers.get("Retry-After", "")
    return float(value) if value.isdigit() else 0.0


def _detail(response: httpx.Response) -> str:
    try:
        return str(response.json()["detail"])[:300]
    except (ValueError, KeyError, TypeError):
        return f"status {response.status_code}"
