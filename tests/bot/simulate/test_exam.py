"""The exam finds faults planted in replies, and none in a reply without."""

from __future__ import annotations

import random
from typing import Any

import pytest

from bot.simulate.exam import Marks, look_at
from bot.simulate.shopper import Shopper
from knowledge.types import Preference
from tests.bot.simulate.worlds import WORLD, reply


def shopper(*said: Preference) -> Shopper:
    """Return a shopper for shoes who has said this."""
    of = Shopper(WORLD, WORLD.items["a"], [Preference("category", "=", "鞋")], "plain", "zh", random.Random(0))
    of.said = [Preference("category", "=", "鞋"), *said]
    return of


def marks_of(message: dict[str, Any], by: Shopper, asked: list[str] | None = None) -> Marks:
    """Return the marks of one reply."""
    marks = Marks()
    look_at(message, by, [] if asked is None else asked, "turn 1", marks)
    return marks


def test_a_good_reply_has_no_marks() -> None:
    budget = Preference("price", "<=", 400.0)
    text = "400元以内的鞋，云雀轻跑399元，松果便鞋199元。"
    assert marks_of(reply("recommend", "a", "c", text=text), shopper(budget)) == Marks(turns=1)


@pytest.mark.parametrize(
    ("message", "said", "kind", "holds"),
    [
        (reply("recommend", "b"), Preference("price", "<=", 400.0), "missed", "price 599.0, wished for <= 400.0"),
        (reply("recommend", "d"), None, "missed", "category '包'"),
        (reply("recommend", "a"), Preference("brand", "=", "云雀", "against"), "missed", "wished against = '云雀'"),
        (reply("recommend", "zz"), None, "missed", "zz is not in the catalogue"),
        (reply("recommend", "a", text="松果的更好。"), None, "text_differs", "the text names 松果"),
        (reply("recommend", "a", text="只要388元。"), None, "text_differs", "the text says 388元"),
        (reply("ask", attribute="color"), Preference("color", "=", "黑色"), "repeated_questions", "color"),
        (reply("ask", degraded=True), None, "degraded", "turn 1"),
    ],
)
def test_a_planted_fault_is_found(message: dict[str, Any], said: Preference | None, kind: str, holds: str) -> None:
    marks = marks_of(message, shopper(*([said] if said else [])))
    assert [holds in fault for fault in getattr(marks, kind)] == [True]
    others = {"missed", "refused_again", "text_differs", "repeated_questions", "degraded"} - {kind}
    assert all(not getattr(marks, other) for other in others)


def test_a_question_asked_twice_is_found() -> None:
    asked: list[str] = []
    assert not marks_of(reply("ask", attribute="color"), shopper(), asked).repeated_questions
    assert marks_of(reply("ask", attribute="color"), shopper(), asked).repeated_questions == ["turn 1: color"]


def test_a_refused_good_shown_again_is_found() -> None:
    by = shopper()
    by.refused.add("a")
    assert marks_of(reply("recommend", "a"), by).refused_again == ["turn 1: 云雀 轻跑"]


def test_a_price_or_brand_that_the_shopper_named_may_be_said_back() -> None:
    by = shopper(Preference("price", "<=", 388.0), Preference("brand", "=", "松果", "against"))
    assert not marks_of(reply("recommend", "a", text="388元以内，不看松果。"), by).text_differs
    assert not marks_of(reply("recommend", "a", text="低于685元的鞋。"), by).text_differs
