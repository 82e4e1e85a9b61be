"""Chinese measure words of goods: 款, 家, 处, 本.

Owns: which word a kind of goods is counted with. Does not know: sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.types import Shop

_MEASURES = (
    ("(酒店|宾馆|旅馆|旅店|餐厅|餐馆|饭店|饭馆|民宿|客栈|酒吧|咖啡馆)$", "家"), ("(景点|景区|公园)$", "处"),
    ("(书|图书|绘本|小说|杂志)$", "本"),
)  # fmt: skip
_COMMON = "款"


def measure(categories: Iterable[str]) -> str:
    """Return the measure word for goods of these categories, 款 where they take several or there are none."""
    found = {next((m for p, m in _MEASURES if re.search(p, c)), _COMMON) for c in categories}
    return found.pop() if len(found) == 1 else _COMMON


def measure_of_shop(shop: Shop) -> str:
    """Return the measure word for goods of any kind: 款, or 个 where nothing in the shop is counted with 款."""
    found = {measure([c.name]) for c in shop.categories}
    return "个" if found and _COMMON not in found else _COMMON
