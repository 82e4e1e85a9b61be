"""Titles of quick replies in English: at most 24 characters, with the count of goods where there is one."""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.en import degrees, wishes
from finetune.template.en.words import capital
from finetune.template.quick import MAX_WIDTH, fit, likened, picked, width
from knowledge.types import Option, Payload, UserAct

_ACTS = {
    UserAct.MORE: "Show others", UserAct.COMPARE: "Compare", UserAct.ASK_REVIEWS: "Reviews",
    UserAct.PICK: "Take this one",
    UserAct.WISHLIST: "Add to wish list", UserAct.HANDOFF: "Talk to a person", UserAct.START_OVER: "Start over",
    UserAct.NO_PREFERENCE: "No preference", UserAct.EXPLAIN: "Why these?", UserAct.SHOW_WISHES: "My wishes",
    UserAct.AFFIRM: "Yes", UserAct.DENY: "Not now", UserAct.RECOMMEND: "Just recommend",
    UserAct.ASK_POLICY: "Shop policies",
    UserAct.PRIVACY: "My data",
}  # fmt: skip


def title(ctx: Context, option: Option) -> str:
    """Word one option: its fixed label, else its wish, else what its payload does."""
    label = option.label.get("en") or next(iter(option.label.values()), "")
    like = likened(ctx, option)
    text = (
        (like and f"Like {like}")
        or picked(ctx, option)
        or label
        or (_wish(ctx, option) if option.preference else of_payload(ctx, option.payload))
    )
    return capital(fit(text)) + (f" · {option.count}" if option.count is not None else "")


def _wish(ctx: Context, option: Option) -> str:
    wish = option.preference
    assert wish is not None
    if UserAct.RETRACT in option.payload.acts and ctx.decision.topic.startswith("privacy"):
        return "Forget " + ("the budget" if wish.attribute == "price" else wishes.phrase(ctx.values, wish))
    if UserAct.RETRACT in option.payload.acts:
        if wish.polarity == "against":
            return f"{wishes.phrase(ctx.values, wish, short=True)} is okay"
        return wishes.without(ctx.values, wish)
    if wish.polarity == "against":
        return wishes.against(ctx.values, [wish])
    payload = option.payload.wishes
    if len(payload) == 2 and payload[0].attribute == payload[1].attribute and wish in payload:
        return wishes.phrases(ctx.values, payload)[0]
    named = ctx.decision.attribute == wish.attribute or wish.attribute in ("price", "brand", "category")
    text = wishes.phrase(ctx.values, wish, short=named)
    return text if width(text) <= MAX_WIDTH else wishes.phrase(ctx.values, wish, short=True)


def of_payload(ctx: Context, payload: Payload) -> str:
    """Word a payload that carries neither label nor wish."""
    for critique in payload.critiques:
        if critique.direction == 0:
            return f"another {ctx.values.name(critique.attribute)}"
        comparative, _, noun = degrees.degree(ctx.values, critique.attribute, critique.direction)
        return f"{comparative} {noun}".strip()
    if payload.dropped:
        names = [
            "wish" if key == "*" else "budget" if key == "price" else ctx.values.name(key) for key in payload.dropped
        ]
        return f"any {wishes.listed(names)}"
    if payload.wishes and UserAct.RETRACT in payload.acts:
        return wishes.listed(list(dict.fromkeys(wishes.without(ctx.values, w) for w in payload.wishes)))
    if payload.wishes:
        return wishes.phrases(ctx.values, payload.wishes)[0]
    if payload.questions and payload.questions[0].attribute not in ("", "reviews"):
        return f"{ctx.values.name(payload.questions[0].attribute)}?"
    ordinals = [int(r.value) for r in payload.references if r.kind == "ordinal" and isinstance(r.value, (int, float))]
    if UserAct.COMPARE in payload.acts and len(ordinals) == 2:
        return f"compare {ordinals[0]} and {ordinals[1]}"
    return next((_ACTS[act] for act in payload.acts if act in _ACTS), "Go on")
