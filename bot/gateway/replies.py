"""Turns what Rasa uttered into messages of the contract. Does not know: where they go."""

from __future__ import annotations

import logging
from typing import Any

from pydantic import ValidationError

from bot.gateway.shapes import Message

log = logging.getLogger(__name__)

_FIELDS = ("act", "text", "degraded", "attribute", "items", "quick_replies")


class BadReply(Exception):
    """The bot uttered something that is not a message of the contract."""


def shape(uttered: list[dict[str, Any]]) -> list[Message]:
    """Return the messages; id, role and time are given here. Raises BadReply, so that nothing half-made is shown."""
    return [_one(utterance) for utterance in uttered]


def request_of(uttered: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the facts for the person who is asked for, None where nobody is (docs/decisions/0003, topic requested).

    They are not for the shopper: `shape` leaves them out.
    """
    for utterance in uttered:
        custom = utterance.get("custom")
        if isinstance(custom, dict) and (custom.get("act"), custom.get("topic")) == ("handoff", "requested"):
            facts = custom.get("handoff")
            return facts if isinstance(facts, dict) else {"reason": "asked"}
    return None


def _one(utterance: dict[str, Any]) -> Message:
    custom = utterance.get("custom")
    if not isinstance(custom, dict):
        # Rasa's own texts (a response of the domain) are small talk at best.
        custom = {"act": "chat", "text": utterance.get("text", "")}
    fields = {key: custom[key] for key in _FIELDS if custom.get(key) is not None}
    try:
        message = Message(role="bot", **fields)
    except ValidationError as error:
        raise BadReply(f"the action's message breaks the contract: {error.errors()[0]['loc']}") from error
    if not message.act or not message.text.strip():
        raise BadReply("the action's message has no act or no text")
    return message
