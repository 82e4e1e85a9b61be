"""The tracker store: what a turn reads, what survives, when memory is believed."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, ClassVar

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.policy.trackers import READ_ROWS, RecentTracker, RecentTrackerStore, recent

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
slots:
  state: {type: any, influence_conversation: false, mappings: [{type: custom}]}
  other: {type: any, influence_conversation: false, mappings: [{type: custom}]}
"""
)


def store(folder: Path, **more: Any) -> RecentTrackerStore:
    return RecentTrackerStore(domain=DOMAIN, dialect="sqlite", db=str(folder / "tracker.sqlite"), **more)


def turn(number: int, *more: Event) -> list[Event]:
    """The events that one turn leaves."""
    return [
        UserUttered(f"text {number}", {"name": "inform", "confidence": 1.0}, []),
        ActionExecuted("action_guide"),
        BotUttered(None, {"custom": {"text": f"answer {number}"}}),
        *more,
        ActionExecuted("action_listen"),
    ]


async def talk(at: RecentTrackerStore, sender: str, events: list[Event]) -> RecentTracker:
    tracker = await at.get_or_create_tracker(sender, append_action_listen=False)
    for event in events:
        tracker.update(event, DOMAIN)
    await at.save(tracker)
    return tracker


def slots(tracker: DialogueStateTracker | None) -> dict[str, Any]:
    assert tracker is not None
    return {key: value for key, value in tracker.current_slot_values().items() if key in ("state", "other")}


def run(coroutine: Any) -> Any:
    import asyncio

    return asyncio.run(coroutine)


@pytest.mark.parametrize("seed", range(60))
def test_recent_events_give_the_same_slots(seed: int) -> None:
    chance = random.Random(seed)
    events: list[Event] = [SessionStarted(), ActionExecuted("action_listen")]
    for number in range(chance.randrange(12)):
        more = chance.choices(
            [SlotSet("state", number), SlotSet("other", -number), Restarted(), AllSlotsReset(), ConversationPaused(),
             ConversationResumed(), SlotSet("state", None)], k=chance.randrange(3),
        )  # fmt: skip
        events += turn(number, *more)
    whole = DialogueStateTracker.from_events("s", events, DOMAIN.slots)
    kept = chance.choice([1, 2, 3])
    short = DialogueStateTracker.from_events("s", recent(events, kept), DOMAIN.slots)
    assert short.current_slot_values() == whole.current_slot_values()
    assert short.is_paused() == whole.is_paused()
    assert short.latest_action_name == whole.latest_action_name
    assert sum(isinstance(event, UserUttered) for event in short.events) <= kept


def test_slot_set_once_survives_two_hundred_turns(tmp_path: Path) -> None:
    async def scenario() -> None:
        await talk(store(tmp_path), "a", [SessionStarted(), ActionExecuted("action_listen"), SlotSet("other", "old")])
        one = store(tmp_path)
        for number in range(200):
            tracker = await talk(one, "a", turn(number, SlotSet("state", number)))
            assert len(tracker.events) < READ_ROWS
        # A process that has nothing in memory reads the same.
        fresh = await store(tmp_path).retrieve("a")
        assert slots(fresh) == {"state": 199, "other": "old"}
        assert fresh.latest_message.text == "text 199"
        assert len(fresh.events) < READ_ROWS
        whole = await store(tmp_path).retrieve_full_tracker("a")
        assert len(whole.events) == 3 + 200 * 5

    run(scenario())


def test_memory_is_not_believed_after_another_replica_wrote(tmp_path: Path) -> None:
    async def scenario() -> None:
        one, two = store(tmp_path), store(tmp_path)
        await talk(one, "a", turn(1, SlotSet("state", "one")))
        await talk(two, "a", turn(2, SlotSet("state", "two")))
        assert slots(await one.retrieve("a"))["state"] == "two"

    run(scenario())


def test_memory_is_used_where_nobody_else_wrote(tmp_path: Path) -> None:
    async def scenario() -> None:
        one = store(tmp_path)
        saved = await talk(one, "a", turn(1))
        await talk(one, "b", turn(1))
        assert await one.retrieve("a") is saved

    run(scenario())


def test_turn_that_broke_leaves_no_trace(tmp_path: Path) -> None:
    async def scenario() -> None:
        one = store(tmp_path)
        await talk(one, "a", turn(1, SlotSet("state", "kept")))
        broken = await one.retrieve("a")
        broken.update(UserUttered("lost"), DOMAIN)
        broken.update(SlotSet("state", "lost"), DOMAIN)  # and then the turn raises before it saves
        again = await one.retrieve("a")
        assert slots(again)["state"] == "kept"
        assert again.latest_message.text == "text 1"

    run(scenario())


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    async def scenario() -> None:
        one = store(tmp_path)
        await talk(one, "a", [])
        assert await one.retrieve("a") is None
        await talk(one, "a", turn(1))
        before = await one.retrieve("a")
        await one.save(before)
        assert len((await one.retrieve_full_tracker("a")).events) == 4

    run(scenario())


def test_forgets_one_conversation_only(tmp_path: Path) -> None:
    async def scenario() -> None:
        one = store(tmp_path)
        await talk(one, "a", turn(1))
        await talk(one, "b", turn(1))
        assert one.forget("a") == 4
        assert await one.retrieve("a") is None
        assert slots(await one.retrieve("b")) == {"state": None, "other": None}

    run(scenario())


def test_events_go_to_the_broker_once(tmp_path: Path) -> None:
    class Broker:
        published: ClassVar[list[dict[str, Any]]] = []

        def publish(self, event: dict[str, Any]) -> None:
            self.published.append(event)

    async def scenario() -> None:
        one = store(tmp_path, event_broker=Broker())
        await talk(one, "a", turn(1))
        await talk(one, "a", turn(2))
        assert [event["event"] for event in Broker.published] == ["user", "action", "bot", "action"] * 2
        assert {event["sender_id"] for event in Broker.published} == {"a"}

    run(scenario())


def test_refuses_a_tracker_it_did_not_make(tmp_path: Path) -> None:
    stranger = DialogueStateTracker("a", DOMAIN.slots)
    with pytest.raises(TypeError, match="DialogueStateTracker"):
        run(store(tmp_path).save(stranger))
