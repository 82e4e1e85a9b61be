"""The exam of question answering: its questions are true of the shop, its verdicts cannot be talked round."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answers.asked import Gold, draw
from knowledge.answers.judge import is_true, judge
from knowledge.answers.paraphrases import half_of, of_half, paraphrases
from knowledge.types import Answer, CompareRow, Decision, Question, Shown
from tests.knowledge.guide.world import ITEMS, view

VIEW = view()
P2 = VIEW.item("p2")


def decided(*answers: Answer, act: str = "answer", topic: str = "facts", **more) -> Decision:
    return Decision(act, topic, answers=list(answers), **more)  # type: ignore[arg-type]


def test_the_same_seed_asks_the_same_and_a_third_has_no_answer() -> None:
    one, again = (draw(VIEW, "tune", 20, 3) for _ in range(2))
    assert one == again
    assert sum(a.gold.kind == "silent" for a in one) == 7
    assert draw(VIEW, "tune", 20, 4) != one
    for asked in one:
        assert all("{" not in turn for turn in asked.turns)
        if asked.gold.kind in ("open", "yes_no"):
            assert VIEW.item(asked.gold.item_ids[0]).value(asked.gold.attribute) == asked.gold.value
        if asked.gold.attribute and asked.gold.kind == "silent":
            assert VIEW.item(asked.gold.item_ids[0]).value(asked.gold.attribute) is None


def test_the_halves_share_neither_items_nor_wordings() -> None:
    ids = {half: {i for a in draw(VIEW, half, 20, 3) for i in a.gold.item_ids[:1]} for half in ("tune", "test")}
    assert not ids["tune"] & ids["test"]
    wordings = paraphrases()["open"]["zh"]
    assert sorted(of_half(wordings, "tune") + of_half(wordings, "test")) == sorted(wordings)
    assert {half_of(i.item_id) for i in ITEMS} == {"tune", "test"}


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Answer(Question("screen"), "attribute", P2, 6.8), "right"),
        (Answer(Question("screen"), "attribute", P2, 7.0), "invented"),
        (Answer(Question("battery"), "attribute", P2, 5800), "wrong"),
        (Answer(Question("screen"), "none", P2), "silent"),
        (Answer(Question("screen"), "attribute", VIEW.item("p3"), 6.7), "wrong"),
        (Answer(Question("screen"), "description", P2, quote="屏幕很大"), "invented"),
        (Answer(Question("screen"), "reviews", P2, quote="用着很流畅，屏幕大", n_reviews=9), "invented"),
    ],
)
def test_verdicts_on_a_stated_value(answer, verdict) -> None:
    assert judge(VIEW, decided(answer), Gold("open", ["p2"], "screen", 6.8)) == verdict


def test_verdicts_where_nothing_is_known() -> None:
    gold = Gold("silent", ["p2"])
    assert judge(VIEW, decided(Answer(Question(""), "none", P2)), gold) == "right"
    assert judge(VIEW, decided(Answer(Question("nfc"), "attribute", P2, False, False)), gold) == "wrong"
    assert judge(VIEW, decided(Answer(Question("color", "白色"), "attribute", P2, "白色", True)), gold) == "invented"
    assert judge(VIEW, decided(act="recommend", topic="fit"), gold) == "wrong"


def test_a_yes_must_be_the_right_yes() -> None:
    gold = Gold("yes_no", ["p2"], "nfc", False, False)
    assert judge(VIEW, decided(Answer(Question("nfc"), "attribute", P2, False, False)), gold) == "right"
    assert judge(VIEW, decided(Answer(Question("nfc"), "attribute", P2, False, True)), gold) == "wrong"


def test_a_comparison_is_of_the_items_meant_with_true_rows() -> None:
    gold = Gold("compare", ["p1", "p2"], "price")
    items = [Shown(VIEW.item("p1")), Shown(P2)]
    rows = [CompareRow("price", [1599.0, 1399.0])]
    right = decided(act="compare", topic="items", items=items, rows=rows)
    assert judge(VIEW, right, gold) == "right"
    assert judge(VIEW, replace(right, rows=[CompareRow("price", [1599.0, 1.0])]), gold) == "invented"
    assert judge(VIEW, replace(right, rows=[CompareRow("screen", [6.9, 6.8])]), gold) == "wrong"
    assert judge(VIEW, replace(right, items=items[:1], rows=[]), gold) == "wrong"


def test_policies_and_silence_claim_nothing_of_an_item() -> None:
    assert is_true(VIEW, Answer(Question("policy:returns"), "policy", value="七天"))
    assert is_true(VIEW, Answer(Question("x"), "none", P2))
