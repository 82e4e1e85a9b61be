"""Chinese small talk and closing: short, warm, and back to the goods."""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.zh import wishes
from finetune.template.zh.words import sentences
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
    return clean(titles.get("zh") or next(iter(titles.values()), ctx.prompt.shop.name), 20)


def picked(ctx: Context) -> str:
    """Decided for an item: its price and whether it can be had, nothing asked again."""
    if not ctx.items:
        return ctx.say(["您说的是哪一款？", "想要哪一款，告诉我序号就行。"])
    item = ctx.items[0]
    parts = [ctx.name(item)]
    if item.price is not None:
        parts.append(ctx.values.number("price", item.price))
    if item.stock is not None:
        parts.append("现货" if item.stock > 0 else "暂时没货")
    x = "，".join(parts)
    if item.stock == 0:
        return ctx.say(["{x}。可以先加入心愿单，或者看看相近的。", "{x}。要先收进心愿单，还是换一款看看？"], x=x)
    return ctx.say(
        [
            "那就是{x}。要加入心愿单，还是去商品页？",
            "好，就{x}。加入心愿单，还是去商品页看看？",
            "选{x}。要放进心愿单吗？",
        ],
        x=x,
    )


def wishlist_added(ctx: Context) -> str:
    """An item went onto the wish list."""
    names = "、".join(ctx.name(item) for item in ctx.items[:3])
    if not names:
        return ctx.say(["要把哪一款加入心愿单？", "您想收藏哪一款？"])
    return ctx.say(["{x}已加入心愿单。", "好，{x}放进心愿单了。", "收好了，{x}在心愿单里。"], x=names)


def wishlist_shown(ctx: Context) -> str:
    """What is on the wish list."""
    if not ctx.items:
        return ctx.say(["心愿单还是空的，看中哪款告诉我。", "心愿单里还没有东西。"])
    return ctx.say(["心愿单里有{n}件。", "您收藏了{n}件。"], n=str(len(ctx.items)))


_WITH_ITEMS = {"picked": picked, "wishlist_added": wishlist_added, "wishlist_shown": wishlist_shown}
_PLAIN: dict[str, list[str]] = {
    "greet": ["您好，这里是{shop}。想找点什么？", "您好，欢迎来{shop}，想看点什么？", "您好，我来帮您挑，想买什么？"],
    "thanks": ["不客气，还需要看什么随时说。", "应该的，有需要再叫我。", "不用谢，还想看别的也可以问我。"],
    "bye": ["好的，慢走，下次见。", "再见，想起什么随时回来。", "好，祝您一切顺利，再见。"],
    "smalltalk": ["聊两句没问题，不过我更擅长挑东西，想看点什么？", "这个我说不好，挑东西我在行，想找什么？"],
    "identity": [
        "我是{shop}的导购，是机器人，可以帮您挑选、比较、查商品资料。",
        "我是{shop}的导购机器人，找货、比较、看评价都可以问我。",
    ],
    "capability": [
        "说说预算、用途或不想要的，我来挑；也能比较、查参数、看评价，需要时转人工。",
        "您可以直接说要求，比如预算和不想要的；我还能比较、查参数和评价，也能转人工。",
    ],
    "insult": [
        "我哪里没做好，您直说，我改；也可以换人工来帮您。",
        "听得出您不满意。告诉我哪里不对，或者我帮您转人工。",
    ],
    "started_over": ["好，之前的要求都清掉了，从头来。想找什么？", "已经清空，重新开始。想看点什么？"],
    "noted": ["好的，记下了。", "明白。", "好，知道了。"],
    "privacy": [
        "我只记这次聊天里您提的要求和看过的商品，想删随时可以删。",
        "这里只保存本次对话和看过的商品，您随时可以清除。",
    ],
    "declined": [
        "好，那先不用。还想看什么随时说。",
        "没问题，那就先这样，有需要叫我。",
        "好的，不勉强，想看别的随时说。",
    ],
}
