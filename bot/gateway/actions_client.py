"""Asks the action server for what is about goods: shops, items, search. Does not know: how it finds them."""

from __future__ import annotations

from typing import Any

import httpx

from bot.gateway.problems import ProblemError

_TIMEOUT_S = 10.0


class ActionsClient:
    """A pool of connections to one action server."""

    def __init__(self, url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._http = httpx.AsyncClient(base_url=url, timeout=_TIMEOUT_S, transport=transport, trust_env=False)
        self._known: list[dict[str, Any]] = []  # the shops last heard of, for when the server is away

    async def close(self) -> None:
        """Close the pool."""
        await self._http.aclose()

    async def get(self, path: str, params: dict[str, Any] | None = None) -> Any:
        """Return the JSON at `path`. Raises a 503 problem where the server is away, its own 4xx as a problem."""
        return await self._ask("GET", path, params=params)

    async def post(self, path: str, asked: dict[str, Any]) -> Any:
        """Return the JSON that `path` answers to a JSON object, for what is too long for a URL. Raises as `get`."""
        return await self._ask("POST", path, json=asked)

    async def colours(self, picture: bytes) -> list[dict[str, Any]]:
        """Return the main colours of a picture, as JSON of `knowledge.types.Colour`.

        Raises a 422 problem where it cannot be read, a 503 one where the server is away.
        """
        answer = await self._ask("POST", "/pictures/colours", content=picture)
        found: list[dict[str, Any]] = answer["colours"]
        return found

    async def _ask(self, method: str, path: str, **more: Any) -> Any:
        try:
            response = await self._http.request(method, path, **more)
        except httpx.HTTPError as error:
            raise ProblemError(
                503, "catalogue-away", "the catalogue cannot be asked just now; try again shortly", {"Retry-After": "3"}
            ) from error
        if 400 <= response.status_code < 500:
            raise ProblemError(response.status_code, "catalogue-refused", _reason(response))
        if response.status_code != 200:
            raise ProblemError(
                503, "catalogue-failed", "the catalogue failed to answer; try again", {"Retry-After": "3"}
            )
        return response.json()

    async def forget(self, visitor: str) -> None:
        """Erase all that is remembered of a visitor. Raises a 503 problem where the server is away."""
        try:
            response = await self._http.delete(f"/profiles/{visitor}")
            response.raise_for_status()
        except httpx.HTTPError as error:
            raise ProblemError(
                503, "not-erased", "a part is away, nothing was erased yet; try again shortly", {"Retry-After": "5"}
            ) from error

    async def shops(self) -> list[dict[str, Any]]:
        """Return the shops, from memory where the server is away but was heard of before."""
        try:
            answer = await self.get("/shops")
        except ProblemError:
            if self._known:
                return self._known
            raise
        self._known = answer["shops"] if isinstance(answer, dict) else answer
        return self._known

    async def alive(self) -> bool:
        """Say whether the server answers."""
        try:
            return (await self._http.get("/health", timeout=2.0)).status_code == 200
        except httpx.HTTPError:
            return False


def _reason(response: httpx.Response) -> str:
    try:
        body = response.json()
        return str(body.get("detail") or body.get("error") or body)[:500]
    except (ValueError, AttributeError):
        return response.text[:500]
