"""The cheapest, the largest: those that have least or most of it are shown, and first."""

from __future__ import annotations

import pytest

from knowledge.guide.vague import is_extreme
from tests.knowledge.guide.world import Critique, say, want

CHEAPEST = want("price", 699, "<=", strength="soft", text="最便宜")


@pytest.mark.parametrize(
    ("text", "extreme"),
    [
        ("最便宜", True),
        ("the cheapest", True),
        ("longest battery life", True),
        ("便宜点的", False),
        ("my best friend", False),
    ],
)
def test_which_words_ask_for_the_most(text, extreme):
    assert is_extreme(want("price", 699, "<=", strength="soft", text=text)) == extreme


def test_the_cheapest_are_shown_at_once_and_in_order(talk):
    decision = talk(say("recommend", wishes=[want("category", "手机"), CHEAPEST]))
    assert decision.act == "recommend"
    assert talk.shown == ["p7", "p6", "p11"]
    assert decision.numbers["extreme.price"] == -1.0


def test_a_budget_that_nothing_keeps_gives_way_to_the_cheapest(talk):
    talk(say("recommend", wishes=[want("category", "电视"), want("resolution", "8K"), want("price", 1000, "<=")]))
    assert talk.decisions[-1].topic == "nothing_fits"
    decision = talk(say("recommend", wishes=[CHEAPEST]))
    assert talk.shown[0] == "t4"
    assert [c.preference.value for c in decision.changes if c.kind == "dropped"] == [1000]
    assert talk(say("critique", critiques=[Critique("price", -1)])).topic == "no_further"


def test_too_dear_where_nothing_fits_is_nothing_to_look_up(talk):
    talk(say("recommend", wishes=[want("category", "电视"), want("resolution", "8K"), want("price", 1000, "<=")]))
    decision = talk(say("critique", critiques=[Critique("price", -1, text="太贵了")]))
    assert (decision.topic, decision.unchecked) == ("nothing_fits", [])
