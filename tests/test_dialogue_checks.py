"""The checks of the conversations can fail: each is held against a right reply and a wrong one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.dialogue_checks import CHECKS, Turn, faults, pressed, read_dialogue


def _item(item_id: str, price: float, **attributes: Any) -> dict[str, Any]:
    return {
        "item_id": item_id,
        "title": item_id,
        "price": price,
        "category": "手机",
        "brand": "云雀",
        "attributes": attributes,
    }


def _reply(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    reply = {
        "act": "recommend",
        "text": "这两款合适：云雀 1,399元",
        "degraded": False,
        "attribute": "",
        "items": list(items),
    }
    return {**reply, "quick_replies": [{"title": "便宜点", "payload": "{}"}], **more}


A, B = _item("a", 1399, battery=5800, audience=["老人"], nfc=False), _item("b", 2100, color="黑色")
BEFORE = [_reply(A, B)]


@pytest.mark.parametrize(
    ("expect", "right", "wrong"),
    [
        ({"act": ["ask", "recommend"]}, _reply(A), _reply(A, act="sorry")),
        ({"asked": "price"}, _reply(act="ask", attribute="price"), _reply(act="ask", attribute="color")),
        ({"asked_not": ["price"]}, _reply(act="ask", attribute="color"), _reply(act="ask", attribute="price")),
        ({"items_all": {"price": "<= 2000"}}, _reply(A), _reply(A, B)),
        ({"items_all": {"price": "<= 2000"}}, _reply(A), _reply()),
        ({"items_all": {"battery": ">= 5000"}}, _reply(A), _reply(B)),
        ({"items_all": {"audience": "老人"}}, _reply(A), _reply(B)),
        ({"items_all": {"nfc": False}}, _reply(A), _reply(_item("c", 1, nfc=0))),
        ({"items_all": {"color": ["黑色", "白色"]}}, _reply(B), _reply(A)),
        ({"items_some": {"battery": 5800}}, _reply(A, B), _reply(B)),
        ({"items_none": {"color": "黑色", "brand": "凌峰"}}, _reply(A), _reply(A, B)),
        ({"n_items": "1..2"}, _reply(A), _reply()),
        ({"n_items": ">= 2"}, _reply(A, B), _reply(A)),
        ({"n_items": 1}, _reply(A), _reply(A, B)),
        ({"items_are": "turn 1 cheapest"}, _reply(A), _reply(B)),
        ({"items_are": "turn 1 items 2 1"}, _reply(A, B), _reply(A)),
        ({"items_new": True}, _reply(_item("c", 1)), _reply(A)),
        ({"cheaper_than": "turn 1"}, _reply(A), _reply(B)),
        ({"text_has": "云雀"}, _reply(), _reply(text="您好")),
        ({"text_has_any": ["云雀", "松果"]}, _reply(), _reply(text="您好")),
        ({"text_has_not": "松果"}, _reply(), _reply(text="松果合适")),
        ({"says": "price"}, _reply(A), _reply(B)),
        ({"quick_replies_have": "便宜"}, _reply(), _reply(quick_replies=[])),
        ({"quick_replies_have_not": "贵"}, _reply(), _reply(quick_replies=[{"title": "贵点", "payload": ""}])),
        ({"history": 4}, _reply(), None),
    ],
)
def test_each_expectation_can_hold_and_fail(
    expect: dict[str, Any], right: dict[str, Any], wrong: dict[str, Any] | None
) -> None:
    turn = Turn(user="x", expect=expect)
    assert faults(turn, right, BEFORE, "zh", 4) == []
    assert len(faults(turn, wrong or right, BEFORE, "zh", 4 if wrong else 5)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"degraded": True}, {"text": " "}, {"text": "only English"}, {"text": "共{n}款"}, {"text": "作为一个AI，我"},
        {"quick_replies": [{"title": "是", "payload": ""}, {"title": "是", "payload": ""}]}, {"items": [A, A]},
        {"act": "ask", "attribute": "price"},
    ],
)  # fmt: skip
def test_what_holds_in_every_turn_can_fail(wrong: dict[str, Any]) -> None:
    before = [_reply(act="ask", attribute="price")]
    assert faults(Turn(user="x"), _reply(A), before, "zh", 2) == []
    assert (
        len(faults(Turn(user="x"), _reply(A, **wrong) if "items" not in wrong else _reply(**wrong), before, "zh", 2))
        == 1
    )


def test_all_expectations_are_tried_above() -> None:
    tried = {
        key for mark in test_each_expectation_can_hold_and_fail.pytestmark for case in mark.args[1] for key in case[0]
    }
    assert tried == set(CHECKS)


def test_a_quick_reply_is_found_by_its_title_or_a_part_of_it() -> None:
    reply = _reply(quick_replies=[{"title": "运动 · 12款", "payload": "1"}, {"title": "运动鞋", "payload": "2"}])
    assert pressed(reply, "运动鞋")["payload"] == "2"
    assert pressed(reply, "12款")["payload"] == "1"
    with pytest.raises(AssertionError, match="no single"):
        pressed(reply, "运动")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("about: x\nlocale: zh\nturns:\n- {user: a, expect: {itemsall: {}}}", "unknown key 'itemsall'"),
        ("about: x\nlocale: zh\nturns:\n- {user: a, press: b}", "either user or press"),
        ("about: x\nlocale: zh\nturns:\n- {user: a}\nmore: 1", "unknown key 'more'"),
        ("locale: zh\nturns: []", "about"),
    ],
)
def test_a_file_that_is_wrong_is_refused(written: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_text(written, "utf-8")
    with pytest.raises(ValueError, match=reason):
        read_dialogue(file)
