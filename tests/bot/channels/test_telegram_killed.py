"""The real process is killed and stopped in a flood: nothing is lost, and what may come twice is known."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.processes import free_port
from tests.bot.channels.bot_api import TOKEN, BotApi, Person
from tests.bot.channels.serving import until
from tests.bot.channels.toy_gateway import ToyGateway

pytestmark = pytest.mark.asyncio(loop_scope="module")
CHECKOUT = Path(__file__).resolve().parents[3]
N_PEOPLE, N_EACH = 6, 12


class Process:
    """The channel as it runs in life, on the same data each time."""

    def __init__(self, api: BotApi, gateway: ToyGateway, data: Path) -> None:
        self._environment = os.environ | {
            "TELEGRAM_BOT_TOKEN": TOKEN, "DAOGOU_TELEGRAM_API_URL": api.url, "DAOGOU_GATEWAY_URL": gateway.url,
            "DAOGOU_DATA": str(data), "DAOGOU_TELEGRAM_CHAT_GAP_S": "0.1", "DAOGOU_TELEGRAM_MESSAGES_PER_SECOND": "900",
        }  # fmt: skip
        self._popen: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "bot.channels.telegram", "--port", str(free_port())]
        self._popen = subprocess.Popen(command, cwd=CHECKOUT, env=self._environment, stderr=subprocess.DEVNULL)

    async def end(self, how: signal.Signals) -> None:
        assert self._popen
        self._popen.send_signal(how)
        await asyncio.to_thread(self._popen.wait, 60)


@pytest_asyncio.fixture(loop_scope="module")
async def flood(tmp_path: Path) -> AsyncIterator[tuple[BotApi, ToyGateway, Process]]:
    """A channel whose people have all written already."""
    api, gateway = await BotApi().start(), await ToyGateway().start()
    gateway.slow_s = 0.02
    process = Process(api, gateway, tmp_path)
    yield api, gateway, process
    await process.end(signal.SIGKILL)
    await gateway.stop()
    await api.stop()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
async def test_ended_in_a_flood_it_loses_nothing(flood, how):
    api, gateway, process = flood
    people = [Person(api) for _ in range(N_PEOPLE)]
    for n, person in itertools.product(range(N_EACH), people):
        person.say(f"第{n}句")

    def answers(person: Person) -> list[str]:
        return [call.said for call in person.saw() if call.method == "sendMessage"]

    def n_answers() -> int:
        return sum(len(set(answers(person))) for person in people)

    process.start()
    await until(lambda: n_answers() >= N_PEOPLE * 4, 240, "the first answers")
    await process.end(how)
    assert n_answers() < N_PEOPLE * N_EACH, "it ended in the middle"
    process.start()
    await until(lambda: n_answers() == N_PEOPLE * N_EACH, 240, "an answer to each")
    await process.end(signal.SIGTERM)
    for person in people:
        once = [text for text, _ in itertools.groupby(answers(person))]
        assert once == [f"{n + 1}: 第{n}句" for n in range(N_EACH)], "none lost, in order"
    assert len(gateway.heard) == N_PEOPLE * N_EACH, "the guide acted once on each"
    # A killed process cannot note what Telegram had just taken: one message of each chat at most.
    n_doubled = sum(len(answers(person)) for person in people) - n_answers()
    assert n_doubled <= (N_PEOPLE if how is signal.SIGKILL else 0)
