"""What a question means of the item at hand, and what is said of an item asked about as a whole."""

from __future__ import annotations

import pytest

from knowledge.guide import meant, overview, reviewing
from knowledge.guide.looking_up import answer_one
from knowledge.types import Attribute, Category, Item, Question, Review, Shop
from tests.knowledge.guide.world import SHOP as TINY
from tests.knowledge.guide.world import Reference, say, want

A = Attribute
SHOP = Shop(
    "s", {"zh": "店"}, "zh", "CNY", [Category("手机"), Category("餐馆")],
    [
        A("battery_h", "number", {"zh": ["续航"], "en": ["battery life"]}, "小时", categories=["手机"]),
        A("battery_d", "number", {"zh": ["续航"], "en": ["battery life"]}, "天", categories=["手机"]),
        A("audience", "tags", {"zh": ["适合人群"]}, values={"孩子": ["儿童", "child", "children"]}),
        A("material", "tags", {"zh": ["材质"]}, values={"玻璃": ["glass"], "棉": ["cotton"]}),
        A("dishes", "tags", {"zh": ["招牌菜"]}, values={"羊肉": []}, categories=["餐馆"]),
        A("hours", "text", {"zh": ["营业时间"], "en": ["opening hours"]}, categories=["餐馆"]),
        A("charge", "number", {"zh": ["充电功率", "充电"]}, "W", categories=["手机"]),
    ],
)  # fmt: skip
PHONE = Item("p", "松果 X2", "手机", attributes={"battery_d": 3, "material": ["玻璃"], "charge": 66})
PLACE = Item("r", "老店", "餐馆", attributes={"dishes": ["汽锅羊肉", "羊肉串"], "hours": "9-21"})


@pytest.mark.parametrize(
    ("item", "question", "attribute", "value"),
    [
        (PHONE, Question("battery_h", text="第一个续航多久"), "battery_d", None),
        (PHONE, Question("audience", "孩子", "第3个有儿童安全锁吗"), "", None),
        (PHONE, Question("audience", "孩子", "第3个适合儿童用吗"), "audience", "孩子"),
        (PHONE, Question("audience", "孩子", "does number 3 have a child lock"), "", None),
        (PHONE, Question("material", "玻璃", "这个有没有防弹玻璃"), "", None),
        (PHONE, Question("material", "玻璃", "它是玻璃的吗"), "material", "玻璃"),
        (PHONE, Question("material", text="它的材质会不会掉色吗"), "", None),
        (PHONE, Question("material", text="它的材质是什么"), "material", None),
        (PHONE, Question("", text="支持反向充电吗"), "", None),
        (PHONE, Question("", text="充电是多少"), "charge", None),
        (PHONE, Question("", text="how is the first one"), "description", None),
        (PHONE, Question("", text="第二个口碑好吗"), "reviews", None),
        (PHONE, Question("price", text="卖多少"), "price", None),
        (PHONE, Question("", text="what's the first one rated"), "rating", None),
        (PHONE, Question("description", text="第一个怎么样"), "description", None),
        (PHONE, Question("description", text="第一个转接头怎么样"), "", None),
        (PLACE, Question("dishes", "羊肉", "第二个有汽锅羊肉吗"), "dishes", "汽锅羊肉"),
        (PLACE, Question("", text="when does number 3 open"), "hours", None),
        (PLACE, Question("policy:gift", text="送不送礼物"), "policy:gift", None),
    ],
)
def test_questions_are_settled_with_the_item(item, question, attribute, value) -> None:
    settled = meant.settle(SHOP, item, question)
    assert (settled.attribute, settled.value) == (attribute, value)


def test_what_is_wanted_of_reviews() -> None:
    for text in (
        "第一个的评价怎么样",
        "买过它的人怎么说",
        "any complaints about the first?",
        "what do people say about it",
    ):
        assert meant.topic(text, PHONE) == [], text
    assert meant.topic("第一个的续航大家怎么评价", PHONE) == ["续航"]


