"""What a wish is about, by the goods: silk fills a quilt and makes a sheet; hot pot is a matter of restaurants."""

from __future__ import annotations

import pytest

from knowledge.guide import Guide
from knowledge.guide.settling import settle
from knowledge.types import Ambiguity, Attribute, Category, Item, Reference, Shop
from tests.knowledge.guide.conftest import Talk
from tests.knowledge.guide.world import OneShop, Question, WordFinder, say, view, want

SHOP = Shop(
    name="tiny",
    title={"zh": "小店"},
    language="zh",
    currency="CNY",
    categories=[Category("被子"), Category("床单"), Category("餐馆"), Category("酒店")],
    attributes=[
        Attribute("material", "tags", {"zh": ["材质"]}, values={"蚕丝": ["真丝"]}),
        Attribute("filling", "tags", {"zh": ["填充物"]}, values={"桑蚕丝": ["蚕丝", "真丝"]}),
        Attribute("cuisine", "category", {"zh": ["菜系"]}, categories=["餐馆"]),
        Attribute("price", "number", {"zh": ["价格"]}),
    ],
)
ITEMS = [
    Item("q1", "蚕丝被", "被子", price=699, attributes={"filling": ["桑蚕丝"], "material": ["棉"]}),
    Item("q2", "羊毛被", "被子", price=399, attributes={"filling": ["羊毛"], "material": ["棉"]}),
    Item("s1", "真丝床单", "床单", price=899, attributes={"material": ["蚕丝"]}),
    Item("r1", "老灶", "餐馆", price=80, attributes={"cuisine": "火锅"}),
    Item("h1", "松果酒店", "酒店", price=300),
]


@pytest.fixture(scope="module")
def goods():
    return view(SHOP, ITEMS)


def settled(goods, standing, *acts, wishes):
    return [(w.attribute, w.value) for w in settle(goods, standing, say(*acts, wishes=wishes))]


def test_a_value_goes_where_the_goods_state_it(goods):
    silk = want("material", "蚕丝", "contains", text="蚕丝")
    assert settled(goods, [], "recommend", wishes=[silk, want("category", "被子")]) == [
        ("filling", "桑蚕丝"), ("category", "被子"),
    ]  # fmt: skip
    assert settled(goods, [want("category", "被子")], "inform", wishes=[silk]) == [("filling", "桑蚕丝")]
    assert settled(goods, [], "recommend", wishes=[silk, want("category", "床单")])[0] == ("material", "蚕丝")


def test_a_value_against_moves_too_and_one_that_no_goods_have_stays(goods):
    quilts = [want("category", "被子")]
    against = want("material", "蚕丝", text="蚕丝", polarity="against")
    assert settled(goods, quilts, "refuse", wishes=[against]) == [("filling", "桑蚕丝")]
    assert settled(goods, quilts, "inform", wishes=[want("material", "麻")]) == [("material", "麻")]


def test_what_only_one_kind_has_implies_the_kind(goods):
    hot_pot = want("cuisine", "火锅")
    assert settled(goods, [], "inform", wishes=[hot_pot]) == [("category", "餐馆"), ("cuisine", "火锅")]
    # To who looks for a hotel, one quality alone is no other request; a whole request is.
    hotels = [want("category", "酒店")]
    assert settled(goods, hotels, "recommend", wishes=[hot_pot]) == [("cuisine", "火锅")]
    more = [want("price", 100.0, "<="), want("material", "棉")]
    assert ("category", "餐馆") in settled(goods, hotels, "recommend", wishes=[hot_pot, *more])
    assert ("category", "餐馆") not in settled(goods, hotels, "inform", wishes=[hot_pot, *more])


def test_what_is_refused_or_taken_back_implies_nothing(goods):
    hot_pot = want("cuisine", "火锅")
    assert settled(goods, [], "refuse", wishes=[want("cuisine", "火锅", polarity="against")])[0][0] == "cuisine"
    assert settled(goods, [], "retract", wishes=[hot_pot]) == [("cuisine", "火锅")]


