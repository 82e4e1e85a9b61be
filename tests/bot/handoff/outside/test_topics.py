"""The forum group: who is heard in it, its commands, Telegram's limits."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.handoff.outside.port import Act, Away, Case, Gone, Line, OutsideError, Standing
from bot.handoff.outside.topics import Topics
from tests.bot.channels.bot_api import TOKEN
from tests.bot.channels.rules import Refusal, utf16
from tests.bot.channels.serving import until
from tests.bot.handoff.outside.forum_server import GROUP, ForumApi

pytestmark = pytest.mark.asyncio(loop_scope="module")
CASE = Case("c" * 32, "session", "toy" * 60, "zh", "asked", {"text": "转人工"})


class Desk:
    """The adapter alone; `acts` is what it heard, `why_not` what it is answered."""

    def __init__(self, api: ForumApi) -> None:
        self.api, self.topics = api, Topics(TOKEN, GROUP, api.url, gap_s=0.0)
        self.acts: list[Act] = []
        self.why_not = ""

    async def take(self, act: Act) -> str:
        self.acts.append(act)
        return self.why_not

    async def heard(self, n: int) -> list[Act]:
        await until(lambda: len(self.acts) >= n, what="what was written")
        return self.acts


@pytest_asyncio.fixture(loop_scope="module")
async def desk() -> AsyncIterator[Desk]:
    import asyncio
    from contextlib import suppress

    api = await ForumApi().start()
    desk = Desk(api)
    hearing = asyncio.create_task(desk.topics.hear(desk.take))
    yield desk
    hearing.cancel()
    with suppress(asyncio.CancelledError, Away):  # it ends where Telegram does not answer; the relay begins anew
        await hearing
    await desk.topics.close()
    await api.stop()


async def test_what_members_write_in_a_topic_is_an_act(desk):
    thread = int(await desk.topics.open(CASE))
    say: Any = desk.api.member_says
    for text in ("您好", "/take", "/note 老顾客", "/bot", "/close@daogou_bot 已退款", "/unknown 命令"):
        say(thread, "小林", text=text)
    say(thread, "小林", forum_topic_closed={})
    found = [(act.kind, act.text) for act in await desk.heard(7)]
    assert found == [
        ("say", "您好"), ("take", ""), ("note", "老顾客"), ("return", ""), ("close", "已退款"),
        ("say", "/unknown 命令"), ("close", ""),
    ]  # fmt: skip
    assert {act.agent for act in desk.acts} == {"小林"}
    assert len({act.id for act in desk.acts}) == 7


async def test_nobody_else_is_heard(desk):
    thread = int(await desk.topics.open(CASE))
    desk.api.member_says(thread, "外人", group=-100999, text="别的群")
    desk.api.member_says(None, "小林", text="在General里")
    desk.api.member_says(thread, "小林", forum_topic_created={"name": "x", "icon_color": 1})
    desk.api.member_says(thread, "机器人", text="bot", **{"from": {"id": 9, "is_bot": True, "first_name": "b"}})
    desk.api.member_says(thread, "小林", text="最后")
    await desk.heard(1)
    assert [act.text for act in desk.acts] == ["最后"]


async def test_an_anonymous_administrator_has_a_name(desk):
    thread = int(await desk.topics.open(CASE))
    sender = {"id": GROUP, "type": "supergroup", "title": "客服组"}
    desk.api.member_says(thread, "小林", text="您好", sender_chat=sender)
    assert [(a.agent, a.agent_key) for a in await desk.heard(1)] == [("客服组", str(GROUP))]


async def test_pictures_are_said_not_to_be_sent(desk):
    thread = int(await desk.topics.open(CASE))
    sizes = [{"file_id": "f", "file_unique_id": "f", "width": 9, "height": 9}]
    desk.api.member_says(thread, "小林", photo=sizes)
    await until(lambda: desk.api.topics[thread].said, what="the notice")
    assert "只能发文字" in desk.api.topics[thread].said[0]
    assert desk.acts == []


async def test_why_an_act_was_not_done_is_told_in_its_topic(desk):
    thread = int(await desk.topics.open(CASE))
    desk.why_not = "没有发给顾客"
    desk.api.member_says(thread, "小林", text="晚了")
    await until(lambda: desk.api.topics[thread].said, what="the reason")
    assert desk.api.topics[thread].said == ["没有发给顾客"]


async def test_long_talks_come_in_pieces_and_names_are_cut(desk):
    ref = await desk.topics.open(CASE)
    topic = desk.api.topics[int(ref)]
    assert len(topic.name) <= 128
    lines = [Line("shopper", f"第{n}句" + "很长的话" * 60) for n in range(40)]
    await desk.topics.show(ref, lines)
    assert len(topic.said) > 1
    assert all(utf16(text) <= 4096 for text in topic.said)
    assert "\n".join(topic.said).count("顾客: 第") == 40


async def test_a_topic_closes_and_opens_with_its_hand_off(desk):
    ref = await desk.topics.open(CASE)
    for state, is_open in (("requested", True), ("closed", False), ("closed", False), ("requested", True)):
        await desk.topics.stand(ref, Standing(state))
        assert desk.api.topics[int(ref)].is_open is is_open


async def test_telegrams_refusals_are_told_apart(desk):
    ref = await desk.topics.open(CASE)
    del desk.api.topics[int(ref)]
    with pytest.raises(Gone):
        await desk.topics.show(ref, [Line("shopper", "在吗")])
    desk.api.broken.append(("createForumTopic", Refusal(400, "Bad Request: not enough rights to create a topic")))
    with pytest.raises(OutsideError, match="rights"):
        await desk.topics.open(CASE)
    desk.api.down = True
    with pytest.raises(Away):
        await desk.topics.alive()
    desk.api.down = False
    await desk.topics.alive()
