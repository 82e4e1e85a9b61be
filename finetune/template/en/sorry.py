"""English words for when it does not work out: what rules everything out, and the smallest ways on. No apology
twice.
"""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.en import answer, wishes
from finetune.template.en.ask import readings_of, unchecked
from finetune.template.en.degrees import degree
from finetune.template.en.words import how_many, sentences
from finetune.values import clean
from knowledge.types import Option, Relaxation, UserAct

N_WAYS = 2


def write(ctx: Context) -> str:
    """Word what did not work out, by topic."""
    topic = ctx.decision.topic
    told = (
        wishes.acknowledge(ctx, with_wishes=False) if topic not in ("failure", "not_understood", "nothing_fits") else ""
    )
    return sentences(
        told,
        answer.all_of(ctx),
        _TOPICS.get(topic, not_understood)(ctx),
        unchecked(ctx) if topic == "nothing_fits" else "",
    )


def nothing_fits(ctx: Context) -> str:
    """Say which wishes rule everything out and the smallest ways out with true numbers."""
    blocking = ctx.decision.blocking or ctx.decision.wishes
    category = [w for w in ctx.decision.wishes if w.attribute == "category" and w.polarity == "for"]
    what = wishes.wanted(ctx, [w for w in [*blocking, *category] if w.polarity == "for"])
    refused = wishes.against(ctx.values, [w for w in blocking if w.polarity == "against"])
    if refused:
        what = f"{what} with {refused}" if what else f"anything with {refused}"
    open_ways = [r for r in ctx.decision.relaxations if r.count > 0]
    if ctx.decision.numbers.get("stuck", 1) > 1 and open_ways:
        return still_nothing(ctx, what or "match for all of that", way_out(ctx, open_ways[0]))
    leads = ["We have no {x}.", "There's no match for {x}.", "I found no {x}."]
    if blocking and all(w.attribute in wishes.NEAR for w in blocking):  # what lies there is a matter of what is written
        leads = ["Our data lists no {x}.", "The catalogue lists no {x}."]
    lead = ctx.say(leads, x=what or "match for all of that")
    ways = [way_out(ctx, r) for r in open_ways[:N_WAYS]]
    together = [(joint(ctx, o), o.count) for o in ctx.decision.options if joint(ctx, o)]
    if not ways and together:
        ways = [f"With {label} there {'is' if n == 1 else 'are'} {n}" for label, n in together[:N_WAYS]]
    if not ways:
        return lead + " " + ctx.say(["Shall we change something?", "Want to try it with other wishes?"])
    return f"{lead} {'. '.join(ways)}."


def still_nothing(ctx: Context, what: str, way: str) -> str:
    """Told once more: one way out as a question, and a person where that has been said before too."""
    lead = ctx.say(["Still no {x}. {w}: shall I show you?", "I really have no {x}. {w}. Want to see?"], x=what, w=way)
    person = any(UserAct.HANDOFF in o.payload.acts for o in ctx.decision.options)
    return lead + (" I can also get a person to help." if person else "")


def joint(ctx: Context, option: Option) -> str:
    """Word the wishes that an option lets fall together, "" where it is no such option."""
    if not option.count or UserAct.RETRACT not in option.payload.acts or len(option.payload.wishes) < 2:
        return ""
    return wishes.listed(list(dict.fromkeys(wishes.without(ctx.values, w) for w in option.payload.wishes)))


def no_further(ctx: Context) -> str:
    """What was shown is the lightest or cheapest that fits already; which change would let others go further."""
    wish, key = ctx.decision.blocking[0], ctx.decision.attribute
    comparative, superlative, noun = degree(ctx.values, key, 1 if wish.operator.startswith(">") else -1)
    within = wishes.wanted(ctx, [w for w in ctx.met() if w.polarity == "for" and w.attribute != key])
    value = ctx.items[0].value(key)
    figure = ctx.values.number(key, float(value)) if isinstance(value, (int, float)) else ""
    x = ctx.name(ctx.items[0])
    if noun:
        told = ["{x} already has the {s} {a} of the {w}: {f}.", "Of the {w}, {x} already has the {s} {a}: {f}."]
    else:
        told = ["{x} is already the {s} of the {w}: {f}.", "Of the {w}, {x} is already the {s}: {f}."]
    lead = ctx.say(told, x=x, s=superlative, a=noun, w=within or "goods", f=figure)
    better = "" if noun else comparative
    ways = [way_out(ctx, r, better) for r in ctx.decision.relaxations[:N_WAYS]]
    return f"{lead} {'. '.join(ways)}." if ways else lead


