"""English answers: attributes first, then reviews with counts and a quote, then "the product data doesn't say"."""

from __future__ import annotations

from finetune.template import bare_facts
from finetune.template.bare_facts import is_bare_fact
from finetune.template.context import Context
from finetune.template.en import degrees, wishes
from finetune.template.en.words import how_many, sentences
from finetune.values import clean
from knowledge.types import Answer

MAX_QUOTE_CHARS = 110
N_TOPICS = 3
#: Reviews from which on a share says something.
N_FOR_SHARE = 5


def write(ctx: Context) -> str:
    """Word the answers, one sentence each."""
    if ctx.decision.topic == "values":
        return values(ctx)
    if "total" in ctx.decision.numbers:
        return together(ctx)
    return sentences(wishes.acknowledge(ctx, with_wishes=True), all_of(ctx), price_change(ctx), wishes.recalled(ctx))


def together(ctx: Context) -> str:
    """What several goods cost, each and all together."""
    parts = [f"{ctx.name(i)} {ctx.values.number('price', i.price)}" for i in ctx.items if i.price is not None]
    total = ctx.values.number("price", ctx.decision.numbers["total"])
    return ctx.say(["{x}: {t} together.", "{x}: {t} in all."], x=", ".join(parts), t=total)


def price_change(ctx: Context) -> str:
    """Say how the price differs from when the shopper saw it."""
    numbers = ctx.decision.numbers
    for key, word in (("cheaper_by", "less"), ("dearer_by", "more")):
        if key in numbers:
            return f"It is now {ctx.values.number('price', numbers[key])} {word} than when you saw it."
    return ""


def in_one_breath(ctx: Context) -> str:
    """Put three or more facts of one item behind each other instead of a sentence each; "" where there are fewer."""
    facts = [a for a in ctx.decision.answers if is_bare_fact(a) and a.question.attribute != "url"]
    items = {a.item.item_id: a.item for a in facts if a.item}
    if len(facts) < 3 or len(items) != 1:
        return ""
    lines = [ctx.values.line(a.question.attribute, a.value, whole=True) for a in facts if a.value is not None]
    return f"{ctx.name(next(iter(items.values())))}: {', '.join(dict.fromkeys(lines))}."


def alike(ctx: Context) -> dict[str, str]:
    """Say of several goods at once what they have in common: attribute -> sentence."""
    out: dict[str, str] = {}
    answers = ctx.decision.answers
    for key in dict.fromkeys(a.question.attribute for a in answers if a.source == "attribute" and a.value is not None):
        own = [a for a in answers if a.question.attribute == key]
        if len({a.item.item_id for a in own if a.item}) < 2 or any(
            a.source != "attribute" or a.value != own[0].value or a.item is None for a in own
        ):
            continue
        value, name = own[0].value, ctx.values.name(key)
        all_ = "Both" if len(own) == 2 else f"All {how_many(len(own))}"
        if isinstance(value, bool):
            verb = "are" if ctx.values.is_adjective(key) else "have"
            out[key] = f"{all_} {verb} {'' if value else 'not ' if verb == 'are' else 'no '}{name}."
        elif value is not None:
            out[key] = f"For {all_.lower()}, the {name} is {ctx.values.value(key, value, whole=True)}."
    return out


def goes_with(ctx: Context) -> str:
    """Where nothing is given away with the goods, what goes with them can at least be bought: from which price."""
    lowest = ctx.decision.numbers.get("with_from")
    if lowest is None:
        return ""
    kinds = [a.question.value for a in ctx.decision.answers if a.question.attribute == "policy:gift"]
    kind = ctx.values.category(kinds[0]) if kinds and isinstance(kinds[0], str) else "accessories"
    price = ctx.values.number("price", lowest)
    return ctx.say(
        ["Matching {k} start at {p}; want to see them?", "We do have matching {k} from {p}."], k=kind, p=price
    )


def all_of(ctx: Context) -> str:
    """Word all answers of a decision, whatever its act; what is not known is said once for all."""
    parts: list[str] = []
    unsaid: list[Answer] = []
    last: str | None = None
    facts = in_one_breath(ctx)
    if facts:
        parts.append(facts)
    together = alike(ctx)
    together |= apart(ctx, together)
    parts += together.values()
    for answer in ctx.decision.answers:
        if answer.question.attribute in together:
            continue
        if facts and is_bare_fact(answer):
            last = answer.item.item_id if answer.item else None
            continue
        if answer.source == "none":
            unsaid.append(answer)
            continue
        parts.append(one(ctx, answer, named=answer.item is not None and answer.item.item_id != last))
        last = answer.item.item_id if answer.item else None
    if unsaid:
        parts.append(not_said(ctx, unsaid))
    return sentences(*parts)


