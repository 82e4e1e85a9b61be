"""What survives: unanswered updates, sessions, buttons, half an answer. And a flood of a thousand updates."""

from __future__ import annotations

import asyncio
import itertools
import time

import pytest
from telegram.error import RetryAfter

from bot.channels.telegram.pace import Pace
from tests.bot.channels import bot_api
from tests.bot.channels.bot_api import BotApi
from tests.bot.channels.serving import until
from tests.bot.channels.toy_gateway import message

pytestmark = pytest.mark.asyncio(loop_scope="module")


def texts(person):
    return [call.said for call in person.saw() if call.method == "sendMessage"]


async def kill(world):
    """End a channel as a kill does: nothing is finished, nothing is said to anybody."""
    channel = world.channel
    for task in [channel._task, *channel.workers._tasks.values()]:
        task.cancel()
    channel.workers._stopping = True
    await asyncio.sleep(0)
    await world.stop()


async def test_a_conversation_goes_on_after_a_restart(make_world):
    world = await make_world()
    person = world.person()
    world.gateway.script["a"] = [message("预算？", replies=["都行"])]
    person.say("a")
    await world.settled()
    await world.stop()
    person.say("还在吗")  # while nobody is there
    await world.start()
    await world.settled()
    assert texts(person) == ["预算？", "2: 还在吗"]
    assert len(world.gateway.sessions) == 1


async def test_buttons_work_after_a_restart(make_world):
    world = await make_world()
    person = world.person()
    world.gateway.script |= {"a": [message("预算？", replies=["都行"])], "都行": [message("好")]}
    person.say("a")
    await world.settled()
    await world.stop()
    await world.start()
    person.press("都行")
    await world.settled()
    assert texts(person) == ["预算？", "好"]


async def test_what_was_taken_and_not_answered_is_answered_by_the_next_process(make_world):
    world = await make_world()
    people = [world.person() for _ in range(5)]
    world.gateway.slow_s = 0.5
    for person in people:
        for text in ("一", "二"):
            person.say(text)
    await until(lambda: world.api.waiting() == 0, what="taking all in")
    assert world.channel.workers.n_waiting == 10
    await kill(world)
    world.gateway.slow_s = 0
    await world.start()
    await world.settled()
    for person in people:
        assert texts(person) == ["1: 一", "2: 二"]
    assert len(world.gateway.heard) == 10, "the gateway acted once on each"


async def test_half_an_answer_is_finished_and_no_half_is_sent_twice(make_world):
    world = await make_world()
    person = world.person()
    world.gateway.script["a"] = [message("两款", "recommend", ["甲", "乙"], ["便宜点"])]
    world.api.broken.append(("sendMessage", 5))  # the album is out, the text hangs
    person.say("a")
    await until(lambda: any(call.method == "sendMediaGroup" for call in person.saw()), what="the album")
    await asyncio.sleep(0.1)
    await kill(world)
    world.api.broken.clear()
    await world.start()
    await world.settled()
    methods = [call.method for call in person.saw()]
    assert methods.count("sendMediaGroup") == 1
    assert "sendMessage" in methods
    world.gateway.script["便宜点"] = [message("便宜的")]
    person.press("便宜点")
    await world.settled()
    assert texts(person)[-1] == "便宜的"


async def test_a_press_that_was_cut_off_is_done_once(make_world):
    world = await make_world()
    person = world.person()
    world.gateway.script |= {"a": [message("预算？", replies=["都行"])], "都行": [message("好")]}
    person.say("a")
    await world.settled()
    world.gateway.slow_s = 1.0
    person.press("都行")
    await until(lambda: len(world.gateway.heard) == 2, what="the press")
    await kill(world)
    world.gateway.slow_s = 0
    await world.start()
    await world.settled()
    assert texts(person) == ["预算？", "好"]
    assert len(world.gateway.heard) == 2


async def test_another_bot_begins_with_its_own_numbers(make_world, monkeypatch):
    world = await make_world()
    person = world.person()
    person.say("一")
    await world.settled()
    await world.stop()
    other = {**bot_api.BOT, "id": 99, "username": "other_bot"}
    monkeypatch.setattr(bot_api, "BOT", other)
    monkeypatch.setattr(bot_api, "TOKEN", "99:AAother")
    monkeypatch.setattr("tests.bot.channels.conftest.TOKEN", "99:AAother")
    world.api._updates.clear()
    world.api._update_ids = iter(range(70_000_001, 80_000_000))
    world.api.confirmed = 0
    await world.start()
    person.say("二")
    await world.settled()
    assert texts(person) == ["1: 一", "2: 二"]


