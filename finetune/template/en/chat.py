"""English small talk and closing: short, warm, and back to the goods."""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.en import answer, wishes
from finetune.template.en.words import how_many, sentences
from finetune.values import clean


def write(ctx: Context) -> str:
    """Word a chat turn by its topic."""
    topic = ctx.decision.topic
    told = wishes.acknowledge(ctx, with_wishes=True) if topic not in _SILENT else ""
    if topic in _WITH_ITEMS:
        return sentences(told, _WITH_ITEMS[topic](ctx), consent(ctx))
    kind = going_on(ctx)
    phrases = _MIDWAY[topic] if kind and topic in _MIDWAY else _PLAIN.get(topic, _PLAIN["smalltalk"])
    if topic == "bye" and ctx.decision.numbers.get("asks_feedback"):
        phrases = _PLAIN["bye_feedback"]
    return sentences(told, ctx.say(phrases, shop=shop(ctx), kind=kind), consent(ctx))


def going_on(ctx: Context) -> str:
    """Name what the talk was about before it strayed, "" where it was about nothing."""
    kinds = [w.value for w in ctx.decision.wishes if w.attribute == "category" and w.polarity == "for"]
    return ctx.values.category(kinds[0]) if kinds and isinstance(kinds[0], str) else ""


def consent(ctx: Context) -> str:
    """Ask once whether the shopper wants to be remembered."""
    if not ctx.decision.numbers.get("asks_consent"):
        return ""
    return ctx.say(
        [
            "Shall I remember what you like, so that you needn't tell me again?",
            "Would you like me to remember your taste for next time?",
        ]
    )


def shop(ctx: Context) -> str:
    """The shop's name in this language."""
    titles = ctx.prompt.shop.title
    return clean(titles.get("en") or next(iter(titles.values()), ctx.prompt.shop.name), 40)


def picked(ctx: Context) -> str:
    """Decided for an item: its price and whether it can be had, nothing asked again."""
    if not ctx.items:
        return ctx.say(["Which one do you mean?", "Which one would you like? The number is enough."])
    if len(ctx.items) > 1:
        return picked_several(ctx)
    item = ctx.items[0]
    parts: list[str] = []
    if item.price is not None:
        parts.append(ctx.values.number("price", item.price))
    if item.stock is not None:
        parts.append("in stock" if item.stock > 0 else "out of stock")
    n_reviews = ctx.decision.numbers.get("n_reviews")
    rating = item.attributes.get("rating")
    if n_reviews and isinstance(rating, (int, float)):
        parts.append(f"rated {round(float(rating), 1):g} ({int(n_reviews)} reviews)")
    x = ctx.name(item) + (f": {', '.join(parts)}" if parts else "")
    if item.stock == 0:
        return ctx.say(
            ["{x}. Put it on your wish list, or see something similar?", "{x}. Shall I keep it on your wish list?"], x=x
        )
    return ctx.say(
        ["{x}. Wish list, or straight to the product page?", "Okay, {x}. Add it to the wish list, or open its page?"],
        x=x,
    )


def picked_several(ctx: Context) -> str:
    """Decided for several: what each costs and all together, and what is not to be had."""
    told = [
        ctx.name(i) + (f" ({ctx.values.number('price', i.price)})" if i.price is not None else "") for i in ctx.items
    ]
    total = ctx.decision.numbers.get("total")
    sum_ = f", {ctx.values.number('price', total)} in all" if total is not None else ""
    gone = [ctx.name(i) for i in ctx.items if i.stock is not None and i.stock <= 0]
    there = f"; {wishes.listed(gone)} out of stock for now" if gone else ""
    return ctx.say(
        ["Good: {x}{t}{s}. Shall I put them on your wish list?", "{x}{t}{s}. All of them on the wish list?"],
        x=wishes.listed(told), t=sum_, s=there,
    )  # fmt: skip


def wishlist_added(ctx: Context) -> str:
    """An item went onto the wish list."""
    names = wishes.listed([ctx.name(item) for item in ctx.items[:3]])
    if not names:
        return "Which one shall I put on your wish list?"
    return ctx.say(["{x} is on your wish list.", "Saved {x} to your wish list.", "Done, {x} is saved."], x=names)


def wishlist_shown(ctx: Context) -> str:
    """What is on the wish list."""
    n = len(ctx.items)
    if not n:
        return ctx.say(["Your wish list is still empty.", "Nothing on your wish list yet."])
    return f"There {'is' if n == 1 else 'are'} {n} on your wish list."


def welcome_back(ctx: Context) -> str:
    """Greet who agreed to be remembered, with what they looked at last."""
    if not ctx.items:
        return ctx.say(
            ["Welcome back! What are you looking for today?", "Good to see you again. What shall it be this time?"]
        )
    item = ctx.items[0]
    price = f" at {ctx.values.number('price', item.price)}" if item.price is not None else ""
    there = ctx.say(
        ["{x} from last time is still here{p}.", "The {x} you looked at is in stock{p}."], x=ctx.name(item), p=price
    )
    go_on = ctx.say(["Shall we go on from there?", "Go on with it, or look for something else?"])
    return sentences("Welcome back!", there, answer.price_change(ctx), go_on)


