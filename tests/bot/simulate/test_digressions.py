"""Digressions: each kind comes up where it can be said, and a talk that lost its way is found out."""

from __future__ import annotations

import random

import pytest

from bot.simulate import detours, digressions
from bot.simulate.shopper import Shopper
from knowledge.types import Preference
from tests.bot.simulate.worlds import WORLD, reply

BUDGET = Preference("price", "<=", 400.0)


def shopper(*said: Preference) -> Shopper:
    wishes = [Preference("category", "=", "鞋"), *said]
    return Shopper(WORLD, WORLD.items["a"], wishes, "plain", "zh", random.Random(0), said=list(wishes))


@pytest.mark.parametrize(("n_cards", "kinds"), [(0, 2), (1, 4), (3, 5)])
def test_kinds_take_turns_among_those_that_the_cards_allow(n_cards: int, kinds: int) -> None:
    rng = random.Random(1)
    found = {digressions.choose(n, n_cards, "en", rng).kind for n in range(10)}
    assert len(found) == kinds
    assert ("comparison" in found) == (n_cards >= 2)


@pytest.mark.parametrize(
    ("message", "seen", "fault"),
    [
        (reply("recommend", "a", "c"), set(), ""),
        (reply("recommend", "b"), set(), "misses price <= 400"),
        (reply("recommend", "d"), set(), "misses category = 鞋"),
        (reply("recommend", "zz"), set(), "misses category"),
        (reply("recommend"), set(), "without goods"),
        (reply("ask", attribute="color"), set(), ""),
        (reply("ask", attribute="price"), set(), "asks price, which was said"),
        (reply("answer"), set(), "answers with answer"),
        (reply("chat"), set(), "answers with chat"),
        (reply("sorry"), {"a"}, "although 1 unseen goods fit"),
        (reply("sorry"), {"a", "c"}, ""),
    ],
)
def test_off_track(message: dict, seen: set[str], fault: str) -> None:
    found = digressions.off_track(message, shopper(BUDGET), seen)
    assert (found == "") == (fault == "")
    assert fault in found


def test_going_on_answers_the_reply_before_or_asks_for_more() -> None:
    by = shopper()
    assert digressions.going_on(by, reply("recommend", "a")) in digressions.phrases.MORE["zh"]  # it was found already
    by = Shopper(WORLD, WORLD.items["a"], [Preference("category", "=", "鞋"), BUDGET], "plain", "zh", random.Random(0))
    by.said = by.wishes[:1]
    assert "400" in digressions.going_on(by, reply("ask", attribute="price"))


def test_figures_count_by_kind() -> None:
    found = [
        detours.Detour(1, "policy", True, "", []),
        detours.Detour(2, "policy", True, "answers with chat", []),
        detours.Detour(3, "question", False, "", []),
    ]
    assert detours.figures(found) == {
        "back_on_track": pytest.approx(2 / 3), "taken_up": pytest.approx(2 / 3),
        "back_policy": 0.5, "back_question": 1.0,
    }  # fmt: skip
