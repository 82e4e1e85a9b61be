"""Chinese words for when it does not work out: what rules everything out, and the smallest ways on. No apology
twice.
"""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.zh import answer, degrees, wishes
from finetune.template.zh.ask import readings_of, unchecked
from finetune.template.zh.words import sentences
from finetune.values import clean
from knowledge.types import Option, Preference, Relaxation, UserAct

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
    wanted = wishes.wanted(ctx, [w for w in [*blocking, *category] if w.polarity == "for"])
    refused = wishes.against(ctx.values, [w for w in blocking if w.polarity == "against"])
    if wanted and not category:
        wanted += "商品" if wanted.endswith("的") else "的商品"
    wanted = f"带{wanted[1:]}" if wanted.startswith("有") else wanted  # not 没有有烘干的
    what = (wanted or "全部符合的商品") + (f"（{refused}）" if refused else "")
    open_ways = [r for r in ctx.decision.relaxations if r.count > 0]
    if ctx.decision.numbers.get("stuck", 1) > 1 and open_ways:
        return still_nothing(ctx, what, way_out(ctx, open_ways[0]))
    if blocking and all(w.attribute in wishes.NEAR for w in blocking):  # what lies there is a matter of what is written
        lead = ctx.say(["资料里没有写{x}。", "商品资料里没有{x}。"], x=what)
    else:
        lead = ctx.say(["店里没有{x}。", "没找到{x}。", "目前没有{x}。"], x=what)
    ways = [way_out(ctx, r) for r in open_ways[:N_WAYS]]
    together = [(wishes.let_go(ctx.values, o.payload.wishes), o.count) for o in ctx.decision.options if is_joint(o)]
    if not ways and together:
        ways = [f"{label}的话有{n}{ctx.measure}" for label, n in together[:N_WAYS]]
    if not ways:
        return lead + ctx.say(["换个条件试试？", "要不要调整一下要求？"])
    return lead + "；".join(ways) + "。"


def is_joint(option: Option) -> bool:
    """Say whether pressing an option lets several wishes fall together."""
    return bool(option.count) and UserAct.RETRACT in option.payload.acts and len(option.payload.wishes) > 1


def still_nothing(ctx: Context, what: str, way: str) -> str:
    """Told once more: one way out as a question, and a person where that has been said before too."""
    lead = ctx.say(["还是没有{x}。{w}，看看吗？", "确实没有{x}。{w}，要看吗？"], x=what, w=way)
    return lead + ("也可以转人工帮您问问。" if offers_person(ctx) else "")


def offers_person(ctx: Context) -> bool:
    """Say whether a quick reply leads to a person."""
    return any(UserAct.HANDOFF in o.payload.acts for o in ctx.decision.options)


def no_further(ctx: Context) -> str:
    """What was shown is the lightest or cheapest that fits already; which change would let others go further."""
    wish, key = ctx.decision.blocking[0], ctx.decision.attribute
    direction = 1 if wish.operator.startswith(">") else -1
    within = wishes.wanted(ctx, [w for w in ctx.met() if w.polarity == "for" and w.attribute != key], kind=ctx.kind)
    value = ctx.items[0].value(key)
    figure = ctx.values.number(key, float(value)) if isinstance(value, (int, float)) else ""
    name, adjective = degrees.degree(ctx.values, key, direction)
    already = "{w}里，{x}的{n}已经最{a}了，{f}。" if name else "{w}里，{x}已经最{a}了，{f}。"
    lead = ctx.say(
        [already, "{w}里{n}最{a}的就是{x}，{f}。"],
        w=within, x=ctx.name(ctx.items[0]), n=name, a=adjective, f=figure,
    )  # fmt: skip
    ways = [way_out(ctx, r, f"{name}更{adjective}的") for r in ctx.decision.relaxations[:N_WAYS]]
    return lead + ("；".join(ways) + "。" if ways else "")


def way_out(ctx: Context, relaxation: Relaxation, which: str = "") -> str:
    """Word one way out: 放宽到2000元以内有3款, 不限品牌有12款，最低1,299元. `which`: what the goods are then."""
    n = f"{relaxation.count}{ctx.measure}{which}"
    lowest = ""
    if relaxation.lowest_price is not None and relaxation.wish.attribute != "price":
        lowest = (
            f"，{ctx.values.number('price', relaxation.lowest_price)}起" if relaxation.lowest_price else "，有免费的"
        )
    if relaxation.instead is not None:
        changed = phrase_of(ctx, relaxation.instead)
        verb = "同在" if relaxation.wish.attribute in wishes.NEAR else "换成"
        if relaxation.instead.attribute == "price":
            verb = "预算放宽到" if relaxation.instead.operator in ("<=", "<", ">=", ">") else "预算改到"
        if relaxation.instead.attribute == "price":
            return f"{verb}{changed}有{n}{lowest}"
        return f"{verb}{changed}的有{n}{lowest}"
    if relaxation.wish.polarity == "against":
        return f"{wishes.phrase(ctx.values, relaxation.wish)}也看的话有{n}{lowest}"
    if relaxation.wish.attribute == "price" and relaxation.lowest_price is not None:
        return f"不限预算有{n}，{ctx.values.number('price', relaxation.lowest_price)}起"
    if relaxation.wish.attribute in wishes.NEAR:
        return f"不要求在附近的话有{n}{lowest}"
    return f"{wishes.without(ctx.values, relaxation.wish)}有{n}{lowest}"


