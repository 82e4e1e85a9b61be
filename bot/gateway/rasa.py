"""Talks to Rasa over loopback. Owns: the wire form of a turn and which failures may be tried again.

Does not know: sessions' owners, HTTP outside. Each message carries an id in its metadata, which Rasa keeps in its
record; so after a failure one can look there (bot.store.trackers) whether a message was acted on, and need not guess.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx

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

    def __init__(self, url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        limits = httpx.Limits(max_connections=MAX_CONNECTIONS, max_keepalive_connections=MAX_CONNECTIONS)
        # trust_env=False: a proxy of the environment must not see loopback traffic.
        self._http = httpx.AsyncClient(base_url=url, limits=limits, transport=transport, trust_env=False)

    async def close(self) -> None:
        """Close the pool."""
        await self._http.aclose()

    async def send(self, sender: str, text: str, metadata: dict[str, Any], timeout_s: float) -> list[dict[str, Any]]:
        """Send one message and return what the bot uttered ([] = an action failed). Raises RasaError's children."""
        body = {"sender": sender, "message": text, "metadata": metadata}
        timeout = httpx.Timeout(max(timeout_s, 0.05), connect=1.0)
        try:
            response = await self._http.post("/webhooks/rest/webhook", json=body, timeout=timeout)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise NotReached(str(error)) from error
        except (httpx.ReadTimeout, httpx.PoolTimeout, httpx.WriteTimeout) as error:
            raise StillWorking(type(error).__name__) from error
        except httpx.HTTPError as error:
            raise InDoubt(f"{type(error).__name__}: {error}") from error
        if response.status_code == 503:
            raise NotReached("Rasa is starting")
        if response.status_code != 200:
            raise InDoubt(f"Rasa answered {response.status_code}")
        try:
            uttered = response.json()
        except ValueError as error:
            raise InDoubt("Rasa's answer is no JSON") from error
        return [u for u in uttered if isinstance(u, dict)] if isinstance(uttered, list) else []

    async def erase(self, sender: str) -> None:
        """Delete the sender's tracker. Raises NotReached where that failed."""
        try:
            response = await self._http.delete(f"/conversations/{quote(sender, safe='')}", timeout=5.0)
        except httpx.HTTPError as error:
            raise NotReached(f"{type(error).__name__}: {error}") from error
        if response.status_code not in (200, 204, 404):
            raise NotReached(f"Rasa answered {response.status_code} to the erasure")

    async def alive(self) -> bool:
        """Say whether Rasa answers; it listens only once its model is loaded."""
        try:
            return (await self._http.get("/", timeout=2.0)).status_code == 200
        except httpx.HTTPError:
            return False
