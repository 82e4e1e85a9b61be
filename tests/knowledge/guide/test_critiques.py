"""Cheaper, larger, another: exact wishes relative to what was shown."""

from __future__ import annotations

import pytest

from knowledge.guide.critiques import to_wishes
from knowledge.guide.scope import scope
from knowledge.types import Critique
from tests.knowledge.guide.world import want

PHONES = [want("category", "手机")]


@pytest.mark.parametrize(
    ("critique", "anchors", "pointed", "expected"),
    [
        (Critique("price", -1), ["p1", "p2", "p3"], False, ("<", 1399.0)),  # cheaper than the cheapest shown
        (Critique("price", -1), ["p1", "p2", "p3"], True, ("<", 1599.0)),  # than the one pointed at
        (Critique("price", -1, 500), ["p1"], True, ("<=", 1099.0)),
        (Critique("price", 1), ["p1", "p2"], False, (">", 1599.0)),
        (Critique("screen", 1), ["p2", "p6"], False, (">", 6.8)),
        (Critique("nfc", 1), ["p2"], True, ("=", True)),
        (Critique("waterproof", 1), ["p2"], True, ("in", ["IP68"])),  # beyond IP54; the earphones' codes do not fit
    ],
)
def test_bounds(tiny, critique, anchors, pointed, expected):
    (wish,), missed = to_wishes(tiny, scope(tiny, PHONES), [critique], anchors, pointed)
    assert missed == []
    value = [v for v in wish.value if v.startswith("IP6")] if isinstance(wish.value, list) else wish.value
    assert (wish.operator, value) == expected
    assert wish.strength == "hard"


def test_where_the_extreme_leaves_nothing_the_first_shown_is_the_measure(tiny):
    (wish,), _ = to_wishes(tiny, scope(tiny, PHONES), [Critique("price", -1)], ["p1", "p7"], False)
    assert (wish.operator, wish.value) == ("<", 1599.0)


def test_another_brand_is_against_all_that_were_shown(tiny):
    (wish,), _ = to_wishes(tiny, scope(tiny, PHONES), [Critique("brand", 0)], ["p1", "p2"], False)
    assert (wish.operator, wish.value, wish.polarity) == ("in", ["松果", "云雀"], "against")


def test_nothing_shown_gives_the_better_half_softly(tiny):
    (wish,), _ = to_wishes(tiny, scope(tiny, PHONES), [Critique("price", -1)], [], False)
    assert (wish.operator, wish.strength) == ("<=", "soft")
    assert wish.value == 1899.0  # the median of the eleven phones in stock


def test_what_cannot_be_measured_is_given_back(tiny):
    critique = Critique("weight", -1, text="轻一点")
    assert to_wishes(tiny, scope(tiny, PHONES), [critique], ["p1"], True) == ([], [critique])


def test_compound_like_the_second_but_white_and_cheaper(talk):
    from tests.knowledge.guide.world import Reference, say

    first = talk(say("recommend", wishes=[*PHONES, want("price", 5000, "<="), want("features", "拍照")]))
    second = first.items[1].item
    decision = talk(
        say("critique", references=[Reference("ordinal", 2)], wishes=[want("color", "白色"), want("price", 4000, "<=")])
    )
    assert decision.act == "recommend"
    assert second.item_id not in talk.shown
    assert all(s.item.value("color") == "白色" and s.item.price <= 4000 for s in decision.items)
