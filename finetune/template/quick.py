"""Quick replies of a decision: a title in the reply's language and a payload that needs no understanding.

Owns: order, uniqueness and JSON of the replies. Does not know: words.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from finetune.template.context import Context
from knowledge.types import Option, UserAct, to_json

MAX_REPLIES = 8
#: Widest title, in Latin characters; a Han character is two wide.
MAX_WIDTH = 24


def quick_replies(ctx: Context, title: Callable[[Context, Option], str]) -> list[tuple[str, str]]:
    """Word the options, at most eight, no title twice (the first of equal ones stays)."""
    replies: dict[str, str] = {}
    for option in ctx.decision.options:
        text = title(ctx, option)
        if text and text not in replies:
            replies[text] = json.dumps(to_json(option.payload), ensure_ascii=False, separators=(",", ":"))
    return list(replies.items())[:MAX_REPLIES]


def width(text: str) -> int:
    """Return how wide a text is in Latin characters."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)


def fit(text: str) -> str:
    """Cut a title that is too wide."""
    if width(text) <= MAX_WIDTH:
        return text
    while width(text) > MAX_WIDTH - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def likened(ctx: Context, option: Option) -> str:
    """Return the short name of the card that others should be like, "" where the option asks for no such thing."""
    payload = option.payload
    pointed = [r.value for r in payload.references if r.kind == "item"]
    if payload.acts != [UserAct.CRITIQUE] or payload.critiques or len(pointed) != 1:
        return ""
    return ctx.names.get(str(pointed[0]), "")


def picked(ctx: Context, option: Option) -> str:
    """Return the short name of the card that an option decides for, "" where it decides for none."""
    pointed = [r.value for r in option.payload.references if r.kind == "item"]
    if UserAct.PICK not in option.payload.acts or len(pointed) != 1 or len(ctx.items) < 2:
        return ""
    return ctx.names.get(str(pointed[0]), "")
