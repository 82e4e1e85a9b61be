"""The words of an answer as a draft, where its pictures are new to Telegram."""

from __future__ import annotations

import pytest

from tests.bot.channels.conftest import World
from tests.bot.channels.rules import Refusal
from tests.bot.channels.toy_gateway import message

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def said(world: World, text: str, title: str = "") -> list[tuple[str, str]]:
    """Say something that goods are shown to; return what the chat got, with the drafts."""
    person = world.person()
    world.gateway.script[text] = [message("**先看**这款。", "recommend", [title] if title else [])]
    person.say(text)
    await world.settled()
    return [(c.method, c.said) for c in world.api.calls if c.chat == person.id and c.method != "sendChatAction"]


async def test_words_come_as_a_draft_while_new_pictures_are_fetched(world):
    (draft, words), (method, whole) = await said(world, "手机", "草稿机 1")
    assert (draft, method) == ("sendMessageDraft", "sendPhoto")
    assert words == "先看这款。"
    assert words in whole
    assert world.gateway.pictures == 1


async def test_what_telegram_has_already_needs_no_draft(world):
    await said(world, "手机", "草稿机 2")
    world.api.calls.clear()
    assert [method for method, _ in await said(world, "还是它", "草稿机 2")] == ["sendPhoto"]
    assert [method for method, _ in await said(world, "只有话")] == ["sendMessage"]


async def test_a_draft_that_is_refused_costs_the_answer_nothing(world):
    world.api.broken.append(("sendMessageDraft", Refusal(400, "Bad Request: chat has no drafts")))
    assert [method for method, _ in await said(world, "手机", "草稿机 3")] == ["sendPhoto"]
    world.api.calls.clear()
    assert [method for method, _ in await said(world, "手机", "草稿机 4")] == ["sendMessageDraft", "sendPhoto"]


async def test_a_server_older_than_drafts_is_asked_once(make_world):
    world = await make_world()
    world.api.drafts = False
    for n in range(3):
        assert [method for method, _ in await said(world, "手机", f"旧机 {n}")] == ["sendPhoto"]
    assert [method for method, _, _ in world.api.refusals] == ["sendMessageDraft"]
