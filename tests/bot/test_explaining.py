"""`daogou explain`: every turn of the record is told with its figures; what is not there is said."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.explaining import explain_command, lines, turns, wish_line
from bot.gateway.replies import shape

PRICE = {"attribute": "price", "operator": "<=", "value": 2000.0, "said_at": 1, "text": "2000以内"}
SAID = {
    "act": "recommend", "topic": "fit", "text": "先看这款。", "attribute": "color", "degraded": False,
    "items": [{"item_id": "p1", "title": "松果 X2", "reasons": ["6.9英寸"]}], "quick_replies": [],
    "why": {
        "n_matching": 59, "numbers": {"bits.color": 1.2, "bits.brand": 1.9, "probability.p1": 0.125, "stuck": 1.0,
                                    "place.p1": 2.0, "term.popularity.p1": 0.5, "term.wish, color.p1": 1.2},
        "changes": [{"kind": "added", "preference": PRICE}], "unchecked": ["好看"],
    },
}  # fmt: skip
EVENTS = [
    {"event": "action", "name": "action_listen"},
    {"event": "user", "text": "2000以内的手机", "parse_data": {"understanding": {
        "text": "2000以内的手机", "locale": "zh", "acts": [{"name": "recommend", "confidence": 0.8}], "wishes": [PRICE],
        "questions": [{"attribute": "nfc", "text": "有NFC吗"}]}}},
    {"event": "bot", "text": None, "data": {"custom": SAID}},
    {"event": "slot", "name": "state", "value": {"turn": 1, "wishes": [PRICE], "asked": ["color"]}},
    {"event": "user", "text": "在吗", "parse_data": {}},
]  # fmt: skip


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder whose tracker store holds one conversation, as Rasa writes it."""
    with sqlite3.connect(tmp_path / "tracker.sqlite") as connection:
        columns = "sender_id, type_name, timestamp, intent_name, action_name, data"
        connection.execute(f"CREATE TABLE events (id INTEGER PRIMARY KEY, {columns})")
        for event in EVENTS:
            row = ("s1", event["event"], event.get("name"), json.dumps(event))
            connection.execute("INSERT INTO events (sender_id, type_name, action_name, data) VALUES (?, ?, ?, ?)", row)
    monkeypatch.setenv("DAOGOU_DATA", str(tmp_path))
    return tmp_path


def told(*arguments: str) -> str:
    result = CliRunner().invoke(explain_command, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


def test_a_turn_tells_what_was_understood_wished_and_decided(data: Path) -> None:
    text = told("s1", "--turn", "1")
    assert 'understood  for price <= 2000 (hard, turn 1, "2000以内")' in text
    assert "questions: attribute=nfc text=有NFC吗" in text
    assert 'wish        for price <= 2000 (hard, turn 1, "2000以内")' in text
    assert "decided     recommend/fit, asks color, 59 goods fit" in text
    assert "worth in bits after cost: brand 1.9, color 1.2" in text  # best first
    assert "card        12.5%  松果 X2 (p1)  6.9英寸" in text
    assert "score     1.70 = wish, color +1.20, popularity +0.50, place 2 of all that fit" in text
    assert "number      stuck 1" in text
    assert "number      term" not in text
    assert "unchecked   好看" in text
    assert "turn 2" not in text


def test_a_turn_without_a_reply_says_so(data: Path) -> None:
    assert "turn 2  在吗" in told("s1")
    assert "nothing: the turn failed or a person had the conversation" in told("s1", "--turn", "2")


@pytest.mark.parametrize(
    ("arguments", "reason"), [(["other"], "no conversation 'other'"), (["s1", "--turn", "3"], "has 2 turns")]
)
def test_what_is_not_there_is_said(data: Path, arguments: list[str], reason: str) -> None:
    result = CliRunner().invoke(explain_command, arguments)
    assert (result.exit_code, reason in result.output) == (1, True)


def test_no_record_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAOGOU_DATA", str(tmp_path))
    assert CliRunner().invoke(explain_command, ["s1"]).exit_code == 1


def test_events_before_the_first_word_belong_to_no_turn() -> None:
    assert [len(t["said"]) for t in turns(EVENTS)] == [1, 0]
    assert turns(EVENTS[:1]) == []
    assert lines(1, turns(EVENTS)[0])[0] == "turn 1  2000以内的手机"


def test_several_values_and_refusals_are_worded() -> None:
    wish = {
        "attribute": "brand",
        "operator": "in",
        "value": ["云雀", "松果"],
        "polarity": "against",
        "strength": "soft",
    }
    assert wish_line(wish) == "against brand in 云雀 or 松果 (soft)"
    assert wish_line({"attribute": "nfc", "operator": "=", "value": True}) == "for nfc = True (hard)"


def test_figures_do_not_reach_the_shopper() -> None:
    assert "why" not in shape([{"custom": {**SAID, "items": []}}])[0].model_dump()
