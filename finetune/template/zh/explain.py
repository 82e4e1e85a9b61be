"""Chinese explanations: why these goods, and which wishes are remembered."""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.zh import wishes
from finetune.template.zh.recommend import facts_of
from finetune.template.zh.words import count, sentences
from knowledge.types import Preference


def write(ctx: Context) -> str:
    """Word an explanation."""
    told = wishes.acknowledge(ctx, with_wishes=False)
    return sentences(told, remembered(ctx) if ctx.decision.topic == "wishes" else reasons(ctx))


def reasons(ctx: Context) -> str:
    """Tie the cards to what was said, then one line an item."""
    met = [w for w in ctx.met() if w.attribute != "category"]
    if not ctx.items:
        return remembered(ctx)
    told = quoted(ctx, met)
    lead = (
        ctx.say(["因为您说过{x}，这{n}都符合。", "您提过{x}，这{n}都满足。"], x=told, n=count(ctx.items))
        if told
        else ctx.say(["您还没提具体要求，我是按受欢迎程度挑的。", "目前没有具体要求，先挑了比较受欢迎的。"])
    )
    lines = []
    for shown in ctx.shown[:3]:
        facts = facts_of(ctx, shown, 2)
        if facts:
            lines.append(f"{ctx.name(shown.item)}：{'，'.join(facts)}")
    return lead + ("；".join(lines) + "。" if lines else "")


def remembered(ctx: Context) -> str:
    """Say every wish that stands."""
    told = quoted(ctx, ctx.decision.wishes)
    if not told:
        return ctx.say(["目前还没有记下什么要求。", "您还没提过要求，随时可以说。"])
    return ctx.say(["目前记着：{x}。", "我记下的有：{x}。", "您说过的我记着：{x}。"], x=told) + ctx.say(
        ["想去掉哪条，点一下就行。", "哪条不要了直接告诉我。"]
    )


def quoted(ctx: Context, told: list[Preference]) -> str:
    """List wishes for and against."""
    wanted = wishes.phrases(ctx.values, [w for w in told if w.polarity == "for"])
    refused = [w for w in told if w.polarity == "against"]
    parts = ["、".join(wanted)] if wanted else []
    if refused:
        parts.append(wishes.against(ctx.values, refused))
    return "，".join(parts)
