"""Chinese answers: attributes first, then reviews with counts and a quote, then "the catalogue does not say"."""

from __future__ import annotations

import re

from finetune.template import bare_facts
from finetune.template.bare_facts import is_bare_fact
from finetune.template.context import Context
from finetune.template.zh import degrees, wishes
from finetune.template.zh.words import after, how_many, sentences
from finetune.values import clean, is_han
from knowledge.types import Answer, Item

MAX_QUOTE_CHARS = 48
#: What goods can or are, said of them without 有: 可水洗, 防滑.
_ABLE = ("可", "能", "防", "免", "不", "支持", "抗", "耐")
#: Names of an attribute that ask for it rather than name it.
_ASKS = re.compile("[多几]|什么|怎")
N_TOPICS = 3
#: What asks how many are content rather than what they say.
_SHARE = re.compile("好评(?:率|多|高|怎么|咋|如何|几|吗|占)")
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
    parts = [after(ctx.name(i), ctx.values.number("price", i.price)) for i in ctx.items if i.price is not None]
    total = ctx.values.number("price", ctx.decision.numbers["total"])
    return ctx.say(["{x}，加起来{t}。", "{x}，一共{t}。"], x="，".join(parts), t=total)


def price_change(ctx: Context) -> str:
    """Say how the price differs from when the shopper saw it."""
    numbers = ctx.decision.numbers
    for key, word in (("cheaper_by", "便宜"), ("dearer_by", "贵")):
        if key in numbers:
            return f"比您上次看的时候{word}了{ctx.values.number('price', numbers[key])}。"
    return ""


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


def in_one_breath(ctx: Context) -> str:
    """Put three or more facts of one item behind each other instead of a sentence each; "" where there are fewer."""
    facts = [a for a in ctx.decision.answers if is_bare_fact(a) and a.question.attribute != "url"]
    items = {a.item.item_id: a.item for a in facts if a.item}
    if len(facts) < 3 or len(items) != 1:
        return ""
    lines = [ctx.values.line(a.question.attribute, a.value, whole=True) for a in facts if a.value is not None]
    return f"{ctx.name(next(iter(items.values())))}：{'，'.join(dict.fromkeys(lines))}。"


def alike(ctx: Context) -> dict[str, str]:
    """Say of several goods at once what they have in common: attribute -> sentence."""
    out: dict[str, str] = {}
    answers = ctx.decision.answers
    for key in dict.fromkeys(a.question.attribute for a in answers if a.source == "attribute" and a.value is not None):
        own = [a for a in answers if a.question.attribute == key]
        value, asked = own[0].value, own[0].question.value
        n = f"{how_many(len(own))}{ctx.measure}"
        several = len({a.item.item_id for a in own if a.item}) == len(own) > 1
        if several and isinstance(asked, str) and all(a.holds is False and a.question.value == asked for a in own):
            has = list(dict.fromkeys(ctx.values.value(key, a.value) for a in own if isinstance(a.value, str)))
            what = f"，标的是{'、'.join(has)}" if has else ""
            out[key] = f"这{n}都没有标{ctx.values.value(key, asked)}{what}。"
            continue
        if len({a.item.item_id for a in own if a.item}) < 2 or any(
            a.source != "attribute" or a.value != value or a.item is None for a in own
        ):
            continue
        if isinstance(value, bool):
            out[key] = f"{n}都{ctx.values.flag(key, value)}。"
        elif value is not None:
            out[key] = f"{n}的{ctx.values.name(key)}都是{ctx.values.value(key, value)}。"
    return out


def apart(ctx: Context, said: dict[str, str]) -> dict[str, str]:
    """Put what one fact is of several goods into one sentence, equal values together: attribute -> sentence. `said`:
    attributes that are worded already.
    """
    return {
        key: f"{ctx.values.name(key)}：" + "，".join(f"{'和'.join(n)} {v}" for v, n in values.items()) + "。"
        for key, values in bare_facts.by_value(ctx, said).items()
    }


def goes_with(ctx: Context) -> str:
    """Where nothing is given away with the goods, what goes with them can at least be bought: from which price."""
    lowest = ctx.decision.numbers.get("with_from")
    if lowest is None:
        return ""
    kinds = [a.question.value for a in ctx.decision.answers if a.question.attribute == "policy:gift"]
    kind = ctx.values.category(kinds[0]) if kinds and isinstance(kinds[0], str) else "配件"
    price = ctx.values.number("price", lowest)
    return ctx.say(["配套的{k}有{p}起的，要一起看吗？", "能搭配的{k}，{p}起，需要的话一起看看。"], k=kind, p=price)


