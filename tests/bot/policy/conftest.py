"""Fixtures of the Rasa side: a model trained once, an action server, Rasa processes. Runs in .venv-rasa only."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[3]
UNDERSTANDER = "tests.bot.policy.doubles.TinyUnderstander"

if importlib.util.find_spec("rasa") is None:
    # The app environment has no Rasa; `make test` runs this folder in the other one.
    collect_ignore_glob = ["*.py"]
else:
    sys.path.insert(0, str(CHECKOUT))
    from bot.policy.quiet import set_up
    from bot.policy.spared import spare

    spare()
    set_up("error")


def environment() -> dict[str, str]:
    """The environment of child processes: our checkout on the path, one thread each, no settings of the caller."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DAOGOU_")}
    return {**kept, "PYTHONPATH": str(CHECKOUT), "OMP_NUM_THREADS": "1"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def request(url: str, body: Any = None, method: str | None = None, timeout_s: float = 30.0) -> Any:
    """Send JSON (or raw bytes) and return the answer's JSON. Raises urllib's errors."""
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    call = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(call, timeout=timeout_s) as answer:
        return json.load(answer)


class Process:
    """A child process that listens on a port of 127.0.0.1."""

    def __init__(self, port: int, *arguments: str) -> None:
        self.port, self.arguments = port, arguments
        self.url = f"http://127.0.0.1:{port}"
        self.child: subprocess.Popen[bytes] | None = None

    def start(self, timeout_s: float = 240.0) -> None:
        """Start it and wait until it listens; long, because a loaded machine gives it little time."""
        self.child = subprocess.Popen([sys.executable, *self.arguments], cwd=CHECKOUT, env=environment())
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            assert self.child.poll() is None, f"{self.arguments} ended with {self.child.returncode}"
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        self.kill()
        raise TimeoutError(f"{self.arguments} did not listen in {timeout_s} s")

    def kill(self, sign: int = signal.SIGKILL) -> None:
        if self.child is not None and self.child.poll() is None:
            self.child.send_signal(sign)
            self.child.wait(20)


class Rasa(Process):
    """A Rasa process of this checkout with the tiny understander."""

    def __init__(self, model: Path, data: Path, actions_url: str, *more: str) -> None:
        port = free_port()
        super().__init__(
            port, "-m", "bot.policy.launch", "--port", str(port), "--actions-url", actions_url, "--data", str(data),
            "--model", str(model), "--log-level", "error", *more,
        )  # fmt: skip

    def say(self, sender: str, text: Any, **metadata: Any) -> list[dict[str, Any]]:
        """Send a message; return what was answered, without the envelope."""
        body = {"sender": sender, "message": text, "metadata": {"shop": "sample", **metadata}}
        answer = request(f"{self.url}/webhooks/rest/webhook", body)
        assert all(message["recipient_id"] == sender for message in answer)
        return [message["custom"] for message in answer]


@pytest.fixture(scope="session")
def tiny_config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's config.yml, its understander replaced by the tiny one."""
    path = tmp_path_factory.mktemp("config") / "config.yml"
    name = "nlu.components.understanding.ShopUnderstanding"
    text = (CHECKOUT / "config.yml").read_text("utf-8")
    assert name in text
    path.write_text(text.replace(name, f"{name}\n    understander: {UNDERSTANDER}"), "utf-8")
    return path


@pytest.fixture(scope="session")
def model(tiny_config: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from bot.policy.train import train

    return train(tmp_path_factory.mktemp("model"), config=tiny_config)


@pytest.fixture(scope="session")
def actions() -> Iterator[Process]:
    port = free_port()
    process = Process(port, "-m", "tests.bot.policy.doubles", str(port))
    process.start()
    yield process
    process.kill()


@pytest.fixture(scope="session")
def start_rasa(
    model: Path, actions: Process, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Rasa]]:
    """Return a function that starts a Rasa process; all are stopped at the end."""
    started: list[Rasa] = []

    def start(*more: str, data: Path | None = None, actions_url: str = f"{actions.url}/webhook") -> Rasa:
        rasa = Rasa(model, data or tmp_path_factory.mktemp("data"), actions_url, *more)
        started.append(rasa)
        rasa.start()
        return rasa

    yield start
    for rasa in started:
        rasa.kill()


@pytest.fixture(scope="session")
def rasa(start_rasa: Callable[..., Rasa]) -> Rasa:
    return start_rasa()
