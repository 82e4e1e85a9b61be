"""The plain strategies are what their names say, and differ from the guide in nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator

import numpy as np
import pytest

from knowledge.errors import SettingsError
from knowledge.guide import Guide, asking, facets
from knowledge.guide.ranking import rank
from knowledge.guide.scope import scope
from knowledge.settings import load
from knowledge.types import Attribute, DialogueState, Item, Preference, Shop
from tests.knowledge.guide.conftest import Talk
from tests.knowledge.guide.world import OneShop, WordFinder, say, view, want

PHONES = [want("category", "手机")]
#: A shop in which what is spread most evenly (code, stated by few) is not what tells most (kind).
SHOP = Shop("tiny", {}, "zh", "CNY", [], [Attribute(k, "category", askable=True) for k in ("kind", "code")])
ITEMS = [
    Item(f"i{n}", f"x{n}", "c", price=9, attributes={"kind": "aab"[n % 3]} | ({"code": "wxyz"[n % 4]} if n < 8 else {}))
    for n in range(40)
]


@pytest.fixture
def talk_by(tiny) -> Iterator:
    """Return what makes a talk by strategy."""
    return lambda name, v=tiny: Talk(Guide(OneShop(v), WordFinder(), load(guide_asking=name)))  # type: ignore[arg-type]


def test_the_setting_comes_from_the_environment(monkeypatch):
    assert load().guide_asking == "gain"
    monkeypatch.setitem(os.environ, "DAOGOU_GUIDE_ASKING", "entropy")
    assert load().guide_asking == "entropy"
    monkeypatch.setitem(os.environ, "DAOGOU_GUIDE_ASKING", "guess")
    with pytest.raises(SettingsError, match="guess"):
        load()


def test_popular_never_asks_and_shows_what_is_popular(talk_by, tiny):
    talk = talk_by("popular")
    decision = talk(say("recommend", wishes=PHONES))
    assert (decision.act, decision.attribute, talk.state.asked) == ("recommend", "", [])
    fitting = np.flatnonzero(scope(tiny, PHONES).fits)
    assert tiny.position(talk.shown[0]) == fitting[np.argmax(tiny.popularity[fitting])]


def test_a_form_asks_three_questions_before_goods(talk_by):
    talk = talk_by("entropy")
    asked = [talk(say("recommend", wishes=PHONES)), talk(say("no_preference")), talk(say("no_preference"))]
    assert [d.act for d in asked] == ["ask"] * 3
    assert len({d.attribute for d in asked}) == 3
    assert talk(say("no_preference")).act == "recommend"


def test_entropy_asks_what_is_spread_most_whoever_states_it(talk_by):
    shop = view(SHOP, ITEMS)
    assert talk_by("entropy", shop)(say("recommend")).attribute == "code"
    # Beside goods: a make or a look is no question for itself.
    assert talk_by("gain", shop)(say("recommend", wishes=[want("price", 10, "<=")])).attribute == "kind"


@pytest.mark.parametrize("name", ["random", "random_beside"])
def test_random_is_repeatable_and_not_always_the_same(talk_by, name):
    def asked(wish: Preference) -> str:
        return talk_by(name)(say("recommend", wishes=[*PHONES, wish])).attribute

    wishes = [want("price", 5000 + n, "<=") for n in range(12)]
    first = [asked(w) for w in wishes]
    assert first == [asked(w) for w in wishes]
    assert len(set(first)) > 2


def test_strategies_beside_differ_in_the_question_alone(talk_by):
    by = {name: talk_by(name) for name in ("gain", "entropy_beside", "random_beside")}
    for talk in by.values():
        talk(say("recommend", wishes=PHONES))
    assert len({tuple(talk.shown) for talk in by.values()}) == 1


def bits(key: str, kind: str, values: list[object], better: str | None = None) -> float:
    owner = Attribute(key, kind, askable=True, better=better)
    items = [Item(f"i{n}", "x", "c", attributes={key: v} if v is not None else {}) for n, v in enumerate(values)]
    v = view(Shop("tiny", {}, "zh", "CNY", [], [owner]), items)
    return asking.gain_bits(owner, v.column(key), np.full(len(values), 1 / len(values)))


def test_gain_is_the_information_of_the_wanted_items_own_value():
    assert bits("k", "category", ["a", "b", "c", "d"]) == pytest.approx(2.0)
    assert bits("k", "category", ["a", "a", "b", None]) == pytest.approx(0.5 * 1 + 0.25 * 2)  # unstated: no bits
    assert bits("n", "number", [1.0, 2.0, 3.0, 4.0]) == pytest.approx(2.0)
    at_least = np.mean([0, -np.log2(0.75), 1, 2])
    assert bits("n", "number", [1.0, 2.0, 3.0, 4.0], "higher") == pytest.approx(at_least)
    assert bits("n", "number", [4.0, 3.0, 2.0, 1.0], "lower") == pytest.approx(at_least)
    assert bits("t", "tags", [["a", "b"], ["a"]]) == pytest.approx(0.25)
    assert bits("b", "bool", [True, False, False, False], "higher") == pytest.approx(0.5)


def test_values_leave_out_questions_with_one_answer_only(tiny):
    found = scope(tiny, PHONES)
    for owner, answers, value in asking.values(tiny, found, rank(tiny, found), DialogueState()):
        assert len(answers) >= 1
        assert np.isfinite(value)
        column = facets.take(tiny.column(owner.key), np.flatnonzero(found.fits))
        assert not all(facets.leave(column, a, 0.1).all() for a in answers)
