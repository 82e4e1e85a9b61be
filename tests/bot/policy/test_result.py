"""The check of an action's result says the same as Rasa's own schema."""

from __future__ import annotations

import time
from typing import Any

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction

from bot.policy.result import WrongResult, check_result

GOOD: list[Any] = [
    {},
    {"events": [], "responses": []},
    {
        "events": [{"event": "slot", "timestamp": None, "name": "state", "value": {"turn": 1}}],
        "responses": [{"custom": {}}],
    },
    {"events": [{"event": "action", "name": "action_listen"}, {"event": "restart"}]},
    {"events": [{"event": "followup", "name": "action_chat", "metadata": None}]},
]
BAD: list[tuple[Any, str]] = [
    (None, "found NoneType"),
    ([], "found list"),
    ({"events": {}}, "events: expected a list"),
    ({"responses": "hello"}, "responses: expected a list"),
    ({"responses": ["hello"]}, r"responses\[0\]"),
    ({"events": ["slot"]}, r"events\[0\]: expected an event"),
    ({"events": [{"event": "restart"}, {"event": "nonsense"}]}, r"events\[1\]"),
    ({"events": [{"event": 7}]}, r"events\[0\]"),
    ({"events": [{}]}, r"events\[0\]"),
    ({"events": [{"event": "slot"}]}, r"events\[0\].*'name' is a required"),
    ({"events": [{"event": "slot", "name": "state", "value": 1, "timestamp": "now"}]}, r"events\[0\].timestamp"),
]


def rasa_accepts(result: Any) -> bool:
    try:
        jsonschema.validate(result, RemoteAction.action_response_format_spec())
    except jsonschema.ValidationError:
        return False
    return True


@pytest.mark.parametrize("result", GOOD)
def test_good_results_pass(result: Any) -> None:
    assert rasa_accepts(result)
    check_result(result)


@pytest.mark.parametrize(("result", "words"), BAD)
def test_bad_results_are_refused_with_their_place(result: Any, words: str) -> None:
    assert not rasa_accepts(result)
    with pytest.raises(WrongResult, match=words):
        check_result(result)


def test_costs_a_tenth_of_rasas_own_check() -> None:
    def cost_s(check: Any) -> float:
        best = 1e9
        for _ in range(20):
            begun = time.perf_counter()
            check(GOOD[2])
            best = min(best, time.perf_counter() - begun)
        return best

    assert cost_s(check_result) < cost_s(rasa_accepts) / 10
