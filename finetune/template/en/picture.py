"""What is said in English of a picture that the shopper sent: its colours, and no more than that."""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.en.wishes import listed
from knowledge.types import Looked


def write(ctx: Context) -> str:
    """Say what was made of the picture that came with this turn; "" where none did."""
    looked = ctx.decision.looked
    if looked is None:
        return ""
    if not looked.used:
        return (
            "I can only tell colours from a picture, which does not help here; it is not kept either, so please tell "
            "me in words."
        )
    if not looked.values:
        if looked.by_pictures:
            return "I cannot recognise what is in your picture, so I go by goods of a similar colour."
        return "I cannot recognise what is in your picture, and no colour of ours matches it, so it does not help here."
    colour = listed([ctx.values.value(looked.attribute, v).lower() for v in looked.values], "or")
    return f"I cannot recognise what is in your picture, only that it is mostly {colour}; {_then(ctx, looked)}."


def _then(ctx: Context, looked: Looked) -> str:
    kinds = [w.value for w in ctx.decision.wishes if w.attribute == "category" and w.polarity == "for"]
    if ctx.decision.act == "ask" and not kinds:
        return "I have noted the colour"
    if not looked.n_alike:
        return "but nothing that fits comes in that colour"
    return "I go by that colour" + (" and the kind of goods" if kinds else "")
