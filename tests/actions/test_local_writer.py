"""A whole action with a writer of ours: a draft that cannot stand is written once more, then the template speaks and
the message says so.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_guide import ActionGuide
from actions.runtime import Runtime
from finetune.generate import slot_writer, writer
from finetune.generate.own import load
from finetune.settings import WriterSettings
from knowledge.profiles import Profiles
from knowledge.settings import load as load_settings
from knowledge.types import DialogueState, UserAct
from tests.actions.calls import tracker, understood
from tests.actions.test_turn import Shops
from tests.finetune.own import writer as tiny_writer
from tests.finetune.world import recommended


class Recommending:
    """A guide that recommends the tiny shop's phones."""

    def take(self, action: str, state: DialogueState, *rest: Any) -> Any:
        return state, recommended()


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> WriterSettings:
    """Settings that name a tiny writer in this process."""
    folder: Path = tiny_writer(tmp_path_factory.mktemp("writer"))
    return WriterSettings(writer="local", writer_model=str(folder), writer_pieces=40)


async def say(settings: WriterSettings, monkeypatch: pytest.MonkeyPatch, *rounds: list[str]) -> tuple[Any, list[int]]:
    """Take a turn in which the model says `rounds` one after another ({draft}: the template's text with slots); return
    the message and the seeds that it was asked with.
    """
    seeds: list[int] = []

    def drafts(model: Any, asked: str, *rest: Any, seed: int, **more: Any) -> list[str]:
        seeds.append(seed)
        return [text.format(draft=asked.split("<draft>")[1]) for text in rounds[len(seeds) - 1]]

    monkeypatch.setattr(slot_writer, "write_drafts", drafts)
    served = writer(settings, load(settings))
    runtime = Runtime(Shops(), None, Recommending(), served, ThreadPoolExecutor(1), Profiles(load_settings()))  # type: ignore[arg-type]
    dispatcher = CollectingDispatcher()
    said = Tracker.from_dict(tracker(understood("推荐手机", UserAct.RECOMMEND)))
    await ActionGuide(runtime).run(dispatcher, said, {})
    return dispatcher.messages[0]["custom"], seeds


async def test_two_drafts_that_cannot_stand_leave_the_template_and_the_message_says_so(
    settings: WriterSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, seeds = await say(settings, monkeypatch, ["全网第一！"], ["包邮，正品！"])
    assert message["degraded"] is True
    assert "全网" not in message["text"]
    assert "包邮" not in message["text"]
    assert [item["item_id"] for item in message["items"]] == ["p1", "p2", "p3"]
    assert seeds[1] == seeds[0] + 1


async def test_one_that_stands_is_said_and_is_no_degradation(
    settings: WriterSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, seeds = await say(settings, monkeypatch, ["全网第一！"], ["您看，{draft}"])
    assert message["text"].startswith("您看，")
    assert "2000元以内" in message["text"]
    assert message["degraded"] is False
    assert len(seeds) == 2


async def test_a_model_that_breaks_costs_no_answer(settings: WriterSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    message, seeds = await say(settings, monkeypatch)  # the script has no line: it raises
    assert message["degraded"] is True
    assert message["act"] == "recommend"
    assert message["items"]
    assert len(seeds) == 1, "what is broken is not asked again"
