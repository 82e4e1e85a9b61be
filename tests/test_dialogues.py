"""Whole conversations with the real processes; see tests/dialogues/README.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.dialogue_checks import Dialogue, faults, pressed, read_dialogue

FOLDER = Path(__file__).parent / "dialogues"
FILES = sorted(FOLDER.glob("*/*.yml"))


def test_there_are_conversations_for_the_sample_shop() -> None:
    sample = [read_dialogue(f) for f in FILES if f.parent.name == "sample"]
    assert len(sample) >= 25
    assert len(FILES) >= 45
    assert {d.locale for d in sample} == {"zh", "en"}
    assert all(turn.expect for d in sample for turn in d.turns[-1:])


@pytest.mark.parametrize("file", FILES, ids=[f"{f.parent.name}/{f.stem}" for f in FILES])
def test_conversation(file: Path, house: Any) -> None:
    dialogue: Dialogue = read_dialogue(file)
    if dialogue.shop not in house.shops:
        pytest.skip(f"the data of the shop {dialogue.shop} is not at hand")
    talk = house.talk(dialogue.shop, dialogue.locale)
    replies: list[dict[str, Any]] = []
    transcript: list[str] = []
    for number, turn in enumerate(dialogue.turns, 1):
        if turn.press is not None:
            quick = pressed(replies[-1], turn.press)
            reply = talk.say(quick["title"], payload=quick["payload"])
        else:
            reply = talk.say(turn.user)
        transcript.append(f"{number} > {turn.user or f'[{turn.press}]'}\n    {_said(reply)}")
        wrong = faults(turn, reply, replies, dialogue.locale, len(talk.history()))
        replies.append(reply)
        assert not wrong, "\n".join([f"{dialogue.about}; turn {number}", *wrong, "", *transcript])
    print("\n".join(transcript))  # to be read with `pytest -rP`


def _said(reply: dict[str, Any]) -> str:
    cards = "".join(f"\n    ▢ {i['title']} {i['price'] or 0:g}" for i in reply["items"])
    buttons = "".join(f"〔{o['title']}〕" for o in reply["quick_replies"])
    attribute = f":{reply['attribute']}" if reply["attribute"] else ""
    return f"({reply['act']}{attribute}) {reply['text']}{cards}\n    {buttons}"
