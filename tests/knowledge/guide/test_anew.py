"""A new search: what lies near something, another errand, and what of the old wishes goes into it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.guide.anew import let_go, look_around, looks_around
from knowledge.guide.hearing import hear
from knowledge.guide.scope import scope
from knowledge.types import Act, DialogueState, Preference, Understanding
from tests.knowledge.guide.world import WordFinder

PHONES, CASES = Preference("category", "=", "手机", said_at=1), Preference("category", "=", "手机壳")
BUDGET, BLACK = Preference("price", "<=", 2000.0, said_at=1), Preference("color", "=", "黑色", said_at=1)
NOT_CLOUD = Preference("brand", "=", "云雀", polarity="against", said_at=1)
TO_P1 = Preference("accessory_of", "=", "松果 手机1", text="配松果手机1的")


@pytest.fixture
def linked(tiny):
    return replace(tiny, relations=("accessory_of",))


def said(*wishes: Preference, acts: tuple[str, ...] = ("recommend",), **more) -> Understanding:
    return Understanding("", "zh", [Act(a) for a in acts], wishes=list(wishes), **more)


def test_what_lies_near_starts_with_nothing_but_what_is_refused(linked):
    before = DialogueState(turn=1, wishes=[PHONES, BUDGET, NOT_CLOUD], shown=[["p1"]], no_preference=["color"])
    turn = said(TO_P1, CASES)
    assert looks_around(linked, before, turn, [])
    state, told = look_around(linked, before, turn)
    assert state.wishes == [NOT_CLOUD]
    assert state.no_preference == []
    assert [(c.kind, c.preference) for c in told] == [("dropped", BUDGET)]


def test_near_something_not_spoken_of_is_one_wish_more(linked):
    before = DialogueState(turn=1, wishes=[PHONES, BUDGET])
    assert not looks_around(linked, before, said(TO_P1, PHONES), [])
    assert looks_around(linked, replace(before, shown=[["p1"]]), said(TO_P1, PHONES), [])
    assert not looks_around(linked, replace(before, shown=[["p1"]]), said(TO_P1, PHONES, BLACK), [])


def test_nearness_said_again_outlives_a_change_of_kind(linked):
    standing = replace(TO_P1, said_at=1)
    state = DialogueState(turn=1, wishes=[PHONES, standing, BLACK], shown=[["p1"]], focus="p1")
    turn = hear(linked, WordFinder(), state, said(TO_P1, CASES))
    assert [w.attribute for w in turn.state.wishes] == ["accessory_of", "category"]


def test_a_full_request_lets_go_of_what_leaves_nothing(linked):
    eight_k = Preference("resolution", "=", "8K", said_at=2)
    big = Preference("screen", ">=", 65.0, said_at=2)
    television = Preference("category", "=", "电视", said_at=1)
    cheap = Preference("price", "<=", 1000.0, said_at=1)
    before = DialogueState(turn=1, wishes=[television, cheap], last_act="recommend")
    after = replace(before, turn=2, wishes=[television, cheap, eight_k, big])
    state, told = let_go(linked, before, after, said(television, eight_k, big))
    assert state.wishes == [television, eight_k, big]
    assert [c.preference for c in told] == [cheap]
    # One wish more is none of its own: the conflict is said, and the shopper decides.
    one = replace(before, turn=2, wishes=[television, cheap, eight_k])
    assert let_go(linked, before, one, said(television, eight_k)) == (one, [])


def test_what_is_taken_back_leaves_the_rest_of_the_sentence_alone(tiny):
    before = DialogueState(turn=1, wishes=[PHONES, BUDGET, BLACK], shown=[["p1", "p3"]])
    turn = said(
        replace(BUDGET, said_at=0), replace(PHONES, said_at=0), acts=("retract", "recommend"), dropped=["color"]
    )
    after = hear(tiny, WordFinder(), before, turn)
    assert {w.attribute for w in after.state.wishes} == {"category", "price"}
    pressed = replace(turn, dropped=[], wishes=[BUDGET], source="payload", acts=[Act("retract")])
    assert {w.attribute for w in hear(tiny, WordFinder(), before, pressed).state.wishes} == {"category", "color"}


def test_nearby_without_a_name_is_near_the_same_place(linked):
    standing = replace(TO_P1, said_at=1)
    before = DialogueState(turn=1, wishes=[CASES, standing], shown=[["e1", "e2"]])
    turn = hear(linked, WordFinder(), before, said(replace(TO_P1, value="")))
    assert [w.value for w in turn.state.wishes if w.attribute == "accessory_of"] == ["松果 手机1"]


def test_a_refused_word_keeps_away_what_is_called_so_unless_all_are(tiny):
    earphones = Preference("category", "=", "耳机")
    refused = Preference("text", "contains", "耳塞", polarity="against")
    fits = scope(tiny, [earphones, refused]).fits
    assert {tiny.item_at(p).item_id for p in fits.nonzero()[0]} == {"e3", "e4", "e5", "e6"}
    phones = Preference("category", "=", "手机")
    assert (
        scope(tiny, [phones, Preference("text", "contains", "手机", polarity="against")]).n == scope(tiny, [phones]).n
    )
