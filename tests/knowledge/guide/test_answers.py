"""Answers: attributes, then the description, then reviews, else "the catalogue does not say"; comparisons."""

from __future__ import annotations

import pytest

from knowledge.guide import reviewing, terms
from knowledge.guide.comparing import rows
from knowledge.guide.looking_up import answer_one, holds
from knowledge.guide.schema import attribute
from knowledge.types import Review
from tests.knowledge.guide.world import SHOP, Critique, Question, Reference, say, want


@pytest.mark.parametrize(
    ("item", "question", "source", "value", "holds_"),
    [
        ("p2", Question("waterproof"), "attribute", "IP54", True),
        ("p1", Question("waterproof"), "attribute", "IP53", False),
        ("p2", Question("nfc"), "attribute", False, False),
        ("p2", Question("color", "白色"), "attribute", "白色", True),
        ("p2", Question("color", "黑色"), "attribute", "白色", False),
        ("p2", Question("color"), "attribute", "白色", None),
        ("p1", Question("features", "快充"), "attribute", ["大字体", "快充"], True),
        ("p2", Question("battery", 5000), "attribute", 5800.0, True),
        ("p2", Question("battery", 6000), "attribute", 5800.0, False),
        ("p2", Question("price"), "attribute", 1399.0, None),
        ("p2", Question("stock"), "stock", 5, True),
        ("p12", Question("stock"), "stock", 0, False),
        ("p2", Question("url"), "attribute", "https://shop/p2", None),
        ("e6", Question("url"), "none", None, None),
        ("p4", Question("waterproof"), "none", None, None),
    ],
)
def test_facts(tiny, item, question, source, value, holds_):
    answer = answer_one(tiny, tiny.item(item), question, "zh")
    assert (answer.source, answer.value, answer.holds) == (source, value, holds_)


def test_lower_is_better():
    assert holds(attribute(SHOP, "price"), 1399.0, 1500) is True
    assert holds(attribute(SHOP, "price"), 1399.0, 1000) is False


def test_the_description_is_quoted(tiny):
    answer = answer_one(tiny, tiny.item("e6"), Question("", text="支持无线充电不"), "zh")
    assert (answer.source, answer.quote) == ("description", "支持无线充电，充电盒轻。")
    whole = answer_one(tiny, tiny.item("e6"), Question("description"), "zh")
    assert whole.quote == "续航八小时。支持无线充电，充电盒轻。"


@pytest.mark.parametrize("text", ["有差评吗", "any bad reviews?"])
def test_who_asks_for_complaints_is_not_told_praise(tiny, text):
    answer = answer_one(tiny, tiny.item("p2"), Question("reviews", text=text), "zh")
    assert (answer.question.attribute, answer.n_reviews, answer.n_negative) == ("complaints", 5, 1)
    assert answer.quote == "用了半年有点卡，清理后好了"


def test_praise_with_a_complaint_is_counted_among_complaints():
    reviews = [Review("x", "很好用，喜欢。缺点是物流慢", 4.0), Review("x", "客服差", 1.0), Review("x", "喜欢", 5.0)]
    found = reviewing.read(SHOP, reviews, worst=True)
    assert (found.n_negative, found.n_positive) == (2, 1)
    assert all(n <= found.n_negative for _, n in found.blamed)
    assert reviewing.read(SHOP, [Review("x", "喜欢", 5.0)], worst=True).quote == ""


def test_a_complaint_is_quoted_where_there_is_one():
    reviews = [Review("x", "很流畅，喜欢", 5.0), Review("x", "客服爱答不理，太差了", 1.0), Review("x", "喜欢", 5.0)]
    found = reviewing.read(SHOP, reviews, worst=True)
    assert (found.n, found.n_negative, found.quote) == (3, 1, "客服爱答不理，太差了")
    assert reviewing.read(SHOP, reviews).quote == "很流畅，喜欢"


def test_reviews_are_counted_and_quoted(tiny):
    answer = answer_one(tiny, tiny.item("p2"), Question("reviews", text="用了一年会卡吗"), "zh")
    assert (answer.source, answer.n_reviews, answer.n_mention) == ("reviews", 5, 4)
    assert (answer.n_positive, answer.n_negative) == (3, 1)
    assert answer.question.attribute == ""  # the counts are of this topic, not of all reviews
    assert answer.share_positive == pytest.approx(0.8)
    assert answer.quote == "用了半年有点卡，清理后好了"


def test_what_nobody_says_is_not_said(tiny):
    answer = answer_one(tiny, tiny.item("p2"), Question("", text="支持无线充电不"), "zh")
    assert (answer.source, answer.quote, answer.value) == ("none", "", None)


@pytest.mark.parametrize(
    ("text", "mood"),
    [("很流畅", 1), ("用久了有点卡", -1), ("不卡", 1), ("太慢了", -1), ("不好用", -1), ("还行吧", 0), ("not good", -1),
     ("no lag at all", 1), ("Great sound", 1), ("broken after a week", -1)],
)  # fmt: skip
def test_mood(text, mood):
    assert reviewing.mood(text) == mood


def test_the_rating_decides_where_words_do_not():
    assert [reviewing.mood("还行吧", r) for r in (5, 3, 1)] == [1, 0, -1]


def test_topics_are_named_in_the_language_asked_for():
    texts = ["屏幕很清晰，充电慢", "屏幕不错", "画面漂亮", "充电太慢了", "Great screen"]
    reviews = [Review("x", t) for t in texts]
    praised, blamed = reviewing.topics(SHOP, reviews, "en")
    assert praised[0] == ("screen", 4)
    assert blamed == [("charging", 2)]


def test_single_characters_count_as_words_only():
    assert terms.Words(["卡"]).found("这张显卡不错") == set()
    assert terms.Words(["卡"]).found("有点卡") == {"卡"}


