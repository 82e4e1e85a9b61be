"""Facts that answers state of one item or of several, in no language yet.

Owns: which answers are such facts, and putting equal values of several goods together. Does not know: wording.
"""

from __future__ import annotations

from collections.abc import Container

from finetune.template.context import Context
from knowledge.types import Answer


def is_bare_fact(answer: Answer) -> bool:
    """Say whether an answer states one value of an item, no yes or no."""
    return (
        answer.source == "attribute" and answer.holds is None and answer.value is not None and answer.item is not None
    )


def by_value(ctx: Context, said: Container[str]) -> dict[str, dict[str, list[str]]]:
    """Return attribute -> value in words -> names of the goods that have it, for attributes that every answer about
    them states of two goods or more. `said`: attributes that are worded already.
    """
    out: dict[str, dict[str, list[str]]] = {}
    answers = [a for a in ctx.decision.answers if a.question.attribute != "url" and a.question.attribute not in said]
    for key in dict.fromkeys(a.question.attribute for a in answers):
        own = [a for a in answers if a.question.attribute == key]
        if not all(is_bare_fact(a) for a in own) or len({a.item.item_id for a in own if a.item}) < 2:
            continue
        values = out.setdefault(key, {})
        for a in own:
            if a.item is not None and a.value is not None and not isinstance(a.value, bool):
                values.setdefault(ctx.values.value(key, a.value, whole=True), []).append(ctx.name(a.item))
    return out
