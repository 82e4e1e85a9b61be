"""Speaks to the gateway for the terminal. Owns: one session, retries with the same message id. Draws nothing."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

import httpx

_TRIES = 4


class ChatError(Exception):
    """The gateway refused or cannot be reached; the message is what it said."""


class ChatClient:
    """One conversation over HTTP."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=90, trust_env=False)
        self._path = ""
        self.locale = "zh"
        self.shop = ""

    def is_daogou(self) -> bool:
        """Say whether a gateway of ours answers at the address."""
        try:
            return "processes" in self._http.get("/healthz", timeout=3).json()
        except (httpx.HTTPError, ValueError, TypeError):
            return False

    def open(self, shop: str | None, locale: str | None) -> None:
        """Open a session. Raises ChatError."""
        new = {key: value for key, value in {"shop": shop, "locale": locale}.items() if value}
        body = self._call("POST", "/api/sessions", new)
        self._path = f"/api/sessions/{body['session_id']}"
        self._http.headers["Authorization"] = f"Bearer {body['token']}"
        self.locale, self.shop = body["locale"], body["shop"]

    def say(self, text: str, payload: str = "") -> list[dict[str, Any]]:
        """Say something and return the answer. Raises ChatError."""
        body = {"text": text, "message_id": f"t-{uuid4().hex}"} | ({"payload": payload} if payload else {})
        return self._call("POST", f"{self._path}/messages", body)["messages"]

    def close(self) -> None:
        """Close the connection; the conversation stays on record."""
        self._http.close()

    def _call(self, method: str, path: str, body: dict[str, Any]) -> Any:
        for n_try in range(1, _TRIES + 1):
            try:
                response = self._http.request(method, path, json=body)
            except httpx.HTTPError as error:
                failure, pause = str(error) or type(error).__name__, 0.5 * n_try
            else:
                if response.is_success:
                    return response.json()
                failure = response.json().get("detail", response.text) if response.content else response.reason_phrase
                if response.status_code not in (429, 503):
                    raise ChatError(failure)
                pause = float(response.headers.get("Retry-After", 1))
            if n_try < _TRIES:
                time.sleep(pause)
        raise ChatError(failure)
