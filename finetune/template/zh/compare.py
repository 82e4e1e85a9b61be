"""Chinese comparisons: a table of what differs, then a verdict with its condition and right arithmetic."""

from __future__ import annotations

from finetune.template import table
from finetune.template.context import Context, number_of
from finetune.template.zh import answer, degrees, wishes
from finetune.template.zh.words import after, sentences
from knowledge.types import CompareRow


def write(ctx: Context) -> str:
    """Word a comparison, or why there is none."""
    if ctx.decision.topic == "too_few":
        return ctx.say(["想拿哪几款来比？说序号或名字就行。", "要比较哪几款？告诉我序号就行。"])
    told = wishes.acknowledge(ctx, with_wishes=True)
    if ctx.decision.numbers.get("values"):  # which value is better the catalogue does not say
        told += ctx.say(["哪种好各有所爱，每种挑一款比一比：", "资料里分不出哪种更好，各拿一款来比："])
    verdict = between_two(ctx) if len(ctx.items) == 2 else among_many(ctx)
    grid = table.markdown(ctx, heading=lambda key: ctx.values.name(key), missing="没写")
    return "\n\n".join(p for p in (told, grid, verdict, answer.all_of(ctx)) if p)


def between_two(ctx: Context) -> str:
    """What the first does better, what the second does better, and when to take which."""
    first, second = ctx.items
    better = {0: table.wins(ctx, 0), 1: table.wins(ctx, 1)}
    if not better[0] and not better[1]:
        return same(ctx)
    lead = 0 if table.weight(ctx, better[0]) >= table.weight(ctx, better[1]) else 1
    one, other = (first, second) if lead == 0 else (second, first)
    gains = better[lead]
    losses = sorted(
        better[1 - lead], key=lambda row: row.attribute != "price"
    )  # the price is what people weigh it against
    said = [_by(ctx, row, lead) for row in gains[:3]]
    text = after(ctx.name(one), "、".join(said))
    if losses:
        text += f"，{'、'.join(_by(ctx, row, lead) for row in losses[:2])}"
    text = care(ctx, gains) + text + "。"
    if not losses:
        return text + ctx.say(["没有别的讲究就选{x}。", "从资料看选{x}更合适。"], x=ctx.name(one))
    return text + ctx.say(
        ["看重{a}选{x}，想要{b}就选{y}。", "更在意{a}的话选{x}；{y}胜在{b}。"],
        a=_good(ctx, gains[0]), b=_good(ctx, losses[0]), x=ctx.name(one), y=ctx.name(other),
    )  # fmt: skip


def care(ctx: Context, gains: list[CompareRow]) -> str:
    """Tie the verdict to what the shopper cares about, where the first gain is one of the wishes."""
    wished = {w.attribute: w for w in ctx.decision.wishes if w.polarity == "for"}
    if not gains or gains[0].attribute not in wished or gains[0].attribute == "price":
        return ""
    return ctx.say(["您在意{x}，", "您看重的是{x}，"], x=_good(ctx, gains[0]))


def _good(ctx: Context, row: CompareRow) -> str:
    """What having the better value of a row is called: 轻, 续航长, 省钱, 无线充电."""
    direction = table.direction(ctx, row)
    if direction:
        name, adjective = degrees.degree(ctx.values, row.attribute, direction)
        return f"{name}{adjective}"
    return ctx.values.name(row.attribute)


def _by(ctx: Context, row: CompareRow, position: int) -> str:
    """How the item at `position` differs from the other in a row."""
    own, other = number_of(ctx.items[position], row.attribute), number_of(ctx.items[1 - position], row.attribute)
    if own is not None and other is not None:
        return degrees.by(ctx.values, row.attribute, own - other)
    value = row.values[position]
    if isinstance(value, bool):
        return ctx.values.flag(row.attribute, value)
    return ctx.values.line(row.attribute, value) if value is not None else f"没写{ctx.values.name(row.attribute)}"


def among_many(ctx: Context) -> str:
    """What each of three or four is best at, true extremes only."""
    parts = []
    for item in ctx.items:
        best = table.extremes(ctx, item)
        if best:
            parts.append(after(ctx.name(item), "、".join(degrees.most(ctx.values, k, d) for k, d in best[:2])))
    return sentences("，".join(parts) + "。") if parts else same(ctx)


def same(ctx: Context) -> str:
    """Nothing in the catalogue makes one the better."""
    return ctx.say(["资料上看不出明显高下，按喜好选就行。", "从资料看各有特点，您更看重哪一项？我再帮您定。"])
