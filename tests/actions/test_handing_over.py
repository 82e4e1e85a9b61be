"""The facts that go to a person who takes over, from the state that the conversation has left."""

from __future__ import annotations

import httpx
import pytest

from actions.handing_over import mood, sentiments
from knowledge.types import Preference, UserAct
from tests.actions.calls import call, understood
from tests.actions.test_server import LIST, take


def test_a_request_carries_wishes_goods_and_reason(server: httpx.Client) -> None:
    message, state = take(server, call("action_guide", LIST))
    shown = [item["item_id"] for item in message["items"]]
    assert "handoff" not in message
    against = Preference("brand", "=", "松果", polarity="against", text="不要松果", said_at=2)
    refused = understood("不要松果的", UserAct.REFUSE, wishes=[against])
    _, state = take(server, call("action_guide", refused, state))
    wanted = understood("转人工，气死我了", UserAct.HANDOFF, sentiment=-0.9)
    message, _ = take(server, call("action_hand_off", wanted, state))
    facts = message["handoff"]
    assert (message["act"], message["topic"], facts["reason"], facts["mood"]) == (
        "handoff",
        "requested",
        "asked",
        "angry",
    )
    assert facts["text"] == "转人工，气死我了"
    assert {w["text"] for w in facts["wishes"]} == {"手机", "1600元以内"}
    assert [w["text"] for w in facts["against"]] == ["松果"]
    assert set(shown) <= {item["item_id"] for item in facts["shown"]}
    assert all(item["title"] and item["price"] for item in facts["shown"])


def test_an_offer_carries_none(server: httpx.Client) -> None:
    offered = understood("我的订单呢", UserAct.ORDER)
    message, _ = take(server, call("action_hand_off", offered))
    assert message["topic"] == "offer"
    assert "handoff" not in message


@pytest.mark.parametrize(
    ("felt", "expected"),
    [([0.0, -0.9, 0.5], "angry"), ([-0.3], "upset"), ([0.8, 0.6], "pleased"), ([0.1], "neutral"), ([], "neutral")],
)
def test_the_worst_of_the_turns_is_the_mood(felt: list[float], expected: str) -> None:
    assert mood(felt) == expected


def test_sentiments_are_read_from_the_tracker() -> None:
    events = [
        {"event": "user", "parse_data": {"understanding": {"sentiment": -0.5}}},
        {"event": "bot"},
        {"event": "user", "parse_data": {"understanding": {"acts": []}}},
        {"event": "user"},
    ]
    assert sentiments(events) == [-0.5, 0.0]
