"""Chinese small talk and closing: short, warm, and back to the goods."""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.measures import measure_of_shop
from finetune.template.zh import answer, wishes
from finetune.template.zh.words import after, count, sentences
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
    return ctx.say(["要我记住您的喜好吗？下次来就不用从头说了。", "愿意让我记住您的喜好吗？下回接着挑就行。"])


def shop(ctx: Context) -> str:
    """The shop's name in this language."""
    titles = ctx.prompt.shop.title
    return clean(titles.get("zh") or next(iter(titles.values()), ctx.prompt.shop.name), 20)


def picked(ctx: Context) -> str:
    """Decided for an item: its price and whether it can be had, nothing asked again."""
    if not ctx.items:
        return ctx.say(["您说的是哪一款？", "想要哪一款，告诉我序号就行。"])
    if len(ctx.items) > 1:
        return picked_several(ctx)
    item = ctx.items[0]
    parts = [ctx.name(item)]
    if item.price is not None:
        parts.append(ctx.values.number("price", item.price))
    if item.stock is not None:
        parts.append("现货" if item.stock > 0 else "暂时没货")
    n_reviews = ctx.decision.numbers.get("n_reviews")
    rating = item.attributes.get("rating")
    if n_reviews and isinstance(rating, (int, float)):
        parts.append(f"{int(n_reviews)}条评价平均{round(float(rating), 1):g}分")
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


def noted(ctx: Context) -> str:
    """A bare "good" of an item under discussion: is it decided?"""
    if len(ctx.items) != 1:
        return ctx.say(_PLAIN["noted"])
    return ctx.say(["好，那就定{x}？", "行，{x}就这么定了？"], x=ctx.name(ctx.items[0]))


