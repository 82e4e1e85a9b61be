"""What was said stays in mind: a budget behind "cheaper than those", wishes for goods that were left, words anew."""

from __future__ import annotations

from tests.knowledge.guide.world import Critique, Question, Reference, say, want

PHONES = [want("category", "手机"), want("price", 3000, "<=", text="3000以内")]


def test_who_goes_back_to_an_earlier_item_keeps_the_budget(talk):
    talk(say("recommend", wishes=PHONES))
    dearest = max(talk.decisions[-1].items, key=lambda s: s.item.price).item.item_id
    place = float(talk.shown.index(dearest) + 1)
    talk(
        say("ask_attribute", references=[Reference("ordinal", place)], questions=[Question("battery")]), "action_answer"
    )
    talk(say("critique", critiques=[Critique("price", -1, text="便宜点")]))
    assert [w.operator for w in talk.state.wishes if w.attribute == "price"] == ["<"]
    talk(say("pick", references=[Reference("focus", among="earlier")]), "action_close")
    assert talk.shown == [dearest]
    assert [(w.operator, w.value) for w in talk.state.wishes if w.attribute == "price"] == [("<=", 3000)]


def test_a_budget_named_later_is_not_taken_back_by_it(talk):
    talk(say("recommend", wishes=PHONES))
    talk(say("critique", critiques=[Critique("price", -1, text="便宜点")]))
    talk(say("inform", wishes=[want("price", 1500, "<=", text="1500以内")]))
    assert talk.state.measured == []


def test_back_at_goods_that_were_left_their_wishes_are_taken_up_again(talk):
    talk(say("recommend", wishes=[want("category", "手机"), want("nfc", True), want("battery", 5000, ">=")]))
    talk(say("recommend", wishes=[want("category", "电视")]))
    assert "nfc" not in {w.attribute for w in talk.state.wishes}
    decision = talk(say("recommend", wishes=[want("category", "手机")]))
    assert {"nfc", "battery"} <= {w.attribute for w in talk.state.wishes}
    assert {c.preference.attribute for c in decision.changes if c.kind == "added"} >= {"nfc", "battery"}


def test_what_was_taken_back_before_leaving_stays_away(talk):
    talk(say("recommend", wishes=[want("category", "手机"), want("nfc", True)]))
    talk(say("retract", dropped=["nfc"]))
    talk(say("recommend", wishes=[want("category", "电视")]))
    talk(say("recommend", wishes=[want("category", "手机")]))
    assert "nfc" not in {w.attribute for w in talk.state.wishes}


def test_what_stands_already_is_confirmed_with_the_goods_in_view(talk):
    talk(say("recommend", wishes=PHONES))
    shown = talk.shown
    decision = talk(say("inform", wishes=[want("price", 3000, "<=", text="还是3000以内")]))
    assert (talk.shown, decision.numbers.get("restated")) == (shown, 1.0)
    assert len(talk.state.shown) == 1  # no further list: they are not counted as passed over


def test_something_new_beside_it_is_a_search_again(talk):
    talk(say("recommend", wishes=PHONES))
    decision = talk(say("inform", wishes=[want("price", 3000, "<="), want("color", "黑色")]))
    assert "restated" not in decision.numbers


def test_of_several_words_the_one_that_no_goods_bear_is_named(talk):
    talk(say("recommend", wishes=[want("category", "耳机")]))
    decision = talk(say("inform", keywords="续航 反光", text="续航，怕反光"))
    assert decision.unchecked == ["反光"]


def test_larger_than_that_jar_says_nothing_of_other_goods(talk):
    talk(say("recommend", wishes=[want("category", "手机"), want("price", 3000, "<=")]))
    talk(say("critique", critiques=[Critique("screen", -1, text="小一点")]))
    assert "screen" in {w.attribute for w in talk.state.wishes}
    talk(say("recommend", wishes=[want("category", "电视")]))
    assert "screen" not in {w.attribute for w in talk.state.wishes}
