"""Folding wishes: what replaces what, what adds up, what is taken back, what a change of category keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.guide.preferences import carry_over, fold, same
from tests.knowledge.guide.world import SHOP, want


def folded(*turns, retract=()):
    """Fold turns of wishes one after the other; return (wishes, changes of the last turn)."""
    wishes, changes = [], []
    for n, said in enumerate(turns, 1):
        result = fold(SHOP, wishes, said, turn=n, retract=n in retract)
        wishes, changes = result.wishes, result.changes
    return wishes, changes


def plain(wishes):
    return [(w.attribute, w.operator, w.value, w.polarity) for w in wishes]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        # one attribute, two values in one turn: either will do; in two turns: the later one
        ([[want("color", "黑色"), want("color", "白色")]], [("color", "in", ["黑色", "白色"], "for")]),
        ([[want("color", "黑色")], [want("color", "白色")]], [("color", "=", "白色", "for")]),
        # tags add up, refusals add up
        (
            [[want("features", "快充")], [want("features", "拍照")]],
            [("features", "=", "快充", "for"), ("features", "=", "拍照", "for")],
        ),
        (
            [[want("brand", "凌峰", polarity="against")], [want("brand", "云雀", polarity="against")]],
            [("brand", "=", "凌峰", "against"), ("brand", "=", "云雀", "against")],
        ),
        # number bounds
        (
            [[want("price", 1000, ">=")], [want("price", 2000, "<=")]],
            [("price", ">=", 1000, "for"), ("price", "<=", 2000, "for")],
        ),
        ([[want("price", 2000, "<=")], [want("price", 1500, "<=")]], [("price", "<=", 1500, "for")]),
        ([[want("price", 2000, "<=")], [want("price", 3000, ">=")]], [("price", ">=", 3000, "for")]),
        (
            [[want("price", 1000, ">="), want("price", 2000, "<=")], [want("price", 3000, "~")]],
            [("price", "~", 3000, "for")],
        ),
        ([[want("price", 3000, "~")], [want("price", 2000, "<=")]], [("price", "<=", 2000, "for")]),
        # for and against the same value: the later one
        ([[want("brand", "凌峰", polarity="against")], [want("brand", "凌峰")]], [("brand", "=", "凌峰", "for")]),
        ([[want("brand", "凌峰")], [want("brand", "凌峰", polarity="against")]], [("brand", "=", "凌峰", "against")]),
        (
            [[want("brand", ["凌峰", "云雀"], "in")], [want("brand", "凌峰", polarity="against")]],
            [("brand", "=", "云雀", "for"), ("brand", "=", "凌峰", "against")],
        ),
        ([[want("nfc", True)], [want("nfc", False)]], [("nfc", "=", False, "for")]),
    ],
)
def test_meeting_of_wishes(turns, expected):
    assert plain(folded(*turns)[0]) == expected


def test_said_again_stands_as_first_said():
    wishes, changes = folded([want("color", "黑色", text="黑的")], [want("color", "黑色", text="black")])
    assert [(w.said_at, w.text) for w in wishes] == [(1, "黑的")]
    assert changes == []


def test_soft_becomes_hard_when_said_so():
    wishes, _ = folded([want("color", "黑色", strength="soft")], [want("color", "黑色")])
    assert [w.strength for w in wishes] == ["hard"]


def test_a_soft_bound_never_removes_a_hard_one():
    wishes, _ = folded([want("price", 2000, "<=")], [want("price", 1500, "<=", strength="soft")])
    assert {(w.value, w.strength) for w in wishes} == {(2000, "hard"), (1500, "soft")}


def test_taking_a_refusal_back_lifts_it_and_names_what_stays():
    wishes, changes = folded(
        [want("form", "入耳", polarity="against"), want("brand", "凌峰", polarity="against")],
        [want("form", "入耳"), want("features", "防掉")],
        retract={2},
    )
    assert plain(wishes) == [("brand", "=", "凌峰", "against"), ("features", "=", "防掉", "for")]
    assert [(c.kind, c.preference.value) for c in changes] == [("dropped", "入耳"), ("added", "防掉"), ("kept", "凌峰")]


def test_one_more_is_fine_too_widens():
    wishes, changes = folded([want("form", "半入耳")], [want("form", "入耳")], retract={2})
    assert plain(wishes) == [("form", "in", ["半入耳", "入耳"], "for")]
    assert [c.kind for c in changes] == ["replaced"]


def test_forgetting_one_wish_of_several_by_a_tap():
    wishes, changes = folded(
        [want("features", "快充"), want("features", "拍照")], [want("features", "快充")], retract={2}
    )
    assert plain(wishes) == [("features", "=", "拍照", "for")]
    assert [c.kind for c in changes] == ["dropped"]


def test_dropping_attributes():
    wishes, _ = folded([want("color", "黑色"), want("price", 2000, "<=")])
    assert plain(fold(SHOP, wishes, [], ["color"], turn=2).wishes) == [("price", "<=", 2000, "for")]
    assert fold(SHOP, wishes, [], ["*"], turn=2).wishes == []


def test_correcting_removes_what_the_turn_before_said_of_the_same():
    wishes, _ = folded([want("features", "拍照")])
    result = fold(SHOP, wishes, [want("features", "游戏")], turn=2, correct=True)
    assert plain(result.wishes) == [("features", "=", "游戏", "for")]


def test_change_of_category_keeps_what_makes_sense():
    wishes, _ = folded(
        [want("category", "手机"), want("price", 2000, "<="), want("color", "黑色"), want("screen", 6.5, ">=")],
        [want("brand", "凌峰", polarity="against"), want("brand", "云雀")],
    )
    moved, _ = folded([want("category", "电视")])
    states = {"price", "brand", "color", "screen"}
    far = carry_over(SHOP, [*wishes[1:], replace(moved[0], said_at=3)], "手机", "电视", turn=3, states=states)
    # another line of goods: the budget, the brand and the size of another thing fall, aloud; refusal and colour stay
    assert [w.attribute + w.polarity for w in far.wishes] == ["colorfor", "brandagainst", "categoryfor"]
    assert {c.preference.attribute for c in far.changes if c.kind == "dropped"} == {"price", "screen", "brand"}
    near = carry_over(
        SHOP, [*wishes[1:], replace(moved[0], said_at=3)], "手机", "耳机", turn=3, states=states - {"screen"}
    )
    assert "price" in [w.attribute for w in near.wishes]
    assert "screen" not in [w.attribute for w in near.wishes]


VALUES = {"color": ["黑色", "白色"], "brand": ["凌峰", "云雀"], "features": ["快充", "拍照"]}
SAID = st.one_of(
    *[
        st.builds(want, st.just(k), st.sampled_from(v), polarity=st.sampled_from(["for", "against"]))
        for k, v in VALUES.items()
    ],
    st.builds(want, st.just("price"), st.integers(1, 9), st.sampled_from(["<", "<=", ">", ">=", "~", "="])),
)


@given(st.lists(st.lists(SAID, max_size=3), max_size=6), st.sets(st.integers(1, 6)))
def test_folded_wishes_never_contradict(turns, retract):
    wishes, _ = folded(*turns, retract=retract)
    for i, one in enumerate(wishes):
        assert not any(same(one, other) for other in wishes[i + 1 :])
    for key, found in VALUES.items():
        liked = {v for w in wishes if (w.attribute, w.polarity) == (key, "for") for v in _list(w.value)}
        refused = {v for w in wishes if (w.attribute, w.polarity) == (key, "against") for v in _list(w.value)}
        assert not liked & refused
        assert liked | refused <= set(found)
    price = [w for w in wishes if w.attribute == "price"]
    assert any(_in_all(x / 10, price) for x in range(-10, 120)) or not price


@given(st.lists(SAID, min_size=1, max_size=4))
def test_what_was_said_last_stands(said):
    wishes, _ = folded(said)
    last = said[-1]
    same_side = [w for w in wishes if (w.attribute, w.polarity) == (last.attribute, last.polarity)]
    assert any(set(_list(last.value)) <= set(_list(w.value)) for w in same_side)


@given(st.lists(st.lists(SAID, max_size=3), max_size=5), st.lists(SAID, max_size=3))
def test_folding_twice_changes_nothing_more(turns, again):
    wishes, _ = folded(*turns)
    once = fold(SHOP, wishes, again, turn=9)
    twice = fold(SHOP, once.wishes, again, turn=10)
    assert plain(sorted(twice.wishes, key=str)) == plain(sorted(once.wishes, key=str)) or len(again) > 1


def _list(value):
    return value if isinstance(value, list) else [value]


def _in_all(x, wishes):
    tests = {
        "<": lambda w: x < w.value,
        "<=": lambda w: x <= w.value,
        ">": lambda w: x > w.value,
        ">=": lambda w: x >= w.value,
        "=": lambda w: x == w.value,
        "~": lambda w: abs(x - w.value) <= 0.1 * w.value,
    }
    return all(tests[w.operator](w) for w in wishes)


def test_a_quality_of_other_goods_ranks_and_a_budget_stays() -> None:
    from dataclasses import replace as with_

    from knowledge.guide.preferences import carry_over
    from tests.knowledge.guide.world import SHOP, want

    wishes = [want("color", "白色", said_at=1), want("price", 2000.0, "<=", said_at=1)]
    states = {"color", "price"}
    parted = with_(SHOP, attributes=[with_(a, categories=["手机", "耳机"]) if a.key == "color" else a
                                     for a in SHOP.attributes])  # fmt: skip
    kept = carry_over(parted, wishes, "手机", "耳机", turn=2, states=states).wishes
    assert [(w.attribute, w.strength) for w in kept] == [("color", "soft"), ("price", "hard")]
    unparted = with_(SHOP, attributes=[with_(a, categories=[]) for a in SHOP.attributes])
    assert carry_over(unparted, wishes, "手机", "耳机", turn=2, states=states).wishes[0].strength == "soft"
    assert carry_over(SHOP, wishes, "手机", "耳机", turn=2, states=states).wishes[0].strength == "hard"
    names = {"zh": ["适用人群"]}
    whom = with_(SHOP, attributes=[with_(a, categories=[], names=names) for a in SHOP.attributes])
    assert carry_over(whom, wishes, "手机", "耳机", turn=2, states=states).wishes[0].strength == "hard"
