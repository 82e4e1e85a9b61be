"""English recommendations: what was asked for, then what tells the cards apart."""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.en import answer, ask, wishes
from finetune.template.en.degrees import most
from finetune.template.en.words import how_many, sentences
from finetune.template.quick import likened
from knowledge.types import Shown

N_HIGHLIGHTED = 2
N_TAGS = 3


def write(ctx: Context) -> str:
    """Word a recommendation: two or three sentences beside the cards."""
    topic = ctx.decision.topic
    lead = {"more": more, "popular": popular, "accessories": accessories, "alike": alike}.get(topic, fit)(ctx)
    told = wishes.acknowledge(ctx, with_wishes=topic in ("more", "popular", "accessories"))
    shine = (
        "" if topic == "popular" or (ctx.tone == "terse" and len(ctx.shown) > 3) else ctx.unless_said(highlights(ctx))
    )
    if ctx.decision.numbers.get("refused_now") and not told:
        told = ctx.say(["Those are out.", "Okay, not those.", "I've taken those off."])
    beside = ask.question(ctx, ctx.decision.attribute) if ctx.decision.attribute else ""
    if ctx.decision.numbers.get("unseen"):
        told = ctx.say(
            ["I have no record of the one you looked at before.", "Which one that was I can't see from here."]
        )
    if n_peers := int(ctx.decision.numbers.get("peers", 0)):
        first = ctx.name(ctx.items[0])
        told_by = ctx.say(["{n} others who chose for the same people took {x}."], n=str(n_peers), x=first)
        shine = sentences(told_by, shine)
    lead = sentences(leaning(ctx), lead)
    again, offered = wishes.recalled(ctx), answer.goes_with(ctx)
    return sentences(
        told, answer.all_of(ctx), offered, wishes.situation(ctx), again, lead, shine, ask.unchecked(ctx), beside
    )


def leaning(ctx: Context) -> str:
    """Say that the time of the year, or the place that the talk is about, counts; "" where it does not."""
    numbers = ctx.decision.numbers
    said = ""
    season = int(numbers.get("season", 0))
    name = ("spring", "summer", "autumn", "winter")[season - 1]
    if season and not any(name in text for text in ctx.prompt.recent):
        said = ctx.say(["It's {s}, so what is in season comes first.", "I put what suits {s} first."], s=name)
    where = next((r for s in ctx.shown for r in s.reasons if r.kind == "place"), None)
    if numbers.get("place") and where is not None and isinstance(where.value, str):
        x = ctx.values.value(where.attribute, where.value)
        said = sentences(said, ctx.say(["Those in {x}, too, come first.", "I put those also in {x} first."], x=x))
    return said


def fit(ctx: Context) -> str:
    """Name the wishes that the cards meet, in the shopper's words."""
    new = [c.preference for c in ctx.said_back if c.kind == "added" and c.preference.polarity == "for"]
    replaced = ctx.changes("replaced", "for")
    met = [w for w in ctx.met() if w.polarity == "for" and w not in replaced]
    if wishes.situation(ctx):  # what was made of a situation is said by itself
        met = [w for w in met if w.strength == "hard" or w not in new]
    recalled = ctx.changes("recalled")
    met = [w for w in met if w not in recalled]  # these as well
    new_met = [w for w in met if w in new]
    named = [w for w in met if w in new_met or w.attribute == "category"] if new_met else met
    want = wishes.wanted(ctx, named, kind=ctx.kind)
    total, n = ctx.decision.n_matching, how_many(len(ctx.shown))
    if ctx.decision.numbers.get("restated") and want:
        return ctx.say(["Yes, these {n} are all {w}.", "That's what these {n} are: {w}."], n=n, w=want)
    if len(ctx.shown) == 1:
        if not want:
            return ctx.say(["This one suits best.", "I'd go for this one."])
        if total > 1:
            return ctx.say(["For {w}, this one suits best.", "For {w}, start with this one."], w=want)
        return ctx.say(["For {w}, this is the only match.", "For {w} there is just this one."], w=want)
    if want and total > len(ctx.shown) and all(w.attribute == "category" for w in met):
        return ctx.say(["Of our {w}, start with these {n}.", "Here are {n} {w} to begin with.",
                        "These {n} {w} are a good place to start."], w=want, n=n)  # fmt: skip
    if want and total > len(ctx.shown):
        return ctx.say(
            ["For {w}, I'd look at these {n}.", "For {w}, these {n} suit best.", "Among {w}, I'd pick these {n}."],
            w=want, n=n,
        )  # fmt: skip
    if want:
        return ctx.say(
            ["For {w}, these {n} fit.", "For {w} we have these {n}.", "For {w} there are these {n}."],
            w=want,
            n=n,
        )
    return ctx.say(["I'd look at these {n}.", "These {n} suit best.", "Have a look at these {n}."], n=n)


