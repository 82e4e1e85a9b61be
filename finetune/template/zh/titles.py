"""Titles of quick replies in Chinese: at most twelve characters, with the count of goods where there is one."""

from __future__ import annotations

import re

from finetune.template.context import Context
from finetune.template.measures import measure
from finetune.template.quick import MAX_WIDTH, fit, likened, picked, width
from finetune.template.zh import degrees, wishes
from knowledge.types import Option, Payload, UserAct

_ACTS = {
    UserAct.MORE: "换一批", UserAct.COMPARE: "比一比", UserAct.ASK_REVIEWS: "看评价", UserAct.PICK: "就要这款",
    UserAct.WISHLIST: "加入心愿单", UserAct.HANDOFF: "转人工", UserAct.START_OVER: "重新开始",
    UserAct.NO_PREFERENCE: "都行",
    UserAct.EXPLAIN: "为什么推荐", UserAct.SHOW_WISHES: "我的要求", UserAct.AFFIRM: "好的", UserAct.DENY: "先不用",
    UserAct.RECOMMEND: "直接推荐", UserAct.ASK_POLICY: "售后政策", UserAct.PRIVACY: "我的数据",
}  # fmt: skip


def title(ctx: Context, option: Option) -> str:
    """Word one option: its fixed label, else its wish, else what its payload does."""
    label = option.label.get("zh") or next(iter(option.label.values()), "")
    like = likened(ctx, option)
    text = (
        (like and f"像{like}的")
        or picked(ctx, option)
        or label
        or (_wish(ctx, option) if option.preference else of_payload(ctx, option.payload))
    )
    count = f" · {option.count}{_measure(ctx, option)}" if option.count is not None else ""
    return fit(re.sub("款(?!式)", ctx.measure, text) if label else text) + count


def _measure(ctx: Context, option: Option) -> str:
    wish = option.preference
    if wish is not None and wish.attribute == "category" and isinstance(wish.value, str):
        return measure([wish.value])
    return ctx.measure


def _wish(ctx: Context, option: Option) -> str:
    wish = option.preference
    assert wish is not None
    if UserAct.RETRACT in option.payload.acts and ctx.decision.topic.startswith("privacy"):
        return "忘掉" + ("预算" if wish.attribute == "price" else wishes.phrase(ctx.values, wish))
    if UserAct.RETRACT in option.payload.acts:
        if wish.polarity == "against":
            return f"{wishes.phrase(ctx.values, wish, short=True)}也行"
        return wishes.without(ctx.values, wish)
    if wish.polarity == "against":
        return wishes.against(ctx.values, [wish])
    payload = option.payload.wishes
    if len(payload) == 2 and payload[0].attribute == payload[1].attribute and wish in payload:
        return wishes.phrases(ctx.values, payload)[0].removesuffix("元").replace(",", "")
    named = ctx.decision.attribute == wish.attribute or wish.attribute in ("price", "brand", "category")
    text = wishes.phrase(ctx.values, wish, short=named)
    return text if width(text) <= MAX_WIDTH else wishes.phrase(ctx.values, wish, short=True)


def of_payload(ctx: Context, payload: Payload) -> str:
    """Word a payload that carries neither label nor wish."""
    for critique in payload.critiques:
        if critique.direction == 0:
            return f"换个{ctx.values.name(critique.attribute)}"
        name, adjective = degrees.degree(ctx.values, critique.attribute, critique.direction)
        return f"{name}{adjective}点"
    if payload.dropped:
        names = [
            "全部" if key == "*" else "预算" if key == "price" else ctx.values.name(key) for key in payload.dropped
        ]
        return "不限" + "、".join(names)
    if payload.wishes and UserAct.RETRACT in payload.acts:
        return wishes.let_go(ctx.values, payload.wishes)
    if payload.wishes:
        return wishes.phrases(ctx.values, payload.wishes)[0]
    if payload.questions and payload.questions[0].attribute not in ("", "reviews"):
        return f"{ctx.values.name(payload.questions[0].attribute)}怎么样"
    ordinals = [int(r.value) for r in payload.references if r.kind == "ordinal" and isinstance(r.value, (int, float))]
    if UserAct.COMPARE in payload.acts and len(ordinals) == 2:
        return "比较前两款" if sorted(ordinals) == [1, 2] else f"比较第{ordinals[0]}和第{ordinals[1]}"
    return next((_ACTS[act] for act in payload.acts if act in _ACTS), "继续")
