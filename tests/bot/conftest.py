"""A gateway against the toy Rasa, in process and on a port of its own."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from bot.gateway.app import create_app
from bot.handoff.rules import DeskSettings
from bot.settings import load
from tests.bot.toy import ToyRasa


class Gateway:
    """A running gateway; `url` is its address, `client` talks to it."""

    def __init__(self, rules: DeskSettings | None = None, **settings: Any) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        port = self._socket.getsockname()[1]
        self.settings = load(port=port, **settings)
        self.app = create_app(self.settings, rules)
        self._server = uvicorn.Server(uvicorn.Config(self.app, log_level="error", timeout_graceful_shutdown=1))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        self.url = f"http://127.0.0.1:{port}"
        self.client = httpx.Client(base_url=self.url, timeout=30, trust_env=False)

    def start(self) -> Gateway:
        self._thread.start()
        deadline = time.monotonic() + 20
        while not self._server.started:
            assert self._thread.is_alive(), "the gateway did not start"
            assert time.monotonic() < deadline
            time.sleep(0.01)
        return self

    def stop(self) -> None:
        self.client.close()
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()

    def open(self, **new: Any) -> tuple[str, dict[str, str]]:
        """Open a session; return its id and the headers that speak for it."""
        answer = self.client.post("/api/sessions", json=new)
        assert answer.status_code == 201, answer.text
        body = answer.json()
        return body["session_id"], {"Authorization": f"Bearer {body['token']}"}

    def say(self, session: tuple[str, dict[str, str]], text: str, **more: Any) -> httpx.Response:
        # json.dumps escapes lone surrogates; the client's own encoder would refuse them.
        body = json.dumps({"text": text, **more})
        headers = session[1] | {"Content-Type": "application/json"}
        return self.client.post(f"/api/sessions/{session[0]}/messages", content=body, headers=headers)


def _settings(toy: ToyRasa, data: Path) -> dict[str, Any]:
    return {
        "data": data, "rasa_url": toy.url, "actions_url": toy.url, "session_messages_per_minute": 0,
        "address_messages_per_minute": 0, "address_sessions_per_minute": 0, "answer_within_s": 5.0,
    }  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ToyRasa, Gateway]]:
    """One toy and one gateway for a whole module: each test opens sessions of its own."""
    data = tmp_path_factory.mktemp("gateway")
    toy = ToyRasa(data).start()
    gateway = Gateway(**_settings(toy, data)).start()
    yield toy, gateway
    gateway.stop()
    toy.stop()


@pytest.fixture
def toy(world: tuple[ToyRasa, Gateway]) -> ToyRasa:
    world[0].failing("", 0)
    world[0].received.clear()
    return world[0]


@pytest.fixture
def gateway(world: tuple[ToyRasa, Gateway]) -> Gateway:
    return world[1]


@pytest.fixture
def own_toy(tmp_path: Path) -> Iterator[ToyRasa]:
    """A toy that the test may stop; gateways of `make_gateway` talk to it."""
    server = ToyRasa(tmp_path).start()
    yield server
    server.stop()


@pytest.fixture
def make_gateway(own_toy: ToyRasa, tmp_path: Path) -> Iterator[Callable[..., Gateway]]:
    """Make gateways with settings of the test's own; all share one database."""
    made: list[Gateway] = []

    def make(**settings: Any) -> Gateway:
        made.append(Gateway(**(_settings(own_toy, tmp_path) | settings)).start())
        return made[-1]

    yield make
    for gateway in made:
        gateway.stop()