def values(ctx: Context) -> str:
    """What the shop has of an attribute."""
    key = ctx.decision.attribute
    options = [o for o in ctx.decision.options if o.preference]
    if not options:
        return ctx.say(["店里没有标{x}。", "商品资料里没有写{x}。"], x=ctx.values.name(key))
    shown = []
    for option in options[:6]:
        text = wishes.phrase(ctx.values, option.preference, short=True) if option.preference else ""
        shown.append(f"{text}（{option.count}{ctx.measure}）" if option.count is not None else text)
    return ctx.say(["{x}有这些：{v}。", "目前的{x}：{v}。"], x=ctx.values.name(key), v="、".join(shown))


def one(ctx: Context, answer: Answer, *, named: bool) -> str:
    """Word one answer. `named`: say which item it is about."""
    subject = ctx.name(answer.item) if answer.item and named else ""
    if answer.source == "reviews":
        return reviews(ctx, answer, subject)
    if answer.source == "stock":
        return stock(answer, subject)
    if answer.source == "policy":
        return clean(str(answer.value or answer.quote)).rstrip("。") + "。"
    if answer.source == "description":
        quote = clean(answer.quote or str(answer.value), MAX_QUOTE_CHARS)
        return f"{subject}的商品介绍里写着：“{quote}”。" if subject else f"商品介绍里写着：“{quote}”。"
    return attribute(ctx, answer, subject)


def attribute(ctx: Context, answer: Answer, subject: str) -> str:
    """Word a fact of the catalogue, as a yes or no where one was asked for."""
    key, value = answer.question.attribute, answer.value
    if key == "url":
        return f"{subject}的商品页：{value} 。" if subject else f"商品页：{value} 。"
    if isinstance(value, bool):
        return f"{subject or '它'}{ctx.values.flag(key, value)}。"
    if value is None:
        if answer.holds is None:
            return not_said(ctx, [answer])
        return f"{subject or '它'}{ctx.values.flag(key, answer.holds)}。"
    shown = ctx.values.value(key, value, whole=True)
    if subject and (most := ctx.decision.numbers.get(f"extreme.{key}")):  # asked which of them it is
        return f"{degrees.most(ctx.values, key, 1 if most > 0 else -1)}的是{subject}，{shown}。"
    name = asked_name(ctx, answer)
    if answer.holds is not None:
        asked = answer.question.value
        yes = "是的" if answer.holds else "不是"
        if isinstance(value, list) and isinstance(asked, str):
            what = ctx.values.value(key, asked)
            fits = name.startswith(("适合", "适用"))
            if answer.holds:
                has = "适合" if fits else "" if what.startswith(_ABLE) else "有"
                return f"{subject or '它'}{has}{what}。"
            if ctx.values.attribute(key).type == "tags" and not fits:
                # What else it has is no answer: warm says nothing of washing.
                return f"{subject}的资料里没有写{what}。" if subject else f"资料里没有写{what}。"
            return f"{subject or '它'}没有标{what}，标的是{shown}。"
        return f"{yes}，{subject}{'的' if subject else ''}{name}是{shown}。"
    if ctx.decision.text and not isinstance(value, (int, float)) and len(shown) <= 8 and shown[:1].isascii():
        return f"{subject}标的是{shown}。" if subject else f"{name}标的是{shown}。"
    return f"{subject}{'的' if subject else ''}{name}是{shown}。"


def asked_name(ctx: Context, answer: Answer) -> str:
    """Return the name of an amount of money that the shopper used, where the schema has it: 门票 of 价格、门票."""
    if not ctx.values.is_money(answer.question.attribute):
        return ctx.values.name(answer.question.attribute)  # other names may be questions: 玩多久
    names = ctx.values.attribute(answer.question.attribute).names.get("zh", [])
    said = [n for n in names if len(n) > 1 and n in answer.question.text and not _ASKS.search(n)]
    return max(said, key=len) if said else ctx.values.name(answer.question.attribute)


def stock(answer: Answer, subject: str) -> str:
    """Word what is in stock."""
    if answer.value is None:
        in_stock = answer.holds is not False
        return f"{subject}{'现在有货' if in_stock else '暂时没货'}。"
    if not isinstance(answer.value, (int, float)) or isinstance(answer.value, bool):
        return f"{subject}{'现在有货' if answer.value else '暂时没货'}。"
    n = int(answer.value)
    if n <= 0:
        return f"{subject}暂时没货。"
    return f"{subject}有现货，只剩{n}件了。" if n < 5 else f"{subject}有现货。"