def apart(ctx: Context, said: dict[str, str]) -> dict[str, str]:
    """Put what one fact is of several goods into one sentence, equal values together: attribute -> sentence. `said`:
    attributes that are worded already.
    """
    out: dict[str, str] = {}
    for key, values in bare_facts.by_value(ctx, said).items():
        name = ctx.values.name(key)
        told = "; ".join(f"{wishes.listed(n)}: {v}" for v, n in values.items())
        out[key] = f"{name[:1].upper()}{name[1:]} – {told}."
    return out


def values(ctx: Context) -> str:
    """What the shop has of an attribute."""
    name = ctx.values.name(ctx.decision.attribute)
    options = [o for o in ctx.decision.options if o.preference]
    if not options:
        return f"The product data doesn't list {name}."
    shown = []
    for option in options[:6]:
        text = wishes.phrase(ctx.values, option.preference, short=True) if option.preference else ""
        shown.append(f"{text} ({option.count})" if option.count is not None else text)
    return ctx.say(["For {x} there is {v}.", "Here is what we have for {x}: {v}."], x=name, v=", ".join(shown))


def one(ctx: Context, answer: Answer, *, named: bool) -> str:
    """Word one answer. `named`: say which item it is about."""
    subject = ctx.name(answer.item) if answer.item and named else "It"
    if answer.source == "reviews":
        return reviews(ctx, answer, subject)
    if answer.source == "stock":
        return stock(answer, subject)
    if answer.source == "policy":
        return clean(str(answer.value or answer.quote)).rstrip(".") + "."
    if answer.source == "description":
        return f"{subject}: the description says “{clean(answer.quote or str(answer.value), MAX_QUOTE_CHARS)}”."
    return attribute(ctx, answer, subject)


def flag(ctx: Context, key: str, holds: bool, subject: str) -> str:
    """Word a yes-or-no attribute as a sentence."""
    name = ctx.values.name(key)
    if ctx.values.is_adjective(key):
        return f"{subject} is {'' if holds else 'not '}{name}."
    return f"{subject} {'has' if holds else 'has no'} {name}."


def attribute(ctx: Context, answer: Answer, subject: str) -> str:
    """Word a fact of the catalogue, as a yes or no where one was asked for."""
    key, value = answer.question.attribute, answer.value
    if key == "url":
        return f"Product page of {subject}: {value}" if subject != "It" else f"Product page: {value}"
    if isinstance(value, bool):
        return flag(ctx, key, value, subject)
    if value is None:
        return not_said(ctx, [answer]) if answer.holds is None else flag(ctx, key, answer.holds, subject)
    shown, name = ctx.values.value(key, value, whole=True), ctx.values.name(key)
    if subject != "It" and (most := ctx.decision.numbers.get(f"extreme.{key}")):  # asked which of them it is
        return f"{subject} {degrees.most(ctx.values, key, 1 if most > 0 else -1)}: {shown}."
    whose = "Its" if subject == "It" else f"{subject}'s"
    if answer.holds is not None:
        asked = answer.question.value
        if isinstance(value, list) and isinstance(asked, str):
            what = ctx.values.value(key, asked)
            if not answer.holds and ctx.values.attribute(key).type == "tags":
                return f"The product data doesn't list {what} for {'it' if subject == 'It' else subject}."
            if answer.holds:
                return f"Yes, {what} is listed for {'it' if subject == 'It' else subject}."
            return f"No {what}. {whose} {name}: {shown}."
        owner = "its" if subject == "It" else whose
        return f"{'Yes' if answer.holds else 'No'}, {owner} {name} is {shown}."
    return f"{whose} {name} is {shown}."


def stock(answer: Answer, subject: str) -> str:
    """Word what is in stock."""
    value = answer.value
    if value is None:
        return f"{subject} is {'out of' if answer.holds is False else 'in'} stock."
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return f"{subject} is {'in' if value else 'out of'} stock."
    n = int(value)
    if n <= 0:
        return f"{subject} is out of stock."
    return f"{subject} is in stock, only {n} left." if n < 5 else f"{subject} is in stock."


