"""A conversation that began on the web page goes on in Telegram, with the real gateway between them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.bot.channels.bot_api import BotApi
from tests.bot.channels.conftest import World
from tests.bot.channels.serving import until
from tests.bot.conftest import Gateway, _settings
from tests.bot.handoff.conftest import person as at_the_desk
from tests.bot.handoff.conftest import rules
from tests.bot.toy import ToyRasa

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Both:
    """A channel and the gateway that it speaks to, on one database; `calls` runs the gateway's blocking client."""

    def __init__(self, gateway: Gateway, world: World) -> None:
        self.gateway, self.world = gateway, world

    async def calls(self, work: Any, *args: Any, **more: Any) -> Any:
        return await asyncio.to_thread(work, *args, **more)

    async def link(self, session: tuple[str, dict[str, str]]) -> str:
        """Make a link on the web page; return what Telegram sends when it is followed."""
        path = f"/api/sessions/{session[0]}/links"
        await until(lambda: self.gateway.app.state.parts.links.value("telegram"), what="the bot's name")
        answer = await self.calls(self.gateway.client.post, path, json={"channel": "telegram"}, headers=session[1])
        assert answer.status_code == 201, answer.text
        return "/start " + answer.json()["url"].partition("?start=")[2]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Both]:
    data = tmp_path_factory.mktemp("both")
    toy = ToyRasa(data).start()
    gateway = Gateway(rules=rules(desk_agent_gone_s=600), **_settings(toy, data)).start()
    world = World(await BotApi().start(), gateway, data, give_up_s=3)  # type: ignore[arg-type]
    await world.start()
    yield Both(gateway, world)
    await world.stop()
    await world.api.stop()
    gateway.stop()
    toy.stop()


def seen(person: Any) -> list[str]:
    return [call.said for call in person.saw() if call.method in ("sendMessage", "sendPhoto")]


async def test_the_talk_goes_on_where_the_page_stopped(both):
    session = both.gateway.open()
    await both.calls(both.gateway.say, session, "推荐手机")
    person = both.world.person()
    person.say(await both.link(session))
    await both.world.settled()
    hello, answer = seen(person)
    assert hello.startswith("已接上您在网页上的对话")
    assert answer.startswith("1: 推荐手机"), "the last answer, with its goods and buttons"
    person.press("便宜点")
    await both.world.settled()
    assert seen(person)[-1].startswith("2: 便宜点")
    history = await both.calls(both.gateway.client.get, f"/api/sessions/{session[0]}/messages", headers=session[1])
    assert [m["text"] for m in history.json()["messages"]] == ["推荐手机", "1: 推荐手机", "便宜点", "2: 便宜点"]


async def test_a_second_follower_is_told_so_and_sees_nothing(both):
    session = both.gateway.open()
    await both.calls(both.gateway.say, session, "秘密愿望")
    start = await both.link(session)
    first, second = both.world.person(), both.world.person()
    first.say(start)
    await both.world.settled()
    second.say(start)
    await both.world.settled()
    assert seen(second)[0].startswith("这个链接已失效")
    assert not any("秘密愿望" in text for text in seen(second))
    first.say(start)  # pressed once more by the same person
    await both.world.settled()
    assert seen(first)[-1].startswith("1: 秘密愿望")


async def test_the_hand_off_goes_with_it(both):
    agent = await both.calls(at_the_desk, both.gateway, "小林")
    session = both.gateway.open()
    await both.calls(both.gateway.say, session, "转人工")
    person = both.world.person()
    person.say(await both.link(session))
    await both.world.settled()
    assert "您还在排队等人工客服，排第1位" in seen(person)[0]
    assert both.world.api.to(person.id)[-1].buttons == ["取消排队"]
    assert (await both.calls(agent.post, "/next")).status_code == 200
    chat = both.gateway.app.state.parts.desk.views.for_shopper(session[0], 0)["chat"]
    await both.calls(agent.post, f"/chats/{chat}/messages", {"text": "您好，我来查", "message_id": "1"})
    await until(lambda: seen(person)[-1] == "客服\n您好，我来查", what="the agent's words")
    n_seen = len(seen(person))
    person.say("订单号是7")
    await both.world.settled()
    assert len(seen(person)) == n_seen, "the bot is silent"
    found = (await both.calls(agent.get, f"/chats/{chat}")).json()["messages"]
    assert found[-1]["message"]["text"] == "订单号是7"
    await both.calls(agent.post, f"/chats/{chat}/close", {"outcome": "已退款", "seen": found[-1]["seq"]})
    await until(lambda: "这次人工服务您满意吗" in seen(person)[-1], what="the bot's return")


async def test_who_comes_while_a_person_answers_is_told_who(both):
    agent = await both.calls(at_the_desk, both.gateway, "小周")
    session = both.gateway.open()
    await both.calls(both.gateway.say, session, "转人工")
    assert (await both.calls(agent.post, "/next")).status_code == 200
    person = both.world.person(language="en")
    person.say(await both.link(session))
    await both.world.settled()
    assert "客服小周正在为您服务" in seen(person)[0]
    await both.calls(agent.post, f"/chats/{both.gateway.app.state.parts.desk.views.queue()[0]['id']}/close", {})


async def test_another_language_keeps_the_talk(both):
    person = both.world.person()
    person.say("推荐手机")
    await both.world.settled()
    person.say("/language")
    await both.world.settled()
    person.press("English")
    person.say("cheaper")
    await both.world.settled()
    assert seen(person)[-1].startswith("2: cheaper"), "the same session goes on"
    edited = [call.said for call in person.saw() if call.method == "editMessageText"]
    assert edited == ["English it is. I still know what you told me."]


async def test_deleting_here_erases_the_pages_talk_too(both):
    session = both.gateway.open()
    await both.calls(both.gateway.say, session, "推荐手机")
    person = both.world.person()
    person.say(await both.link(session))
    await both.world.settled()
    person.say("/delete_me")
    await both.world.settled()
    person.press("全部删除")
    await both.world.settled()
    answer = await both.calls(both.gateway.client.get, f"/api/sessions/{session[0]}/messages", headers=session[1])
    assert answer.status_code == 404
