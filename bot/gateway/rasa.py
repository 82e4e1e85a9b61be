"""Talks to Rasa over loopback. Owns: the wire form of a turn and which failures may be tried again.

Does not know: sessions' owners, HTTP outside. Each message carries an id in its metadata, which Rasa keeps in its
record; so after a failure one can look there (bot.store.trackers) whether a message was acted on, and need not guess.
By aiohttp, because a turn through httpx costs the gateway 2 ms more than through aiohttp, a quarter of its part.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

#: Turns sent to Rasa at once; more wait here, where waiting is cheap.
MAX_CONNECTIONS = 64


class RasaError(Exception):
    """Root: the turn has no answer yet."""


class NotReached(RasaError):
    """Rasa did not get the message, or lost it: it can be sent again."""


class InDoubt(RasaError):
    """Rasa may have got the message: look into its record before it is sent again."""


class StillWorking(RasaError):
    """Rasa has the message and has not answered in time: do not send it again."""


class RasaClient:
    """A pool of connections to one Rasa server."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._opened: aiohttp.ClientSession | None = None  # made in the running loop, at the first request

    def _http(self) -> aiohttp.ClientSession:
        if self._opened is None:
            # trust_env=False: a proxy of the environment must not see loopback traffic.
            self._opened = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=MAX_CONNECTIONS, keepalive_timeout=30),
                cookie_jar=aiohttp.DummyCookieJar(), trust_env=False,
            )  # fmt: skip
        return self._opened

    async def close(self) -> None:
        """Close the pool."""
        if self._opened is not None:
            await self._opened.close()

    async def send(self, sender: str, text: str, metadata: dict[str, Any], timeout_s: float) -> list[dict[str, Any]]:
        """Send one message and return what the bot uttered ([] = an action failed). Raises RasaError's children."""
        body = {"sender": sender, "message": text, "metadata": metadata}
        timeout = aiohttp.ClientTimeout(total=max(timeout_s, 0.05), sock_connect=1.0)
        address = f"{self._url}/webhooks/rest/webhook"
        try:
            async with self._http().post(address, json=body, timeout=timeout) as response:
                status, content = response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotReached(str(error)) from error
        except TimeoutError as error:
            raise StillWorking(type(error).__name__) from error
        except aiohttp.ClientError as error:
            raise InDoubt(f"{type(error).__name__}: {error}") from error
        if status == 503:
            raise NotReached("Rasa is starting")
        if status != 200:
            raise InDoubt(f"Rasa answered {status}")
        try:
            uttered = json.loads(content)
        except ValueError as error:
            raise InDoubt("Rasa's answer is no JSON") from error
        return [u for u in uttered if isinstance(u, dict)] if isinstance(uttered, list) else []

    async def draft(self, sender: str, text: str, metadata: dict[str, Any], timeout_s: float) -> list[dict[str, Any]]:
        """Return what the bot would utter to a message, without having said it. Raises NotReached."""
        address = URL(f"{self._url}/conversations/{quote(sender, safe='')}/draft", encoded=True)
        uttered = await self._ask(address, text, metadata, timeout_s)
        if not isinstance(uttered, list):
            raise NotReached(f"Rasa answered {type(uttered).__name__}")
        return uttered

    async def understand(self, text: str, metadata: dict[str, Any], timeout_s: float) -> dict[str, Any]:
        """Return the `Understanding` of a text, as JSON, outside of any conversation. Raises NotReached."""
        understood = await self._ask(URL(f"{self._url}/understand"), text, metadata, timeout_s)
        if not isinstance(understood, dict):
            raise NotReached(f"Rasa answered {type(understood).__name__}")
        return understood

    async def _ask(self, address: URL, text: str, metadata: dict[str, Any], timeout_s: float) -> Any:
        """Post a text that changes nothing and return the answer's JSON. Raises NotReached."""
        body = {"message": text, "metadata": metadata}
        try:
            async with self._http().post(
                address, json=body, timeout=aiohttp.ClientTimeout(total=timeout_s)
            ) as response:
                status, content = response.status, await response.read()
            if status != 200:
                raise NotReached(f"Rasa answered {status}")
            return json.loads(content)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise NotReached(f"{type(error).__name__}: {error}") from error

    async def erase(self, sender: str) -> None:
        """Delete the sender's tracker. Raises NotReached where that failed."""
        address = URL(f"{self._url}/conversations/{quote(sender, safe='')}", encoded=True)
        try:
            async with self._http().delete(address, timeout=aiohttp.ClientTimeout(total=5.0)) as response:
                status = response.status
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotReached(f"{type(error).__name__}: {error}") from error
        if status not in (200, 204, 404):
            raise NotReached(f"Rasa answered {status} to the erasure")

    async def alive(self) -> bool:
        """Say whether Rasa answers; it listens only once its model is loaded."""
        try:
            async with self._http().get(f"{self._url}/", timeout=aiohttp.ClientTimeout(total=2.0)) as response:
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False
