"""How simulated shoppers say things, in Chinese and English. Owns: wording. Does not know: strategy.

The sentences are written without looking at the patterns of nlu, as different people would write them.
"""

from __future__ import annotations

import random
import re

from knowledge.types import Attribute, Preference, Shop

_LATIN = re.compile(r"[A-Za-z]")

OPENING = {
    "zh": ["想买{c}", "有{c}吗", "推荐一款{c}", "我想看看{c}", "帮我挑个{c}", "{c}有什么推荐"],
    "en": ["I'm looking for {c}", "do you have {c}?", "recommend me {c} please", "need {c}", "show me some {c}"],
}
#: First words of who does not say what kind of goods: {c} is a wider kind.
VAGUE = {
    "zh": ["想买点{c}", "想看看{c}类的东西", "有什么好的{c}吗", "帮我挑点{c}"],
    "en": ["I need something in {c}", "looking for {c}, not sure what", "what {c} do you have?"],
}
#: Before a wish said once more because it was not understood.
AGAIN = {"zh": ["我是说，{w}", "不对，我说的是{w}", "{w}！"], "en": ["I mean {w}", "no, I said {w}", "{w}!"]}
#: Before a wish that admits no exception.
STRICT = {"zh": ["必须{w}", "一定要{w}", "{w}，这点不能变"], "en": ["it must be {w}", "{w}, nothing else", "only {w}"]}
ADDING = {
    "zh": ["{w}", "我想要{w}", "最好{w}", "另外{w}", "必须{w}"],
    "en": ["{w}", "I'd like {w}", "it should be {w}", "also {w}", "must be {w}"],
}
RUDE = {
    "zh": ["你能不能快点，{s}", "废话少说，{s}", "{s}，听懂没"],
    "en": ["hurry up, {s}", "come on, {s}", "{s}, got it?"],
}
NO_MATTER = {"zh": ["都行", "随便", "无所谓", "没要求"], "en": ["any", "doesn't matter", "no preference", "whatever"]}
MORE = {"zh": ["还有别的吗", "换一批"], "en": ["anything else?", "show me others"]}
REFUSE = {
    "zh": ["这几个都不行", "都不喜欢，看看别的"],
    "en": ["none of these", "I don't like any of these"],
}
TAKE = {"zh": ["就第{n}个吧", "我要第{n}个"], "en": ["I'll take number {n}", "the {o} one please"]}
ASIDE = {
    "zh": ["第一个怎么样，大家怎么评价", "能退货吗", "你是机器人吗", "第一个多少钱"],
    "en": [
        "what do people say about the first one?",
        "can I return it?",
        "are you a bot?",
        "how much is the first one?",
    ],
}
_ORDINAL = ["first", "second", "third", "fourth", "fifth"]


def category_name(shop: Shop, category: str, locale: str) -> str:
    """Return a category as a shopper of this language names it."""
    for known in shop.categories:
        if known.name == category:
            names = known.names.get(locale) or [known.name]
            return names[0] if locale == "zh" else names[0].lower()
    return category


def value_name(shop: Shop, attribute: Attribute | None, value: str, locale: str) -> str:
    """Return a value in the shopper's language where the schema has it, else as the catalogue writes it."""
    if attribute is not None and locale in attribute.shown.get(value, {}):
        return attribute.shown[value][locale]
    aliases = (attribute.values.get(value, []) if attribute is not None else shop.brands.get(value, [])) or []
    if locale == "en":
        return next((a for a in aliases if _LATIN.search(a)), value)
    return value


def number(value: float) -> str:
    """Return a number without needless decimals."""
    return f"{value:g}"


def say_wish(shop: Shop, wish: Preference, locale: str, rng: random.Random) -> str:
    """Return a wish as a phrase that can stand alone."""
    attribute = shop.attribute(wish.attribute)
    if wish.attribute == "category" and wish.polarity == "for":
        return category_name(shop, str(wish.value), locale)
    if isinstance(wish.value, (int, float)) and not isinstance(wish.value, bool):
        return _say_number(wish, attribute, locale, rng)
    if isinstance(wish.value, bool):
        name = attribute.name(locale) if attribute else wish.attribute
        return f"要有{name}" if locale == "zh" else f"with {name}"
    values = wish.value if isinstance(wish.value, list) else [str(wish.value)]
    said = [value_name(shop, attribute, v, locale) for v in values]
    if locale == "zh":
        joined = "或者".join(said)
        if wish.polarity == "against":
            return rng.choice(["不要{v}的", "别给我{v}的", "{v}的不要"]).format(v=joined)
        return rng.choice(["要{v}的", "{v}的"]).format(v=joined)
    joined = " or ".join(said)
    if wish.polarity == "against":
        return rng.choice(["not {v}", "no {v}", "anything but {v}"]).format(v=joined)
    return joined


def _say_number(wish: Preference, attribute: Attribute | None, locale: str, rng: random.Random) -> str:
    value = number(float(wish.value))  # type: ignore[arg-type]
    least = wish.operator in (">", ">=")
    if wish.attribute == "price":
        zh = ["{v}元以内", "预算{v}", "不超过{v}块", "{v}以下"] if not least else ["{v}元以上", "至少{v}块的"]
        en = ["under {v}", "up to {v} yuan", "under {v} yuan"] if not least else ["over {v} yuan", "at least {v} yuan"]
        return rng.choice(zh if locale == "zh" else en).format(v=value)
    name = attribute.name(locale) if attribute else wish.attribute
    unit = (attribute.unit or "") if attribute else ""
    if locale == "zh":
        patterns = ["{n}{v}{u}以上", "{n}至少{v}{u}"] if least else ["{n}{v}{u}以内", "{n}不超过{v}{u}"]
    else:
        patterns = ["{n} at least {v} {u}"] if least else ["{n} at most {v} {u}", "{n} no more than {v} {u}"]
    return rng.choice(patterns).format(n=name, v=value, u=unit).strip()


def take(position: int, locale: str, rng: random.Random) -> str:
    """Return the words that choose the card at `position`, from 1."""
    return rng.choice(TAKE[locale]).format(n=position, o=_ORDINAL[position - 1])
