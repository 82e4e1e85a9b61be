"""Where the time of a turn goes: CPU milliseconds of each process for each turn of a conversation.

Owns: `python -m bench.costs`, its table and its report. Does not know: what the processes do. CPU time is read from the
kernel before and after each turn, so a busy machine changes it little; the wall time beside it is what a shopper waits.
One shopper talks, so that whatever a process spends between two readings was spent on that turn.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import aiohttp
import psutil
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.house import HouseBot
from bench.memory import memory_of
from bench.stock import CHECKOUT, BenchError
from bench.turns import stop, wait_until_ready

#: What the processes of a house are started with, in the order in which a turn meets them.
PARTS = {"gateway": "bot.gateway", "rasa": "bot.policy.launch", "actions": "actions.server"}
#: Pause after an answer, in seconds: what a process does after answering still counts as that turn's.
SETTLE_S = 0.03


def parts_of(root: int) -> dict[str, int]:
    """Return the process ids below `root` by name. Raises BenchError where one of PARTS does not run."""
    found: dict[str, int] = {}
    for process in psutil.Process(root).children(recursive=True):
        command = process.cmdline()
        found |= {name: process.pid for name, module in PARTS.items() if module in command}
    if missing := [name for name in PARTS if name not in found]:
        raise BenchError(f"expected the processes {', '.join(PARTS)} below {root}, {', '.join(missing)} is not there")
    return {name: found[name] for name in PARTS}


def cpu_ms(pid: int) -> float:
    """Return the CPU time that all threads of a process have used, in milliseconds."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6


async def measure(bot: HouseBot, http: aiohttp.ClientSession, pids: dict[str, int], n_talks: int) -> dict[str, Any]:
    """Talk `n_talks` times and return the costs of each turn; the talk before them is told apart as "first"."""
    costs: dict[str, dict[str, list[float]]] = {text: defaultdict(list) for text in bot.conversation}
    acts: dict[str, str] = {}
    first: list[dict[str, float]] = []
    for number in track(range(n_talks + 1), "talking", console=Console(stderr=True), transient=True):
        shopper = await bot.open(http, "")
        for text in bot.conversation:
            before = {name: cpu_ms(pid) for name, pid in pids.items()}
            begun = time.perf_counter()
            messages = await bot.answer(http, shopper, text)
            wall = (time.perf_counter() - begun) * 1000
            await asyncio.sleep(SETTLE_S)
            seen = {name: cpu_ms(pid) - before[name] for name, pid in pids.items()} | {"wall": wall}
            if not number:
                first.append(seen)
                continue
            acts[text] = messages[-1]["act"]
            for name, spent in seen.items():
                costs[text][name].append(spent)
    return {
        "first_talk": first,
        "turns": [
            {"text": text, "act": acts[text], **{name: statistics.median(values) for name, values in seen.items()}}
            for text, seen in costs.items()
        ],
    }  # fmt: skip


def table_of(report: dict[str, Any]) -> Table:
    """Return the report as a table for people."""
    table = Table(title="A turn: CPU ms in each process, wall ms (medians)", title_justify="left")
    for heading in ("turn", "act", *PARTS, "all", "wall"):
        table.add_column(heading, justify="left" if heading in ("turn", "act") else "right")
    turns = report["turns"]
    mean = {key: statistics.mean(turn[key] for turn in turns) for key in (*PARTS, "wall")}
    for turn in (*turns, {"text": "mean", "act": "", **mean}):
        spent = [turn[name] for name in PARTS]
        numbers = (*spent, sum(spent), turn["wall"])
        table.add_row(turn["text"], turn["act"], *(f"{number:.1f}" for number in numbers))
    return table


async def run(bot: HouseBot, root: int | None, n_talks: int) -> dict[str, Any]:
    """Measure the house whose root process is `root`, or a new one, and return the report."""
    timeout = aiohttp.ClientTimeout(total=120)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=False) as http:
        started = None
        if root is None:
            bot.prepare()
            bot.start()
            started = await wait_until_ready(bot, http)
            assert bot.process is not None
            root = bot.process.pid
        pids = parts_of(root)
        report = await measure(bot, http, pids, n_talks)
    memory = {name: memory_of(pid).pss_mib for name, pid in pids.items()}
    return {"load": os.getloadavg(), "start_s": started, "memory_mib": memory, **report}


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, write the report; return 0, or 1 with one line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m bench.costs", description=__doc__.split("\n")[0])
    parser.add_argument("--talks", type=int, default=25, help="conversations, after a first one that is told apart")
    parser.add_argument("--running", metavar="PID:PORT", help="a `daogou up` that runs already, with rate limits off")
    parser.add_argument("--folder", type=Path, default=CHECKOUT / "var" / "bench", help="where data, log, report go")
    given = parser.parse_args(arguments)
    folder = given.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    bot, root = HouseBot(folder), None
    if given.running:
        root, port = (int(part) for part in given.running.split(":"))
        bot.url = f"http://127.0.0.1:{port}"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the house is stopped then too
    try:
        report = asyncio.run(run(bot, root, given.talks))
    except (BenchError, aiohttp.ClientError, TimeoutError, psutil.Error, OSError) as error:
        print(f"bench.costs: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    finally:
        stop([bot])
    out = folder / "costs.json"
    out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    console = Console()
    console.print(table_of(report))
    for name in ("wall", *PARTS):
        console.print(f"first talk, {name} ms: " + ", ".join(f"{seen[name]:.0f}" for seen in report["first_talk"]))
    console.print("memory, MiB (PSS): " + ", ".join(f"{n} {mib:.0f}" for n, mib in report["memory_mib"].items()))
    console.print(f"load average: {report['load'][0]:.1f}; report: {out}", soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
