"""Wishes in Chinese: one wish as a phrase, the shopper's own words where they fit, and changes said back.

Owns: 2000元以内, 不要入耳式, 好，入耳式放回来了（凌峰还是不看）. Does not know: what is recommended.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from finetune import units
from finetune.template.context import Context
from finetune.template.zh.degrees import degree
from finetune.template.zh.words import after
from finetune.values import Values, clean, is_han
from knowledge.types import Preference

_BOUND = {"<=": "{}以内", "<": "低于{}", ">=": "{}以上", ">": "超过{}", "~": "{}左右", "=": "{}"}
MAX_OWN_CHARS = 8
_DEGREE = re.compile("[大小轻重长短久高低快慢薄厚多少贵强静近远好棒]的?$|便宜|清晰|清楚")
#: Names of attributes that say whom goods are for.
WHOM = re.compile("适[合用]|人群|对象")
_PRESENT = re.compile("礼物|礼品|送礼|送人|^送")
N_SAID_BACK = 4
#: Wishes named when those for other goods are put aside.
N_PUT_ASIDE = 2
#: Relations that are wished for by naming an item: 故宫附近.
NEAR = ("near",)


def phrase(values: Values, wish: Preference, *, short: bool = False) -> str:
    """Word what a wish is about, without its polarity: 2000元以内, 电池6000mAh以上, 黑色, 支持无线充电.

    `short`: for a quick reply, without the attribute's name where the question has just named it.
    """
    key, value = wish.attribute, wish.value
    if key in NEAR:
        return "、".join(values.value(key, v) for v in (value if isinstance(value, list) else [value])) + "附近"
    own = own_words(values, wish)
    if own and not short:
        return own
    if isinstance(value, bool):
        return values.flag(key, value)
    if isinstance(value, (int, float)):
        if value == 0 and values.is_money(key) and wish.operator in ("=", "<="):
            return "免费"
        if value == 0 and values.is_money(key) and wish.operator == ">":
            return "收费"
        if (
            key == "price"
            and wish.strength == "soft"
            and wish.operator in ("<=", "<")
            and not re.search(r"\d", wish.text)
        ):
            return "价格实惠"
        said = bool(re.search(r"[\d一二三四五六七八九十百千万两]", wish.text))
        if wish.strength == "soft" and not short and not said and wish.operator in ("<=", ">=", "<", ">"):
            # A soft bound is how we read 大屏; said back it is the degree, not our number.
            name, adjective = degree(values, key, 1 if wish.operator in (">=", ">") else -1)
            return f"{name}{adjective}"
        if values.is_least(key) and wish.operator in ("<=", "=") and not short:
            return f"适合{values.number(key, value)}"  # a toy from three years up suits a child of five
        bound = _BOUND.get(wish.operator, "{}")
        shown = values.number(key, value, plain=abs(value) % 100 == 0)
        if short and values.is_money(key):
            shown = shown.removesuffix("元")
        known = units.find(values.attribute(key).unit)
        dimension = known.dimension if known else ""
        if dimension == "people" and wish.operator in ("=", "~"):
            return f"{shown}用"
        if short or key == "price" or (dimension == "inch" and wish.operator in ("=", "~")):
            return bound.format(shown)
        return after(values.name(key), bound.format(shown))
    parts = [values.value(key, v) for v in value[:4]] if isinstance(value, list) else [values.value(key, value)]
    bare = re.fullmatch(r"[\d.]+|.", parts[0]) or re.match("适[合用]", values.name(key)) or values.is_had(key)
    if not short and key not in ("brand", "category", "text") and len(parts) == 1 and bare:
        return values.line(key, value if isinstance(value, str) else value[0])
    return "或".join(parts)


def own_words(values: Values, wish: Preference) -> str:
    """Return the shopper's own words for a wish where they can stand in our sentence, else "".

    Words for a value are theirs only where the schema spells it so: a misspelling is not said back.
    """
    text = clean(wish.text)
    if wish.polarity == "against" or not is_han(text) or isinstance(wish.value, bool | list) or re.search(r"\d", text):
        return ""
    if isinstance(wish.value, str) and wish.attribute != "text":
        known = values.attribute(wish.attribute)
        spellings = {wish.value, *known.values.get(wish.value, []), *known.shown.get(wish.value, {}).values()}
        return (
            text
            if text in spellings
            and len(text) > 1
            and not re.match("适[合用]", values.name(wish.attribute))
            and not values.is_had(wish.attribute)
            else ""
        )
    if isinstance(wish.value, (int, float)) and not isinstance(wish.value, bool) and wish.strength == "hard":
        return ""
    name = values.name(wish.attribute)
    if (
        isinstance(wish.value, (int, float))
        and not _DEGREE.search(text)
        and not any(p in text for p in (name[:2], name[-2:]))
    ):
        return ""  # 老忘充电 is a situation, no word for a battery
    text = re.sub(r"^(我|想|要|最好|希望|需要|得|有没有|来个|就|比较|更)+", "", text)
    text = re.sub(r"[的吧啊呀哦呢嘛了]+$", "", text)
    if not 2 <= len(text) <= MAX_OWN_CHARS or re.search(r"[\s，。！？,.!?;；:：“”\"'最第]|不|别|没|无所谓", text):
        return ""
    return text


def phrases(values: Values, wishes: Sequence[Preference]) -> list[str]:
    """Word several wishes for, a lower and an upper bound of one attribute as one range, none twice."""
    said: list[str] = []
    ranges = _ranges(wishes)
    for wish in wishes:
        span = ranges.get(wish.attribute)
        if span and wish.operator in ("<=", ">=", "<", ">"):
            low, high = span
            name = "" if wish.attribute == "price" else values.name(wish.attribute)
            upper = values.number(wish.attribute, high, plain=abs(high) % 100 == 0)
            text = after(name, f"{_digits(values, wish.attribute, low)}–{upper}")
        else:
            text = phrase(values, wish)
        if text and text not in said:
            said.append(text)
    return said


def _digits(values: Values, key: str, value: float) -> str:
    """The lower end of a range carries no unit."""
    shown = values.number(key, value, plain=abs(value) % 100 == 0)
    match = re.match(r"[\d.,]+", shown)
    return match.group() if match else shown


def _ranges(wishes: Sequence[Preference]) -> dict[str, tuple[float, float]]:
    low = {w.attribute: w.value for w in wishes if w.operator in (">=", ">") and _is_number(w.value)}
    high = {w.attribute: w.value for w in wishes if w.operator in ("<=", "<") and _is_number(w.value)}
    return {key: (float(low[key]), float(high[key])) for key in low if key in high and low[key] <= high[key]}  # type: ignore


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def against(values: Values, wishes: Sequence[Preference]) -> str:
    """Word wishes against: 不要入耳式，也不看凌峰."""
    parts = []
    for wish in wishes:
        verb = "不看" if wish.attribute in ("brand", "category", "title") else "不要"
        what = phrase(values, wish).replace("或", "、") if isinstance(wish.value, list) else phrase(values, wish)
        if isinstance(wish.value, bool):
            what = values.flag(wish.attribute, wish.value)
            parts.append(f"不要{what}的")
        elif _is_number(wish.value):
            parts.append(f"不要{what}的")
        else:
            parts.append(verb + what)
    joined = parts[:1] + [f"也{p}" for p in parts[1:]]
    return "，".join(joined)


def without(values: Values, wish: Preference) -> str:
    """Word that a wish need not be met: 不限预算, 不要求亲肤, 不要求在故宫附近."""
    key = wish.attribute
    if key == "price":
        return "不限预算"
    if key in NEAR:
        return "不要求在附近"
    if isinstance(wish.value, bool) or key in ("text", "title") or values.attribute(key).type == "tags":
        return f"不要求{phrase(values, wish)}"
    return f"不限{values.name(key)}"


def let_go(values: Values, wishes: Sequence[Preference]) -> str:
    """Word that several wishes need not be met: 不限品牌和预算."""
    parts = list(dict.fromkeys(without(values, w) for w in wishes))
    if all(p.startswith("不限") for p in parts):
        return "不限" + "和".join(p.removeprefix("不限") for p in parts)
    return "、".join(parts)


def beyond(values: Values, wish: Preference) -> str:
    """Word a wish that was measured by what was shown: 比1,599元便宜, 续航比9小时长."""
    name, adjective = degree(values, wish.attribute, 1 if wish.operator == ">" else -1)
    return f"{name}比{values.number(wish.attribute, float(wish.value))}{adjective}"  # type: ignore[arg-type]


def put_aside(values: Values, wishes: Sequence[Preference]) -> str:
    """Word that wishes for other goods do not count now: 之前的1000元以内、保暖先放下."""
    told = phrases(values, wishes)
    named = "、".join(told[:N_PUT_ASIDE])
    return f"之前的{named}{'等条件' if len(told) > N_PUT_ASIDE else ''}先放下"


def acknowledge(ctx: Context, *, with_wishes: bool) -> str:
    """Say back what this turn changed. `with_wishes`: also the wishes for, which a recommendation names by itself."""
    values = ctx.values
    parts: list[str] = []
    added = ctx.changes("added", "for")
    whom = for_whom(ctx) if with_wishes else ""
    if whom:
        added = [w for w in added if w.strength == "hard"]
    if with_wishes and added:
        only_whom = all(WHOM.search(values.name(w.attribute)) and isinstance(w.value, str) for w in added)
        parts.append(
            f"给{'、'.join(values.value(w.attribute, w.value) for w in added)}挑" if only_whom else wanted(ctx, added)
        )
    refused = ctx.changes("added", "against") + ctx.changes("replaced", "against")
    dropped_against = ctx.changes("dropped", "against")
    dropped = [w for w in ctx.changes("dropped", "for") if w.attribute != "text"]
    replaced = ctx.changes("replaced", "for")
    if dropped_against:
        parts.append(f"{'、'.join(dict.fromkeys(phrase(values, w) for w in dropped_against))}放回来了")
    kind = next((str(w.value) for w in replaced if w.attribute == "category"), "")
    moved = kind or next((str(w.value) for w in added if w.attribute == "category"), "")
    # Among other goods, what only the old ones had is forgotten without a word.
    dropped = [w for w in dropped if not kind or values.applies(w.attribute, kind)]
    if dropped and not moved:
        parts.append(f"{let_go(values, dropped)}了")
    wider = [w for w in replaced if isinstance(w.value, list) and w.operator == "in"]
    if wider:  # 成都出发也可以: what was wished for before stays
        parts.append("、".join(phrase(values, w).replace("或", "、") for w in wider) + "都看")
    changed = [w for w in replaced if w not in wider]
    relative = [w for w in changed if w.operator in ("<", ">") and _is_number(w.value) and not re.search(r"\d", w.text)]
    changed = [w for w in changed if w not in relative]
    if relative:  # 便宜点, 有没有更轻的: what it is measured by says more than a limit
        parts.append("找" + "、".join(beyond(values, w) for w in relative) + "的")
    if changed:
        verb = "改看" if kind and len(changed) == 1 else "改成"
        parts.append(verb + "、".join(phrases(values, changed)))
    if dropped and moved:  # what was wished of the other goods is put aside, not lifted one by one
        parts.append(put_aside(values, dropped))
    kept = [w for w in ctx.changes("kept", "against") if w not in refused]
    if not dropped_against:
        kept = [w for w in kept if w.attribute == "brand"]  # 不打游戏 goes without saying when the colour changes
    if (dropped_against or dropped or replaced) and kept:
        parts[-1] += f"（{_still(values, kept)}）"
    if refused:
        parts.append(against(values, refused))
    if whom and (not parts or ([w.attribute for w in added] == ["category"] and len(parts) == 1)):
        return whom  # who it is for says it all; the kind of goods is in the question or the goods that follow
    if not parts:
        return ""
    opening = {
        "casual": ["好嘞，{x}。", "行，{x}。", "明白，{x}。", "没问题，{x}。"],
        "formal": ["好的，{x}。", "明白，{x}。", "已记下，{x}。", "没问题，{x}。"],
    }
    phrases_ = opening.get(ctx.tone, ["好，{x}。", "明白，{x}。", "记下了，{x}。", "行，{x}。"])
    return ctx.say(phrases_, x="，".join(parts)) + whom


def for_whom(ctx: Context) -> str:
    """Say for whom the goods are, and what that was taken to mean: 给妈妈用的话，我会优先看屏幕大的。

    "" where nobody was named. The wishes come back to the shopper for correction.
    """
    new = [w for w in ctx.changes("added", "for") if w.strength == "soft" and w.attribute != "text"]
    person = next((w for w in new if _is_person(ctx.values, w)), None)
    if person is None:
        return ""
    others = [w for w in new if w is not person and not _PRESENT.search(w.text)]
    named = phrases(ctx.values, others)[:3] or [f"适合{ctx.values.value(person.attribute, _first(person))}"]
    present = any(_PRESENT.search(w.text) for w in ctx.changes("added", "for"))
    verb = "送" if present else "给"
    rest = "的话" if present else "挑的话" if _person(person.text) in _LOVED else "用的话"
    want = "、".join(named)
    return ctx.say(
        ["{v}{who}{r}，我会优先看{w}的。", "{v}{who}{r}，{w}的会排在前面。"],
        v=verb, who=_person(person.text), r=rest, w=want,
    )  # fmt: skip


def is_for_whom(ctx: Context, wish: Preference) -> bool:
    """Say whether a wish is part of what `for_whom` says."""
    return wish.strength == "soft" and wish.attribute != "text" and bool(for_whom(ctx))


def recalled(ctx: Context) -> str:
    """Say which wishes of an earlier talk were taken up again, for the shopper to take back."""
    wanted_again = [c.preference for c in ctx.decision.changes if c.kind == "recalled"]
    if not wanted_again:
        return ""
    told = phrases(ctx.values, [w for w in wanted_again if w.polarity == "for"])
    refused = [w for w in wanted_again if w.polarity == "against"]
    parts = ["、".join(told)] if told else []
    if refused:
        parts.append(against(ctx.values, refused))
    if not told:
        return ctx.say(
            ["上次您说{x}，这回也照办，变了就告诉我。", "还记得您说过{x}，这次也一样，不对就说。"], x=parts[0]
        )
    return ctx.say(
        ["您上次要的是{x}，我先照这个来，变了就告诉我。", "还记得您上次说{x}，先按这个挑，不对就说。"],
        x="，".join(parts),
    )


def _is_person(values: Values, wish: Preference) -> bool:
    """Say whether a wish for an audience was said as a person: 我妈, not 老人."""
    text = clean(wish.text)
    if not isinstance(_first(wish), str) or not WHOM.search(values.name(wish.attribute)):
        return False
    return len(text) <= 6 and bool(_KIN.search(text))


_KIN = re.compile(
    "[妈爸爷奶哥姐弟妹]$|女朋友|男朋友|女友|男友|朋友|老婆|老公|媳妇|对象|妻子|丈夫|父母|父亲|母亲|外公|外婆|公公|婆婆|岳父|岳母|"
    "儿子|女儿|闺女|孙子|孙女|侄子|侄女|外甥|舅舅|叔叔|阿姨|姑姑|同事|老板|闺蜜|同学|老师"
)
_LOVED = frozenset({"女朋友", "男朋友", "女友", "男友", "老婆", "老公", "媳妇", "对象", "妻子", "丈夫", "朋友"})


def _person(text: str) -> str:
    """Return whom the shopper speaks of from our side: 我妈 becomes 妈妈."""
    bare = clean(text).removeprefix("我的").removeprefix("我").removeprefix("咱")
    return bare * 2 if bare in ("妈", "爸", "哥", "姐", "弟", "妹") else bare


def _first(wish: Preference) -> str | float | bool:
    return wish.value[0] if isinstance(wish.value, list) else wish.value


def _still(values: Values, wishes: Sequence[Preference]) -> str:
    brands = [phrase(values, w) for w in wishes if w.attribute == "brand"]
    others = [phrase(values, w) for w in wishes if w.attribute != "brand"]
    parts = [f"{'、'.join(brands)}还是不看"] if brands else []
    parts += [f"{'、'.join(others)}还是不要"] if others else []
    return "，".join(parts)


def wanted(ctx: Context, wishes: Sequence[Preference], *, kind: str = "") -> str:
    """Word wishes as what is wanted: 2000元以内、电池大的手机; "" where there is nothing to name.

    `kind`: the kind of goods where none is wished for.
    """
    values = ctx.values
    category = next(
        (values.value("category", w.value) for w in wishes if w.attribute == "category" and w.polarity == "for"), ""
    )
    rest = [w for w in wishes if w.attribute != "category" and w.polarity == "for"]
    rest.sort(key=lambda w: w.attribute != "price")
    told = phrases(values, rest)[:N_SAID_BACK]
    if not told:
        return category
    category = category or (values.category(kind) if kind else "")
    joined = "、".join(told)
    if not category:
        return joined
    return f"{joined}{'' if joined.endswith('的') else '的'}{category}"


def situation(ctx: Context) -> str:
    """Say what was made of a situation that the shopper told (她眼睛不太好): which soft wishes it became."""
    if whom := for_whom(ctx):
        return whom
    new = [w for w in ctx.changes("added", "for") if w.strength == "soft" and w.attribute != "text"]
    unmet = [w for w in new if f"unmet.{w.attribute}" in ctx.decision.numbers]
    if unmet:
        x = "、".join(ctx.values.value(w.attribute, w.value) for w in unmet if isinstance(w.value, str))
        return ctx.say(["标明{x}的这里没有。", "没有标明{x}的。"], x=x)
    told: dict[str, list[Preference]] = {}
    for wish in new:
        text = clean(wish.text)
        if 3 <= len(text) <= 14 and is_han(text) and "最" not in text:  # what is most, the goods say
            told.setdefault(text, []).append(wish)
    for text, meant in told.items():
        named = phrases(ctx.values, meant)
        if all(own_words(ctx.values, w) for w in meant) or any(text in n or n in text for n in named):
            continue
        want = "、".join(phrases(ctx.values, new)[:3])  # what else was said softly goes along
        return ctx.say(["您说“{t}”，我优先看{w}的。", "考虑到“{t}”，我会优先挑{w}的。"], t=text, w=want)
    return ""
