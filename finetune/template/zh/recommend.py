"""Chinese recommendations: what was asked for, then what tells the cards apart."""

from __future__ import annotations

import re

from finetune.template.context import Context
from finetune.template.quick import likened
from finetune.template.zh import answer, ask, wishes
from finetune.template.zh.degrees import most
from finetune.template.zh.words import after, count, measure, sentences
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
        told = ctx.say(["那几款不看了。", "不合适的去掉了。", "好，刚才的不要了。"])
    beside = ask.question(ctx, ctx.decision.attribute) if ctx.decision.attribute else ""
    again = wishes.recalled(ctx)
    if n_peers := int(ctx.decision.numbers.get("peers", 0)):
        first = ctx.name(ctx.items[0])
        shine = (
            ctx.say(["给同样的人挑的，有{n}位选了{x}。", "{x}有{n}位给同样的人挑过。"], n=str(n_peers), x=first) + shine
        )
    lead = leaning(ctx) + lead
    if ctx.decision.numbers.get("unseen"):
        told = ctx.say(["您之前看的是哪一款，我这边没有记录。", "之前看过的那款我查不到记录。"])
    offered = answer.goes_with(ctx)
    return sentences(
        told, answer.all_of(ctx), offered, wishes.situation(ctx), again, lead, shine, ask.unchecked(ctx), beside
    )


def leaning(ctx: Context) -> str:
    """Say that the time of the year, or the place that the talk is about, counts; "" where it does not."""
    numbers = ctx.decision.numbers
    said = ""
    told = any("当季" in text for text in ctx.prompt.recent)
    if (season := int(numbers.get("season", 0))) and not told:
        said += ctx.say(["现在是{s}天，我优先看当季的。", "正好{s}天，当季的优先。"], s="春夏秋冬"[season - 1])
    where = next((r for s in ctx.shown for r in s.reasons if r.kind == "place"), None)
    if numbers.get("place") and where is not None and isinstance(where.value, str):
        x = ctx.values.value(where.attribute, where.value)
        said += ctx.say(["先看同在{x}的。", "同在{x}的优先。"], x=x)
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
    n, total = count(ctx.items), ctx.decision.n_matching
    if ctx.decision.numbers.get("restated") and want:
        return ctx.say(["嗯，这{n}都是{w}。", "放心，上面这{n}就是{w}。"], n=n, w=want)
    more_left = total > len(ctx.shown)
    if len(ctx.shown) == 1:
        if not want:
            return ctx.say(["这款最合适。", "我会选这款。"]).replace("款", measure(i.category for i in ctx.items))
        m = measure(i.category for i in ctx.items)
        if all(w.attribute == "category" for w in met):
            return ctx.say(
                ["{w}里先看这{m}。", "{w}的话，先看这{m}。"] if more_left else ["{w}里就这一{m}。"], w=want, m=m
            )
        if more_left:
            return ctx.say(["{w}，这{m}最合适。", "{w}，先看这{m}。"], w=want, m=m)
        return ctx.say(["{w}，店里只有这一{m}。", "{w}，就这一{m}合适。"], w=want, m=m)
    if want and more_left and all(w.attribute == "category" for w in met):
        return ctx.say(
            ["{w}里先看这{n}。", "{w}的话，先看这{n}。", "{w}我先挑了这{n}。", "先从{w}里看这{n}。"], w=want, n=n
        )
    if want and more_left:
        total_n = f"{total}{measure(i.category for i in ctx.items)}"
        firm = all(w.strength == "hard" for w in named)  # only what all of them meet counts them
        named_kind = ctx.kind or any(w.attribute == "category" for w in named)
        inside = "{w}里" if named_kind else "{w}的"  # 低于2.03kg里 is no Chinese
        return ctx.say(
            ["{w}，这{n}最合适。", "{w}，我挑了这{n}。", inside + "，我会先看这{n}。"]
            + (["{w}共{t}，先看这{n}。"] if firm else []),
            w=want,
            n=n,
            t=total_n,
        )
    if want:
        return ctx.say(["{w}，符合的是这{n}。", "{w}，店里正好有这{n}。", "{w}，就是这{n}。"], w=want, n=n)
    return ctx.say(["这{n}最合适。", "我挑了这{n}。", "可以看看这{n}。"], n=n)


def more(ctx: Context) -> str:
    """The next goods of the same wishes."""
    want = wishes.wanted(ctx, [w for w in ctx.met() if w.polarity == "for"], kind=ctx.kind)
    n = count(ctx.items)
    if want:
        return ctx.say(["再看这{n}，还是{w}。", "换了{n}，照样是{w}。", "{w}，还有这{n}。"], n=n, w=want)
    return ctx.say(["再看这{n}。", "换了{n}，您看看。", "还有这{n}。"], n=n)


