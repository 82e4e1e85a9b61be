"""The forms in which a name is said: the other number of an English noun, a firm without its suffix, what an
attribute of absence says is absent (无酒精: 含酒精).

Owns: making those forms from a name. Does not know: shops, what a name means. Standard library only.
"""

from __future__ import annotations

import re

#: What firms write behind a brand and nobody says.
_FIRM = re.compile(
    r"(?:制造商|官方旗舰店|旗舰店|专卖店|官方店|集团|有限公司|公司)$|,? (?:inc\.?|ltd\.?|co\.?|llc|gmbh)$",
    re.IGNORECASE,
)
_WITHOUT_ZH = re.compile(r"(?:不含有?|没有|不加|不带|零|0|无(?!线))(?P<what>[\u4e00-\u9fff]{2,}|[糖盐油酒])$")
_CAN = re.compile(r"(?:可以?|能够?)(?P<what>[\u4e00-\u9fff]{2,4})$")
_WITHOUT_EN = re.compile(r"(?:no|without) (?P<a>[a-z ]{3,})$|(?P<b>[a-z]{3,})[- ]free$")
#: 有无 is not among them: 有没有无糖的零食 asks for what has none.
_WITH_ZH = ("含", "含有", "有", "有没有", "含不含", "带", "加", "加了", "添加", "放了")
_WITH_EN = ("contain", "contains", "containing", "with", "has", "have", "any", "got", "added")
_NOT_ZH = ("无", "不含", "不要", "没有", "不加", "不带", "没", "零添加")
_NOT_EN = ("no", "without", "free of")


def plurals(text: str) -> list[str]:
    """Return the other number of an English noun."""
    if text.endswith("ies"):
        return [text[:-3] + "y"]
    if text.endswith("s") and not text.endswith("ss") and len(text) > 3:
        return [text[:-1]]
    if text.endswith("y") and len(text) > 3 and text[-2] not in "aeiou":
        return [text[:-1] + "ies"]
    return [text + "es"] if text.endswith(("ss", "x", "ch", "sh")) else []


def abilities(name: str) -> list[str]:
    """Return how else people say that goods can do something: 能双拼 of a normalised name 可双拼."""
    found = _CAN.match(name)
    return [f"{can}{found['what']}" for can in ("可", "可以", "能", "能够", "支持")] if found else []


def without_firm(name: str) -> str:
    """Return a brand's name without what firms write behind it."""
    return _FIRM.sub("", name)


def absence(name: str) -> tuple[list[str], list[str]]:
    """Return how people say that the thing is there, and that it is not, where a normalised name says that something
    is absent (无酒精, alcohol-free); two empty lists for every other name."""
    if found := _WITHOUT_ZH.match(name):
        what = found.group("what")
        return [f"{w}{what}" for w in _WITH_ZH], [f"{w}{what}" for w in _NOT_ZH]
    if found := _WITHOUT_EN.match(name):
        what = found.group("a") or found.group("b")
        return [f"{w} {what}" for w in _WITH_EN], [
            *(f"{w} {what}" for w in _NOT_EN),
            # Longer than "have sugar", so that "do you have sugar free snacks" asks for what has none.
            *(f"{w}{what}{dash}free" for w in ("", *(f"{w} " for w in _WITH_EN)) for dash in "- "),
        ]
    return [], []
