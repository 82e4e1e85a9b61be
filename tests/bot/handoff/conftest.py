"""A store with a clock of the test's own, and gateways with agents at their desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.handoff import words
from bot.handoff.passwords import hashed
from bot.handoff.rules import DeskSettings
from bot.store import Agent, Conversations, Engine, Handoffs, Lease, Session, migrate, open_engine
from bot.store.agents import Agents
from bot.store.handoff_views import Views
from tests.bot.conftest import Gateway

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
    """Add an agent to a running gateway's desk and log in."""
    parts = gateway.app.state.parts
    agent = parts.desk.agents.add(name, hashed(PASSWORD), role, parts.desk.clock())
    if there:
        parts.desk.agents.seen(agent, parts.desk.clock())
    client = DeskClient(gateway, name)
    assert client.log_in().status_code == 200
    return client


@pytest.fixture
def desk_gateway(make_gateway: Callable[..., Gateway]) -> Gateway:
    """A gateway whose timers are too slow to matter."""
    return make_gateway(rules=rules(desk_agent_gone_s=600))