def test_a_question_about_no_item_in_particular_is_about_those_shown(talk):
    talk(say("recommend", wishes=[want("category", "手机"), want("price", 2000, "<="), want("features", "大字体")]))
    ids = list(talk.shown)
    decision = talk(say("ask_attribute", questions=[Question("waterproof")]))
    assert [a.item.item_id for a in decision.answers] == ids
    assert talk.shown == ids
    assert talk.state.shown[-1] == ids


def test_one_item_stays_under_discussion(talk):
    talk(say("recommend", wishes=[want("category", "手机"), want("price", 2000, "<="), want("features", "大字体")]))
    second = talk.shown[1]
    talk(say("ask_attribute", references=[Reference("ordinal", 2)], questions=[Question("nfc")]))
    decision = talk(say("ask_reviews", questions=[Question("reviews")]))
    assert [a.item.item_id for a in decision.answers] == [second]


def test_silence_offers_goods_that_state_it_and_a_person(talk):
    talk(say("recommend", wishes=[want("category", "耳机"), want("price", 900, "<=")]))
    decision = talk(
        say("ask_attribute", references=[Reference("item", "e5")], questions=[Question("waterproof", "IPX5")])
    )
    assert decision.answers[0].source == "none"
    assert [(w.attribute, w.value) for w in decision.options[0].payload.wishes] == [("waterproof", "IPX5")]
    assert decision.options[0].count == 1
    assert decision.options[1].payload.acts == ["handoff"]
    assert talk(say("affirm")).items[0].item.item_id == "e2"


def test_which_brands_are_there_counts_the_goods_in_question(talk):
    talk(say("recommend", wishes=[want("category", "电视")]))
    decision = talk(say("ask_attribute", questions=[Question("brand")]))
    assert (decision.topic, decision.attribute) == ("values", "brand")
    assert {o.preference.value: o.count for o in decision.options} == {"墨格": 2, "松果": 1, "云雀": 1, "凌峰": 1}


def test_policy_in_the_middle_leads_back_to_the_open_question(talk):
    asked = talk(say("recommend", wishes=[want("category", "手机"), want("brand", "凌峰", polarity="against")]))
    assert asked.act == "ask"
    decision = talk(say("ask_policy", questions=[Question("policy:returns")], locale="en"))
    assert [a.value for a in decision.answers] == ["Return within seven days."]
    assert (decision.items, talk.state.open) == ([], asked.attribute)
    answers = [o.count for o in decision.options if o.preference]
    assert answers
    assert answers == [o.count for o in asked.options if o.preference and o.preference.attribute == asked.attribute]
    assert talk(say("inform", wishes=[want("price", 1500, "<=")])).act == "recommend"


def test_a_policy_that_is_not_written_is_not_invented(talk):
    decision = talk(say("ask_policy", questions=[Question("policy:gift")]))
    assert [a.source for a in decision.answers] == ["none"]


def test_compare_rows_differ_and_are_ordered(tiny):
    found = rows(SHOP, tiny.items(["p1", "p2"]), [want("battery", 5000, ">=")])
    assert [r.attribute for r in found[:2]] == ["price", "battery"]
    assert all(r.values[0] != r.values[1] for r in found)
    assert {r.attribute: r.best for r in found} | {"price": [1], "battery": [0], "screen": [0], "color": []} == {
        r.attribute: r.best for r in found
    }


def test_compare_two_by_ordinal_with_arithmetic(talk):
    talk(say("recommend", wishes=[want("category", "手机"), want("price", 2000, "<="), want("features", "大字体")]))
    one, two = (talk.decisions[-1].items[i].item for i in (0, 1))
    decision = talk(say("compare", references=[Reference("ordinal", 1), Reference("ordinal", 2)]))
    assert talk.shown == [one.item_id, two.item_id]
    assert decision.numbers["gap.price"] == one.price - two.price
    assert len(decision.rows) <= 6


def test_the_cheaper_one_after_a_comparison_is_one_of_those_compared(talk):
    talk(say("recommend", wishes=[want("category", "手机")]))
    talk(say("recommend"))
    dearest_first = sorted(talk.decisions[-1].items, key=lambda s: -s.item.price)
    two = [s.item.item_id for s in dearest_first[:2]]
    talk(say("compare", references=[Reference("item", i) for i in two]))
    decision = talk(say("pick", references=[Reference("superlative", "price", direction=-1)]))
    assert [s.item.item_id for s in decision.items] == [two[1]]


@pytest.mark.parametrize(
    "references", [[], [Reference("ordinal", 1)], [Reference("ordinal", 8), Reference("ordinal", 9)]]
)
def test_too_few_to_compare(talk, references):
    assert talk(say("compare", references=references)).topic == "too_few"


def test_reasons_and_wishes_are_explained(talk):
    wishes = [want("category", "手机"), want("price", 2000, "<="), want("features", "大字体")]
    talk(say("recommend", wishes=wishes))
    assert talk(say("explain")).topic == "reasons"
    decision = talk(say("show_wishes"))
    assert [o.preference.attribute for o in decision.options if o.preference] == ["category", "price", "features"]
    talk.press(decision, 1)
    assert [w.attribute for w in talk.state.wishes] == ["category", "features"]


def test_cheaper_is_measured_by_the_item_under_discussion(talk):
    talk(say("recommend", wishes=[want("category", "手机"), want("price", 2000, "<="), want("features", "大字体")]))
    talk(say("ask_attribute", references=[Reference("item", "p1")], questions=[Question("nfc")]))
    talk(say("critique", critiques=[Critique("price", -1)]))
    assert [(w.operator, w.value) for w in talk.state.wishes if w.attribute == "price"] == [("<", 1599.0)]
