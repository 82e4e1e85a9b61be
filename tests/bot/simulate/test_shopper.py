"""Simulated shoppers: seeded, honest about their wishes, never content with a good that misses one."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from bot.simulate.phrases import MORE, REFUSE
from bot.simulate.shopper import Shopper, make_shopper
from knowledge.types import Preference
from tests.bot.simulate.worlds import WORLD, reply

SEEDS = st.integers(0, 10_000)


def runner(manner: str, seed: int, *wishes: Preference) -> Shopper:
    """Return a shopper of this manner for running shoes with these further wishes."""
    wished = [Preference("category", "=", "跑鞋"), *wishes]
    return Shopper(WORLD, WORLD.items["a"], wished, manner, "zh", random.Random(seed))


def talk(seed: int) -> tuple[Shopper, list[str | None]]:
    """Let a shopper talk with replies that never hold what it looks for."""
    shopper = make_shopper(WORLD, seed)
    replies = [reply("ask", attribute="color"), reply("recommend", "zz"), reply("ask", attribute="brand")]
    return shopper, [shopper.open(), *(shopper.answer(r) for r in replies * 2)]


@given(SEEDS)
def test_the_same_seed_talks_the_same(seed: int) -> None:
    (one, words), (other, again) = talk(seed), talk(seed)
    assert words == again
    assert (one.target, one.wishes, one.manner, one.locale) == (other.target, other.wishes, other.manner, other.locale)


def test_seeds_differ() -> None:
    assert len({talk(seed)[1][0] for seed in range(40)}) > 10
    assert {make_shopper(WORLD, seed).target.item_id for seed in range(40)} == {"a", "b", "c"}  # d is out of stock


@given(SEEDS)
def test_every_wish_is_true_of_the_target(seed: int) -> None:
    shopper = make_shopper(WORLD, seed)
    assert shopper.satisfied_by(shopper.target.item_id)
    assert shopper.wishes[0] == Preference("category", "=", shopper.target.category)
    assert 1 <= len(shopper.wishes) <= 5
    assert all(w.strength == "hard" for w in shopper.wishes)


@given(SEEDS)
def test_is_content_with_the_target_and_not_with_what_misses_a_wish(seed: int) -> None:
    shopper = make_shopper(WORLD, seed)
    shopper.open()
    assert shopper.answer(reply("recommend", "zz", "d")) is not None
    assert shopper.answer(reply("recommend", "zz", shopper.target.item_id)) is None


def test_a_question_is_answered_with_the_wish_on_it() -> None:
    color = Preference("color", "=", "黑色")
    shopper = runner("plain", 1, color)
    shopper.open()
    assert "黑色" in (shopper.answer(reply("ask", attribute="color")) or "")
    assert color in shopper.said
    assert shopper.answer(reply("ask", attribute="weight")) in ("都行", "随便", "无所谓", "没要求")


def test_a_detour_is_taken_back() -> None:
    shopper = runner("changing", 1)
    shopper.open()
    assert "松果" in (shopper.answer(reply("recommend", "d")) or "")
    assert Preference("brand", "=", "松果") in shopper.said
    assert "牌" in (shopper.answer(reply("recommend", "d")) or "")
    assert shopper.said == [Preference("category", "=", "跑鞋")]


def test_refuses_only_what_was_shown_and_misses_a_wish() -> None:
    kinds = set()
    for seed in range(40):
        shopper = runner("plain", seed)
        shopper.open()
        words = shopper.answer(reply("recommend", "d"))
        kinds.add(words)
        assert shopper.refused == ({"d"} if words in REFUSE["zh"] else set())
    assert kinds == {*REFUSE["zh"], *MORE["zh"]}


def test_a_vague_shopper_says_only_what_it_is_asked() -> None:
    color = Preference("color", "=", "黑色")
    vague = runner("vague", 3, color)
    vague.open()
    assert vague.answer(reply("recommend", "zz")) in MORE["zh"] + REFUSE["zh"]
    assert color not in vague.said
    assert "黑色" in (vague.answer(reply("recommend", "zz", attribute="color")) or "")  # a question beside goods
    assert color in vague.said


def test_a_question_beside_goods_that_does_not_concern_it_is_passed_over() -> None:
    plain = runner("plain", 3, Preference("color", "=", "黑色"))
    plain.open()
    assert "黑色" in (plain.answer(reply("recommend", "zz", attribute="brand")) or "")
