"""What is remembered of a shopper, for how long, and that nothing is before they agreed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge.profiles import Profile, Profiles, Remembered, Seen
from knowledge.profiles.audiences import choices
from knowledge.profiles.learning import learn
from knowledge.profiles.profile import freshness
from knowledge.settings import load
from knowledge.types import (
    Attribute,
    Change,
    Decision,
    DialogueState,
    Item,
    Preference,
    Shop,
    Shown,
    from_json,
    to_json,
)

DAY = date(2026, 5, 14)
PHONE = Preference("category", "=", "手机", said_at=1)
BUDGET = Preference("price", "<=", 2000.0, said_at=1, text="两千以内")
AGREED = Profile("yes", DAY.isoformat())


def state(*wishes: Preference, turn: int = 1, **more: object) -> DialogueState:
    return DialogueState(turn=turn, wishes=list(wishes), **more)  # type: ignore[arg-type]


def card(item_id: str, price: float | None = 999.0) -> Shown:
    return Shown(Item(item_id, item_id, "手机", price=price))


def test_nothing_is_kept_of_who_was_not_asked_or_declined() -> None:
    said = state(PHONE, BUDGET)
    assert learn(Profile(), state(turn=0), said, Decision("recommend", "fit", [card("p1")]), DAY) == Profile()
    declined = learn(AGREED, said, said, Decision("chat", "privacy_declined"), DAY)
    assert declined == Profile("no", "2026-05-14")


def test_who_is_asked_is_not_asked_again_and_agreeing_keeps_what_was_said() -> None:
    said = state(PHONE, BUDGET, focus="p1")
    asked = learn(Profile(), said, said, Decision("chat", "bye", numbers={"asks_consent": 1.0}), DAY)
    assert asked.consent == "asked"
    assert not asked.wishes
    agreed = learn(asked, said, said, Decision("chat", "privacy_agreed"), DAY, {"p1": 999.0}.get)
    assert [r.wish.attribute for r in agreed.wishes] == ["price"]
    assert agreed.wishes[0].category == "手机"
    assert agreed.wishes[0].wish.said_at == 0
    assert agreed.items == [Seen("p1", "looked", "2026-05-14", 999.0)]


def test_a_newer_wish_replaces_the_older_and_a_turn_learnt_twice_changes_nothing() -> None:
    first = learn(AGREED, state(turn=0), state(PHONE, BUDGET), Decision("recommend", "fit"), DAY)
    later = DAY + timedelta(3)
    dearer = state(PHONE, Preference("price", "<=", 3000.0, said_at=1))
    second = learn(first, state(turn=0), dearer, Decision("recommend", "fit"), later)
    assert [(r.wish.value, r.day) for r in second.wishes] == [(3000.0, "2026-05-17")]
    assert learn(second, state(turn=0), dearer, Decision("recommend", "fit"), later) == second


def test_what_is_taken_back_is_forgotten_and_free_words_are_never_kept() -> None:
    words = Preference("text", "contains", "送前任", strength="soft", said_at=1)
    known = learn(AGREED, state(turn=0), state(PHONE, BUDGET, words), Decision("recommend", "fit"), DAY)
    assert [r.wish.attribute for r in known.wishes] == ["price"]
    gone = Decision("recommend", "fit", changes=[Change("dropped", BUDGET)])
    assert learn(known, state(PHONE, BUDGET), state(PHONE, turn=2), gone, DAY).wishes == []


def test_goods_that_were_decided_for_stay_so_and_a_refusal_is_the_last_word() -> None:
    picked = learn(AGREED, state(), state(turn=2), Decision("chat", "picked", [card("p1")]), DAY)
    looked = learn(picked, state(), state(turn=2), Decision("answer", "facts", [card("p1")]), DAY)
    assert looked.of("picked") == ["p1"]
    assert looked.of("looked") == []
    refused = learn(looked, state(), state(turn=3, refused=["p1"]), Decision("recommend", "fit"), DAY)
    assert refused.of("refused") == ["p1"]
    taken_up = learn(refused, state(refused=["p1"]), state(turn=4), Decision("recommend", "fit"), DAY)
    assert taken_up.items == []


def test_old_wishes_are_not_offered_and_count_less() -> None:
    known = Profile("yes", "2026-01-01", [Remembered(BUDGET, "手机", "2026-01-01")])
    assert known.wishes_for(["手机"], date(2026, 2, 1)) == [BUDGET]
    assert known.wishes_for(["手机"], date(2026, 12, 1)) == []
    assert known.wishes_for(["电视"], date(2026, 2, 1)) == []
    assert freshness("2026-01-01", date(2026, 1, 31)) == pytest.approx(0.5)


def test_a_profile_survives_its_record_and_is_erased_from_every_shop(tmp_path: Path) -> None:
    profiles = Profiles(load(data=tmp_path))
    known = Profile(
        "yes", "2026-05-14", [Remembered(BUDGET, "手机", "2026-05-14")], [Seen("p1", "picked", "2026-05-14")]
    )
    assert from_json(Profile, to_json(known)) == known
    profiles.change("v", "sample", lambda _: known, "2026-05-14")
    profiles.change("v", "other", lambda _: Profile("no", "2026-05-14"), "2026-05-14")
    profiles.change("w", "sample", lambda p: p, "2026-05-14")
    profiles.close()
    again = Profiles(load(data=tmp_path))
    assert again.read("v", "sample") == known
    assert again.read("w", "sample") == Profile()
    assert again.erase("v") == 2
    assert again.read("v", "sample") == Profile()
    again.close()


def test_what_others_chose_for_the_same_is_told_only_of_several(tmp_path: Path) -> None:
    profiles = Profiles(load(data=tmp_path))
    for visitor in ("a", "b", "c"):
        profiles.choose(visitor, "sample", [("老人", "p1"), ("老人", "p1")])
    profiles.choose("a", "sample", [("老人", "p2")])
    assert profiles.peers("sample", ["老人"]) == {"p1": 3}
    assert profiles.peers("sample", ["学生"]) == profiles.peers("other", ["老人"]) == {}
    profiles.erase("b")
    assert profiles.peers("sample", ["老人"]) == {}
    profiles.close()


def test_a_choice_is_what_is_decided_for_somebody() -> None:
    whom = Attribute("audience", "tags", {"zh": ["适合人群"]})
    shop = Shop("s", {}, "zh", "CNY", [], [whom])
    wish = Preference("audience", "contains", "老人", strength="soft")
    assert choices(shop, Decision("chat", "picked", [card("p1")], wishes=[wish, BUDGET])) == [("老人", "p1")]
    assert choices(shop, Decision("recommend", "fit", [card("p1")], wishes=[wish])) == []