def more(ctx: Context) -> str:
    """The next goods of the same wishes."""
    want = wishes.wanted(ctx, [w for w in ctx.met() if w.polarity == "for"])
    n = how_many(len(ctx.shown))
    if want:
        return ctx.say(
            ["Here are {n} more, still for {w}.", "{n} others for {w}.", "More for {w}: these {n}."], n=n, w=want
        )
    return ctx.say(["Here are {n} more.", "{n} others to look at.", "And {n} more."], n=n)


def popular(ctx: Context) -> str:
    """Asked for a recommendation with no wish at all."""
    n = how_many(len(ctx.shown))
    lead = ctx.say(["These {n} are popular just now.", "No hurry: start with these {n}."], n=n)
    if any(likened(ctx, o) for o in ctx.decision.options):
        return sentences(
            lead,
            ctx.say(
                ["Which is more to your taste? Tap it and I'll go by that.", "Tap what you like for more of the kind."]
            ),
        )
    return sentences(
        lead,
        ctx.say(["Tell me a use or a budget and I can narrow it down.", "A budget or a use would help me choose."]),
    )


def alike(ctx: Context) -> str:
    """Others like one that was pointed at."""
    n = how_many(len(ctx.shown))
    return ctx.say(
        ["These {n} are much like it.", "In the same vein there are these {n}.", "Close to it: these {n}."], n=n
    )


def accessories(ctx: Context) -> str:
    """Goods that go with the one under discussion."""
    n = how_many(len(ctx.shown))
    if len(ctx.shown) == 1:
        return ctx.say(["This one goes with it.", "To go with it, have a look at this one."])
    return ctx.say(["These {n} go with it.", "To go with it, have a look at these {n}.", "These {n} match it."], n=n)


def highlights(ctx: Context) -> str:
    """Say what tells the first cards apart: true extremes first, then facts that meet a wish or stand out."""
    kinds = list(dict.fromkeys(ctx.values.category(i.category) for i in ctx.items))
    if len(kinds) > 1:  # goods of several kinds have no common measure
        return f"There are {wishes.listed(kinds)}."
    if len(ctx.shown) == 1:
        facts = facts_of(ctx, ctx.shown[0], 3)
        return f"{ctx.name(ctx.items[0])}: {', '.join(facts)}." if facts else ""
    parts: list[str] = []
    used: set[tuple[str, int]] = set()
    for shown in ctx.shown:
        extreme = next((e for e in ctx.most_of_all(shown) + ctx.extremes(shown) if e not in used), None)
        if extreme is None or len(parts) == N_HIGHLIGHTED:
            continue
        used.add(extreme)
        key, direction = extreme
        value = shown.item.value(key)
        figure = ctx.values.number(key, float(value)) if isinstance(value, (int, float)) else ""
        text = f"{ctx.name(shown.item)} {most(ctx.values, key, direction)}"
        # Its own figure proves a superlative; the price stands on the card anyway.
        extra = facts_of(ctx, shown, 1, without=key, spoken=True) if key == "price" and not parts else []
        proof = ", ".join(p for p in (figure, *extra) if p)
        parts.append(f"{text} ({proof})" if proof else text)
    if parts:
        return "; ".join(parts) + "."
    facts = facts_of(ctx, ctx.shown[0], 2)
    if not facts:
        return ""
    name = ctx.name(ctx.items[0])
    return ctx.say(
        ["I'd start with {x}: {f}.", "First on my list is {x}: {f}.", "{x} leads: {f}."], x=name, f=", ".join(facts)
    )


def facts_of(ctx: Context, shown: Shown, n: int, without: str = "", *, spoken: bool = False) -> list[str]:
    """Word up to n facts of a card, those of its reasons in order; brand, category and price are on the card already.

    `spoken`: only what can follow "plus": numbers and things it has.
    """
    lines: list[str] = []
    for reason in shown.reasons:
        key = reason.attribute or (reason.preference.attribute if reason.preference else "")
        value = shown.item.value(key) if key else None
        if reason.kind == "rating":
            key, value = "rating", reason.value if reason.value is not None else shown.item.value("rating")
        if (
            key in ("", "price", "brand", "category", "title", "title_en", "text", "stock", without)
            or value is None
            or value is False
        ):
            continue
        if isinstance(value, list) and reason.preference is not None:
            asked = reason.preference.value if isinstance(reason.preference.value, list) else [reason.preference.value]
            value = [v for v in value if v in asked] or value
        if isinstance(value, list) and len(value) > N_TAGS and reason.kind != "wish":
            continue  # a long list names nothing that is worth a glance
        if (isinstance(value, str) and len(value) > 32) or (spoken and isinstance(value, (str, list))):
            continue
        if len(ctx.shown) > 1 and all(_has(other.item.value(key), value) for other in ctx.shown):
            continue  # what all have tells none of them apart
        line = ctx.values.line(key, value)
        if line not in lines and line not in ctx.name(shown.item):
            lines.append(line)
    return lines[:n]


def _has(own: object, value: object) -> bool:
    return set(value) <= set(own) if isinstance(own, list) and isinstance(value, list) else own == value
