"""The loaded model inside one process: parse data, policy, graph runner."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.engine.exceptions import GraphRunError

from bot.policy.server import ServerSettings, load_agent
from nlu.names import ACTION_OF_ACT, ACTS, UNDERSTANDING
from tests.bot.policy.doubles import remember


@pytest.fixture
def with_agent(model: Path, tmp_path: Path) -> Callable[[Callable[[Agent], Awaitable[Any]]], Any]:
    """Return a function that runs a scenario with an agent whose action server is in process."""

    def run(scenario: Callable[[Agent], Awaitable[Any]]) -> Any:
        async def whole() -> Any:
            agent = await load_agent(ServerSettings(model=model, data=tmp_path, actions_url="http://nowhere", port=0))

            async def answer(*_: Any, json: Any, **__: Any) -> Any:
                calls.append(json)
                return remember(json)

            agent.action_endpoint.request = answer
            return await scenario(agent)

        return asyncio.run(whole())

    calls: list[dict[str, Any]] = []
    run.calls = calls  # type: ignore[attr-defined]
    return run


def message(text: str, sender: str = "a", **metadata: Any) -> UserMessage:
    return UserMessage(text, None, sender, input_channel="rest", metadata=metadata)


def test_understanding_survives_into_tracker_sql_and_webhook(with_agent: Any, tmp_path: Path) -> None:
    async def scenario(agent: Agent) -> None:
        await agent.handle_message(message("要红色的", turn=3))
        wish = {"attribute": "text", "operator": "=", "value": "要红色的", "said_at": 3}
        stored = json.loads((await raw_user_event(agent))["data"])
        for parse_data in (stored["parse_data"], with_agent.calls[0]["tracker"]["latest_message"]):
            assert parse_data[UNDERSTANDING]["wishes"] == [wish]
            assert parse_data["intent"] == {"name": "inform", "confidence": 0.8}
            assert "text_tokens" not in parse_data
        fresh = await agent.tracker_store.retrieve_full_tracker("a")
        assert fresh.latest_message.parse_data[UNDERSTANDING]["wishes"] == [wish]

    async def raw_user_event(agent: Agent) -> dict[str, Any]:
        with agent.tracker_store.session_scope() as session:
            row = session.query(agent.tracker_store.SQLEvent).filter_by(type_name="user").one()
            return {"data": row.data, "intent": row.intent_name}

    with_agent(scenario)


def test_text_stays_as_typed_in_the_tracker(with_agent: Any) -> None:
    async def scenario(agent: Agent) -> None:
        for text in ("ＦＵＬＬ　ｗｉｄｔｈ", "/restart", "要紅色"):
            await agent.handle_message(message(text))
            tracker = await agent.tracker_store.retrieve_full_tracker("a")
            assert tracker.latest_message.text == text
            assert tracker.latest_message.intent["name"] == "inform"

    with_agent(scenario)


def test_every_act_leads_to_its_action_then_to_listening(with_agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from knowledge.types import Act, Understanding
    from tests.bot.policy import doubles

    async def scenario(agent: Agent) -> None:
        for act in ACTS:
            understood = Understanding("x", "zh", [Act(act)])
            monkeypatch.setattr(doubles.TinyUnderstander, "understand", lambda *_, found=understood: found)
            await agent.handle_message(message("x", sender=act))
            tracker = await agent.tracker_store.retrieve(act)
            assert [call["next_action"] for call in with_agent.calls] == [ACTION_OF_ACT[act]]
            assert tracker.latest_action_name == "action_listen"
            with_agent.calls.clear()

    with_agent(scenario)


def test_decision_is_logged_with_its_numbers(with_agent: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot.policy.main_act")
    with_agent(lambda agent: agent.handle_message(message("比较", sender="logged")))
    (line,) = [record.getMessage() for record in caplog.records if "logged" in record.getMessage()]
    figures = json.loads(line.removeprefix("decided "))
    assert (figures["act"], figures["action"], figures["confidence"]) == ("compare", "action_compare", 0.9)


def test_session_never_expires(with_agent: Any) -> None:
    async def scenario(agent: Agent) -> None:
        await agent.handle_message(message("一"))
        tracker = await agent.tracker_store.retrieve("a")
        for event in tracker.events:
            event.timestamp -= 400 * 24 * 3600
        tracker.n_stored = 0
        agent.tracker_store.forget("a")
        await agent.tracker_store.save(tracker)
        await agent.handle_message(message("二"))
        assert with_agent.calls[-1]["tracker"]["slots"]["state"] == {"texts": ["一"]}
        whole = await agent.tracker_store.retrieve_full_tracker("a")
        assert sum(event.type_name == "session_started" for event in whole.events) <= 1

    with_agent(scenario)


def test_runner_names_what_is_missing(with_agent: Any) -> None:
    async def scenario(agent: Agent) -> None:
        runner, target = agent.processor.graph_runner, agent.processor.model_metadata.nlu_target
        with pytest.raises(GraphRunError, match="__message__"):
            runner.run(inputs={}, targets=[target])

    with_agent(scenario)
