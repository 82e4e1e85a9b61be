"""Deciding, the wish list, small talk, misunderstanding, handing over to a person."""

from __future__ import annotations

import pytest

from knowledge.types import Act, Ambiguity, Payload, Understanding, Unknown
from tests.knowledge.guide.world import Reference, say, want

LARGE = [want("category", "手机"), want("price", 2000, "<="), want("features", "大字体")]


def test_the_cheaper_one_then(talk):
    """Transcript 4: after questions, the choice is resolved from what was shown, and nothing is asked again."""
    talk(say("recommend", wishes=LARGE))
    decision = talk(say("pick", references=[Reference("superlative", "price", direction=-1)]))
    assert (decision.topic, talk.shown) == ("picked", ["p6"])
    assert [o.label["zh"] for o in decision.options] == ["加入心愿单", "去看看", "再比比"]
    added = talk.press(decision, 0)
    assert (added.topic, talk.state.wishlist) == ("wishlist_added", ["p6"])
    assert talk(say("wishlist")).topic == "wishlist_shown"
    assert talk.shown == ["p6"]


def test_picking_without_pointing_asks_which(talk):
    talk(say("recommend", wishes=LARGE))
    decision = talk(say("pick"))
    assert (decision.act, decision.topic) == ("ask", "clarify")
    assert talk.press(decision, 1).topic == "picked"


def test_pointing_at_nothing_is_said(talk):
    assert talk(say("pick", references=[Reference("ordinal", 1)])).topic == "nothing_shown"
    talk(say("recommend", wishes=LARGE))
    assert talk(say("pick", references=[Reference("ordinal", 7)])).topic == "no_such_item"


def test_start_over_keeps_only_the_wish_list(talk):
    talk(say("recommend", wishes=LARGE))
    talk(say("wishlist", references=[Reference("ordinal", 1)]))
    kept = talk.state.wishlist
    decision = talk(say("start_over"))
    assert decision.topic == "started_over"
    assert (talk.state.wishes, talk.state.shown, talk.state.asked, talk.state.wishlist) == ([], [], [], kept)


def test_greeting_offers_ways_in_and_later_the_way_on(talk):
    first = talk(say("greet"))
    kinds = {o.preference.value: o.count for o in first.options if o.preference}
    assert kinds == {"手机": 11, "耳机": 6, "电视": 5, "手机壳": 1}
    talk(say("recommend", wishes=LARGE))
    assert talk(say("thank")).options[0].payload.acts == ["recommend"]


@pytest.mark.parametrize(
    ("act", "topic"), [("thank", "thanks"), ("bye", "bye"), ("chitchat", "smalltalk"), ("privacy", "privacy"),
                       ("out_of_scope", "out_of_scope")]
)  # fmt: skip
def test_small_talk_changes_nothing(talk, act, topic):
    talk(say("recommend", wishes=LARGE))
    before = talk.state
    assert talk(say(act)).topic == topic
    assert (talk.state.wishes, talk.state.shown, talk.state.focus) == (before.wishes, before.shown, before.focus)


def test_two_turns_not_understood_offer_a_person(talk):
    lost = Understanding("阿巴", "zh", [Act("inform", 0.3)], keywords="阿巴")
    first = talk(lost)
    assert first.topic == "not_understood"
    assert first.options
    assert talk.state.wishes == []
    second = talk(lost)
    assert (second.act, second.topic, second.attribute) == ("handoff", "offer", "misunderstood")
    yes = talk(say("affirm"))
    assert (yes.topic, yes.attribute, yes.text) == ("requested", "misunderstood", "阿巴")


def test_being_understood_in_between_starts_the_count_anew(talk):
    lost = Understanding("阿巴", "zh", [Act("inform", 0.3)], keywords="阿巴")
    talk(lost)
    talk(say("recommend", wishes=LARGE))
    assert talk(lost).topic == "not_understood"


def test_three_refusals_in_a_row_offer_a_person(talk):
    talk(say("recommend", wishes=[want("category", "手机"), want("price", 9000, "<="), want("screen", 1, ">=")]))
    assert talk(say("refuse")).act == "recommend"
    assert talk(say("deny")).act in ("recommend", "ask")
    decision = talk(say("refuse"))
    if talk.decisions[-2].act == "ask":  # a refusal of a question is none of goods
        decision = talk(say("refuse"))
    assert (decision.act, decision.attribute) == ("handoff", "refusals")
    assert len(talk.state.refused) >= 6


def test_trouble_after_a_purchase_goes_to_a_person_with_its_reason(talk):
    offered = talk(say("complain", text="洗衣机坏了", sentiment=-0.9))
    assert (offered.topic, offered.attribute, offered.text, offered.sentiment) == (
        "offer",
        "complaint",
        "洗衣机坏了",
        -0.9,
    )
    assert offered.items == []
    taken = talk(say("handoff", text="转"))
    assert (taken.topic, taken.attribute, taken.text) == ("requested", "complaint", "洗衣机坏了")


def test_declining_a_person_goes_on(talk):
    talk(say("order"))
    assert talk(say("deny")).topic == "declined"
    assert talk(say("recommend", wishes=LARGE)).act == "recommend"


def test_insults_are_met_calmly_then_with_a_person(talk):
    assert talk(say("chitchat", sentiment=-0.9)).topic == "insult"
    assert talk(say("chitchat", sentiment=-0.9)).attribute == "anger"


def test_a_yes_means_what_was_offered_only_right_after(talk):
    talk(say("complain"))
    assert talk.state.offer is not None
    assert isinstance(talk.state.offer, Payload)
    talk(say("recommend", wishes=LARGE))
    assert talk(say("affirm")).topic == "noted"


def test_unknown_goods_are_said_with_what_there_is(talk):
    decision = talk(say("recommend", unknown=[Unknown("category", "帐篷")]))
    assert (decision.topic, decision.text, decision.items) == ("unknown_category", "帐篷", [])
    assert {o.preference.value for o in decision.options} == {"手机", "耳机", "电视", "手机壳"}
    brand = talk(say("recommend", wishes=[want("category", "电视")], unknown=[Unknown("brand", "苹果")]))
    assert brand.topic == "unknown_brand"
    assert {o.preference.value for o in brand.options if o.preference} == {"墨格", "松果", "云雀", "凌峰"}


def test_refusing_a_brand_that_is_not_sold_is_met_anyway(talk):
    decision = talk(say("refuse", "inform", wishes=LARGE, unknown=[Unknown("brand", "苹果")]))
    assert decision.act == "recommend"


def test_ambiguous_words_are_asked_about_with_counts(talk):
    readings = [want("price", 2000, "<="), want("screen", 6.5, ">=")]
    decision = talk(say("inform", wishes=[want("category", "手机")], ambiguous=[Ambiguity("2000", readings)]))
    assert (decision.act, decision.topic, decision.text) == ("ask", "ambiguous", "2000")
    assert [o.count for o in decision.options] == [6, 9]


def test_the_page_in_view_is_what_it_means(talk):
    talk.page_item = "t4"
    from tests.knowledge.guide.world import Question

    decision = talk(say("ask_attribute", references=[Reference("page")], questions=[Question("resolution")]))
    assert [a.value for a in decision.answers] == ["8K"]
