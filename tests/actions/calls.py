"""What Rasa sends to an action server, as small as it may be."""

from __future__ import annotations

from typing import Any

from knowledge.types import Act, Understanding, to_json


def understood(text: str, *acts: str, locale: Any = "zh", **more: Any) -> Understanding:
    """An understanding of one utterance."""
    return Understanding(text, locale, [Act(a) for a in acts], **more)


def tracker(
    said: Understanding | None, state: Any = None, shop: str | None = "tiny", sender: str = "s1", **meta: Any
) -> dict[str, Any]:
    """The tracker's JSON with this as its latest message."""
    message: dict[str, Any] = {"text": said.text if said else "", "metadata": {"shop": shop, "locale": "zh", **meta}}
    if said is not None:
        message["understanding"] = to_json(said)
    return {
        "sender_id": sender, "slots": {"state": state}, "latest_message": message, "events": [], "paused": False,
        "followup_action": None, "active_loop": {}, "latest_action_name": None,
    }  # fmt: skip


def call(action: str, said: Understanding | None, state: Any = None, **more: Any) -> dict[str, Any]:
    """The body of a webhook call."""
    found = tracker(said, state, **more)
    return {"next_action": action, "sender_id": found["sender_id"], "version": "3.6.21", "tracker": found, "domain": {}}
