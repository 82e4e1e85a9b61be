"""Nothing lighter, nothing cheaper: the one that goes furthest is named, and the wish stands in nobody's way."""

from __future__ import annotations

from knowledge.types import Critique
from tests.knowledge.guide.world import say, want

DEAR = [want("category", "手机"), want("price", 1500, ">=")]


def test_the_cheapest_that_fits_is_named_and_the_wish_let_go(talk):
    first = talk(say("recommend", wishes=DEAR))
    before = talk.state.wishes
    while first.act == "recommend":
        lowest = min(s.item.price for s in first.items)
        first = talk(say("critique", critiques=[Critique("price", -1)]))
    assert (first.act, first.topic, first.attribute) == ("sorry", "no_further", "price")
    assert first.items[0].item.price == lowest
    assert first.numbers["extreme.price"] == -1.0
    assert all(w.value > lowest for w in talk.state.wishes if w.operator == "<")
    assert before[0] in talk.state.wishes
    assert talk(say("recommend")).act == "recommend"


def test_a_way_further_keeps_what_was_asked_for(talk):
    talk(say("recommend", wishes=[want("category", "手机"), want("nfc", True), want("price", 3000, "<=")]))
    decision = talk(say("critique", critiques=[Critique("battery", 1, 9000.0)]))
    assert decision.topic == "no_further"
    for option in decision.options[: len(decision.relaxations)]:
        assert option.payload.wishes[-1].attribute == "battery"


def test_more_of_it_while_nothing_fits_adds_no_wish(talk):
    nothing = [want("category", "手机"), want("price", 1, "<=")]
    talk(say("recommend", wishes=nothing))
    decision = talk(say("critique", critiques=[Critique("battery", 1)]))
    assert decision.topic == "nothing_fits"
    assert {w.attribute for w in talk.state.wishes} == {"category", "price"}
