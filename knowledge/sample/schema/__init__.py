"""The sample shop's schema, put together from its parts: what shop.yml says.

Owns: the whole `Shop`. Does not know: the goods; which category states which attribute it is told.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from knowledge.sample.brands import BRANDS
from knowledge.types import Attribute, Shop

from . import electronics, household, outings, pastimes, shared, worn
from .categories import CATEGORIES
from .policies import POLICIES

#: Attribute definitions by key, in the order in which they are shown.
ATTRIBUTES: dict[str, Attribute] = {
    a.key: a for part in (shared, electronics, household, worn, pastimes, outings) for a in part.ATTRIBUTES
}

_RESERVED = (
    Attribute(
        key="price",
        type="number",
        unit="元",
        askable=True,
        better="lower",
        names={"zh": ["价格", "价钱", "预算", "多少钱", "售价"], "en": ["price", "budget", "cost"]},
        questions={"zh": "预算大概多少？", "en": "What is your budget?"},
    ),
    Attribute(
        key="brand",
        type="category",
        askable=True,
        names={"zh": ["品牌", "牌子", "厂家", "出版社"], "en": ["brand", "make", "maker", "publisher"]},
        questions={"zh": "有喜欢的品牌吗？", "en": "Is there a brand you like?"},
    ),
    Attribute(
        key="category",
        type="category",
        askable=True,
        names={"zh": ["品类", "类别", "种类"], "en": ["category", "kind of product"]},
        questions={"zh": "想看哪类商品？", "en": "What are you looking for?"},
    ),
    Attribute(
        key="rating",
        type="number",
        unit="分",
        better="higher",
        names={"zh": ["评分", "口碑", "好评"], "en": ["rating", "score"]},
    ),
)


def shop(attributes_of: Mapping[str, Sequence[str]]) -> Shop:
    """Build the schema.

    `attributes_of`: for each category the keys that its goods may state; KeyError names one that is not defined.
    """
    where: dict[str, list[str]] = {}
    for category, keys in attributes_of.items():
        for key in keys:
            where.setdefault(ATTRIBUTES[key].key, []).append(category)
    return Shop(
        name="sample",
        title={"zh": "松云里", "en": "Pinecloud Lane"},
        language="zh",
        currency="CNY",
        categories=CATEGORIES,
        attributes=[
            *_RESERVED,
            *(dataclasses.replace(a, categories=where[key]) for key, a in ATTRIBUTES.items() if key in where),
        ],
        brands={b.name: [b.english, *b.aliases] for b in BRANDS.values()},
        policies=POLICIES,
    )