def test_a_question_that_points_takes_no_goods(talk) -> None:
    talk(say("recommend", wishes=[want("category", "手机"), want("price", 2000, "<=")]))
    decision = talk(say("pick", text="第一个怎么卖的", references=[Reference("ordinal", 1)]))
    assert [(a.question.attribute, a.source) for a in decision.answers] == [("price", "attribute")]
    decision = talk(say("inform", text="第一个的设计师是谁", references=[Reference("ordinal", 1)]))
    assert [a.source for a in decision.answers] == ["none"]


@pytest.mark.parametrize(
    ("text", "asks"),
    [("它怎么卖的", True), ("what is it rated", True), ("第一个的设计师是谁", True), ("就要第一个吧", False),
     ("哪个都行，第一个吧", False), ("i'll take the one which is cheaper", False), ("第二个", False)],
)  # fmt: skip
def test_what_is_worded_as_a_question(text, asks) -> None:
    assert meant.asks(text) is asks


def test_a_mended_word_may_stand_in_no_letter_of_the_text() -> None:
    typo = Question("material", "棉", "是不是全绵")
    assert meant.settle(SHOP, PHONE, typo, corrected=True).value == "棉"
    assert meant.settle(SHOP, PHONE, typo).attribute == ""


def test_a_sentence_about_part_of_what_is_asked_is_no_answer(tiny) -> None:
    answer = answer_one(tiny, tiny.item("e6"), Question("", text="支持反向无线投屏吗"), "zh")
    assert answer.source == "none"


def test_an_item_as_a_whole_is_told_by_facts_and_reviews(tiny, talk) -> None:
    item = tiny.item("p2")
    answers = overview.of_item(tiny, item, Question("description"), [want("features", "大字体")], "zh")
    told = {a.question.attribute: a.value for a in answers if a.source == "attribute"}
    assert told.pop("price") == 1399.0
    assert "features" in told
    assert all(item.value(key) == value for key, value in told.items())
    reviews = next(a for a in answers if a.source == "reviews")
    assert (reviews.n_reviews, reviews.praised[0]) == (5, ("流畅", 3))
    talk(say("recommend", wishes=[want("category", "手机"), want("price", 2000, "<=")]))
    decision = talk(say("ask_attribute", references=[Reference("ordinal", 1)], questions=[Question("description")]))
    assert len(decision.answers) >= 3


def test_a_slogan_is_not_quoted(tiny) -> None:
    item = Item("x", "壳", "手机壳", "给手机一个家。保留3.5毫米耳机孔。", price=9.0)
    assert [a.quote for a in overview.of_item(tiny, item, Question("description"), [], "zh")][
        -1
    ] == "保留3.5毫米耳机孔。"
    bare = Item("y", "壳", "手机壳")
    assert [a.source for a in overview.of_item(tiny, bare, Question("description"), [], "zh")] == ["none"]


def test_praise_and_blame_are_counted_by_clause() -> None:
    reviews = [
        Review("x", "性价比高，就是物流慢。", 4.0), Review("x", "价格实惠，包装压坏了", 3.0),
        Review("x", "缺点是掉电快", 4.0), Review("x", "屏幕6.8英寸", 5.0),
        Review("x", "Great sound and slow delivery.", 3.0),
    ]  # fmt: skip
    praised, blamed = reviewing.topics(TINY, reviews, "zh", "手机")
    assert dict(praised) == {"价格": 2}
    assert dict(blamed) == {"物流": 2}
    few = reviewing.topics(TINY, reviews[2:], "en", "手机")
    assert ("screen", 1) in few[0]
    assert ("sound", 1) in few[0]
    assert ("battery", 1) in few[1]


def test_the_quote_is_in_the_shoppers_language() -> None:
    reviews = [Review("x", "屏幕很清晰，很满意", 5.0), Review("x", "Bright and clear screen.", 5.0)]
    assert reviewing.read(TINY, reviews, locale="en").quote == "Bright and clear screen."
    assert reviewing.read(TINY, reviews, locale="zh").quote == "屏幕很清晰，很满意"
