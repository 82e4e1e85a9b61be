"""English comparisons: a table of what differs, then a verdict with its condition and right arithmetic."""

from __future__ import annotations

from finetune.template import table
from finetune.template.context import Context, number_of
from finetune.template.en import answer, degrees, wishes
from finetune.template.en.words import capital
from knowledge.types import CompareRow


def write(ctx: Context) -> str:
    """Word a comparison, or why there is none."""
    if ctx.decision.topic == "too_few":
        return ctx.say(["Which ones would you like to compare?", "Tell me which ones to compare; numbers will do."])
    told = wishes.acknowledge(ctx, with_wishes=True)
    if ctx.decision.numbers.get("values"):  # which value is better the catalogue does not say
        lead = ctx.say(["Which is better is a matter of taste; here is one of each:", "One of each, side by side:"])
        told = f"{told} {lead}".strip()
    verdict = between_two(ctx) if len(ctx.items) == 2 else among_many(ctx)
    grid = table.markdown(ctx, heading=lambda key: capital(ctx.values.name(key)), missing="not stated")
    return "\n\n".join(p for p in (told, grid, verdict, answer.all_of(ctx)) if p)


def between_two(ctx: Context) -> str:
    """What the first does better, what the second does better, and when to take which."""
    better = {0: table.wins(ctx, 0), 1: table.wins(ctx, 1)}
    if not better[0] and not better[1]:
        return same(ctx)
    lead = 0 if table.weight(ctx, better[0]) >= table.weight(ctx, better[1]) else 1
    one, other = ctx.name(ctx.items[lead]), ctx.name(ctx.items[1 - lead])
    gains = better[lead]
    losses = sorted(
        better[1 - lead], key=lambda row: row.attribute != "price"
    )  # the price is what people weigh it against
    text = f"{one}: {wishes.listed([_by(ctx, row, lead) for row in gains[:3]])}"
    if losses:
        text += f", but {wishes.listed([_by(ctx, row, lead) for row in losses[:2]])}"
    if not losses:
        return text + ". " + ctx.say(["I'd take {x}.", "On the data, {x} is the better pick."], x=one)
    return text + ". " + ctx.say(
        ["Take {x} if you want {a}, {y} if you want {b}.", "For {a} choose {x}; for {b} choose {y}."],
        a=_good(ctx, gains[0]), b=_good(ctx, losses[0]), x=one, y=other,
    )  # fmt: skip


def _good(ctx: Context, row: CompareRow) -> str:
    direction = table.direction(ctx, row)
    return degrees.gain(ctx.values, row.attribute, direction) if direction else ctx.values.name(row.attribute)


def _by(ctx: Context, row: CompareRow, position: int) -> str:
    """How the item at `position` differs from the other in a row."""
    own, other = number_of(ctx.items[position], row.attribute), number_of(ctx.items[1 - position], row.attribute)
    if own is not None and other is not None:
        return degrees.by(ctx.values, row.attribute, own - other)
    value = row.values[position]
    if isinstance(value, bool):
        return ctx.values.flag(row.attribute, value)
    return (
        ctx.values.line(row.attribute, value) if value is not None else f"{ctx.values.name(row.attribute)} not stated"
    )


def among_many(ctx: Context) -> str:
    """What each of three or four is best at, true extremes only."""
    parts = []
    for item in ctx.items:
        best = table.extremes(ctx, item)
        if best:
            parts.append(f"{ctx.name(item)} {wishes.listed([degrees.most(ctx.values, k, d) for k, d in best[:2]])}")
    return "; ".join(parts) + "." if parts else same(ctx)


def same(ctx: Context) -> str:
    """Nothing in the catalogue makes one the better."""
    return ctx.say(
        ["On the data neither is clearly ahead; go by taste.", "They are close on paper. What matters more to you?"]
    )
