"""The door of an action: what is read, and what happens when the guide or the writer breaks."""

from __future__ import annotations

import logging
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import nlu.names as names
from actions import turn
from actions.registry import ACTIONS
from actions.runtime import Runtime
from actions.settings import ActionSettings
from finetune.generate import writer
from finetune.settings import WriterSettings
from knowledge.profiles import Profiles
from knowledge.settings import load
from knowledge.types import Decision, DialogueState, UserAct
from tests.actions.calls import tracker, understood
from tests.finetune.world import SHOP


class Shops:
    """A catalogue of the tiny shop."""

    def view(self, name: str) -> Any:
        return SimpleNamespace(shop=SHOP)


class Broken:
    """A guide that fails with a secret in its message."""

    def take(self, *args: Any) -> Any:
        raise ZeroDivisionError("secret detail")


class Greeting:
    """A guide that greets and counts the turn."""

    def take(self, action: str, state: DialogueState, *rest: Any) -> Any:
        return DialogueState(turn=state.turn + 1), Decision("chat", "greet")


def runtime(guide: Any) -> Runtime:
    profiles = Profiles(load())  # nothing is opened before a visitor is named
    return Runtime(Shops(), None, guide, writer(WriterSettings(writer="template")), ThreadPoolExecutor(2), profiles)  # type: ignore[arg-type]


async def run(guide: Any, said: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    dispatcher = CollectingDispatcher()
    events = await ACTIONS[0](runtime(guide)).run(dispatcher, Tracker.from_dict(said), {})
    return dispatcher.messages, events


def test_the_key_names_are_those_of_understanding() -> None:
    assert turn.UNDERSTANDING == names.UNDERSTANDING
    assert turn.META_SHOP == names.META_SHOP
    assert turn.META_LOCALE == names.META_LOCALE
    assert turn.META_PAGE_ITEM == names.META_PAGE_ITEM
    assert turn.META_VISITOR == names.META_VISITOR
    assert turn.META_PICTURE == names.META_PICTURE
    assert turn.SLOT_STATE == names.SLOT_STATE
    assert sorted(a.NAME for a in ACTIONS) == sorted(names.ACTIONS)


async def test_a_failure_is_said_logged_and_changes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="actions.turn"):
        (message,), events = await run(Broken(), tracker(understood("你好", UserAct.GREET)))
    assert message["custom"]["topic"] == "failure"
    assert message["custom"]["degraded"] is True
    assert "secret" not in str(message)
    assert events == []
    assert "ZeroDivisionError: secret detail" in caplog.text  # with the traceback


async def test_a_failure_in_english_is_said_in_english() -> None:
    (message,), _ = await run(Broken(), tracker(understood("hi", UserAct.GREET, locale="en")))
    assert message["custom"]["quick_replies"][0]["title"] == "Talk to a person"


async def test_the_new_state_goes_into_the_slot() -> None:
    (message,), events = await run(Greeting(), tracker(understood("你好", UserAct.GREET), state={"turn": 4}))
    assert message["custom"]["act"] == "chat"
    assert [(e["name"], e["value"]) for e in events] == [("state", {"turn": 5, "said": [message["custom"]["text"]]})]


def test_recent_texts_are_read_from_the_state_and_emoji_from_the_events() -> None:
    said = tracker(understood("hi", UserAct.GREET), state={"turn": 1, "said": ["您好"]})
    said["events"] = [{"event": "user", "text": "hi 😀"}]
    found = turn.read(Tracker.from_dict(said))
    assert found.recent == ("您好",)
    assert found.emoji


def test_the_seed_is_stable_and_differs_between_conversations() -> None:
    one, again, other = (
        turn.read(Tracker.from_dict(tracker(understood("hi", UserAct.GREET), sender=s))).seed for s in ("a", "a", "b")
    )
    assert one == again != other


def test_a_missing_shop_names_the_key() -> None:
    with pytest.raises(turn.BadTurn, match=r"metadata\.shop: expected a shop's name, found None"):
        turn.read(Tracker.from_dict(tracker(understood("hi", UserAct.GREET), shop=None)))


def test_settings_refuse_no_threads() -> None:
    with pytest.raises(ValueError, match="greater than or equal to 1"):
        ActionSettings(action_threads=0)


def test_the_start_loads_no_model_library() -> None:
    heavy = "('torch', 'transformers', 'opentelemetry')"
    code = f"import sys, actions.server, actions.runtime; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"
