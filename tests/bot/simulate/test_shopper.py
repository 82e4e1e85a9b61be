"""Simulated shoppers: seeded, honest about their wishes, never content with a good that misses one."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.simulate import phrases
from bot.simulate.making import MAX_WISHES, make_shopper
from bot.simulate.phrases import MORE, REFUSE
from bot.simulate.shopper import Shopper
from bot.simulate.world import World
from knowledge.types import Preference
from tests.bot.simulate.worlds import ITEMS, SHOP, WORLD, reply

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


def test_wishes_leave_few_goods_but_the_target() -> None:
    world = World(SHOP, {f"{i}{n}": replace(ITEMS[i], item_id=f"{i}{n}", stock=1) for n in range(5) for i in (0, 1)})
    for seed in range(40):
        shopper = make_shopper(world, seed)
        fitting = [i for i in world.items if shopper.satisfied_by(i)]
        assert shopper.target.item_id in fitting
        assert len(fitting) <= 5  # all of one kind of goods: the wishes tell the two kinds apart
        assert len(shopper.wishes) <= 1 + MAX_WISHES


def test_seeds_differ() -> None:
    assert len({talk(seed)[1][0] for seed in range(40)}) > 10
    assert {make_shopper(WORLD, seed).target.item_id for seed in range(40)} == {"a", "b", "c"}  # d is out of stock


@given(SEEDS)
def test_every_wish_is_true_of_the_target(seed: int) -> None:
    shopper = make_shopper(WORLD, seed)
    assert shopper.satisfied_by(shopper.target.item_id)
    assert shopper.wishes[0] == Preference("category", "=", shopper.target.category)
    assert 1 <= len(shopper.wishes) <= 1 + MAX_WISHES
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


def test_a_vague_shopper_opens_with_a_wider_kind_and_says_only_what_it_is_asked() -> None:
    color = Preference("color", "=", "黑色")
    vague = runner("vague", 3, color)
    assert "鞋" in vague.open()
    assert not vague.has_told("category")
    assert vague.answer(reply("recommend", "zz")) in MORE["zh"] + REFUSE["zh"]
    assert color not in vague.said
    assert "黑色" in (vague.answer(reply("recommend", "zz", attribute="color")) or "")  # a question beside goods
    assert color in vague.said


def test_a_question_beside_goods_that_does_not_concern_it_is_passed_over() -> None:
    plain = runner("plain", 3, Preference("color", "=", "黑色"))
    plain.open()
    assert "黑色" in (plain.answer(reply("recommend", "zz", attribute="brand")) or "")


def test_a_missed_wish_is_criticised_by_its_side_and_named_when_nothing_fits() -> None:
    weight = Preference("weight", "<=", 220.0)
    terse = next(
        s for s in (runner("terse", n, weight) for n in range(50))
        if s.open() and s.answer(reply("recommend", "a")) in ("太重了", "轻一点的有吗", "重量再小一点的", "重量太大了")
    )  # fmt: skip
    assert weight not in terse.said
    assert terse.hinted == [weight]
    assert "220" in (terse.answer(reply("sorry")) or "")
    assert weight in terse.said


def test_a_shown_value_is_refused_without_naming_the_one_wished() -> None:
    color = Preference("color", "=", "白色")
    vague = runner("vague", 1, color)
    vague.open()
    words = vague.answer(reply("recommend", "a")) or ""
    assert "黑色" in words
    assert Preference("color", "=", "黑色", "against") in vague.said
    assert not vague.has_told("color")


def test_who_wants_the_target_alone_takes_nothing_else_and_answers_by_its_values() -> None:
    shopper = make_shopper(WORLD, 3, "zh", "plain", target_only=True)
    other = next(i for i in WORLD.items if i != shopper.target.item_id)
    shopper.wishes = shopper.wishes[:1]
    shopper.open()
    assert shopper.answer(reply("recommend", other, attribute="")) is not None
    asked = shopper.answer(reply("ask", attribute="color")) or ""
    assert phrases.value_name(SHOP, None, str(shopper.target.attributes["color"]), "zh") in asked
    assert shopper.answer(reply("recommend", shopper.target.item_id)) is None
