"""A person at the desk speaks in Telegram: once, in order, across broken connections and restarts."""

from __future__ import annotations

import asyncio

import pytest

from tests.bot.channels.serving import until
from tests.bot.channels.toy_gateway import message

pytestmark = pytest.mark.asyncio(loop_scope="module")


def texts(person):
    return [call.said for call in person.saw() if call.method == "sendMessage"]


async def handed_off(world, quiet_s=20.0):
    """Return a person who waits for the desk, and their session."""
    world.channel.following._quiet_s = quiet_s
    person = world.person()
    world.gateway.script["转人工"] = [message("已为您排队。", "handoff", replies=["取消排队"])]
    world.gateway.answers = "requested"
    before = set(world.gateway.sessions)
    person.say("转人工")
    await world.settled()
    (session_id,) = set(world.gateway.sessions) - before
    return person, session_id


async def test_what_a_person_says_is_brought_and_the_bot_is_silent(world):
    person, session_id = await handed_off(world)
    world.gateway.tell(session_id, "客服小林已接入", "system")
    world.gateway.answers = "assigned"
    world.gateway.tell(session_id, "您好，我是小林", "agent")
    await until(lambda: len(texts(person)) == 3, what="the agent's words")
    person.say("洗衣机坏了")
    await world.settled()
    world.gateway.tell(session_id, "看看这台", "agent", items=["滚筒 A"])
    await until(lambda: any(call.method == "sendPhoto" for call in person.saw()), what="the agent's card")
    assert texts(person) == ["已为您排队。", "客服小林已接入", "客服\n您好，我是小林"]
    (photo,) = [call for call in person.saw() if call.method == "sendPhoto"]
    assert photo.said.startswith("客服\n看看这台")
    world.gateway.answers = "bot"
    world.gateway.tell(session_id, "我接着为您服务，满意吗？", "bot", replies=["很满意"])
    await until(lambda: len(texts(person)) == 4, what="the bot's return")
    world.gateway.script["很满意"] = [message("谢谢您的评价！")]
    person.press("很满意")
    await world.settled()
    assert texts(person)[-1] == "谢谢您的评价！"
    await asyncio.sleep(0.3)
    assert texts(person).count("谢谢您的评价！") == 1, "an answer is not brought again"


async def test_answers_of_the_bot_while_one_waits_come_once(world):
    person, _ = await handed_off(world)
    for n in range(5):
        person.say(f"问题{n}")
    await world.settled()
    await asyncio.sleep(0.3)
    assert texts(person) == ["已为您排队。", *[f"{n + 2}: 问题{n}" for n in range(5)]]


async def test_a_broken_stream_loses_and_doubles_nothing(world):
    person, session_id = await handed_off(world)
    world.gateway.answers = "assigned"
    for n in range(12):
        world.gateway.tell(session_id, f"第{n}句", "agent")
        if n % 4 == 1:
            world.gateway.cut.set()
            await asyncio.sleep(0.05)
            world.gateway.cut.clear()
    await until(lambda: len(texts(person)) == 13, what="all that was said")
    assert texts(person)[1:] == [f"客服\n第{n}句" for n in range(12)]
    assert world.gateway.streams >= 3


async def test_following_goes_on_after_a_restart(make_world):
    world = await make_world()
    person, session_id = await handed_off(world)
    world.gateway.answers = "assigned"
    world.gateway.tell(session_id, "一", "agent")
    await until(lambda: len(texts(person)) == 2, what="the first words")
    await world.stop()
    world.gateway.tell(session_id, "二", "agent")
    await world.start()
    await until(lambda: len(texts(person)) == 3, what="what was said meanwhile")
    await asyncio.sleep(0.2)
    assert texts(person)[1:] == ["客服\n一", "客服\n二"]


async def test_following_ends_when_the_bot_answers_again(make_world):
    world = await make_world()
    person, _ = await handed_off(world, quiet_s=0.2)
    await asyncio.sleep(0.5)
    assert world.channel.following._tasks, "somebody may still come"
    world.gateway.answers = "bot"
    await until(lambda: not world.channel.following._tasks, what="the end")
    assert (await world.channel._parts.chat(person.id)).follows == {}


async def test_nobody_is_followed_who_only_talks_to_the_bot(world):
    person = world.person()
    person.say("推荐手机")
    await world.settled()
    assert (await world.channel._parts.chat(person.id)).follows == {}


async def test_one_who_blocked_the_bot_is_not_followed(world):
    person, session_id = await handed_off(world)
    world.api.blocked.add(person.id)
    world.gateway.answers = "assigned"
    for text in ("一", "二", "三"):
        world.gateway.tell(session_id, text, "agent")
    await until(lambda: world.api.refusals, what="the refusal")
    await asyncio.sleep(0.3)
    assert len(world.api.refusals) == 1
    chat = await world.channel._parts.chat(person.id)
    assert (chat.blocked, chat.follows) == (True, {})