def popular(ctx: Context) -> str:
    """Asked for a recommendation with no wish at all."""
    n = count(ctx.items)
    lead = ctx.say(["先看看店里这阵子受欢迎的这{n}。", "不着急，可以从这{n}看起。", "最近受欢迎的有这{n}。"], n=n)
    if any(likened(ctx, o) for o in ctx.decision.options):
        return lead + ctx.say(["哪款更对您胃口？点一下，我照着找。", "更喜欢哪一款？点一下我就顺着找。"])
    return lead + ctx.say(["告诉我用途或预算，我再帮您挑细一点。", "说说预算或用途，能挑得更准。"])


def alike(ctx: Context) -> str:
    """Others like one that was pointed at."""
    n = count(ctx.items)
    new = [c.preference for c in ctx.said_back if c.kind in ("added", "replaced") and c.preference.polarity == "for"]
    want = "、".join(wishes.phrases(ctx.values, [w for w in ctx.met() if w in new and w.attribute != "category"]))
    if want:
        return ctx.say(
            ["和它相近、{w}的，可以看这{n}。", "跟它像、又是{w}的，有这{n}。"], w=want.removesuffix("的"), n=n
        )
    return ctx.say(["和它相近的还有这{n}。", "同一路子的，可以看这{n}。", "跟它像的，我找了这{n}。"], n=n)


def accessories(ctx: Context) -> str:
    """Goods that go with the one under discussion."""
    n = count(ctx.items)
    return ctx.say(["能搭配的有这{n}。", "配套的是这{n}。", "一起用的话，可以看这{n}。"], n=n)


def highlights(ctx: Context) -> str:
    """Say what tells the first cards apart: true extremes first, then facts that meet a wish or stand out."""
    parts: list[str] = []
    used: set[tuple[str, int]] = set()
    kinds = list(dict.fromkeys(ctx.values.category(i.category) for i in ctx.items))
    if len(kinds) > 1:  # goods of several kinds have no common measure
        return f"{'、'.join(kinds)}都有。"
    if len(ctx.shown) == 1:
        facts = facts_of(ctx, ctx.shown[0], 3)
        return f"{ctx.name(ctx.items[0])}：{'，'.join(facts)}。" if facts else ""
    for shown in ctx.shown:
        extreme = next((e for e in ctx.most_of_all(shown) + ctx.extremes(shown) if e not in used), None)
        if extreme is None or len(parts) == N_HIGHLIGHTED:
            continue
        used.add(extreme)
        key, direction = extreme
        value = shown.item.value(key)
        figure = ctx.values.number(key, float(value)) if isinstance(value, (int, float)) else ""
        text = after(ctx.name(shown.item), most(ctx.values, key, direction))
        # Its own figure proves a superlative; the price stands on the card anyway.
        extra = facts_of(ctx, shown, 1, without=key) if key == "price" and not parts else []
        speaks = extra and (re.search(r"\d", extra[0]) or _also(extra[0]) != extra[0])  # 最便宜，羊毛 is no praise
        parts.append(f"{text}，{_also(extra[0])}" if speaks else f"{text}，{figure}" if figure else text)
    if not parts:
        facts = facts_of(ctx, ctx.shown[0], 2)
        if not facts:
            return ""
        return ctx.say(
            ["头一个是{x}：{f}。", "其中{x}，{f}。", "先看{x}：{f}。"],
            x=ctx.name(ctx.items[0]),
            f="，".join(facts),
        )
    return "；".join(parts) + "。"


def _also(fact: str) -> str:
    return f"还{fact}" if fact.startswith(("有", "支持", "带", "能", "可")) else fact


def facts_of(ctx: Context, shown: Shown, n: int, without: str = "") -> list[str]:
    """Word up to n facts of a card, those of its reasons in order; brand, category and price are on the card
    already.
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
        if isinstance(value, str) and len(value) > 16:
            continue
        if len(ctx.shown) > 1 and all(_has(other.item.value(key), value) for other in ctx.shown):
            continue  # what all have tells none of them apart
        line = ctx.values.line(key, value)
        if line not in lines and line not in ctx.name(shown.item):
            lines.append(line)
    return lines[:n]


def _has(own: object, value: object) -> bool:
    return set(value) <= set(own) if isinstance(own, list) and isinstance(value, list) else own == value
