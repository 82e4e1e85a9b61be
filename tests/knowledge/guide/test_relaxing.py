"""Nothing fits: the smallest conflict and the smallest ways out, with true numbers."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.guide.relaxing import conflict
from knowledge.guide.scope import scope
from tests.knowledge.guide.world import view, want

TINY = view()
TV = want("category", "电视")


def test_8k_under_1000(tiny):
    found = conflict(scope(tiny, [want("price", 1000, "<="), want("resolution", "8K"), TV]))
    assert {(w.attribute, w.value) for w in found.blocking} == {("price", 1000), ("resolution", "8K")}
    ways = {r.wish.attribute: (r.instead.operator, r.instead.value, r.count, r.lowest_price) for r in found.relaxations}
    assert ways == {"price": ("<=", 6999.0, 1, 6999.0), "resolution": ("=", "4K", 2, 899.0)}


def test_a_wish_that_is_impossible_by_itself_blocks_alone(tiny):
    found = conflict(scope(tiny, [TV, want("price", 500, "<="), want("brand", "松果")]))
    assert [w.attribute for w in found.blocking] == ["price"]


def test_what_was_said_last_gives_way_last(tiny):
    old, new = want("price", 1000, "<=", said_at=1), want("resolution", "8K", said_at=2)
    assert conflict(scope(tiny, [TV, old, new])).relaxations[0].wish == old


def test_where_no_single_change_helps_the_smallest_set_is_named(tiny):
    wishes = [TV, want("resolution", "8K"), want("price", 1000, "<="), want("screen", 50, "<="), want("brand", "凌峰")]
    found = conflict(scope(tiny, wishes))
    assert found.relaxations == []
    assert found.joint
    for gone, count in found.joint:
        left = [w for w in wishes if w not in gone]
        assert count == int(np.count_nonzero(tiny.matching(left) & tiny.in_stock)) > 0
        assert all(not (tiny.matching([*left, w]) & tiny.in_stock).any() for w in gone)


WISHES = st.lists(
    st.sampled_from(
        [want("price", p, o) for p in (500, 1000, 3000) for o in ("<=", ">=")]
        + [want("brand", b, polarity=p) for b in ("凌峰", "墨格") for p in ("for", "against")]
        + [want("color", "白色"), want("nfc", True), want("features", "拍照"), want("screen", 6.7, ">=")]
    ),
    min_size=2,
    max_size=6,
    unique_by=lambda w: (w.attribute, w.operator),
)


@settings(max_examples=100, deadline=None)
@given(WISHES)
def test_blocking_is_a_smallest_conflict_and_every_way_out_is_true(wishes):
    found = scope(TINY, [want("category", "手机"), *wishes])
    if found.n:
        return
    answer = conflict(found)
    base = TINY.matching([want("category", "手机")]) & TINY.in_stock
    assert not (base & TINY.matching(answer.blocking)).any()
    for smaller in combinations(found.hard[1:], len(answer.blocking) - 1):
        assert (base & TINY.matching(smaller)).any()
    for way in answer.relaxations:
        left = [w for w in found.hard if w != way.wish] + ([way.instead] if way.instead else [])
        fits = TINY.matching(left) & TINY.in_stock
        assert way.count == int(np.count_nonzero(fits)) > 0
        assert way.lowest_price == float(TINY.column("price").values[fits].min())
