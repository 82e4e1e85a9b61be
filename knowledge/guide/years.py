"""This year and last year, as a wish: the shopper's day says which year is meant.

Owns: the words, and which attribute of the goods in question is a year. Does not know: seasons, folding, wording. Where
the goods state no year, the words stay what they are.
"""

from __future__ import annotations

import re
from datetime import date

import numpy as np

from knowledge.columns import Mask, NumberColumn
from knowledge.guide.meeting import stated
from knowledge.types import Attribute, Preference, Understanding
from knowledge.view import ShopView

_YEARS = (
    (0, re.compile(r"今年|本年度|(?<![a-z])this year(?:'s)?(?![a-z])", re.IGNORECASE)),
    (1, re.compile(r"去年|上一年|(?<![a-z])last year(?:'s)?(?![a-z])", re.IGNORECASE)),
)
#: What is said of goods by their year; 我今年五十岁 is not.
_OF_GOODS = re.compile(
    r"出[的版过了]|上市|发布|推出|新[款出品书]|[的款]$|(?<![a-z])(?:published|released|launched|made|new|from)(?![a-z])"
)
_NAME = re.compile(r"年份|年$|(?<![a-z])year(?![a-z])", re.IGNORECASE)


def meant(view: ShopView, said: Understanding, within: Mask, today: date) -> list[Preference]:
    """Return the wish for goods of this year or the last; none where no year is said of goods, or none `within` states
    one. `within`: bool (n_items,), the goods of the kind in question.
    """
    text = said.text.strip(" ？?。.吗呢吧啊")
    found = next(((back, m.group()) for back, words in _YEARS if (m := words.search(text))), None)
    if found is None or said.source != "text" or not _OF_GOODS.search(text):
        return []
    owner = next((a for a in view.shop.attributes if _is_year(view, a, within)), None)
    back, words = found
    return [Preference(owner.key, "=", float(today.year - back), text=words)] if owner else []


def _is_year(view: ShopView, attribute: Attribute, within: Mask) -> bool:
    named = any(_NAME.search(name) for names in attribute.names.values() for name in names)
    column = view.columns.get(attribute.key)
    return named and isinstance(column, NumberColumn) and bool(np.any(stated(column) & within))