def reviews(ctx: Context, answer: Answer, subject: str) -> str:
    """Word what the reviews say: counts, a quote, the share of good ones."""
    of = f"{subject}的" if subject else ""
    if not answer.n_reviews:
        return f"{subject or '它'}还没有评价。"
    key = answer.question.attribute
    if key == "complaints":
        return complaints(answer, of)
    if answer.n_reviews == 1 and answer.quote:
        return f"{subject}只有1条评价：“{clean(answer.quote, MAX_QUOTE_CHARS).rstrip('。')}”。"
    topic = "" if key == "reviews" or not answer.n_mention else "这一点"
    if topic and ctx.prompt.shop.attribute(key) is not None:
        topic = ctx.values.name(key)
    parts = (
        [f"资料里没有写{topic}"] if topic not in ("", "这一点") and key != "rating" else []
    )  # reviews are no fact of it
    if answer.n_mention and topic:
        parts.append(f"{of}{answer.n_reviews}条评价里提到{topic}的有{answer.n_mention}条")
        sides = []
        if answer.n_positive:
            sides.append(f"说好的{answer.n_positive}条")
        if answer.n_negative:
            sides.append(f"不满意的{answer.n_negative}条")
        parts += ["、".join(sides)] if sides else []
    else:
        good, bad = named(answer.praised), named(answer.blamed)
        if not answer.quote and (good or bad):
            parts.append(f"{of}{answer.n_reviews}条评价里没有提到这一点")
        elif good or bad:
            parts.append(f"{of}{answer.n_reviews}条评价里")
        else:
            parts.append(f"{subject}有{answer.n_reviews}条评价" if subject else f"有{answer.n_reviews}条评价")
        if good:
            parts.append(f"{'夸得多的是' if '（' in good else '夸的是'}{good}")
        if bad:
            parts.append(f"{'抱怨多的是' if '（' in bad else '抱怨的是'}{bad}")
    text = "，".join(parts)
    if _SHARE.search(answer.question.text) and answer.share_positive is not None:
        n_good = round(answer.share_positive * answer.n_reviews)
        rest = "，".join(parts[1:])
        return f"{of}{answer.n_reviews}条评价里有{n_good}条好评" + (f"，{rest}" if rest else "") + "。"
    if answer.quote:
        text += f"，例如“{clean(answer.quote, MAX_QUOTE_CHARS).rstrip('。')}”"
    if answer.share_positive is not None and answer.n_reviews >= N_FOR_SHARE:
        text += f"。整体{round(answer.share_positive * 100)}%是好评"
    return text + "。"


def named(topics: list[tuple[str, int]]) -> str:
    """Name what reviews praise or blame, with counts where any is of more than one."""
    several = any(n > 1 for _, n in topics)
    return "、".join(clean(t, 8) + (f"（{n}条）" if several else "") for t, n in topics[:N_TOPICS])


def complaints(answer: Answer, of: str) -> str:
    """Word how many reviews complain, of what, and one of them."""
    if not answer.n_negative:
        return f"{of}{answer.n_reviews}条评价里没有差评。"
    bad = named(answer.blamed)
    text = f"{of}{answer.n_reviews}条评价里，不满意的有{answer.n_negative}条" + (f"，说的是{bad}" if bad else "")
    return text + (f"，例如“{clean(answer.quote, MAX_QUOTE_CHARS).rstrip('。')}”。" if answer.quote else "。")


def asked(text: str) -> str:
    """Return what a question is about where that can be told from its words, in quotes; else ""."""
    text = re.sub(
        r"^(废话少说|哪[一]?[个款件双台本家处]?最|请问|那|它|这个|这款|有没有|有|支持|能不能|能|可以|可不可以|是不是|是|会不会|会|带|送不送|送个|送)+",
        "",
        clean(text),
    )
    text = re.sub(r"(管不管|包不包|有没有|有没|没有|吗|没|不|呢|么|嘛|啊|[？?。！!，,])+$", "", text)
    return f"“{text}”" if 2 <= len(text) <= 8 and is_han(text) else ""


def not_said(ctx: Context, answers: list[Answer]) -> str:
    """The catalogue does not say: no guess, a way on in the quick replies."""
    words: list[str] = []
    for answer in answers:
        key = answer.question.attribute
        if key == "policy:gift":
            words.append("赠品")
            continue
        known = ctx.prompt.shop.attribute(key) is not None
        word = ctx.values.name(key) if known else asked(answer.question.text)
        if known and ctx.values.attribute(key).type == "bool" and re.match("无(?!线)|免|不|低", word):
            word = f"是否{word}"  # 没有写无酒精 would say that there is some
        if known and isinstance(answer.question.value, str) and ctx.values.attribute(key).type == "tags":
            word = ctx.values.value(key, answer.question.value)
        if word and word not in words:
            words.append(word)
    about: Item | None = answers[0].item
    lead = f"{ctx.name(about)}的" if about and len(ctx.items) > 1 else ""
    if any(a.question.attribute == "reviews" for a in answers) and len(answers) == 1:
        return f"{ctx.name(about)}还没有评价。" if about else "还没有评价。"
    if not words:
        return ctx.say(["{l}商品资料里没有写这一点，我不敢乱说。", "这一点{l}商品资料里没写，我不乱猜。"], l=lead)
    return ctx.say(
        ["{l}商品资料里没有写{x}，我不敢乱说。", "{x}这一项，{l}商品资料里没有写，我不乱猜。"],
        x="、".join(words),
        l=lead,
    )
