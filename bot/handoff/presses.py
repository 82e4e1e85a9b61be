"""What a pressed button of a hand-off means. Owns: the payloads that the gateway itself understands.

They look like the guide's payloads to a channel, which hands them back unchanged, and never reach the guide.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal, get_args

Kind = Literal["cancel", "leave", "decline", "rate"]
_KEY = "handoff"

#: Ratings from worst to best.
SCORES = (1, 2, 3)


@dataclass(frozen=True)
class Press:
    """A pressed button: what for, of which hand-off, and for a rating its score (1 to 3)."""

    kind: Kind
    chat: str
    score: int = 0


def payload(press: Press) -> str:
    """Return the payload of a button."""
    return json.dumps({_KEY: press.kind, "chat": press.chat} | ({"score": press.score} if press.score else {}))


def read(text: str | None) -> Press | None:
    """Return the press, None where the payload is not one of a hand-off. Raises ValueError where it is a broken one."""
    if text is None or f'"{_KEY}"' not in text:
        return None
    data: Any = json.loads(text)
    if not isinstance(data, dict) or _KEY not in data:
        return None
    kind, chat, score = data[_KEY], data.get("chat"), data.get("score", 0)
    right = kind in get_args(Kind) and isinstance(chat, str) and set(data) <= {_KEY, "chat", "score"}
    if not right or (score not in SCORES if kind == "rate" else score != 0) or isinstance(score, bool):
        raise ValueError("expected the payload of a button of a hand-off")
    return Press(kind, str(chat)[:64], score)
