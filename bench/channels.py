"""How much time the bot itself adds to a message, by channel: `python -m bench.channels [-n 400] [--within 15]`.

The real gateway and the real Telegram channel, each a process of its own, stand between stand-ins that answer at once
(a dialogue engine, a Bot API server, a gateway). Added time = from the message's arrival at our process to the answer's
departure, as seen from outside and so with both hops of loopback HTTP, less what the stand-in behind took. One message
at a time. Other load of the machine is in these times, and not in the CPU time of our process. Owns: the measurement.
Does not know: goods, wording.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import click
from aiohttp import web

from bot.processes import free_port

TOKEN = "123456789:AAbench-0123456789abcdefghijklmnopqrst"
N_WARM = 40
N_CHATS = 40
SHOP = {"name": "toy", "language": "zh"}
ANSWER = {"act": "chat", "text": "好的，这款有货。", "degraded": False, "attribute": "", "items": [],
          "quick_replies": [{"title": "便宜点", "payload": '{"acts": ["critique"]}'}]}  # fmt: skip
Handler = Callable[[web.Request], Awaitable[web.Response]]


class StandIn:
    """A server that answers at once and adds up the time that it took itself, in seconds."""

    def __init__(self) -> None:
        self.app = web.Application()
        self.took_s = 0.0

    def on(self, method: str, path: str, body: Callable[[Any], Any]) -> None:
        """Answer `body(JSON or form of the request)` at a path."""

        async def handler(request: web.Request) -> web.Response:
            began = time.perf_counter()
            given = await (request.json() if request.content_type == "application/json" else request.post())
            answer = web.json_response(body(given))
            self.took_s += time.perf_counter() - began
            return answer

        self.app.router.add_route(method, path, handler)

    async def start(self) -> str:
        """Serve on a free port; return the address."""
        runner = web.AppRunner(self.app, access_log=None)
        await runner.setup()
        port = free_port()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        return f"http://127.0.0.1:{port}"


class Ours:
    """One of our processes; `url` is its address."""

    def __init__(self, module: str, data: Path, variables: dict[str, str]) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._log = (data / f"{module}.log").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, "--port", str(port)], stdout=self._log, stderr=subprocess.STDOUT,
            env=os.environ | {"DAOGOU_DATA": str(data)} | variables,
        )  # fmt: skip

    async def ready(self, path: str, http: aiohttp.ClientSession, word: str) -> None:
        """Wait until it answers with `word` in it. Raises RuntimeError where it ends."""
        while True:
            if self._process.poll() is not None:
                raise RuntimeError(f"it ended: {Path(self._log.name).read_text('utf-8')[-500:]}")
            try:
                async with http.get(self.url + path) as answer:
                    if word in await answer.text():
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)

    def cpu_s(self) -> float:
        """Return the CPU time that it has taken so far, in seconds."""
        stat = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(15)
        self._log.close()


async def gateway(n: int, data: Path) -> tuple[list[float], float]:
    """Return the added time of `n` messages through the web gateway, and the CPU time of one, in ms."""
    rasa = StandIn()
    rasa.on("POST", "/webhooks/rest/webhook", lambda given: [{"recipient_id": given["sender"], "custom": ANSWER}])
    rasa.on("GET", "/shops", lambda _: {"shops": [SHOP]})
    address = await rasa.start()
    ours = Ours("bot.gateway", data, {"DAOGOU_RASA_URL": address, "DAOGOU_ACTIONS_URL": address})
    added, cpu_s = [], 0.0
    try:
        async with aiohttp.ClientSession(trust_env=False) as http:
            await ours.ready("/metrics", http, "daogou")
            talks = []
            for _ in range(N_CHATS):
                async with http.post(f"{ours.url}/api/sessions", json={}) as answer:
                    opened = await answer.json()
                talks.append((opened["session_id"], {"Authorization": f"Bearer {opened['token']}"}))
            for number, (session, headers) in zip(range(n + N_WARM), itertools.cycle(talks), strict=False):
                if number == N_WARM:
                    cpu_s = ours.cpu_s()
                rasa.took_s = 0.0
                began = time.perf_counter()
                path = f"{ours.url}/api/sessions/{session}/messages"
                async with http.post(path, json={"text": f"第{number}句"}, headers=headers) as answer:
                    said = await answer.json()
                added.append((time.perf_counter() - began - rasa.took_s) * 1000)
                if said["messages"][0]["text"] != ANSWER["text"]:
                    raise RuntimeError(f"expected the stand-in's answer, found {said}")
            cpu_s = ours.cpu_s() - cpu_s
    finally:
        ours.stop()
    return added[N_WARM:], cpu_s * 1000 / n


async def telegram(n: int, data: Path) -> tuple[list[float], float]:
    """Return the added time of `n` messages through the Telegram channel, and the CPU time of one, in ms."""
    behind, api = StandIn(), StandIn()
    ids = itertools.count(1)
    behind.on("POST", "/api/sessions", lambda _: {"session_id": f"s{next(ids)}", "token": "t", "shop": "toy",
                                                  "locale": "zh"})  # fmt: skip
    behind.on(
        "POST", "/api/sessions/{id}/messages",
        lambda _: {"messages": [ANSWER | {"id": f"m{next(ids)}", "role": "bot", "at": ""}]},
    )  # fmt: skip
    updates: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    sent: asyncio.Queue[float] = asyncio.Queue()

    async def get_updates(_: web.Request) -> web.Response:
        try:
            update = await asyncio.wait_for(updates.get(), 10)
        except TimeoutError:
            return web.json_response({"ok": True, "result": []})
        update.pop("given")["at"] = time.perf_counter()
        return web.json_response({"ok": True, "result": [update]})

    async def send(request: web.Request) -> web.Response:
        sent.put_nowait(time.perf_counter())
        form = await request.post()
        chat = {"id": int(str(form["chat_id"])), "type": "private"}
        return web.json_response({"ok": True, "result": {"message_id": next(ids), "date": 1, "chat": chat}})

    me = {"id": 123456789, "is_bot": True, "first_name": "Daogou", "username": "daogou_bot"}
    api.app.router.add_post(f"/bot{TOKEN}/getUpdates", get_updates)
    api.app.router.add_post(f"/bot{TOKEN}/sendMessage", send)
    api.on("POST", f"/bot{TOKEN}/{{method}}", lambda _: {"ok": True, "result": me})
    variables = {
        "TELEGRAM_BOT_TOKEN": TOKEN, "DAOGOU_TELEGRAM_API_URL": await api.start(),
        "DAOGOU_GATEWAY_URL": await behind.start(), "DAOGOU_TELEGRAM_CHAT_GAP_S": "0",
        "DAOGOU_TELEGRAM_MESSAGES_PER_SECOND": "1000",
    }  # fmt: skip
    ours = Ours("bot.channels.telegram", data, variables)
    added, cpu_s = [], 0.0
    try:
        async with aiohttp.ClientSession(trust_env=False) as http:
            await ours.ready("/healthz", http, '"ok"')
        for number in range(n + N_WARM):
            if number == N_WARM:
                cpu_s = ours.cpu_s()
            behind.took_s, given = 0.0, {"at": 0.0}
            chat = {"id": 1000 + number % N_CHATS, "type": "private", "first_name": "P"}
            sender = {"id": chat["id"], "is_bot": False, "first_name": "P", "language_code": "zh"}
            message = {"message_id": number + 1, "date": 1, "chat": chat, "text": f"第{number}句", "from": sender}
            updates.put_nowait({"update_id": number + 1, "message": message, "given": given})
            added.append((await asyncio.wait_for(sent.get(), 20) - given["at"] - behind.took_s) * 1000)
            await asyncio.sleep(0.005)  # people do not write the moment that an answer leaves
        cpu_s = ours.cpu_s() - cpu_s
    finally:
        ours.stop()
    return added[N_WARM:], cpu_s * 1000 / n


@click.command()
@click.option("-n", "n", default=400, show_default=True, help="Messages of each channel.")
@click.option("--within", type=float, help="Fail where a channel's p95 is above so many ms.")
def main(n: int, within: float | None) -> None:
    """Print the time that the bot adds to a message, by channel."""
    worst = 0.0
    print(f"{'channel':<14}{'p50 ms':>9}{'p95 ms':>9}{'most ms':>9}{'CPU ms':>9}   {n} messages each, one at a time")
    for name, measure in (("web gateway", gateway), ("telegram", telegram)):
        with tempfile.TemporaryDirectory() as folder:
            added, cpu_ms = asyncio.run(measure(n, Path(folder)))
        added.sort()
        p95 = statistics.quantiles(added, n=20)[-1]
        worst = max(worst, p95)
        print(f"{name:<14}{statistics.median(added):>9.1f}{p95:>9.1f}{added[-1]:>9.1f}{cpu_ms:>9.1f}", flush=True)
    if within is not None and worst > within:
        sys.exit(f"bench.channels: p95 {worst:.1f} ms is above {within:g} ms")


if __name__ == "__main__":
    main()