def privacy_shown(ctx: Context) -> str:
    """Tell what is remembered, since when, and that it can be taken back."""
    want = wishes.wanted(ctx, [w for w in ctx.met() if w.polarity == "for"])
    goods = ctx.say(["For {w} I'd look at these {n}."], w=want, n=how_many(len(ctx.items))) if ctx.items else ""
    return sentences(kept(ctx), ctx.say(["Tap one to make me forget it.", "Any of it goes with a tap."]), goods)


def privacy_exported(ctx: Context) -> str:
    """Give out all that is remembered."""
    return sentences(kept(ctx), "What you looked at last is below." if ctx.items else "")


def kept(ctx: Context) -> str:
    """Word what is remembered: wishes, goods looked at, the day of consent."""
    values, numbers = ctx.values, ctx.decision.numbers
    told = [o.preference for o in ctx.decision.options if o.preference]
    parts = wishes.phrases(values, [w for w in told if w.polarity == "for"])
    refused = [w for w in told if w.polarity == "against"]
    parts += [wishes.against(values, refused)] if refused else []
    n = int(numbers.get("n_seen", 0))
    parts += [f"{how_many(n)} item{'s' if n != 1 else ''} that you looked at"] if n else []
    day = f" on {int(numbers['day'])} {_MONTHS[int(numbers['month']) - 1]}" if "month" in numbers else ""
    since = f"I keep it because you agreed{day}."
    return f"I remember: {', '.join(parts)}. {since}" if parts else "So far there is nothing that I have kept of you."


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WITH_ITEMS = {
    "picked": picked, "wishlist_added": wishlist_added, "wishlist_shown": wishlist_shown, "welcome_back": welcome_back,
    "privacy_shown": privacy_shown, "privacy_exported": privacy_exported,
}  # fmt: skip
#: Where all wishes are told or forgotten anyway, what has changed is not said back before.
_SILENT = ("started_over", "privacy_forgotten", "privacy_shown", "privacy_exported")
#: In the middle of something the talk goes back to it.
_MIDWAY: dict[str, list[str]] = {
    "insult": [
        "Tell me what went wrong and I'll mend it, or I can get a person.",
        "I hear you're not happy. What should I do differently? A person can help, too.",
    ],
    "praised": ["Kind of you! Shall we go on with the {kind}?", "Thanks! Back to the {kind}, then?"],
    "smalltalk": ["I'm better at {kind} than at small talk. Shall we go on?", "Hard to say. Back to the {kind}?"],
    "thanks": [
        "You're welcome. Anything else about the {kind}?",
        "Glad to help. Shall we go on with the {kind}?",
        "Any time.",
    ],
    "declined": ["Fine, not now then. On with the {kind}?", "No problem. Shall we go on with the {kind}?"],
}
_PLAIN: dict[str, list[str]] = {
    "greet": ["Hi, this is {shop}. What are you looking for?", "Hello and welcome to {shop}. What can I find for you?"],
    "thanks": ["You're welcome. Anything else?", "Glad to help. Just ask if there's more.", "Any time."],
    "bye_feedback": ["Bye! Did this help?", "Take care. Was this of any help?"],
    "feedback_good": ["Good to hear. Come back any time.", "Thanks, that's nice to know."],
    "feedback_bad": ["Sorry about that. Tell me what was off, or I can get a person."],
    "privacy_forgotten": [
        "Done: everything I remembered is gone, and so are the wishes of this chat.",
        "All forgotten: your wishes, what you looked at, everything.",
    ],
    "privacy_agreed": [
        "I'll remember. Ask me any time to show it or to forget it.",
        "Noted for next time. Say so whenever you want it shown or gone.",
    ],
    "privacy_declined": [
        "Fine, I won't remember anything, and I won't ask again.",
        "All right, nothing is kept beyond this chat.",
    ],
    "bye": ["Bye, see you.", "Take care, come back any time.", "Goodbye, and thanks for dropping by."],
    "smalltalk": [
        "Happy to chat, though finding things is what I do best. What do you need?",
        "Hard to say. Choosing goods is my trade; what are you after?",
    ],
    "identity": [
        "I'm the shopping guide of {shop}, a bot. I can find, compare and look things up.",
        "I'm a bot, the guide of {shop}. I find goods, compare them and read the reviews.",
    ],
    "capability": [
        "Tell me a budget, a use or what you don't want and I'll choose. "
        "I also compare, look up details and reviews, and can get a person."
    ],
    "insult": [
        "Straight to it: what do you need, and for how much?",
        "No detours: name the thing and a price, and I'll pick.",
    ],
    "started_over": [
        "Okay, all wishes are cleared. What are you looking for?",
        "Starting afresh. What would you like to see?",
    ],
    "praised": ["Kind of you! What shall we look for next?", "Thanks, glad it helps. What else?"],
    "noted": ["Noted.", "Got it.", "Okay."],
    "privacy": [
        "I only keep the wishes you told me in this chat and what you looked at. You can have it deleted any time."
    ],
    "declined": [
        "Fine, not now then. Just ask if you need anything.",
        "No problem. Tell me when you'd like to see something else.",
    ],
}
