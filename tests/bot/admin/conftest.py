"""A gateway with an operator, two weeks of seeded conversations, and a toy action server that takes imports."""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import insert

from bot.gateway.parts import hash_token
from bot.gateway.shapes import Message
from bot.store import Session
from bot.store.handoff_tables import agents, chats
from bot.store.operator_tables import imports, unmet
from bot.store.tables import messages, sessions
from tests.bot.admin.toy_actions import ToyActions
from tests.bot.conftest import Gateway, _settings
from tests.bot.handoff.conftest import DeskClient, person, rules
from tests.bot.toy import ToyRasa

DAY_S = 86_400.0
WANTED = [
    ("unknown_brand", "小米", "有小米的平板吗", 9),
    ("nothing_fits", "price ≤ 500 · screen ≥ 6.7", "500以内大屏手机", 7),
    ("unchecked", "降噪", "要降噪好的耳机", 6), ("unknown_category", "吸尘器", "想买个吸尘器", 5),
    ("not_understood", "", "那个那个你懂的", 3), ("unknown_value", "紫色", "有没有紫色的", 2),
]  # fmt: skip


class World:
    """`gateway` with its `actions`; `seed` fills the record, `operator` logs a supervisor in."""

    def __init__(self, toy: ToyRasa, actions: ToyActions, gateway: Gateway) -> None:
        self.toy, self.actions, self.gateway = toy, actions, gateway
        self.parts = gateway.app.state.parts
        self.engine = self.parts.operator._engine
        self.now = self.parts.desk.clock()

    def clear(self) -> None:
        with self.engine.connect().execution_options(write=True) as connection, connection.begin():
            for table in (unmet, imports, chats, agents, messages, sessions):
                connection.execute(table.delete())

    def operator(self, name: str = "王主管", role: str = "supervisor") -> DeskClient:
        client = person(self.gateway, name, role)
        client.http.cookies.clear()
        token = secrets.token_urlsafe()
        desk = self.parts.desk
        agent = desk.agents.password_of(name)[0]
        desk.agents.log_in(agent, hash_token(token), "csrf of " + agent.id, desk.clock(), desk.clock() + 600)
        client.http.cookies.set("daogou_desk", token, domain="127.0.0.1", path="/")
        return client

    def session(self, session_id: str, active_at: float, n_turns: int = 1, **columns: Any) -> None:
        shop = columns.pop("shop", "sample")
        self.parts.store.create(Session(session_id, "h", shop, "zh", columns.pop("channel", "web"), "bot"), "2026")
        values = {"active_at": active_at, "n_turns": n_turns, "next_seq": 3, **columns}
        texts = [
            Message(id="u", role="user", text="推荐一款大屏手机，2000 以内"),
            Message(id="b", role="bot", act="recommend", text="这两款屏幕最大：松果 X2、云雀 M5。"),
        ]
        with self.engine.connect().execution_options(write=True) as connection, connection.begin():
            connection.execute(sessions.update().where(sessions.c.id == session_id).values(**values))
            for seq, message in enumerate(texts, 1):
                row = {"session_id": session_id, "seq": seq, "id": message.id, "role": message.role, "state": "done"}
                connection.execute(insert(messages).values(**row, body=json.dumps(message.model_dump())))

    def seed(self) -> None:
        """Two weeks of a shop: seeded, the same each time but for the clock."""
        chance = random.Random(7)
        kinds = ["手机", "平板电脑", "蓝牙耳机", "跑步鞋", "连衣裙", "面霜"]
        n = 0
        for day in range(14):
            for _ in range(12 + (13 - day) * 2 + chance.randint(-4, 6)):
                n += 1
                at = (
                    self.now - day * DAY_S - chance.uniform(0, 0.6 * DAY_S)
                    if day
                    else self.now - chance.uniform(0, 4000)
                )
                kind = kinds[min(int(chance.expovariate(0.55)), 5)]
                channel = "telegram" if chance.random() < 0.3 else "web"
                self.session(f"s{n:03d}" + secrets.token_hex(13), at, chance.randint(2, 12), channel=channel,
                             last_categories=json.dumps([kind]), owner="person" if n % 37 == 5 else "bot")  # fmt: skip
        ids = [line["id"] for line in self.parts.operator.live(0, 400)]
        for topic, wanted, words, times in WANTED:
            for i in range(times):
                at = self.now - chance.uniform(0, 12.9) * DAY_S
                self.parts.operator.add_unmet(ids[(i * 31) % len(ids)], "sample", at, [(topic, wanted)], words)
        with self.engine.connect().execution_options(write=True) as connection, connection.begin():
            for i in range(40):
                at = self.now - chance.uniform(0, 12.9) * DAY_S
                taken = chance.random() < 0.8
                connection.execute(
                    insert(chats).values(
                        id=f"c{i}", session_id=ids[i], shop="sample", locale="zh",
                        state="closed" if taken else "cancelled",
                        reason=chance.choice(["asked", "asked", "order", "complaint", "misunderstood"]), summary="{}",
                        requested_at=at, queued_at=at, first_assigned_at=at + chance.uniform(10, 90) if taken else None,
                        first_answer_at=at + 100 if taken else None, ended_at=at + 600,
                        rating=chance.choice([3, 3, 3, 2, 1]) if taken else None,
                    )
                )  # fmt: skip


@pytest.fixture(scope="module")
def _world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    data = tmp_path_factory.mktemp("admin")
    toy, actions = ToyRasa(data).start(), ToyActions().start()
    settings = _settings(toy, data) | {"actions_url": actions.url, "catalogue_bytes": 100_000}
    gateway = Gateway(rules=rules(desk_agent_gone_s=600), **settings).start()
    yield World(toy, actions, gateway)
    gateway.stop()
    actions.stop()
    toy.stop()


@pytest.fixture
def world(_world: World) -> World:
    """The module's world, emptied."""
    _world.clear()
    _world.actions.received.clear()
    return _world


@pytest.fixture
def await_import() -> Callable[[DeskClient, str, str], dict[str, Any]]:
    """Wait until an import is in a state."""
    import time

    def wait(client: DeskClient, import_id: str, state: str) -> dict[str, Any]:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            found = client.http.get(f"/admin/api/imports/{import_id}").json()
            if found["state"] == state:
                return found
            time.sleep(0.05)
        raise AssertionError(f"not {state}: {found}")

    return wait