def reviews(ctx: Context, answer: Answer, subject: str) -> str:
    """Word what the reviews say: counts, a quote, the share of good ones."""
    if not answer.n_reviews:
        return f"{subject} has no reviews yet."
    of = "" if subject == "It" else f" of {subject}"
    total = f"{answer.n_reviews} review{'s' if answer.n_reviews != 1 else ''}{of}"
    key = answer.question.attribute
    if key == "complaints":
        return complaints(answer, total)
    if answer.n_reviews == 1 and answer.quote:
        return f"There is one review{of}: “{clean(answer.quote, MAX_QUOTE_CHARS).rstrip('.。')}”."
    topic = "" if key == "reviews" or not answer.n_mention else "this"
    if topic and ctx.prompt.shop.attribute(key) is not None:
        topic = ctx.values.name(key)
    if answer.n_mention and topic:
        fact = topic != "this" and key != "rating"  # what reviews say is no fact of it
        sides = [f"{answer.n_positive} like it"] if answer.n_positive else []
        sides += [f"{answer.n_negative} don't"] if answer.n_negative else []
        text = f"The product data doesn't state the {topic}. " if fact else ""
        text += f"Of {total}, {answer.n_mention} mention {topic}" + (f": {wishes.listed(sides)}" if sides else "")
    else:
        good, bad = named(answer.praised), named(answer.blamed)
        said = [f"praise goes to {good}"] if good else []
        said += [f"complaints are about {bad}"] if bad else []
        none = "" if answer.quote else "this isn't mentioned; "
        text = (
            f"In {total}, {none}{'; '.join(said)}"
            if said
            else f"There {'is' if answer.n_reviews == 1 else 'are'} {total}"
        )
    if answer.quote:
        text += f", for example “{clean(answer.quote, MAX_QUOTE_CHARS).rstrip('.。')}”"
    if answer.share_positive is not None and answer.n_reviews >= N_FOR_SHARE:
        text += f". Overall {round(answer.share_positive * 100)}% are positive"
    return text + "."


def named(topics: list[tuple[str, int]]) -> str:
    """Name what reviews praise or blame, with counts where any is of more than one."""
    several = any(n > 1 for _, n in topics)
    return wishes.listed([clean(t, 24) + (f" ({n})" if several else "") for t, n in topics[:N_TOPICS]])


def complaints(answer: Answer, total: str) -> str:
    """Word how many reviews complain, of what, and one of them."""
    if not answer.n_negative:
        return f"None of {total} complains."
    bad = named(answer.blamed)
    text = f"Of {total}, {answer.n_negative} complain{'s' if answer.n_negative == 1 else ''}"
    text += f" about {bad}" if bad else ""
    return text + (f", for example “{clean(answer.quote, MAX_QUOTE_CHARS).rstrip('.。')}”." if answer.quote else ".")


def not_said(ctx: Context, answers: list[Answer]) -> str:
    """The catalogue does not say: no guess, a way on in the quick replies."""
    words: list[str] = []
    for answer in answers:
        key = answer.question.attribute
        if key == "policy:gift":
            words.append("a free gift")
            continue
        own = clean(answer.question.text).strip(" ?!.").lower()
        if isinstance(answer.question.value, str) and ctx.values.attribute(key).type == "tags":
            words += [ctx.values.value(key, answer.question.value)]
            continue
        word = (
            ctx.values.name(key) if ctx.prompt.shop.attribute(key) else f"“{own}”" if 0 < len(own.split()) <= 3 else ""
        )
        if word and word not in words:
            words.append(word)
    about = answers[0].item
    if any(a.question.attribute == "reviews" for a in answers) and len(answers) == 1:
        return f"{ctx.name(about) if about else 'It'} has no reviews yet."
    of = f" for {ctx.name(about)}" if about and len(ctx.items) > 1 else ""
    if not words:
        return f"The product data{of} doesn't say, and I'd rather not guess."
    return ctx.say(
        ["The product data{o} doesn't mention {x}, and I'd rather not guess.",
        "Nothing about {x} in the product data{o}, so I won't guess."],
        x=wishes.listed(words, "or"), o=of,
    )  # fmt: skip
