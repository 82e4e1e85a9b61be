"""The channel between a Bot API server and a toy gateway, all in one event loop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.channels.telegram.channel import Channel
from bot.channels.telegram.pace import Pace
from bot.settings import load
from tests.bot.channels.bot_api import TOKEN, BotApi, Person
from tests.bot.channels.serving import until
from tests.bot.channels.toy_gateway import ToyGateway

PAUSES_S = (0.02, 0.05)


@dataclass
class World:
    """`channel` may be stopped and made anew: `data` stays."""

    api: BotApi
    gateway: ToyGateway
    data: Path
    settings: dict[str, Any] = field(default_factory=dict)
    gap_s: float = 0.0
    per_second: int = 1000
    give_up_s: float = 1.0
    channel: Channel | None = None

    def person(self, **more: Any) -> Person:
        return Person(self.api, **more)

    async def start(self) -> None:
        """Start a channel on the data of the earlier one."""
        settings = load(
            data=self.data, telegram_bot_token=TOKEN, telegram_api_url=self.api.url, gateway_url=self.gateway.url,
            telegram_give_up_s=self.give_up_s, **self.settings,
        )  # fmt: skip
        self.channel = Channel(settings, Pace(self.gap_s, self.per_second), PAUSES_S)
        self.channel.start()
        await until(lambda: self.channel and (self.channel.connected or self.channel.failure), what="the connection")

    async def stop(self) -> None:
        if self.channel:
            await self.channel.stop()
            self.channel = None

    async def settled(self, within_s: float = 15.0) -> None:
        """Wait until every update was taken and answered."""
        channel = self.channel
        assert channel
        await until(
            lambda: self.api.waiting() == 0 and channel.workers.n_waiting == 0, within_s, "an answer to each update"
        )


@pytest_asyncio.fixture(loop_scope="module")
async def make_world(tmp_path: Path) -> AsyncIterator[Callable[..., Awaitable[World]]]:
    """Make worlds with settings of the test's own; each is started and stopped."""
    made: list[World] = []

    async def make(api: BotApi | None = None, **more: Any) -> World:
        world = World(await (api or BotApi()).start(), await ToyGateway().start(), tmp_path, **more)
        made.append(world)
        await world.start()
        return world

    yield make
    for world in made:
        await world.stop()
        await world.gateway.stop()
        await world.api.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """One world for the tests of a module; each brings people of its own."""
    data = tmp_path_factory.mktemp("telegram")
    world = World(await BotApi().start(), await ToyGateway().start(), data, give_up_s=3)
    await world.start()
    yield world
    await world.stop()
    await world.gateway.stop()
    await world.api.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def world(shared: World) -> World:
    """The shared world, with nothing in it that an earlier test saw or broke."""
    shared.api.calls.clear()
    shared.api.refusals.clear()
    shared.gateway.reset()
    return shared
