"""What the shopper is told when something broke inside: the truth, and a person.

Owns: that one message, worded here because the writer lives in the process that may be down. Does not know: what broke.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from knowledge.types import Payload, UserAct, to_json
from nlu.names import META_LOCALE, UNDERSTANDING

_WORDS = {
    "zh": ("抱歉，我这边刚才出了点问题，这条没有处理成功。您可以再发一次，或者我帮您转人工。", "转人工"),
    "en": ("Sorry, something went wrong on my side and I could not handle that. Please send it again, or I can get a "
           "person for you.", "Talk to a person"),
}  # fmt: skip


def failure_message(locale: str) -> dict[str, Any]:
    """Return the message of topic "failure" (docs/decisions/0003) as the gateway reads it; zh for an unknown locale."""
    text, label = _WORDS.get(locale, _WORDS["zh"])
    payload = json.dumps(to_json(Payload(acts=[UserAct.HANDOFF])), ensure_ascii=False)
    return {
        "act": "sorry",
        "topic": "failure",
        "text": text,
        "degraded": True,
        "items": [],
        "quick_replies": [{"title": label, "payload": payload}],
    }


def locale_of_turn(parse_data: Mapping[str, Any] | None, metadata: Mapping[str, Any] | None) -> str:
    """Return the language to answer in: the utterance's where it was understood, else the session's, else zh."""
    understood = (parse_data or {}).get(UNDERSTANDING) or {}
    return str(understood.get("locale") or (metadata or {}).get(META_LOCALE) or "zh")
