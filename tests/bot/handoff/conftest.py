"""A store with a clock of the test's own, and gateways with agents at their desk."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.gateway.limits import RateLimit
from bot.gateway.parts import hash_token
from bot.handoff import words
from bot.handoff.passwords import hashed
from bot.handoff.rules import DeskSettings
from bot.store import Agent, Conversations, Engine, Handoffs, Lease, Session, migrate, open_engine
from bot.store.agents import Agents
from bot.store.handoff_tables import agents, chats, logins
from bot.store.handoff_views import Views
from tests.bot.conftest import Gateway, _settings
from tests.bot.toy import ToyRasa

PASSWORD = "correct horse battery"


def rules(**changed: Any) -> DeskSettings:
    """Return the desk's rules, without the environment's."""
    return DeskSettings(_env_file=None, **changed)


@dataclass
class Core:
    """The store without a gateway; `now` is the clock."""

    engine: Engine
    rules: DeskSettings = field(default_factory=rules)
    now: float = 1_000_000.0
    n: int = 0

    def __post_init__(self) -> None:
        self.handoffs = Handoffs(self.engine, self.rules, words)
        self.store = Conversations(self.engine, self.handoffs, lambda: self.now)
        self.agents, self.views = Agents(self.engine), Views(self.engine)

    def shopper(self, session_id: str = "s", locale: str = "zh") -> str:
        self.store.create(Session(session_id, "h", "toy", locale, "web", "bot"), "2026-01-01T00:00:00.000Z")
        return session_id

    def agent(self, name: str = "小林", there: bool = True, role: str = "agent") -> Agent:
        agent = self.agents.add(name, "hash", role, self.now)
        if there:
            self.agents.seen(agent, self.now)
        return agent

    def hear(self, session_id: str, text: str, press: str = "", **request: Any) -> Any:
        """Take a shopper's message in; return what was accepted, with the bot's lease."""
        self.n += 1
        message = {"id": f"m{self.n}", "role": "user", "text": text}
        asked = request | ({"press": press} if press else {})
        return self.store.accept(session_id, message, asked, 50, Lease("r", self.now, self.now + 60))

    def answer(self, session_id: str, seq: int, text: str = "好", request: dict[str, Any] | None = None) -> list[Any]:
        """Let the bot answer a message; `request` asks for a person."""
        self.n += 1
        reply = {"id": f"b{self.n}", "role": "bot", "text": text, "act": "chat", "attribute": "", "items": []}
        return self.store.finish(session_id, seq, [reply], Lease("r", self.now, self.now + 60), request)[0]

    def ask(self, session_id: str = "s", **request: Any) -> list[Any]:
        """Let a shopper ask for a person; return the answer's messages."""
        accepted = self.hear(session_id, "转人工")
        return self.answer(session_id, accepted.seq, "好的", {"reason": "asked", "text": "转人工"} | request)

    def chat(self, session_id: str = "s") -> str:
        """Return the id of the session's open hand-off."""
        return self.views.for_shopper(session_id, 0)["chat"]

    def state(self, session_id: str = "s") -> str:
        return self.views.for_shopper(session_id, 0)["state"]

    def texts(self, session_id: str = "s", role: str = "") -> list[str]:
        return [m["text"] for _, m in self.store.history(session_id) if role in ("", m["role"])]

    def says(self, agent: Agent, chat: str, text: str) -> bool:
        self.n += 1
        message = {"id": f"a{self.n}", "role": "agent", "text": text, "act": "", "items": []}
        return self.handoffs.say(chat, agent, message, self.now).ok


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    engine = open_engine(f"sqlite:///{tmp_path / 'core.db'}")
    migrate(engine)
    yield Core(engine)
    engine.dispose()


class DeskClient:
    """An agent's browser: keeps the cookie, sends the CSRF token."""

    def __init__(self, gateway: Gateway, name: str) -> None:
        self.http = httpx.Client(base_url=gateway.url, timeout=20, trust_env=False)
        self.name = name

    def log_in(self, password: str = PASSWORD) -> httpx.Response:
        answer = self.http.post("/desk/api/login", json={"name": self.name, "password": password})
        if answer.status_code == 200:
            self.http.headers["x-csrf-token"] = answer.json()["csrf"]
        return answer

    def post(self, path: str, body: Any = None) -> httpx.Response:
        return self.http.post(f"/desk/api{path}", json=body)

    def get(self, path: str) -> httpx.Response:
        return self.http.get(f"/desk/api{path}")


def person(gateway: Gateway, name: str, role: str = "agent", there: bool = True) -> DeskClient:
    """Add an agent to a running gateway's desk, logged in (without the login's deliberate slowness)."""
    desk = gateway.app.state.parts.desk
    agent = desk.agents.add(name, kept_password(), role, desk.clock())
    if there:
        desk.agents.seen(agent, desk.clock())
    client, token = DeskClient(gateway, name), secrets.token_urlsafe()
    desk.agents.log_in(agent, hash_token(token), "csrf of " + agent.id, desk.clock(), desk.clock() + 600)
    client.http.cookies.set("daogou_desk", token, domain="127.0.0.1", path="/")
    client.http.headers["x-csrf-token"] = "csrf of " + agent.id
    return client


@cache
def kept_password() -> str:
    return hashed(PASSWORD)


@pytest.fixture(scope="module")
def desk_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ToyRasa, Gateway]]:
    """A toy and a gateway whose timers are too slow to matter, for a whole module."""
    data = tmp_path_factory.mktemp("desk")
    toy = ToyRasa(data).start()
    gateway = Gateway(rules=rules(desk_agent_gone_s=600), **_settings(toy, data)).start()
    yield toy, gateway
    gateway.stop()
    toy.stop()


@pytest.fixture
def desk_gateway(desk_world: tuple[ToyRasa, Gateway]) -> Gateway:
    """The module's gateway with nobody at the desk and nobody waiting."""
    desk_world[0].failing("", 0)
    desk_world[0].received.clear()
    parts = desk_world[1].app.state.parts
    with parts.desk.agents._writing() as connection:
        for table in (chats, logins, agents):
            connection.execute(table.delete())
    parts.desk.name_logins = RateLimit(15, time.monotonic)
    return desk_world[1]


@pytest.fixture
def desk_toy(desk_world: tuple[ToyRasa, Gateway], desk_gateway: Gateway) -> ToyRasa:
    return desk_world[0]