async def test_telegram_away_for_a_while_loses_nothing(make_world):
    world = await make_world()
    person = world.person()
    for method in ("getUpdates", "sendMessage", "sendMessage"):
        world.api.broken.append((method, bot_api.Refusal(502, "Bad Gateway")))
    person.say("一")
    await world.settled()
    assert texts(person) == ["1: 一"]


async def test_a_wrong_token_is_said_and_ends_it(make_world, monkeypatch):
    monkeypatch.setattr("tests.bot.channels.conftest.TOKEN", "1:wrong")
    world = await make_world()
    assert "TELEGRAM_BOT_TOKEN" in world.channel.failure
    assert not world.channel.connected


N_UPDATES = 1000
N_PEOPLE = 40
#: The limits of the flood, some three times Telegram's own, so that it ends soon. The server keeps them, too.
GAP_S, PER_SECOND = 0.4, 100


async def test_a_flood_of_a_thousand_updates(make_world):
    world = await make_world(BotApi(GAP_S, PER_SECOND), gap_s=GAP_S, per_second=PER_SECOND * 8 // 10)
    people = [world.person() for _ in range(N_PEOPLE)]
    for n in range(N_UPDATES):
        people[n * 7 % N_PEOPLE].say(f"第{n}句")
    started = time.monotonic()
    await world.settled(within_s=240)  # 20 s on a quiet machine
    took_s = time.monotonic() - started
    print(f"{N_UPDATES} updates in {took_s:.1f} s, {len(world.api.refusals)} told to wait")
    for index, person in enumerate(people):
        mine = [n for n in range(N_UPDATES) if n * 7 % N_PEOPLE == index]
        assert texts(person) == [f"{turn}: 第{n}句" for turn, n in enumerate(mine, 1)], (
            "none lost, none doubled, in order"
        )
        times = [call.at for call in person.saw() if call.method == "sendMessage"]
        assert all(later - earlier >= GAP_S for earlier, later in itertools.pairwise(times))
    assert [r for r in world.api.refusals if "Too Many" not in r[2]] == []
    assert len(world.api.refusals) <= N_UPDATES // 100, "the server had to slow us down"


class Clock:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        wake = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, wake)


def paced(**more):
    clock = Clock()
    pace = Pace(clock=clock, sleep=clock.sleep, **more)
    sent: list[tuple[float, int]] = []

    async def send(chat: int, endpoint: str = "sendMessage", fail: list[Exception] | None = None, **data):
        async def call() -> bool:
            if fail:
                raise fail.pop()
            sent.append((clock.now, chat))
            return True

        return await pace.process_request(call, (), {}, endpoint, {"chat_id": chat, **data}, None)

    return clock, send, sent


async def test_one_message_a_second_to_a_chat_and_edits_at_once():
    _, send, sent = paced()
    for _ in range(4):
        await send(1)
    for _ in range(5):
        await send(1, "editMessageText")
    times = [at for at, _ in sent]
    assert all(later - earlier >= 1 for earlier, later in itertools.pairwise(times[:4]))
    assert times[-1] == times[3]


async def test_thirty_messages_in_any_second_whoever_they_go_to():
    _, send, sent = paced(per_window=30)
    for chat in range(1, 101):
        await send(chat)
    times = [at for at, _ in sent]
    assert all(times[n + 30] - times[n] >= 1 for n in range(70))
    assert times[-1] - times[0] <= 3.5, "and not slower than need be"


async def test_an_album_counts_each_of_its_pictures():
    _, send, sent = paced(per_window=10)
    for chat in range(1, 5):
        await send(chat, "sendMediaGroup", media="[1, 2, 3, 4, 5]")
    assert [round(at - sent[0][0]) for at, _ in sent] == [0, 0, 1, 1]


async def test_one_chat_that_must_wait_does_not_stop_the_others():
    clock, send, sent = paced()
    await send(1, fail=[RetryAfter(7)])
    assert sent == [(107.0, 1)]
    clock.now = 200.0
    waiting = asyncio.create_task(send(1, fail=[RetryAfter(7)]))
    await send(2)
    assert sent[-1] == (200.0, 2)
    await waiting


async def test_two_chats_that_must_wait_stop_all():
    clock, send, sent = paced()
    held = [asyncio.create_task(send(chat, fail=[RetryAfter(9)])) for chat in (1, 2)]
    await asyncio.sleep(0)
    await asyncio.gather(*held, send(3))
    assert all(at >= 109 for at, chat in sent if chat != 3)
    assert clock.now >= 109


async def test_a_request_that_is_always_told_to_wait_is_given_back():
    _, send, sent = paced()
    with pytest.raises(RetryAfter):
        await send(1, fail=[RetryAfter(1)] * 9)
    assert sent == []
