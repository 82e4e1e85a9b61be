"""Wishes after accessories were shown are of the accessories; the goods themselves wait where they were."""

from __future__ import annotations

from dataclasses import replace

from tests.knowledge.guide.world import Critique, Reference, say, want

PHONES = [want("category", "手机"), want("price", 2000, "<=")]


def _with_cases(talk):
    talk(say("recommend", wishes=PHONES))
    talk.state = replace(
        talk.state, shown=[*talk.state.shown, ["c1"]], discussed=["p1"], last_act="recommend", last_topic="accessories"
    )


def test_a_colour_after_cases_is_the_colour_of_the_case(talk):
    _with_cases(talk)
    decision = talk(say("inform", wishes=[want("color", "白色")]))
    assert (decision.topic, talk.shown) == ("accessories", ["c1"])
    assert [w.attribute for w in talk.state.wishes] == ["category", "price"]
    assert talk(say("inform", wishes=[want("color", "白色")])).topic == "accessories"  # still of the same phone


def test_what_no_case_has_is_said_and_binds_no_phone(talk):
    _with_cases(talk)
    assert talk(say("inform", wishes=[want("color", "红色")])).topic != "fit"
    assert talk(say("recommend")).act == "recommend"


def test_cheaper_is_measured_by_the_cases(talk):
    _with_cases(talk)
    talk(say("critique", critiques=[Critique("price", -1)]))
    assert all(w.value != 29 for w in talk.state.wishes)


def test_a_battery_is_no_wish_for_a_case(talk):
    _with_cases(talk)
    decision = talk(say("inform", wishes=[want("battery", 5500, ">=")]))
    assert decision.topic == "fit"
    assert "battery" in {w.attribute for w in talk.state.wishes}


def test_back_to_the_phones_their_list_is_counted_in(talk):
    talk(say("recommend", wishes=PHONES))
    cheapest = min(talk.decisions[-1].items, key=lambda s: s.item.price).item.item_id
    talk.state = replace(talk.state, shown=[*talk.state.shown, ["c1"]], last_topic="accessories")
    pointed = Reference("superlative", "price", direction=-1)
    decision = talk(say("ask_attribute", wishes=[want("category", "手机")], references=[pointed]), "action_answer")
    assert talk.shown == [cheapest]
    assert decision.numbers["extreme.price"] == -1.0
