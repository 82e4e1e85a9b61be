"""Turns that move on: sums, this year, names as wishes, going back, values compared, questions that link to nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowledge.guide import Guide
from knowledge.types import Attribute, Critique, DialogueState, Question, Reference
from tests.knowledge.guide.world import ITEMS, SHOP, OneShop, WordFinder, say, view, want

EARPHONES = want("category", "耳机")
PHONES = want("category", "手机")


def test_free_words_that_only_some_goods_are_called_by_narrow_to_these(talk):
    talk(say("recommend", wishes=[EARPHONES]))
    talk(say("inform", text="耳塞的", keywords="耳塞"))
    assert set(talk.shown) == {"e1", "e2"}
    assert talk.decisions[-1].n_matching == 2
    talk(say("inform", text="支持无线充电的", keywords="无线充电"))  # in a description only: it ranks
    assert talk.decisions[-1].n_matching == 2


def test_names_wished_for_one_after_the_other_add_up(talk):
    talk(say("recommend", wishes=[EARPHONES]))
    talk(say("inform", text="耳塞的", keywords="耳塞"))
    talk(say("inform", text="云雀的", keywords="云雀"))
    assert talk.shown == ["e2"]


def test_what_goods_of_several_kinds_cost_together(talk):
    talk(say("recommend", wishes=[PHONES, want("price", 1400, "<=")]))
    talk(say("ask_attribute", references=[Reference("ordinal", 2.0)], questions=[Question("nfc")]))
    phone = talk.shown[0]
    talk(say("recommend", wishes=[EARPHONES]))
    earphones = talk.shown[0]
    total = talk(say("inform", text="两样加起来多少钱"))
    assert talk.shown == [phone, earphones]
    assert total.numbers["total"] == sum(s.item.price for s in total.items)


@pytest.mark.parametrize("text", ["三样加起来多少钱", "这个多少钱"])
def test_no_sum_of_what_was_not_looked_at(talk, text):
    talk(say("recommend", wishes=[PHONES]))
    assert "total" not in talk(say("inform", text=text)).numbers


def test_the_best_of_each_value_is_compared(talk):
    talk(say("recommend", wishes=[EARPHONES, want("form", "入耳")]))
    asked = [Question("form", value, "头戴和骨传导哪个好") for value in ("头戴", "骨传导")]
    decision = talk(say("compare", "ask_attribute", text="头戴和骨传导哪个好", questions=asked))
    assert (decision.act, talk.shown) == ("compare", ["e5", "e3"])
    assert decision.rows[0].attribute in ("price", "form")
    assert not decision.answers
    unknown = [Question("form", value, "头戴和挂脖哪个好") for value in ("头戴", "挂脖")]
    talk(say("compare", "ask_attribute", text="头戴和挂脖哪个好", questions=unknown))
    assert talk.shown == ["e5", "e3"]  # nothing stands for 挂脖: what is in view is compared


def test_going_back_to_what_was_said_before_takes_the_last_wish_back(talk):
    talk(say("recommend", wishes=[EARPHONES, want("form", "入耳")]))
    lost = talk(say("inform", wishes=[want("waterproof", "IPX7")]))
    assert lost.topic == "nothing_fits"
    back = talk(say("inform", text="那还是入耳", wishes=[want("form", "入耳")]))
    assert back.act == "recommend"
    assert [c.preference.attribute for c in back.changes if c.kind == "dropped"] == ["waterproof"]
    assert {s.item.item_id for s in back.items} == {"e1", "e2"}


def test_more_where_nothing_fits_takes_what_was_offered(talk):
    talk(say("recommend", wishes=[EARPHONES, want("form", "入耳"), want("waterproof", "IPX7")]))
    again = talk(say("inform", wishes=[want("price", 900, "<=")]))
    assert again.topic == "nothing_fits"
    assert talk.state.offer is not None
    assert talk(say("more", text="还有吗")).act == "recommend"


def test_a_question_that_links_to_nothing_is_about_the_item_under_discussion(talk):
    lost = say("out_of_scope", text="一箱多少")
    lost = replace(lost, acts=[replace(lost.acts[0], confidence=0.3)])
    talk(say("recommend", wishes=[PHONES]))
    assert talk(lost).topic == "not_understood"  # three in view: of which?
    talk(say("pick", references=[Reference("ordinal", 1.0)]))
    decision = talk(lost)
    assert (decision.act, decision.answers[0].source) == ("answer", "none")
    assert talk(replace(lost, text="你多大了")).topic == "not_understood"


@pytest.mark.parametrize(
    ("text", "years"), [("有没有今年出的", [2026.0]), ("去年的呢", [2025.0]), ("我今年五十岁", [])]
)
def test_this_year_is_the_year_of_the_shoppers_day(text, years):
    year = Attribute("year", "number", {"zh": ["出版年份"], "en": ["year"]})
    shop = replace(SHOP, attributes=[*SHOP.attributes, year])
    items = [replace(i, attributes={**i.attributes, "year": 2023.0 + n % 4}) for n, i in enumerate(ITEMS)]
    guide = Guide(OneShop(view(shop, items)), WordFinder())  # type: ignore[arg-type]
    state, _ = guide.take("", DialogueState(), say("recommend", wishes=[PHONES]), "tiny", today=date(2026, 5, 5))
    state, _ = guide.take("", state, say("recommend", text=text), "tiny", today=date(2026, 5, 5))
    assert [w.value for w in state.wishes if w.attribute == "year"] == years


def test_what_none_of_the_goods_in_view_have_is_looked_for_among_others(talk):
    talk(say("recommend", wishes=[EARPHONES, want("form", "入耳")]))
    asked = Question("form", "骨传导", "骨传导的有吗")
    talk(say("ask_attribute", text="骨传导的有吗", questions=[asked]))
    assert talk.shown == ["e3"]
    talk(say("ask_attribute", text="第一个是入耳的吗", questions=[Question("form", "入耳")],
             references=[Reference("ordinal", 1.0)]))  # fmt: skip
    assert talk.decisions[-1].act == "answer"


def test_praise_is_taken_and_a_bare_yes_decides_for_the_item_in_hand(talk):
    talk(say("recommend", wishes=[PHONES]))
    assert talk(say("chitchat", text="哈哈你真专业")).topic == "praised"
    assert talk(say("chitchat", text="一点都不专业")).topic == "smalltalk"
    talk(say("ask_attribute", references=[Reference("ordinal", 1.0)], questions=[Question("nfc")]))
    item = talk.shown
    noted = talk(say("affirm", text="行"))
    assert (noted.topic, talk.shown) == ("noted", item)
    assert talk(say("affirm", text="行")).topic == "picked"


def test_the_place_of_the_whole_shop_is_no_wish():
    shop = replace(SHOP, title={"zh": "北京小店", "en": "Out in Beijing"})
    guide = Guide(OneShop(view(shop)), WordFinder())  # type: ignore[arg-type]
    for words, missing in (("beijing", []), ("shanghai", ["shanghai"])):
        said = say("recommend", text=f"what should I see in {words}", wishes=[PHONES], keywords=words)
        _, decision = guide.take("", DialogueState(), said, "tiny")
        assert decision.unchecked == missing


@pytest.mark.parametrize("text", ["价格和上次差不多", "about the same price"])
def test_a_price_like_that_of_what_was_looked_at(talk, text):
    talk(say("recommend", wishes=[PHONES]))
    talk(say("pick", references=[Reference("ordinal", 1.0)]))
    price = talk.decisions[-1].items[0].item.price
    talk(say("recommend", wishes=[EARPHONES]))
    talk(say("out_of_scope", text=text))
    assert ("price", "~", price) in [(w.attribute, w.operator, w.value) for w in talk.state.wishes]


def test_what_is_refused_and_no_catalogue_tells_is_said(talk):
    talk(say("recommend", wishes=[PHONES]))
    lost = say("out_of_scope", text="不要带小零件的")
    decision = talk(replace(lost, acts=[replace(lost.acts[0], confidence=0.3)]))
    assert (decision.act, decision.unchecked) == ("recommend", ["不要带小零件"])


def test_whether_it_comes_otherwise_is_a_question_where_goods_list_what_they_come_in(talk):
    other = say("critique", text="does it come in other features?", critiques=[Critique("features", 0)],
                references=[Reference("ordinal", 1.0)])  # fmt: skip
    talk(say("recommend", wishes=[PHONES]))
    assert talk(other).act == "answer"
    colour = replace(other, critiques=[Critique("color", 0)])
    talk(say("recommend", wishes=[PHONES]))
    assert talk(colour).act == "recommend"  # each good is of one colour: there may be another of another colour


def test_a_wish_with_leeway_that_nothing_meets_is_said(talk):
    ask = want("color", "金色", strength="soft", text="金色")
    first = talk(say("recommend", wishes=[PHONES, want("price", 2500, "<="), ask]))
    assert first.numbers["unmet.color"] == 1.0
    met = want("color", "白色", strength="soft", text="白色")
    assert "unmet.color" not in talk(say("inform", wishes=[met])).numbers
