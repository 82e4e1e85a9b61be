"""English small talk and closing: short, warm, and back to the goods."""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.en import wishes
from finetune.template.en.words import sentences
from finetune.values import clean


def write(ctx: Context) -> str:
    """Word a chat turn by its topic."""
    told = wishes.acknowledge(ctx, with_wishes=True)
    topic = ctx.decision.topic
    if topic in _WITH_ITEMS:
        return sentences(told, _WITH_ITEMS[topic](ctx))
    return sentences(
        told if topic != "started_over" else "", ctx.say(_PLAIN.get(topic, _PLAIN["smalltalk"]), shop=shop(ctx))
    )


def shop(ctx: Context) -> str:
    """The shop's name in this language."""
    titles = ctx.prompt.shop.title
    return clean(titles.get("en") or next(iter(titles.values()), ctx.prompt.shop.name), 40)


def picked(ctx: Context) -> str:
    """Decided for an item: its price and whether it can be had, nothing asked again."""
    if not ctx.items:
        return ctx.say(["Which one do you mean?", "Which one would you like? The number is enough."])
    item = ctx.items[0]
    parts: list[str] = []
    if item.price is not None:
        parts.append(ctx.values.number("price", item.price))
    if item.stock is not None:
        parts.append("in stock" if item.stock > 0 else "out of stock")
    x = ctx.name(item) + (f": {', '.join(parts)}" if parts else "")
    if item.stock == 0:
        return ctx.say(
            ["{x}. Put it on your wish list, or see something similar?", "{x}. Shall I keep it on your wish list?"], x=x
        )
    return ctx.say(
        ["{x}. Wish list, or straight to the product page?", "Okay, {x}. Add it to the wish list, or open its page?"],
        x=x,
    )


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


_WITH_ITEMS = {"picked": picked, "wishlist_added": wishlist_added, "wishlist_shown": wishlist_shown}
_PLAIN: dict[str, list[str]] = {
    "greet": ["Hi, this is {shop}. What are you looking for?", "Hello and welcome to {shop}. What can I find for you?"],
    "thanks": ["You're welcome. Anything else?", "Glad to help. Just ask if there's more.", "Any time."],
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
        "Tell me what went wrong and I'll mend it, or I can get a person.",
        "I hear you're not happy. What should I do differently? A person can help, too.",
    ],
    "started_over": [
        "Okay, all wishes are cleared. What are you looking for?",
        "Starting afresh. What would you like to see?",
    ],
    "noted": ["Noted.", "Got it.", "Okay."],
    "privacy": [
        "I only keep the wishes you told me in this chat and what you looked at. You can have it deleted any time."
    ],
    "declined": [
        "Fine, not now then. Just ask if you need anything.",
        "No problem. Tell me when you'd like to see something else.",
    ],
}
