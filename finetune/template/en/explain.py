"""English explanations: why these goods, and which wishes are remembered."""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.en import wishes
from finetune.template.en.recommend import facts_of
from finetune.template.en.words import how_many, sentences
from knowledge.types import Preference


def write(ctx: Context) -> str:
    """Word an explanation."""
    told = wishes.acknowledge(ctx, with_wishes=False)
    return sentences(told, remembered(ctx) if ctx.decision.topic == "wishes" else reasons(ctx))


def reasons(ctx: Context) -> str:
    """Tie the cards to what was said, then one line an item."""
    if not ctx.items:
        return remembered(ctx)
    told = quoted(ctx, [w for w in ctx.met() if w.attribute != "category"])
    these = "this one fits" if len(ctx.items) == 1 else f"all {how_many(len(ctx.items))} fit"
    if told:
        lead = ctx.say(["You asked for {x}, and {n}.", "Because you said {x}: {n}."], x=told, n=these)
    else:
        lead = ctx.say(
            ["You haven't named any wishes yet, so I went by popularity.", "No wishes so far, so I chose popular ones."]
        )
    lines = []
    for shown in ctx.shown[:3]:
        facts = facts_of(ctx, shown, 2)
        if facts:
            lines.append(f"{ctx.name(shown.item)}: {', '.join(facts)}")
    return lead + (f" {'; '.join(lines)}." if lines else "")


def remembered(ctx: Context) -> str:
    """Say every wish that stands."""
    told = quoted(ctx, ctx.decision.wishes)
    if not told:
        return ctx.say(["I haven't noted any wishes yet.", "You haven't told me any wishes so far."])
    return (
        ctx.say(["So far I have: {x}.", "What I've noted: {x}."], x=told)
        + " "
        + ctx.say(["Tap one to drop it.", "Tell me if any of it no longer holds."])
    )


def quoted(ctx: Context, told: list[Preference]) -> str:
    """List wishes for and against."""
    wanted = wishes.phrases(ctx.values, [w for w in told if w.polarity == "for"])
    refused = [w for w in told if w.polarity == "against"]
    parts = [", ".join(wanted)] if wanted else []
    if refused:
        parts.append(wishes.against(ctx.values, refused))
    return ", ".join(parts)