def phrase_of(ctx: Context, wish: Preference) -> str:
    """A wish as it stands in a way out."""
    return wishes.phrase(ctx.values, wish)


def no_more(ctx: Context) -> str:
    """All that fit were shown."""
    return ctx.say(
        [
            "符合要求的都看过了。放宽一点还能再找。",
            "这个条件下没有更多了，要不要放宽一点？",
            "都给您看过了，换个条件我再找。",
        ]
    )


def nothing_with_it(ctx: Context) -> str:
    """Nothing of what was asked for is known to go with the item."""
    return ctx.say(["店里没有标明和它搭配的这类商品。", "资料里没写有这样的搭配，我就不乱配了。"])


def unknown(ctx: Context) -> str:
    """Something named that the shop does not have."""
    kind = {"unknown_category": "卖", "unknown_brand": "", "unknown_value": ""}[ctx.decision.topic]
    words = [clean(u.text, 12) for u in ctx.decision.unknown if u.text.strip()]
    x = "、".join(dict.fromkeys(words)) or clean(ctx.decision.text, 12)
    has = ways_in(ctx)
    if ctx.decision.topic == "unknown_brand":
        lead = ctx.say(["店里没有{x}这个品牌。", "我们这儿没有{x}。"], x=x) if x else "店里没有这个品牌。"
    elif kind:
        lead = ctx.say(["店里不卖{x}。", "我们这儿没有{x}。"], x=x) if x else "店里没有这一类。"
    else:
        lead = ctx.say(["店里没有“{x}”的。", "没有“{x}”这个选项。"], x=x) if x else "店里没有这样的。"
    return sentences(lead, f"有的是{has}，想看哪个？" if has else "")


def ways_in(ctx: Context) -> str:
    """Name what there is, from the options."""
    options = [o.preference for o in ctx.decision.options if o.preference and o.preference.polarity == "for"]
    found = [w for w in options if isinstance(w.value, str)][:4]
    return "、".join(wishes.phrase(ctx.values, w, short=True) for w in found)


def not_understood(ctx: Context) -> str:
    """Say so, and offer the likeliest readings."""
    readings = readings_of(ctx)
    if ctx.decision.wishes and not readings:
        # What was said before stands: nothing of it is asked for again.
        return ctx.say(
            ["这句我没听懂。是想换一批，还是改改要求？", "没太明白，是要改条件，还是换几{m}看看？"], m=ctx.measure
        )
    if readings:
        return ctx.say(["没太听懂，您是想看{x}吗？", "我没完全明白，是要找{x}吗？"], x=readings)
    return ctx.say(
        [
            "没太明白，可以换个说法吗？比如想买什么、预算多少。",
            "我没听懂这句，说说想找什么，或点下面的选项。",
            "这句我没理解好，您可以直接说品类和预算。",
        ]
    )


def no_such_item(ctx: Context) -> str:
    """The item pointed at is not there."""
    return ctx.say(["刚才的列表里没有这一款，您指的是哪个？", "没对上是哪一款，说序号或名字都行。"])


def nothing_shown(ctx: Context) -> str:
    """Pointed at a list although nothing has been shown."""
    return ctx.say(["还没给您看过商品呢，想找什么？", "目前还没有列出商品，先告诉我想看什么吧。"])


def out_of_scope(ctx: Context) -> str:
    """Not a matter of this shop."""
    kinds = [w.value for w in ctx.decision.wishes if w.attribute == "category" and w.polarity == "for"]
    if kinds and isinstance(kinds[0], str):  # back to where the talk was
        kind = ctx.values.category(kinds[0])
        return ctx.say(["这个我帮不上忙。{k}还接着看吗？", "这我就说不准了，咱们接着挑{k}？"], k=kind)
    return ctx.say(["这个我帮不上，挑东西可以找我。想看点什么？", "这超出我的本事了，我只会帮您挑商品。想找什么？"])


def failure(ctx: Context) -> str:
    """Something broke inside: say so and offer a person."""
    return ctx.say(
        [
            "我这边出了点问题，刚才那句没处理成。可以再说一遍，或者转人工。",
            "抱歉，刚才没处理成功。您可以再试一次，也可以转人工。",
        ]
    )


_TOPICS = {
    "nothing_fits": nothing_fits, "no_more": no_more, "no_further": no_further, "unknown_category": unknown,
    "unknown_brand": unknown, "unknown_value": unknown, "not_understood": not_understood, "no_such_item": no_such_item,
    "nothing_shown": nothing_shown, "nothing_with_it": nothing_with_it,
    "out_of_scope": out_of_scope, "failure": failure,
}  # fmt: skip