def way_out(ctx: Context, relaxation: Relaxation, which: str = "") -> str:
    """Word one way out: Under ¥2,000 there are 3, without the brand 12, from ¥1,299. `which`: what they are then."""
    n = relaxation.count
    there = f"there {'is' if n == 1 else 'are'} {how_many(n)}" + (
        f" {which} {'one' if n == 1 else 'ones'}" if which else ""
    )
    price = relaxation.lowest_price
    lowest = f", from {ctx.values.number('price', price)}" if price is not None else ""
    if relaxation.instead is not None:
        if relaxation.instead.attribute == "price":
            return f"With a budget {wishes.phrase(ctx.values, relaxation.instead)} {there}"
        changed = wishes.phrase(ctx.values, relaxation.instead)
        if changed.startswith(("for ", "under ", "over ")):  # For two people there are five
            return f"{changed[0].upper()}{changed[1:]} {there}{lowest}"
        if relaxation.wish.attribute in wishes.NEAR:
            return f"In {changed} as well {there}{lowest}"
        name = ctx.values.name(relaxation.instead.attribute)
        speaks = relaxation.instead.attribute in ("brand", "category") or name.lower() in changed.lower()
        if isinstance(relaxation.instead.value, str) and not speaks:
            changed += f" {name.lower()}"  # medium alone says nothing
        return f"With {changed} instead {there}{lowest}"
    if relaxation.wish.polarity == "against":
        return f"If {wishes.phrase(ctx.values, relaxation.wish)} is okay after all, {there}{lowest}"
    if relaxation.wish.attribute == "price":
        return f"Without the budget {there}{lowest}"
    return f"Without “{wishes.phrase(ctx.values, relaxation.wish)}” {there}{lowest}"


def no_more(ctx: Context) -> str:
    """All that fit were shown."""
    return ctx.say(
        [
            "That's all that fits. Shall we loosen something?",
            "You've seen everything that fits. Loosen a wish and I'll look again.",
        ]
    )


def nothing_with_it(ctx: Context) -> str:
    """Nothing of what was asked for is known to go with the item."""
    return ctx.say(
        ["Nothing of that kind is listed as going with it.", "The shop lists nothing like that to go with it."]
    )


def unknown(ctx: Context) -> str:
    """Something named that the shop does not have."""
    words = [clean(u.text, 28) for u in ctx.decision.unknown if u.text.strip()]
    x = wishes.listed(list(dict.fromkeys(words)), "or") or clean(ctx.decision.text, 28)
    has = ways_in(ctx)
    if ctx.decision.topic == "unknown_category":
        lead = ctx.say(["We don't sell {x}.", "This shop has no {x}."], x=x or "that")
    elif ctx.decision.topic == "unknown_brand":
        lead = ctx.say(["We don't carry {x}.", "{x} isn't a brand we have."], x=x or "that brand")
    else:
        lead = ctx.say(["There's no “{x}” here.", "Nothing is listed as “{x}”."], x=x or "that")
    return sentences(lead, f"What we have: {has}. Which would you like?" if has else "")


def ways_in(ctx: Context) -> str:
    """Name what there is, from the options."""
    options = [o.preference for o in ctx.decision.options if o.preference and o.preference.polarity == "for"]
    found = [w for w in options if isinstance(w.value, str)][:4]
    return ", ".join(wishes.phrase(ctx.values, w, short=True) for w in found)


def not_understood(ctx: Context) -> str:
    """Say so, and offer the likeliest readings."""
    readings = readings_of(ctx)
    if ctx.decision.wishes and not readings:
        # What was said before stands: nothing of it is asked for again.
        return ctx.say(
            [
                "I didn't get that. Shall I show others, or change something?",
                "Not sure I follow: other goods, or other wishes?",
            ]
        )
    if readings:
        return ctx.say(
            ["I didn't quite get that. Are you looking for {x}?", "Not sure I follow: is it {x}?"], x=readings
        )
    return ctx.say(
        [
            "I didn't get that. What are you looking for, and for how much?",
            "Could you put that another way? Say, what you need and your budget.",
        ]
    )


def no_such_item(ctx: Context) -> str:
    """The item pointed at is not there."""
    return ctx.say(
        ["That one isn't in the list. Which do you mean?", "I can't find that one; its number or name will do."]
    )


def nothing_shown(ctx: Context) -> str:
    """Pointed at a list although nothing has been shown."""
    return ctx.say(
        [
            "I haven't shown you anything yet. What are you looking for?",
            "Nothing is listed yet. What would you like to see?",
        ]
    )


def out_of_scope(ctx: Context) -> str:
    """Not a matter of this shop."""
    kinds = [w.value for w in ctx.decision.wishes if w.attribute == "category" and w.polarity == "for"]
    if kinds and isinstance(kinds[0], str):  # back to where the talk was
        kind = ctx.values.category(kinds[0])
        return ctx.say(
            ["That's beyond me, I'm afraid. Shall we go on with the {k}?", "I can't help there. Back to the {k}?"],
            k=kind,
        )
    return ctx.say(
        [
            "I can't help with that, but I can find you things. What do you need?",
            "That's beyond me; choosing goods isn't. What are you after?",
        ]
    )


def failure(ctx: Context) -> str:
    """Something broke inside: say so and offer a person."""
    return ctx.say(
        [
            "Something went wrong on my side. Try again, or I can get a person.",
            "Sorry, that failed on my side. Please say it again, or talk to a person.",
        ]
    )


_TOPICS = {
    "nothing_fits": nothing_fits, "no_more": no_more, "no_further": no_further, "unknown_category": unknown,
    "unknown_brand": unknown, "unknown_value": unknown, "not_understood": not_understood, "no_such_item": no_such_item,
    "nothing_shown": nothing_shown, "nothing_with_it": nothing_with_it,
    "out_of_scope": out_of_scope, "failure": failure,
}  # fmt: skip