def picked_several(ctx: Context) -> str:
    """Decided for several: what each costs and all together, and what is not to be had."""
    told = [after(ctx.name(i), ctx.values.number("price", i.price) if i.price is not None else "") for i in ctx.items]
    total = ctx.decision.numbers.get("total")
    sum_ = f"，一共{ctx.values.number('price', total)}" if total is not None else ""
    gone = [ctx.name(i) for i in ctx.items if i.stock is not None and i.stock <= 0]
    there = f"，{'、'.join(gone)}暂时没货" if gone else ""
    return ctx.say(
        ["好，{x}{t}{s}。要一起放进心愿单吗？", "{x}{t}{s}，都记下了。一起加入心愿单？"],
        x="、".join(told),
        t=sum_,
        s=there,
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


def welcome_back(ctx: Context) -> str:
    """Greet who agreed to be remembered, with what they looked at last."""
    if not ctx.items:
        return ctx.say(["欢迎回来！今天想看点什么？", "又见面了，这次想找什么？"])
    item = ctx.items[0]
    price = f"，{ctx.values.number('price', item.price)}" if item.price is not None else ""
    there = ctx.say(["您上次看的{x}还有货{p}。", "上次看的{x}还在{p}。"], x=ctx.name(item), p=price)
    go_on = ctx.say(["接着看，还是找点别的？", "继续看它，还是想看点别的？"])
    return "欢迎回来！" + there + answer.price_change(ctx) + go_on


def privacy_shown(ctx: Context) -> str:
    """Tell what is remembered, since when, and that it can be taken back."""
    told = kept(ctx) + ctx.say(["想去掉哪条，点一下就行。", "哪条不要了，点一下就忘。"])
    if not ctx.items:
        return told
    want = wishes.wanted(ctx, [w for w in ctx.met() if w.polarity == "for"], kind=ctx.kind)
    return told + ctx.say(["{w}，可以看这{n}。", "按{w}，我挑了这{n}。"], w=want, n=count(ctx.items))


def privacy_exported(ctx: Context) -> str:
    """Give out all that is remembered."""
    return kept(ctx) + ("最近看过的在下面。" if ctx.items else "")


def kept(ctx: Context) -> str:
    """Word what is remembered: wishes, goods looked at, the day of consent."""
    values, numbers = ctx.values, ctx.decision.numbers
    told = [o.preference for o in ctx.decision.options if o.preference]
    wanted_ = wishes.phrases(values, [w for w in told if w.polarity == "for"])
    refused = [w for w in told if w.polarity == "against"]
    parts = ["、".join(wanted_)] if wanted_ else []
    parts += [wishes.against(values, refused)] if refused else []
    n = int(numbers.get("n_seen", 0))
    parts = ["，".join(parts)] if parts else []
    parts += [f"您看过的{n}{measure_of_shop(ctx.prompt.shop)}商品"] if n else []
    day = f"{int(numbers['month'])}月{int(numbers['day'])}日" if "month" in numbers else ""
    since = f"您{day}同意之后我才记的。" if day else ""
    if not parts:
        return f"眼下还没记下什么。{since}"
    return f"我记着：{'，还有'.join(parts)}。{since}"


_WITH_ITEMS = {
    "noted": noted, "picked": picked, "wishlist_added": wishlist_added, "wishlist_shown": wishlist_shown,
    "welcome_back": welcome_back,
    "privacy_shown": privacy_shown, "privacy_exported": privacy_exported,
}  # fmt: skip
#: Where all wishes are told or forgotten anyway, what has changed is not said back before.
_SILENT = ("started_over", "privacy_forgotten", "privacy_shown", "privacy_exported")
#: In the middle of something the talk goes back to it.
_MIDWAY: dict[str, list[str]] = {
    "insult": [
        "我哪里没做好，您直说，我改；也可以换人工来帮您。",
        "听得出您不满意。告诉我哪里不对，或者我帮您转人工。",
    ],
    "praised": ["过奖了，{kind}咱们接着挑。", "谢谢夸奖！{kind}还接着看吗？"],
    "smalltalk": ["聊天我不太在行，{kind}我熟。接着看吗？", "这个我说不好，咱们接着挑{kind}？"],
    "thanks": [
        "不客气，{kind}还要再看看吗？",
        "应该的。{kind}还有想了解的随时问。",
        "不用谢，{kind}有拿不准的再问我。",
    ],
    "declined": ["好，那先不用。{kind}接着看吗？", "没问题，咱们接着看{kind}。"],
}
_PLAIN: dict[str, list[str]] = {
    "greet": ["您好，这里是{shop}。想找点什么？", "您好，欢迎来{shop}，想看点什么？", "您好，我来帮您挑，想买什么？"],
    "thanks": ["不客气，还需要看什么随时说。", "应该的，有需要再叫我。", "不用谢，还想看别的也可以问我。"],
    "bye": ["好的，慢走，下次见。", "再见，想起什么随时回来。", "好，祝您一切顺利，再见。"],
    "bye_feedback": ["好的，慢走。这次帮上忙了吗？", "再见！这回挑得还合心意吗？"],
    "feedback_good": ["那就好，欢迎再来。", "谢谢，能帮上忙就好。"],
    "feedback_bad": [
        "没帮好您。哪里不对可以直接说，也可以找人工客服。",
        "是我没挑好。说说差在哪儿，或者请人工来帮您。",
    ],
    "smalltalk": ["聊两句没问题，不过我更擅长挑东西，想看点什么？", "这个我说不好，挑东西我在行，想找什么？"],
    "identity": [
        "我是{shop}的导购，是机器人，可以帮您挑选、比较、查商品资料。",
        "我是{shop}的导购机器人，找货、比较、看评价都可以问我。",
    ],
    "capability": [
        "说说预算、用途或不想要的，我来挑；也能比较、查参数、看评价，需要时转人工。",
        "您可以直接说要求，比如预算和不想要的；我还能比较、查参数和评价，也能转人工。",
    ],
    "insult": ["不绕弯子：要什么、多少钱以内，一句话我就挑。", "直接来：说品类和预算，我马上挑；也可以转人工。"],
    "started_over": ["好，之前的要求都清掉了，从头来。想找什么？", "已经清空，重新开始。想看点什么？"],
    "praised": ["过奖了，想找什么接着说。", "谢谢夸奖！还想看点什么？"],
    "noted": ["好的，记下了。", "明白。", "好，知道了。"],
    "privacy": [
        "我只记这次聊天里您提的要求和看过的商品，想删随时可以删。",
        "这里只保存本次对话和看过的商品，您随时可以清除。",
    ],
    "privacy_forgotten": [
        "好，记着的都删掉了，这次聊的要求也清空了。",
        "都忘掉了：您的喜好、看过的商品、这次的要求，一样没留。",
    ],
    "privacy_agreed": [
        "好，我记住了。想看记了什么、想删，说一声就行。",
        "记下了，下次来接着挑。哪天不想让我记了，告诉我就删。",
    ],
    "privacy_declined": ["好，不记。聊完这次就忘，也不会再问。", "明白，我不会记，之后也不再提。"],
    "declined": [
        "好，那先不用。还想看什么随时说。",
        "没问题，那就先这样，有需要叫我。",
        "好的，不勉强，想看别的随时说。",
    ],
}
