"""Agents in Chatwoot: each hand-off is a conversation of an API inbox with an agent bot.

Owns: Chatwoot's addresses and bodies. Does not know: signatures (chatwoot_hook), hand-offs. The shopper speaks through
the Client API, the guide and our notes through the agent bot's token; the conversation's status says who answers:
pending (the bot), open (a person), resolved.
https://developers.chatwoot.com/api-reference/introduction: Client APIs, Conversations, Messages.
"""

from __future__ import annotations

import hashlib
from typing import Any

import httpx

from bot.handoff.outside.port import Away, Case, Gone, Line, OutsideError, Standing, Take
from bot.handoff.outside.words import title

_TIMEOUT = httpx.Timeout(10.0, connect=5.0)
#: Chatwoot's own limit of a message's content is 150,000 characters; longer ones are of no use to a person.
MAX_CONTENT = 20_000
_STATUS = {
    "requested": "open", "assigned": "open", "left": "open", "offered": "pending", "writing": "pending",
    "returned": "pending", "cancelled": "pending", "closed": "resolved", "done": "resolved",
}  # fmt: skip


class Chatwoot:
    """One inbox of a Chatwoot account. `inbox`: the API inbox's identifier; `token`: the agent bot's access token."""

    kind = "chatwoot"
    title = "Chatwoot"

    def __init__(self, url: str, account: int, inbox: str, token: str) -> None:
        self._public = f"/public/api/v1/inboxes/{inbox}/contacts"
        self._account = f"/api/v1/accounts/{account}/conversations"
        self._bot = {"api_access_token": token}
        self._http = httpx.AsyncClient(base_url=url.rstrip("/"), timeout=_TIMEOUT)

    async def close(self) -> None:
        """Close the pool."""
        await self._http.aclose()

    async def open(self, case: Case) -> str:
        """Make the shopper a contact and open a conversation; the reference is "contact/conversation"."""
        # The same shopper is the same contact again; Chatwoot learns a hash of the session, not its id.
        contact = hashlib.sha256(case.session_id.encode()).hexdigest()[:32]
        made = await self._post(self._public, {"source_id": contact, "name": title(case)})
        contact = str(made["source_id"])
        attributes = {"shop": case.shop, "reason": case.reason, "language": case.locale}
        opened = await self._post(f"{self._public}/{contact}/conversations", {"custom_attributes": attributes})
        return f"{contact}/{opened['id']}"

    async def show(self, ref: str, lines: list[Line]) -> None:
        """Add messages: the shopper's as incoming ones, the guide's as the bot's, all else as private notes."""
        contact, conversation = ref.split("/")
        for line in lines:
            content = line.text[:MAX_CONTENT]
            if line.speaker == "shopper":
                path = f"{self._public}/{contact}/conversations/{conversation}/messages"
                await self._post(path, {"content": content})
            else:
                said = {"content": content, "message_type": "outgoing", "private": line.speaker != "guide"}
                await self._post(f"{self._account}/{conversation}/messages", said, self._bot)

    async def stand(self, ref: str, standing: Standing) -> None:
        """Set the conversation's status."""
        path = f"{self._account}/{ref.split('/')[1]}/toggle_status"
        await self._post(path, {"status": _STATUS[standing.state]}, self._bot)

    async def alive(self) -> None:
        """Return where Chatwoot answers."""
        try:
            response = await self._http.get("/api")
        except httpx.HTTPError as error:
            raise Away(f"{type(error).__name__}: {error}") from error
        if response.status_code >= 500:
            raise Away(f"Chatwoot answered {response.status_code}")

    async def hear(self, take: Take) -> None:
        """Do nothing: Chatwoot calls us."""

    async def _post(self, path: str, body: dict[str, Any], headers: dict[str, str] | None = None) -> Any:
        try:
            response = await self._http.post(path, json=body, headers=headers)
        except httpx.HTTPError as error:
            raise Away(f"{type(error).__name__}: {error}") from error
        if response.status_code == 404:
            raise Gone(f"Chatwoot knows no {path}")
        if response.status_code == 429 or response.status_code >= 500:
            wait = response.headers.get("Retry-After", "")
            raise Away(f"Chatwoot answered {response.status_code}", float(wait) if wait.isdigit() else 0.0)
        if not response.is_success:
            raise OutsideError(f"Chatwoot answered {response.status_code} to {path}: {response.text[:300]}")
        return response.json()
