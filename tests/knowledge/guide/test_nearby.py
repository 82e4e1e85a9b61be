"""A wish on a relation that names no item (附近的) is about the item in view."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.guide.hearing import hear
from knowledge.types import Act, DialogueState, Preference, Reference, Understanding
from tests.knowledge.guide.world import WordFinder

NEARBY = Understanding("配它的", "zh", [Act("recommend")], wishes=[Preference("accessory_of", "=", "", text="配它的")])


@pytest.fixture
def linked(tiny):
    return replace(tiny, relations=("accessory_of",))


def _values(tiny, state, said=NEARBY):
    turn = hear(tiny, WordFinder(), state, said)
    return [w.value for w in turn.state.wishes if w.attribute == "accessory_of"]


def test_the_item_under_discussion_is_named(linked):
    assert _values(linked, DialogueState(focus="p1", shown=[["p2", "p3"]])) == [linked.item("p1").title]


def test_the_only_item_shown_is_named(linked):
    assert _values(linked, DialogueState(shown=[["p2"]])) == [linked.item("p2").title]


def test_the_item_pointed_at_wins(linked):
    said = Understanding("第二个附近", "zh", NEARBY.acts, wishes=NEARBY.wishes, references=[Reference("ordinal", 2.0)])
    assert _values(linked, DialogueState(focus="p1", shown=[["p1", "p3"]]), said) == [linked.item("p3").title]


def test_without_an_item_the_wish_falls_away(linked):
    assert _values(linked, DialogueState(shown=[["p2", "p3"]])) == []
