"""What Chatwoot tells us: checks that it is Chatwoot, now and for the first time, and reads what an agent did.

Owns: the signature, the events' form. Does not know: hand-offs. Chatwoot signs "TIMESTAMP.BODY" with HMAC-SHA256 of the
webhook's or agent bot's secret: X-Chatwoot-Signature "sha256=HEX", X-Chatwoot-Timestamp in UNIX seconds.
https://www.chatwoot.com/hc/user-guide/articles/1677693021-how-to-use-webhooks (verifying webhook signatures; events).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import Any

from bot.handoff.outside.port import Act

SIGNATURE, TIMESTAMP = "x-chatwoot-signature", "x-chatwoot-timestamp"
#: Seconds by which the time of a delivery may differ from ours.
WINDOW_S = 300.0


class NotChatwoot(ValueError):
    """The signature is not Chatwoot's, or its time is over."""


def check(secrets: Sequence[str], signature: str, timestamp: str, body: bytes, now: float) -> str:
    """Return the delivery's name, the same when it is sent again. Raises NotChatwoot.

    `secrets`: any of them may have signed: an inbox' webhook and its agent bot have one each.
    """
    signed = timestamp.encode() + b"." + body
    made = [hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() for secret in secrets]
    given = signature.removeprefix("sha256=").lower()
    if not any(hmac.compare_digest(given.encode(), one.encode()) for one in made):
        raise NotChatwoot("the signature is wrong")
    if not (timestamp.isascii() and timestamp.isdigit()) or abs(now - int(timestamp)) > WINDOW_S:
        raise NotChatwoot("the delivery is too old, or comes from a clock that differs from ours")
    return hashlib.sha256(f"{timestamp} {given}".encode()).hexdigest()


def act_of(event: dict[str, Any]) -> Act | None:
    """Return what an agent did, None where nobody did anything that concerns us. Raises KeyError, TypeError."""
    kind = event.get("event")
    if kind == "message_created":
        return _said(event)
    status = {"conversation_resolved": "resolved"}.get(str(kind))
    if kind == "conversation_status_changed":
        status = event["status"]
    if status not in ("resolved", "pending"):
        return None
    agent = (event.get("meta") or {}).get("assignee") or {}
    return Act(
        "close" if status == "resolved" else "return", _ref(event), agent_key=str(agent.get("id", "")),
        agent=str(agent.get("available_name") or agent.get("name") or ""),
    )  # fmt: skip


def _said(event: dict[str, Any]) -> Act | None:
    sender = event.get("sender") or {}
    outgoing = event.get("message_type") in ("outgoing", 1)
    # Our own bot's messages and the shopper's come back, too; only a user of the account is an agent.
    if not outgoing or sender.get("type", "user") != "user" or "id" not in sender:
        return None
    links = [str(a["data_url"]) for a in event.get("attachments") or [] if a.get("data_url")]
    text = "\n".join(filter(None, [event.get("content") or "", *links]))
    return Act(
        "note" if event.get("private") else "say", _ref(event["conversation"]), str(event["id"]), text,
        str(sender["id"]), str(sender.get("available_name") or sender.get("name") or ""),
    )  # fmt: skip


def _ref(conversation: dict[str, Any]) -> str:
    """Return our name of a conversation, which Chatwoot calls by its number beside its contact's."""
    contact = conversation["contact_inbox"]["source_id"]
    return f"{contact}/{conversation['id']}"
