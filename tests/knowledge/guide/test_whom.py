"""For whom a thing is: goods for others go behind, and men's or women's is not asked of who named her."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.guide.ranking import rank
from knowledge.guide.scope import scope
from knowledge.guide.whom import answered, is_whom
from knowledge.types import Attribute, Category, Item, Shop
from tests.knowledge.guide.world import view, want

SHOES = Shop(
    "tiny", {"zh": "小店"}, "zh", "CNY", [Category("跑鞋")],
    [
        Attribute("audience", "tags", {"zh": ["适合人群"]}, None, True),
        Attribute("cut", "category", {"zh": ["款"]}, None, True),
        Attribute("color", "category", {"zh": ["颜色"]}, None, True),
    ],
)  # fmt: skip
MADE = [("m", ["男生"], "男款"), ("w", ["女生"], "女款"), ("b", ["男生", "女生"], "男女同款"), ("n", [], "女款")]
HER = want("audience", "女生", "contains", strength="soft")


@pytest.fixture(scope="module")
def shoes():
    items = [
        Item(i, f"鞋{i}", "跑鞋", price=100, stock=1, attributes={"audience": who, "cut": cut, "color": "白色"})
        for i, who, cut in MADE
    ]
    return view(SHOES, [replace(i, attributes={k: v for k, v in i.attributes.items() if v}) for i in items])


def test_goods_for_others_are_last(shoes):
    ranking = rank(shoes, scope(shoes, [HER]))
    order = [shoes.ids[p] for p in ranking.positions[ranking.best(4)]]
    assert order[-1] == "m"
    assert set(order[:2]) == {"w", "b"}


def test_for_her_or_for_him_is_not_asked_once_she_was_named(shoes):
    assert answered(shoes, [HER]) == {"audience", "cut"}
    assert answered(shoes, [want("audience", "老人", "contains", strength="soft")]) == set()
    assert answered(shoes, []) == set()


def test_only_whom_goods_are_for_names_a_person(shoes):
    assert is_whom(shoes, HER)
    assert not is_whom(shoes, want("color", "白色"))
    assert not is_whom(shoes, replace(HER, polarity="against"))
