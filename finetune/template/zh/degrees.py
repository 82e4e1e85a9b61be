"""Chinese words for more and less of a number: 轻, 便宜, 屏幕大, 续航长.

Owns: which adjective an attribute takes. Does not know: sentences or goods.
"""

from __future__ import annotations

import re

from finetune import units
from finetune.values import Values

# (pattern of the attribute's name, less, more), first match wins; then by dimension of the unit.
_BY_NAME: tuple[tuple[str, str, str], ...] = (
    ("年份|出版年|上市时间|上市年|发布时间", "旧", "新"),
    ("噪", "小", "大"),
    ("净含量|净重", "少", "多"),
    ("重量|体重|克重", "轻", "重"),
    ("厚", "薄", "厚"),
    ("距离|路程", "近", "远"),
    ("续航|时长|时间|保质|质保|保修|寿命", "短", "长"),
    ("人数|件数|片数|数量|个数|页数|次数|含量|容纳", "少", "多"),
    ("糖|脂|热量|能耗|耗电|电阻", "低", "高"),
    ("屏|尺寸|电池|容量|内存|存储|面积|功率|口径|箱", "小", "大"),
)
_BY_DIMENSION: dict[str, tuple[str, str]] = {
    "mass": ("轻", "重"), "inch": ("小", "大"), "time": ("短", "长"), "month": ("短", "长"), "charge": ("小", "大"),
    "energy": ("小", "大"), "power": ("小", "大"), "bytes": ("小", "大"), "volume": ("小", "大"), "loudness": ("小",
    "大"),
    "people": ("少", "多"), "pages": ("少", "多"), "sheets": ("少", "多"), "pieces": ("少", "多"), "packs": ("少",
    "多"),
    "pairs": ("少", "多"), "boxes": ("少", "多"), "times": ("少", "多"), "levels": ("少", "多"), "floors": ("少", "多"),
}  # fmt: skip


def degree(values: Values, key: str, direction: int) -> tuple[str, str]:
    """Return (name to say first or "", adjective) for more (+1) or less (-1) of an attribute."""
    more = direction > 0
    if key == "price":
        return "", "贵" if more else "便宜"
    name = values.name(key)
    known = units.find(values.attribute(key).unit)
    by_name = next(((less, much) for pattern, less, much in _BY_NAME if re.search(pattern, name)), None)
    low, high = by_name or _BY_DIMENSION.get(known.dimension if known else "", ("低", "高"))
    if ({low, high} == {"轻", "重"} and "重" in name) or high == "新":
        name = ""
    if {low, high} == {"小", "大"}:
        name = re.sub("(?<=屏幕)尺寸$|(?<=电池)容量$", "", name)
    return name, high if more else low


def most(values: Values, key: str, direction: int) -> str:
    """Word a superlative: 最便宜, 最轻, 屏幕最大."""
    name, adjective = degree(values, key, direction)
    return f"{name}最{adjective}"


def by(values: Values, key: str, amount: float) -> str:
    """Word a difference: 贵800元, 轻150克, 续航长3小时. `amount` is signed: this one minus the other."""
    name, adjective = degree(values, key, 1 if amount > 0 else -1)
    if values.is_money(key):
        shown = units.money(round(abs(amount), 2), values.shop.currency, "zh")
    else:
        if key == "rating":
            amount = round(amount, 1)  # a mean of a few dozen reviews says no more
        shown = units.difference(amount, values.attribute(key).unit, "zh")
    return f"{name}{adjective}{shown}"
