"""Quick replies of a decision: a title in the reply's language and a payload that needs no understanding.

Owns: order, uniqueness and JSON of the replies. Does not know: words.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from finetune.template.context import Context
from knowledge.types import Option, to_json

MAX_REPLIES = 8


def quick_replies(ctx: Context, title: Callable[[Context, Option], str]) -> list[tuple[str, str]]:
    """Word the options, at most eight, no title twice (the first of equal ones stays)."""
    replies: dict[str, str] = {}
    for option in ctx.decision.options:
        text = title(ctx, option)
        if text and text not in replies:
            replies[text] = json.dumps(to_json(option.payload), ensure_ascii=False, separators=(",", ":"))
    return list(replies.items())[:MAX_REPLIES]