def test_what_about_the_red_ones_is_a_wish_where_none_was_shown(talk):
    talk(say("recommend", wishes=[want("category", "手机"), want("brand", "松果")]))
    assert set(talk.shown) == {"p1", "p5"}
    decision = talk(say("pick", references=[Reference("value", "云雀", "brand")]))
    assert decision.act == "recommend"
    assert set(talk.shown) == {"p2", "p6"}
    decision = talk(say("pick", references=[Reference("value", "紫色", "color")]))
    assert decision.act == "sorry"


def test_what_about_wool_asks_for_wool_instead(goods):
    talk = Talk(Guide(OneShop(goods), WordFinder()))
    talk(say("recommend", wishes=[want("category", "被子"), want("filling", "桑蚕丝")]))
    assert talk.shown == ["q1"]
    talk(say("pick", references=[Reference("value", "羊毛", "filling")]))
    assert talk.shown == ["q2"]
    assert [w.value for w in talk.state.wishes if w.attribute == "filling"] == ["羊毛"]


@pytest.mark.parametrize(("acts", "act"), [(["deny", "thank"], "chat"), (["deny"], "other")])
def test_no_thank_you_refuses_no_goods(talk, acts, act):
    talk(say("recommend", wishes=[want("category", "手机"), want("price", 2000, "<="), want("features", "大字体")]))
    assert (talk(say(*acts)).act == "chat") == (act == "chat")
    assert bool(talk.state.refused) == (acts == ["deny"])


def test_only_these_two_asks_for_more(talk):
    talk(say("recommend", wishes=[want("category", "手机"), want("brand", "松果")]))
    assert talk(say("pick", "more", references=[Reference("all")]), "action_close").topic == "no_more"


def test_which_brands_of_phones_are_there_is_answered(talk):
    said = say("ask_attribute", "recommend", wishes=[want("category", "手机")], questions=[Question("brand")])
    decision = talk(said, "action_answer")
    assert (decision.act, decision.topic, decision.attribute) == ("answer", "values", "brand")
    assert {o.preference.value for o in decision.options} >= {"松果", "云雀", "墨格"}
    assert [w.value for w in talk.state.wishes] == ["手机"]


def test_who_has_it_is_a_wish_before_anything_was_shown(talk):
    decision = talk(say("ask_attribute", questions=[Question("features", "降噪")]), "action_answer")
    assert decision.act == "recommend"
    assert talk.shown == ["e5"]
    decision = talk(say("ask_attribute", questions=[Question("features", "降噪")]), "action_answer")
    assert (decision.act, decision.topic) == ("answer", "facts")


def named(*titles):
    return [Ambiguity("松果X2", [want("title", t) for t in titles])]


def test_colours_of_one_model_are_one_thing_to_a_question(talk):
    # Two phones of one brand and a case for them; the phones are meant, of them the one with most reviews.
    names = named("云雀 手机6", "云雀 手机2", "清透壳")
    question = Question("reviews", text="松果X2评价怎么样")
    talk(say("ask_reviews", questions=[question], ambiguous=names), "action_answer")
    assert talk.shown == ["p2"]
    answer = talk.decisions[-1].answers[0]
    assert (answer.n_reviews, answer.n_mention) == (5, 0)
    assert answer.question.text == "评价怎么样"  # the name is no topic


def test_goods_of_several_brands_are_not_one_thing(talk):
    names = named("云雀 手机6", "松果 手机1")
    talk(say("ask_reviews", questions=[Question("reviews")], ambiguous=names), "action_answer")
    assert talk.shown == []


def test_the_short_name_of_another_kind_may_be_a_quality_of_the_goods_in_question(goods):
    silk = [want("category", "床单")]
    assert settled(goods, silk, "recommend", wishes=[want("category", "被子", text="蚕丝")]) == [("material", "蚕丝")]
    assert settled(goods, silk, "recommend", wishes=[want("category", "被子", text="被子")]) == [("category", "被子")]
    assert settled(goods, [], "recommend", wishes=[want("category", "被子", text="蚕丝")]) == [("category", "被子")]
