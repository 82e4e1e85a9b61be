"""Back to the item or list before, and taking several at once."""

from __future__ import annotations

from dataclasses import replace

from tests.knowledge.guide.world import Critique, Question, Reference, say, want

PHONES = [want("category", "手机"), want("price", 3000, "<=")]
EARLIER = Reference("focus", among="earlier")


def test_the_one_before_is_the_item_that_was_spoken_of_before_the_new_list(talk):
    talk(say("recommend", wishes=PHONES))
    second = talk.shown[1]
    talk(say("ask_attribute", references=[Reference("ordinal", 2.0)], questions=[Question("battery")]), "action_answer")
    talk(say("critique", critiques=[Critique("price", -1)]))
    assert second not in talk.shown
    assert talk.state.wishes[-1].operator == "<"
    decision = talk(say("pick", references=[EARLIER]), "action_close")
    assert (decision.topic, talk.shown) == ("picked", [second])
    assert [w.operator for w in talk.state.wishes if w.attribute == "price"] == ["<="]  # the budget is back


def test_without_a_word_of_any_the_one_before_leads_the_list_before(talk):
    talk(say("recommend", wishes=PHONES))
    first = talk.shown[0]
    talk(say("more"))
    assert talk(say("pick", references=[EARLIER]), "action_close").items[0].item.item_id == first


def test_a_place_in_the_list_before_counts_there_only_once_a_newer_list_was_shown(talk):
    talk(say("recommend", wishes=PHONES))
    old = talk.shown
    talk(say("more"))
    second = Reference("ordinal", 2.0, among="earlier")
    assert talk(say("pick", references=[second]), "action_close").items[0].item.item_id == old[1]
    talk(say("more"))
    new = talk.shown
    talk(say("ask_attribute", references=[Reference("ordinal", 1.0)], questions=[Question("battery")]), "action_answer")
    assert talk(say("pick", references=[second]), "action_close").items[0].item.item_id == new[1]


def test_both_are_taken_with_their_prices_together(talk):
    talk(say("recommend", wishes=PHONES))
    one = talk.shown[0]
    talk(say("ask_attribute", references=[Reference("ordinal", 1.0)], questions=[Question("battery")]), "action_answer")
    talk(say("recommend", wishes=[want("category", "电视")]))
    talk(say("recommend", wishes=[want("category", "电视")]))
    two = talk.shown[-1]
    talk(say("ask_attribute", references=[Reference("ordinal", -1.0)], questions=[Question("screen")]), "action_answer")
    decision = talk(say("pick", references=[Reference("all", 2.0)]), "action_close")
    assert (decision.act, decision.topic, talk.shown) == ("chat", "picked", [one, two])
    assert decision.numbers["total"] == sum(s.item.price for s in decision.items)
    talk.press(decision, 0)
    assert talk.state.wishlist == [one, two]


def test_both_of_three_is_asked_about(talk):
    talk(say("recommend", wishes=PHONES))
    assert len(talk.shown) == 3
    assert talk(say("pick", references=[Reference("all", 2.0)]), "action_close").topic == "clarify"


def test_places_named_together_are_all_taken(talk):
    talk(say("recommend", wishes=PHONES))
    shown = talk.shown
    decision = talk(say("pick", references=[Reference("ordinal", 1.0), Reference("ordinal", 3.0)]), "action_close")
    assert (decision.topic, talk.shown) == ("picked", [shown[0], shown[2]])


def test_what_is_kept_is_the_thing_whose_cases_were_looked_at(talk):
    talk(say("pick", references=[Reference("item", "p1")]), "action_close")
    talk.state = replace(talk.state, focus="", shown=[["c1", "c2"]], last_act="recommend", last_topic="accessories")
    talk(say("wishlist"), "action_close")
    assert talk.state.wishlist == ["p1"]
