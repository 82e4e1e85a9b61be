"""The whole house under measurement: `daogou up` with the sample shop, talked to through the gateway.

Owns: how it is started on free ports in a folder of its own and talked to as a shopper's client would. Does not know:
what is measured.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import aiohttp

from bench.stock import CHECKOUT, BenchError, free_port

DAOGOU = CHECKOUT / ".venv" / "bin" / "daogou"

#: A shopper of the sample shop: wishes for and against, a critique, a question, a comparison, a new beginning.
CONVERSATION = (
    "你好", "推荐一款手机", "2000到4000元，不要太重的", "便宜点的有吗",
    "第一个防水吗", "前两个比较一下", "还有别的吗", "谢谢",
)  # fmt: skip


class HouseBot:
    """All processes of a house. `folder` keeps its data between runs; rate limits are off, as for the stock bot.

    `writer`: what words its replies (DAOGOU_WRITER), "" = as the settings have it. `n_said`, `n_degraded`: replies so
    far, and those in which the template stood in for a failed draft.
    """

    conversation = CONVERSATION
    start_within_s = 600.0

    def __init__(self, folder: Path, writer: str = "") -> None:
        self.name, self.writer = f"Daogou, {writer}" if writer else "Daogou", writer
        house = f"house-{writer}" if writer else "house"
        self.data, self.log = folder / house, folder / f"{house}.log"
        self.n_said = self.n_degraded = 0
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Check that there is a house to start; `daogou up` makes the rest. Raises BenchError."""
        if not DAOGOU.is_file():
            raise BenchError(f"no daogou at {DAOGOU}: run `make setup`")
        self.data.mkdir(parents=True, exist_ok=True)

    def start(self) -> None:
        """Start the house; `ready` says when it can be talked to."""
        limits = ("SESSION_MESSAGES_PER_MINUTE", "ADDRESS_MESSAGES_PER_MINUTE", "ADDRESS_SESSIONS_PER_MINUTE")
        environment = {
            **os.environ,
            "PORT": str(self.port),
            "DAOGOU_DATA": str(self.data),
            **{f"DAOGOU_{limit}": "0" for limit in limits},
            **({"DAOGOU_WRITER": self.writer} if self.writer else {}),
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [str(DAOGOU), "up"], cwd=CHECKOUT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    async def ready(self, http: aiohttp.ClientSession) -> bool:
        """Say whether the whole house is up: `daogou up` has said so, and a session opens."""
        if b"Daogou is ready" not in self.log.read_bytes():
            return False
        try:
            async with http.post(f"{self.url}/api/sessions", json={}) as answer:
                return answer.status < 300
        except aiohttp.ClientError:
            return False

    async def open(self, http: aiohttp.ClientSession, shopper: str) -> tuple[str, dict[str, str]]:
        """Open a session; return its address and the header that proves it. Raises BenchError."""
        async with http.post(f"{self.url}/api/sessions", json={"locale": "zh"}) as answer:
            if answer.status >= 300:
                raise BenchError(f"a session was refused: {answer.status} {(await answer.text())[:200]}")
            made: dict[str, Any] = await answer.json()
        return (
            f"{self.url}/api/sessions/{made['session_id']}/messages",
            {"Authorization": f"Bearer {made['token']}"},
        )

    async def answer(
        self, http: aiohttp.ClientSession, shopper: tuple[str, dict[str, str]], text: str
    ) -> list[dict[str, Any]]:
        """Send one message and return what the bot answers. Raises BenchError where it was refused."""
        address, header = shopper
        async with http.post(address, json={"text": text}, headers=header) as answer:
            if answer.status >= 300:
                raise BenchError(f"a message was refused: {answer.status} {(await answer.text())[:200]}")
            messages: list[dict[str, Any]] = (await answer.json())["messages"]
        return messages

    async def say(self, http: aiohttp.ClientSession, shopper: tuple[str, dict[str, str]], text: str) -> bool:
        """Send one message; return whether it was answered by something that is no confession of failure."""
        try:
            messages = await self.answer(http, shopper, text)
        except BenchError:
            return False
        said = [message for message in messages if message["role"] == "bot"]
        self.n_said += len(said)
        self.n_degraded += sum(message["degraded"] for message in said)
        return bool(said) and not any(message["act"] == "sorry" and message["degraded"] for message in said)
