"""The fields that every item has, as attributes of the schema: names, questions, units. Pure.

Owns: the usual words for category, brand, price, rating and stock in zh and en. Does not know: rows.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from knowledge.types import Attribute, Shop

#: Words for a currency's unit, as people say them in zh; other currencies go by their code.
_CURRENCY_UNITS = {"CNY": "元", "USD": "USD", "EUR": "EUR"}

_RESERVED = (
    Attribute(
        "category", "category", {"zh": ["类别", "品类", "种类", "分类"], "en": ["category", "kind", "product type"]},
        askable=True, questions={"zh": "想看哪一类？", "en": "What kind of product are you looking for?"},
    ),
    Attribute(
        "brand", "category", {"zh": ["品牌", "牌子"], "en": ["brand", "make"]},
        askable=True, questions={"zh": "有偏好的品牌吗？", "en": "Is there a brand that you prefer?"},
    ),
    Attribute(
        "price", "number", {"zh": ["价格", "价钱", "预算", "售价", "价位"], "en": ["price", "budget", "cost"]},
        askable=True, questions={"zh": "预算大概多少？", "en": "What is your budget?"}, better="lower",
    ),
    Attribute(
        "rating", "number", {"zh": ["评分", "好评", "口碑"], "en": ["rating", "score", "stars"]},
        questions={"zh": "对评分有要求吗？", "en": "Is there a rating that it should reach?"}, better="higher",
    ),
    Attribute(
        "stock", "number", {"zh": ["库存", "现货"], "en": ["stock", "availability"]}, unit="件",
    ),
)  # fmt: skip


def with_reserved(shop: Shop, stated: Collection[str]) -> Shop:
    """Put the reserved fields in front of the shop's attributes. What the schema says of one wins, field by field.

    Args:
        stated: the reserved fields that some item states. Of the others only those that the schema names stay.
    """
    own = {a.key: a for a in shop.attributes}
    front: list[Attribute] = []
    for usual in _RESERVED:
        given = own.pop(usual.key, None)
        if usual.key == "price":
            usual = replace(usual, unit=_CURRENCY_UNITS.get(shop.currency, shop.currency))
        if given is not None:
            front.append(
                replace(
                    given,
                    names={**usual.names, **given.names},
                    questions={**usual.questions, **given.questions},
                    unit=given.unit or usual.unit,
                    better=given.better or usual.better,
                )
            )
        elif usual.key in stated:
            asks = usual.askable and (usual.key != "category" or len(shop.categories) > 1)
            front.append(replace(usual, askable=asks))
    return replace(shop, attributes=[*front, *own.values()])
