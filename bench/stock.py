"""The yardstick: the bot that `rasa init` makes, trained and run as its documentation says.

Owns: how it is made, started and talked to. Does not know: what is measured. Nothing in it is ours or tuned: default
pipeline and policies, tracker in memory, no action server, REST channel.
"""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import aiohttp

CHECKOUT = Path(__file__).resolve().parents[1]
RASA = CHECKOUT / ".venv-rasa" / "bin" / "rasa"

#: A conversation of the initial project's stories, twice over; every text is answered.
CONVERSATION = ("hello", "i am sad", "yes", "goodbye", "hey", "super stoked", "are you a bot?", "bye")


class BenchError(Exception):
    """The benchmark cannot go on; the message says what failed and where its log is."""


def free_port() -> int:
    """Return a port of loopback that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class StockBot:
    """A `rasa init` bot. `folder` keeps its project and model between runs."""

    name = "stock rasa init"
    conversation = CONVERSATION
    start_within_s = 600.0

    def __init__(self, folder: Path) -> None:
        self.project, self.log = folder / "stock", folder / "stock.log"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}

    def prepare(self) -> None:
        """Make and train the project unless it is there. Raises BenchError."""
        if any((self.project / "models").glob("*.tar.gz")):
            return
        if not RASA.is_file():
            raise BenchError(f"no Rasa at {RASA}: run `make setup`")
        self.project.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log:
            done = subprocess.run(
                [str(RASA), "init", "--no-prompt", "--init-dir", str(self.project)],
                env=self._environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False,
            )  # fmt: skip
        if done.returncode or not any((self.project / "models").glob("*.tar.gz")):
            raise BenchError(f"`rasa init` failed: see {self.log}")

    def start(self) -> None:
        """Start the server; `ready` says when it can be talked to."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(RASA), "run", "-i", "127.0.0.1", "-p", str(self.port), "--credentials", "credentials.yml"],
                cwd=self.project, env=self._environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    async def ready(self, http: aiohttp.ClientSession) -> bool:
        """Say whether it answers; Rasa listens only once its model is loaded."""
        try:
            async with http.get(f"{self.url}/") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    async def open(self, http: aiohttp.ClientSession, shopper: str) -> str:
        """Return what `say` needs to speak as a new shopper."""
        return shopper

    async def say(self, http: aiohttp.ClientSession, shopper: str, text: str) -> bool:
        """Send one message; return whether it was answered."""
        async with http.post(f"{self.url}/webhooks/rest/webhook", json={"sender": shopper, "message": text}) as answer:
            return answer.status == 200 and bool(await answer.json())
