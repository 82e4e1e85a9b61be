"""Plays the conversations of `dialogues/` through the real library, the Bot API server and the toy gateway."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bot.channels.bot_api import Call, Person
from tests.bot.channels.conftest import World
from tests.bot.channels.pictures import png
from tests.bot.channels.toy_gateway import message

FILES = sorted((Path(__file__).parent / "dialogues").glob("*.yml"))
DIALOGUES = [(f"{file.stem}: {d['about']}", d) for file in FILES for d in yaml.safe_load(file.read_text("utf-8"))]

#: What a `sees` entry is about, and the calls that it may be.
KINDS = {
    "text": "sendMessage", "photo": "sendPhoto", "album": "sendMediaGroup", "edit": "editMessageText",
    "media": "editMessageMedia", "left": "editMessageReplyMarkup", "deleted": "deleteMessages",
}  # fmt: skip


def test_there_are_thirty_dialogues():
    assert len(DIALOGUES) >= 30
    assert len({name for name, _ in DIALOGUES}) == len(DIALOGUES)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("dialogue", [d for _, d in DIALOGUES], ids=[name for name, _ in DIALOGUES])
async def test_dialogue(world: World, dialogue: dict[str, Any]):
    person = world.person(language=dialogue.get("language", "zh-hans"))
    for turn in dialogue["turns"]:
        n_heard, n_calls = len(world.gateway.heard), len(world.api.calls)
        _script(world, turn)
        _do(person, turn)
        await world.settled()
        calls = [call for call in world.api.calls[n_calls:] if call.method != "sendChatAction"]
        _check_heard(world, turn, world.gateway.heard[n_heard:])
        _check_seen(turn, [c for c in calls if c.method in KINDS.values()])
        if "notice" in turn:
            assert [turn["notice"] in c.said for c in calls if c.method == "answerCallbackQuery"] == [True]
        if "results" in turn:
            (answer,) = [c for c in calls if c.method == "answerInlineQuery"]
            assert [r["title"] for r in json.loads(answer.data["results"])] == turn["results"]
            assert json.loads(answer.data["button"])["text"]
    assert not world.api.unanswered, "a press or an inline query got no answer"
    assert not world.api.refusals, "the server refused something"


def _script(world: World, turn: dict[str, Any]) -> None:
    if "gateway" in turn:
        world.gateway.broken.append((turn["gateway"], {}))
    if "guide" not in turn:
        return
    said = turn["guide"]
    replies = [
        r if isinstance(r, str) else [r[0], json.dumps({"acts": r[1:]}, ensure_ascii=False)]
        for r in said.get("replies", [])
    ]
    key = turn.get("guide_for", turn.get("say", turn.get("press")))
    world.gateway.script[key] = [message(said["text"], said["act"], said.get("items", ()), replies)]


def _do(person: Person, turn: dict[str, Any]) -> None:
    if "say" in turn:
        person.say(turn["say"])
    elif "press" in turn:
        person.press(turn["press"])
    elif "photo" in turn:
        person.photo(png(), turn["photo"])
    elif "document" in turn:
        person.document(b"\0\0\0\x18ftypheic", turn["document"])
    elif "voice" in turn:
        person.send(voice={"file_id": "v", "file_unique_id": "v", "duration": 3})
    elif "sticker" in turn:
        person.send(sticker={"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
                             "is_animated": False, "is_video": False})  # fmt: skip
    elif "inline" in turn:
        person.inline(turn["inline"])
    else:
        newest = max(number for chat, number in person.api.messages if chat == person.id)
        person.press_data(turn["stale"], person.api.messages[person.id, newest])


def _check_heard(world: World, turn: dict[str, Any], heard: list[tuple[str, dict[str, Any]]]) -> None:
    expected = turn.get("heard")
    if expected == "nothing":
        assert heard == []
    elif expected is not None:
        ((session_id, body),) = heard
        found: dict[str, Any] = {
            "text": body["text"], "acts": json.loads(body.get("payload", "{}")).get("acts"),
            "image": body.get("image", "").startswith("data:image/png;base64,"), "page_item": body.get("page_item"),
            "shop": world.gateway.sessions[session_id]["shop"],
        }  # fmt: skip
        assert {key: found[key] for key in expected} == expected


def _check_seen(turn: dict[str, Any], calls: list[Call]) -> None:
    expected = [{"text": entry} if isinstance(entry, str) else entry for entry in turn["sees"]]
    seen = [(c.method, c.said, [p["caption"] for p in c.photos], c.buttons) for c in calls]
    assert [KINDS[next(iter(entry))] for entry in expected] == [c.method for c in calls], seen
    for entry, call in zip(expected, calls, strict=True):
        kind, value = next(iter(entry.items()))
        if kind == "album":
            assert len(call.photos) == len(value)
            assert all(part in p["caption"] for part, p in zip(value, call.photos, strict=True)), seen
        elif kind == "left":
            assert call.buttons == value
        elif kind == "deleted":
            assert len(json.loads(call.data["message_ids"])) == value
        else:
            assert value in call.said, seen
        if "buttons" in entry:
            assert call.buttons == entry["buttons"]
