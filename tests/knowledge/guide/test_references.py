"""Pointing: by place, by name, by what sets an item apart, by "it"."""

from __future__ import annotations

import pytest

from knowledge.guide.references import resolve
from knowledge.types import DialogueState, Reference

SHOWN = DialogueState(shown=[["e1", "e3"], ["p2", "p1", "p6"]])


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (Reference("ordinal", 1), ["p2"]),
        (Reference("ordinal", 3.0), ["p6"]),
        (Reference("ordinal", -1), ["p6"]),
        (Reference("ordinal", 4), []),
        (Reference("ordinal", 0), []),
        (Reference("item", "t1"), ["t1"]),
        (Reference("item", "gone"), []),
        (Reference("all"), ["p2", "p1", "p6"]),
        (Reference("superlative", "price", direction=-1), ["p6"]),
        (Reference("superlative", "battery", direction=1), ["p1"]),
        (Reference("superlative", "nothing", direction=1), []),
        (Reference("value", "黑色", attribute="color"), ["p1", "p6"]),
        (Reference("value", "骨传导", attribute="form"), ["e3"]),  # two lists ago
        (Reference("value", "紫色", attribute="color"), []),
        (Reference("focus"), ["p2"]),
        (Reference("page"), []),
    ],
)
def test_resolve(tiny, reference, expected):
    found, missed = resolve(tiny, SHOWN, [reference])
    assert found == expected
    assert missed == ([] if expected else [reference])


def test_it_is_what_is_under_discussion(tiny):
    state = DialogueState(shown=SHOWN.shown, focus="p6")
    assert resolve(tiny, state, [Reference("focus")])[0] == ["p6"]


def test_it_is_the_item_of_the_page_where_nothing_was_shown(tiny):
    assert resolve(tiny, DialogueState(), [Reference("focus")], "t3")[0] == ["t3"]
    assert resolve(tiny, DialogueState(), [Reference("focus")], "gone")[0] == []


def test_each_item_once_in_the_order_pointed_at(tiny):
    found, _ = resolve(tiny, SHOWN, [Reference("ordinal", 2), Reference("ordinal", 1), Reference("all")])
    assert found == ["p1", "p2", "p6"]


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        ([Reference("ordinal", 1), Reference("ordinal", 2)], ["p2", "p1"]),  # the last list has one item only
        ([Reference("ordinal", 3)], ["p6"]),
        ([Reference("ordinal", 1)], ["t1"]),
        ([Reference("ordinal", -1)], ["t1"]),
        ([Reference("ordinal", 9)], []),
    ],
)
def test_places_are_counted_in_the_latest_list_that_is_long_enough(tiny, references, expected):
    state = DialogueState(shown=[*SHOWN.shown, ["t1"]])
    assert resolve(tiny, state, references)[0] == expected
