"""English questions: one a turn, with the changes said back first."""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.en import wishes
from finetune.template.en.words import how_many, sentences
from finetune.values import clean


def write(ctx: Context) -> str:
    """Word a decision to ask."""
    return {"category": category, "ambiguous": ambiguous, "clarify": clarify}.get(ctx.decision.topic, attribute)(ctx)


def category(ctx: Context) -> str:
    """Nothing is known yet."""
    ask = ctx.say(["What are you looking for?", "What would you like to see?", "What kind of thing do you need?"])
    return sentences(wishes.acknowledge(ctx, with_wishes=True), wishes.recalled(ctx), unchecked(ctx), ask)


def attribute(ctx: Context) -> str:
    """Ask for one attribute, with how many goods still fit where that says something."""
    told = wishes.acknowledge(ctx, with_wishes=True)
    left = ""
    if ctx.decision.n_matching > 5 and not told and ctx.tone != "terse":
        left = ctx.say(
            ["{n} fit so far.", "There are {n} to choose from.", "{n} match."], n=str(ctx.decision.n_matching)
        )
    return sentences(told, wishes.recalled(ctx), unchecked(ctx), left, question(ctx, ctx.decision.attribute))


def question(ctx: Context, key: str) -> str:
    """Word the question for an attribute; the schema's own wording first."""
    schema = ctx.values.attribute(key)
    own = schema.questions.get("en")
    if own:
        return own if own.endswith("?") else own + "?"
    if key == "price":
        return ctx.say(
            ["What's your budget?", "Roughly how much would you like to spend?", "What price range works for you?"]
        )
    if key == "brand":
        return ctx.say(["Any brand you prefer?", "Is there a brand you'd like?"])
    if key == "category":
        return ctx.say(["Which kind?", "Which category do you have in mind?"])
    if schema.type == "bool":
        name = ctx.values.flag(key, True)
        if ctx.values.is_adjective(key):
            return ctx.say(["Should it be {x}?", "Does it need to be {x}?"], x=name)
        return ctx.say(["Do you need {x}?", "Should it have {x}?"], x=name)
    return ctx.say(
        ["What about the {x}?", "Any preference on {x}?", "Which {x} would suit you?"], x=ctx.values.name(key)
    )


def ambiguous(ctx: Context) -> str:
    """A word has several readings in this shop."""
    told = wishes.acknowledge(ctx, with_wishes=True)
    word = clean(ctx.decision.text, 32)
    if not word:
        return sentences(told, ctx.say(["Which one do you mean?", "Which of these is it?"]))
    return sentences(told, ctx.say(["Which do you mean by “{x}”?", "“{x}” could be one of these – which one?"], x=word))


def clarify(ctx: Context) -> str:
    """Confidence was low: say what was understood and offer readings."""
    if ctx.items and (n := int(ctx.decision.numbers.get("several", 0))):
        return ctx.say(["Which {n} of these do you mean?", "Which {n}? Their numbers will do."], n=how_many(n))
    if ctx.items:
        return ctx.say(["Which of these do you mean?", "Which one is it?", "Tap the one you mean."])
    readings = readings_of(ctx)
    if readings:
        return ctx.say(["Are you looking for {x}?", "Do you mean {x}?", "Just to check: {x}?"], x=readings)
    return ctx.say(["I'm not sure I got that. Is it one of these?", "Which of these did you mean?"])


def readings_of(ctx: Context) -> str:
    """Word the likeliest wishes of the options, at most two."""
    found = [o.preference for o in ctx.decision.options if o.preference]
    found = [w for w in found if w.attribute == "category" or ctx.decision.topic == "clarify"][:2]
    return " or ".join(wishes.phrase(ctx.values, w) for w in found)


def unchecked(ctx: Context) -> str:
    """Say which wishes the catalogue cannot check."""
    words = [clean(word, 32) for word in ctx.decision.unchecked[:3] if word.strip()]
    if not words:
        return ""
    joined = wishes.listed([f"“{w}”" for w in words], "or")
    return ctx.say(
        [
            "The product data says nothing about {x}, so I can't check that.",
            "I can't check {x}: the product data doesn't say.",
        ],
        x=joined,
    )
