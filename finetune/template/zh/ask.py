"""Chinese questions: one a turn, with the changes said back first."""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.zh import wishes
from finetune.template.zh.words import how_many, measure, sentences
from finetune.values import clean
from knowledge.types import Preference


def write(ctx: Context) -> str:
    """Word a decision to ask."""
    return {"category": category, "ambiguous": ambiguous, "clarify": clarify}.get(ctx.decision.topic, attribute)(ctx)


def category(ctx: Context) -> str:
    """Nothing is known yet."""
    ask = ctx.say(["想看点什么？", "您想找哪一类？", "今天想挑点什么？", "先告诉我想看哪类吧："])
    return sentences(wishes.acknowledge(ctx, with_wishes=True), wishes.recalled(ctx), unchecked(ctx), ask)


def attribute(ctx: Context) -> str:
    """Ask for one attribute, with how many goods still fit where that says something."""
    key = ctx.decision.attribute
    told = wishes.acknowledge(ctx, with_wishes=True)
    left = ""
    if ctx.decision.n_matching > 5 and not told and ctx.tone != "terse":
        kinds = [w.value for w in ctx.decision.wishes if w.attribute == "category" and isinstance(w.value, str)]
        n = f"{ctx.decision.n_matching}{measure(kinds)}"
        left = ctx.say(["符合的有{n}，再缩小一点。", "目前有{n}合适。", "还有{n}可选。"], n=n)
    return sentences(told, wishes.recalled(ctx), unchecked(ctx), left, question(ctx, key))


def question(ctx: Context, key: str) -> str:
    """Word the question for an attribute; the schema's own wording first."""
    schema = ctx.values.attribute(key)
    own = schema.questions.get("zh")
    if own:
        return own if own.endswith(("？", "?")) else own + "？"
    if key == "price":
        return ctx.say(["预算大概多少？", "想控制在什么价位？", "价格上有什么打算？"])
    if key == "brand":
        return ctx.say(["有偏好的品牌吗？", "品牌上有想看的吗？"])
    if key == "category":
        return ctx.say(["想看哪一类？", "具体是哪一类？"])
    if schema.type == "bool":
        return ctx.say(["需要{x}吗？", "要{x}的吗？"], x=ctx.values.flag(key, True))
    name = ctx.values.name(key)
    return ctx.say(["{x}有什么要求吗？", "{x}想要什么样的？", "{x}上有偏好吗？"], x=name)


def ambiguous(ctx: Context) -> str:
    """A word has several readings in this shop."""
    told = wishes.acknowledge(ctx, with_wishes=True)
    word = clean(ctx.decision.text, 16)
    if not word:
        return sentences(told, ctx.say(["您指的是哪一个？", "具体是下面哪一种？"]))
    return sentences(told, ctx.say(["“{x}”您指的是哪一种？", "您说的“{x}”是指下面哪个？"], x=word))


def clarify(ctx: Context) -> str:
    """Confidence was low: say what was understood and offer readings."""
    if ctx.items and (n := int(ctx.decision.numbers.get("several", 0))):
        return ctx.say(["您说的是哪{n}款？", "是下面哪{n}款？说序号就行。"], n=how_many(n))
    if ctx.items:
        return ctx.say(["您说的是哪一款？", "是下面哪一款？", "指的是哪一款，点一下就行。"])
    readings = readings_of(ctx)
    if readings:
        return ctx.say(["您是想找{x}吗？", "我理解成想看{x}，对吗？", "确认一下，是要{x}吗？"], x=readings)
    return ctx.say(["我不太确定您的意思，是下面哪一种？", "想确认一下，您是指下面哪个？"])


def readings_of(ctx: Context) -> str:
    """Word the likeliest wishes of the options, at most two."""
    found: list[Preference] = [o.preference for o in ctx.decision.options if o.preference]
    found = [w for w in found if w.attribute == "category" or ctx.decision.topic == "clarify"][:2]
    return "，还是".join(wishes.phrase(ctx.values, w) for w in found)


def unchecked(ctx: Context) -> str:
    """Say which wishes the catalogue cannot check."""
    words = [clean(word, 16) for word in ctx.decision.unchecked[:3] if word.strip()]
    if not words:
        return ""
    joined = "”“".join(words)
    refused = [clean(w.text or str(w.value), 16) for w in ctx.changes("added", "against")]
    if any(word in text or text in word for word in words for text in refused):
        return ctx.say(
            ["只是商品资料里没有写“{x}”，我没法替您排除。", "不过“{x}”商品资料里没有写，我排除不了。"], x=joined
        )
    return ctx.say(["商品资料里没有写“{x}”，这一点我核对不了。", "“{x}”商品资料里没有写，我没法替您核对。"], x=joined)
