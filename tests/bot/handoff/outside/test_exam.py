"""One exam for all desks outside: shown once and in order, one owner, nothing lost while the other side is away."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import update

from bot.handoff.outside import relay, topics
from bot.store import migrate, open_engine
from bot.store.handoff_tables import agents
from bot.store.outside import OutsideStore
from tests.bot.channels.serving import until
from tests.bot.conftest import Gateway, _settings
from tests.bot.handoff.outside.drivers import ChatwootDriver, Driver, TopicsDriver
from tests.bot.toy import ToyRasa

asynchronous = pytest.mark.asyncio(loop_scope="module")
DRIVERS: dict[str, Callable[[], Driver]] = {"chatwoot": ChatwootDriver, "topics": TopicsDriver}


class World:
    """A gateway whose agents sit outside; its blocking client runs in threads."""

    def __init__(self, driver: Driver, toy: ToyRasa, data: Path, **more: Any) -> None:
        self.driver, self.toy, self.data = driver, toy, data
        self.rules = driver.rules(**({"desk_agent_gone_s": 20.0} | more))
        self.gateway: Gateway | None = None

    async def start(self) -> None:
        settings = _settings(self.toy, self.data) | {"telegram_api_url": self.driver.url}
        self.gateway = await asyncio.to_thread(lambda: Gateway(rules=self.rules, **settings).start())
        self.driver.connect(self.gateway.url)
        await until(self.is_there, what="the desk outside")

    async def stop(self) -> None:
        if self.gateway:
            await asyncio.to_thread(self.gateway.stop)
            self.gateway = None

    @property
    def parts(self) -> Any:
        assert self.gateway
        return self.gateway.app.state.parts

    async def away(self) -> None:
        """Have the outside answer nothing, for longer than its agents may be silent."""
        self.driver.down(True)
        n_gone = 0
        while n_gone < 3:  # a question that was on its way may be answered yet
            with self.parts.desk.agents._writing() as connection:
                connection.execute(update(agents).values(seen_at=0.0))
            await asyncio.sleep(0.4)
            n_gone = 0 if self.is_there() else n_gone + 1

    def is_there(self) -> bool:
        desk = self.parts.desk
        return any(a["online"] for a in desk.agents.all(desk.clock() - self.rules.desk_agent_gone_s))

    def open(self) -> Any:
        assert self.gateway
        return self.gateway.open()

    async def say(self, session: Any, text: str, **more: Any) -> list[dict[str, Any]]:
        assert self.gateway
        answer = await asyncio.to_thread(lambda: self.gateway.say(session, text, **more))  # type: ignore[union-attr]
        assert answer.status_code == 200, answer.text
        return answer.json()["messages"]

    def texts(self, session: Any, role: str) -> list[str]:
        return [m["text"] for _, m in self.parts.store.history(session[0]) if m["role"] == role]

    def state(self, session: Any) -> str:
        return self.parts.desk.views.for_shopper(session[0], 0)["state"]

    async def asked(self) -> tuple[Any, int]:
        """Have a shopper ask for a person; return the session and its place outside, once it shows who waits."""
        before = set(self.driver.places())
        session = await asyncio.to_thread(self.open)
        await self.say(session, "推荐手机")
        await self.say(session, "转人工")
        assert self.state(session) == "requested"
        await until(lambda: set(self.driver.places()) - before, what="a place")
        (place,) = set(self.driver.places()) - before
        await until(lambda: self.driver.is_open(place), what="an open place")
        await until(lambda: "顾客在排队" in self.all(place), what="where it stands")
        return session, place

    def all(self, place: int) -> str:
        return "\n".join(self.driver.shown(place))

    async def spoken(self, session: Any, text: str) -> None:
        await until(lambda: text in self.texts(session, "agent"), what=f"{text} at the shopper's")

    async def shows(self, place: int, text: str) -> None:
        await until(lambda: text in self.all(place), what=f"{text} at the agents'")


@pytest_asyncio.fixture(params=list(DRIVERS), scope="module", loop_scope="module")
async def shared(request: Any, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    patch = pytest.MonkeyPatch()
    patch.setattr(topics.Topics.__init__, "__defaults__", (0.0,))  # no pause between messages to the group
    patch.setattr(relay, "N_ASKED", 40)
    patch.setattr(relay, "PAUSES_S", (0.2,))
    data = tmp_path_factory.mktemp(request.param)
    driver = DRIVERS[request.param]()
    await driver.start()
    toy = ToyRasa(data).start()
    world = World(driver, toy, data)
    await world.start()
    yield world
    await world.stop()
    await asyncio.to_thread(toy.stop)
    await driver.stop()
    patch.undo()


@pytest_asyncio.fixture(loop_scope="module")
async def world(shared: World) -> World:
    shared.driver.down(False)
    await until(shared.is_there, what="the desk outside")
    return shared


@asynchronous
async def test_agents_see_the_facts_and_the_talk_so_far(world):
    session, place = await world.asked()
    shown = world.all(place)
    for part in ("原因: 主动要求人工", "情绪: 不满", "看过: 松果 X2", "顾客: 推荐手机", "导购: 1: 推荐手机"):
        assert part in shown
    await world.say(session, "还要多久")
    await world.shows(place, "还要多久")
    await world.shows(place, "3: 还要多久")
    assert shown.count("推荐手机") == 2
    assert session[0] not in world.all(place), "the session's id stays here"


@asynchronous
async def test_who_writes_takes_over_and_the_bot_is_silent(world):
    session, place = await world.asked()
    await world.driver.say(place, "小林", "您好，我是小林")
    await world.spoken(session, "您好，我是小林")
    assert world.state(session) == "assigned"
    assert "客服小林已接入" in "".join(world.texts(session, "system"))
    heard = [f"第{n}句" for n in range(8)]
    for text in heard:
        assert await world.say(session, text) == [], "the bot speaks while a person has the chat"
    await world.shows(place, heard[-1])
    found = [part for part in "\n".join(world.driver.shown(place)).replace("顾客: ", "").split("\n") if part in heard]
    assert found == heard, "each once, in order"
    assert world.all(place).count("我是小林") == 0, "what was said there is not shown there again"


@asynchronous
async def test_given_back_the_bot_answers_what_was_left(world):
    session, place = await world.asked()
    await world.driver.say(place, "小林", "请稍等")
    await world.spoken(session, "请稍等")
    await world.say(session, "有红色吗")
    await world.driver.give_back(place, "小林")
    await until(lambda: any(t.endswith("有红色吗") for t in world.texts(session, "bot")), what="the bot's answer")
    assert world.state(session) == "bot"
    await world.shows(place, "已交还导购")
    await until(lambda: not world.driver.is_open(place), what="the place to close")
    assert (await world.say(session, "便宜点"))[0]["text"].endswith("便宜点")


@asynchronous
async def test_closed_it_asks_for_a_rating(world):
    session, place = await world.asked()
    await world.driver.say(place, "小林", "已退款")
    await world.spoken(session, "已退款")
    await world.driver.end(place, "小林")
    await until(lambda: "满意吗" in world.texts(session, "bot")[-1], what="the rating")
    assert world.state(session) == "bot"
    await until(lambda: not world.driver.is_open(place), what="the place to close")
    rating = world.parts.store.history(session[0])[-1][1]["quick_replies"][0]
    assert (await world.say(session, rating["title"], payload=rating["payload"]))[0]["text"] == "谢谢您的评价！"


@asynchronous
async def test_a_colleague_who_writes_has_it_then_and_nobody_else(world):
    session, place = await world.asked()
    await world.driver.say(place, "小林", "您好")
    await world.spoken(session, "您好")
    await world.driver.say(place, "小周", "我来处理")
    await world.spoken(session, "我来处理")
    chat = world.parts.desk.views.for_shopper(session[0], 0)["chat"]
    assert world.parts.desk.views.chat(chat)["agent"] == "小周"
    await world.shows(place, "已由小周接入")
    await world.driver.end(place, "小周")
    await until(lambda: world.state(session) == "bot", what="the end")


@asynchronous
async def test_an_act_that_is_told_again_is_done_once(world):
    session, place = await world.asked()
    await world.driver.say(place, "小林", "只说一次")
    await world.spoken(session, "只说一次")
    await world.driver.again()
    await world.driver.say(place, "小林", "第二句")
    await world.spoken(session, "第二句")
    assert world.texts(session, "agent") == ["只说一次", "第二句"]
    await world.driver.end(place, "小林")
    await until(lambda: world.state(session) == "bot", what="the end")
    assert sum("已结束服务" in text for text in world.texts(session, "system")) == 1


@asynchronous
async def test_a_note_stays_among_agents(world):
    session, place = await world.asked()
    await world.driver.note(place, "小林", "老顾客，耐心点")
    chat = world.parts.desk.views.for_shopper(session[0], 0)["chat"]
    await until(lambda: world.parts.desk.views.chat(chat)["notes"], what="the note")
    assert world.parts.desk.views.chat(chat)["notes"][0]["text"] == "老顾客，耐心点"
    assert world.state(session) == "requested"
    assert not any("老顾客" in m["text"] for _, m in world.parts.store.history(session[0]))


@asynchronous
async def test_who_writes_too_late_is_told_so(world):
    session, place = await world.asked()
    await world.driver.say(place, "小林", "您好")
    await world.spoken(session, "您好")
    await world.driver.end(place, "小林")
    await world.shows(place, "已结束")
    await world.driver.say(place, "小林", "还有一句")
    await world.shows(place, "没有发给顾客")
    assert "还有一句" not in world.texts(session, "agent")


@asynchronous
async def test_what_is_said_while_the_outside_is_away_comes_later_once_and_in_order(world):
    session, place = await world.asked()
    await world.driver.say(place, "小林", "您好")
    await world.spoken(session, "您好")
    await world.away()
    heard = [f"断线时{n}" for n in range(3)]
    for text in heard:
        await world.say(session, text)
    await until(lambda: world.state(session) != "assigned", 20, "the agent's chat to be put back")
    world.driver.down(False)
    await until(world.is_there, 20, "the desk outside")
    await world.say(session, "转人工")
    await until(lambda: all(text in world.all(place) for text in heard), 40, "what was said meanwhile")
    lines = world.all(place).replace("顾客: ", "").split("\n")
    assert [line for line in lines if line in heard] == heard


@asynchronous
async def test_with_nobody_there_a_message_is_left_and_answered_later(world):
    await world.away()
    session = await asyncio.to_thread(world.open)
    told = (await world.say(session, "转人工"))[-1]
    assert "没有客服在线" in told["text"]
    await world.say(session, "留言", payload=told["quick_replies"][0]["payload"])
    await world.say(session, "请回电给我")
    before = set(world.driver.places())
    world.driver.down(False)
    await until(lambda: set(world.driver.places()) - before, 40, "a place for the message")
    (place,) = set(world.driver.places()) - before
    await world.shows(place, "留言: 请回电给我")
    await world.driver.say(place, "小林", "已回电")
    await world.spoken(session, "已回电")


@asynchronous
async def test_a_place_that_was_deleted_is_opened_anew(world):
    session, place = await world.asked()
    before = set(world.driver.places())
    world.driver.delete(place)
    await world.say(session, "还在吗")
    await until(lambda: set(world.driver.places()) - before, 20, "another place")
    (other,) = set(world.driver.places()) - before
    await world.shows(other, "还在吗")
    await world.driver.say(other, "小林", "在的")
    await world.spoken(session, "在的")


@asynchronous
async def test_it_goes_on_after_a_restart(world):
    session, place = await world.asked()
    await world.driver.say(place, "小林", "您好")
    await world.spoken(session, "您好")
    n_places = len(world.driver.places())
    await world.stop()
    await world.start()
    token = session[1]
    await world.say((session[0], token), "重启后")
    await world.shows(place, "重启后")
    await world.driver.say(place, "小林", "收到")
    await world.spoken(session, "收到")
    assert len(world.driver.places()) == n_places
    assert world.all(place).count("重启后") == 1
    assert all(a != b for a, b in itertools.pairwise(world.driver.shown(place)))


def test_one_replica_speaks_with_the_outside(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'leases.db'}")
    migrate(engine)
    store = OutsideStore(engine, "topics")
    assert store.lease("a", 0.0, 15.0)
    assert not store.lease("b", 10.0, 25.0)
    assert store.lease("a", 10.0, 25.0), "who has it keeps it"
    assert not store.lease("b", 24.0, 39.0)
    assert store.lease("b", 25.0, 40.0), "whoever is silent loses it"
    assert not store.lease("a", 26.0, 41.0)
    store.release("b")
    assert store.lease("a", 27.0, 42.0)
    assert OutsideStore(engine, "chatwoot").lease("c", 27.0, 42.0)
    engine.dispose()
