"""Turns per second and latency of the whole house beside a stock Rasa bot: `python -m bench.turns`.

Owns: the order of the measurement, the table, the report. Does not know: what the bots say. Both run at once and are
measured in turn, round after round, so that a noisy machine is as noisy for one as for the other; the one that waits
costs nothing but its memory. Each shopper talks on, one message after the answer to the one before, and is followed by
a new one after eight messages. Latency is what the client sees, in milliseconds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from bench.house import HouseBot
from bench.memory import Memory, memory_of
from bench.stock import CHECKOUT, BenchError, StockBot

Bot = StockBot | HouseBot


@dataclass
class Cell:
    """What was measured of one bot at one number of shoppers: latency of each turn, seconds in all, turns that
    failed.
    """

    latencies_ms: list[float] = field(default_factory=list)
    seconds: float = 0.0
    n_failed: int = 0

    def quantile(self, share: float) -> float:
        """Return the latency that `share` (0 to 1) of the turns do not exceed, in milliseconds."""
        ordered = sorted(self.latencies_ms)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def report(self) -> dict[str, float]:
        """Return the figures under the names of the reports."""
        return {
            "turns": len(self.latencies_ms),
            "turns_per_s": len(self.latencies_ms) / self.seconds,
            "p50_ms": self.quantile(0.5),
            "p95_ms": self.quantile(0.95),
            "n_failed": self.n_failed,
        }


async def measure(bot: Bot, http: aiohttp.ClientSession, n_shoppers: int, n_turns: int, mark: str, cell: Cell) -> None:
    """Let `n_shoppers` talk at once, `n_turns` in all, and add what was seen to `cell`."""
    left = n_turns

    async def shopper(number: int) -> None:
        nonlocal left
        talk = 0
        while left > 0:
            who = await bot.open(http, f"{mark}-{number}-{talk}")
            talk += 1
            for text in bot.conversation:
                if left <= 0:
                    return
                left -= 1
                begun = time.perf_counter()
                answered = await bot.say(http, who, text)  # type: ignore[arg-type]
                cell.latencies_ms.append((time.perf_counter() - begun) * 1000)
                cell.n_failed += not answered

    begun = time.perf_counter()
    await asyncio.gather(*(shopper(number) for number in range(n_shoppers)))
    cell.seconds += time.perf_counter() - begun


async def wait_until_ready(bot: Bot, http: aiohttp.ClientSession) -> float:
    """Wait until the bot can talk; return the seconds it took. Raises BenchError."""
    begun = time.monotonic()
    while time.monotonic() - begun < bot.start_within_s:
        assert bot.process is not None
        if bot.process.poll() is not None:
            raise BenchError(f"{bot.name} ended with {bot.process.returncode}: see {bot.log}")
        if await bot.ready(http):
            return time.monotonic() - begun
        await asyncio.sleep(0.2)
    raise BenchError(f"{bot.name} was not ready in {bot.start_within_s:g} s: see {bot.log}")


def stop(bots: Sequence[Bot]) -> None:
    """Stop the bots that run; what does not end in ten seconds is killed."""
    processes = [bot.process for bot in bots if bot.process is not None and bot.process.poll() is None]
    for process in processes:
        process.send_signal(signal.SIGTERM)
    for process in processes:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def run(bots: list[Bot], levels: list[int], n_turns: int, n_rounds: int, progress: Progress) -> dict[str, Any]:
    """Measure all bots at all levels and return the report."""
    cells: dict[tuple[str, int], Cell] = defaultdict(Cell)
    started: dict[str, float] = {}
    timeout = aiohttp.ClientTimeout(total=120)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout, trust_env=False) as http:
        for bot in bots:
            task = progress.add_task(f"{bot.name}: preparing", total=None)
            await asyncio.to_thread(bot.prepare)
            progress.update(task, description=f"{bot.name}: starting")
            bot.start()  # not in a thread: a house's children die with the thread that started them
            started[bot.name] = await wait_until_ready(bot, http)
            progress.remove_task(task)
        idle = {bot.name: memory_of(bot.process.pid) for bot in bots if bot.process}
        task = progress.add_task("measuring", total=len(bots) * len(levels) * n_rounds * n_turns)
        for bot in bots:  # caches and compiled code; not counted
            await measure(bot, http, 1, 2 * len(bot.conversation), f"warm-{time.time_ns()}", Cell())
        for n_shoppers in levels:
            for number in range(n_rounds):
                for bot in bots if number % 2 == 0 else bots[::-1]:
                    progress.update(task, description=f"{bot.name}, {n_shoppers} at once")
                    cell, mark = cells[bot.name, n_shoppers], f"{time.time_ns()}"
                    await measure(bot, http, n_shoppers, n_turns, mark, cell)
                    progress.advance(task, n_turns)
        after = {bot.name: memory_of(bot.process.pid) for bot in bots if bot.process}
    return {
        "machine": {"cpu": platform.processor() or platform.machine(), "n_cpus": os.cpu_count(),
                    "python": platform.python_version()},
        "settings": {"levels": levels, "turns_per_round": n_turns, "rounds": n_rounds},
        "bots": {
            bot.name: {
                "start_s": started[bot.name],
                "memory_idle": vars(idle[bot.name]),
                "memory": vars(after[bot.name]),
                "levels": {str(level): cells[bot.name, level].report() for level in levels},
            }
            for bot in bots
        },
    }  # fmt: skip


def table_of(report: dict[str, Any]) -> Table:
    """Return the report as a table for people."""
    table = Table(title="Turns through the front door", title_justify="left")
    for heading in ("bot", "shoppers", "turns/s", "p50 ms", "p95 ms", "failed", "memory MiB (PSS)", "start s"):
        table.add_column(heading, justify="left" if heading == "bot" else "right")
    for name, bot in report["bots"].items():
        memory = Memory(**bot["memory"])
        for position, (level, seen) in enumerate(bot["levels"].items()):
            first = position == 0
            table.add_row(
                name if first else "",
                level,
                f"{seen['turns_per_s']:.1f}",
                f"{seen['p50_ms']:.1f}",
                f"{seen['p95_ms']:.1f}",
                f"{seen['n_failed']}/{seen['turns']}",
                f"{memory.pss_mib:.0f} in {memory.n_processes} processes" if first else "",
                f"{bot['start_s']:.1f}" if first else "",
            )
    return table


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, write the report; return 0, or 1 with one line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m bench.turns", description=__doc__.split("\n")[0])
    parser.add_argument("--levels", type=int, nargs="+", default=[1, 8, 32], help="shoppers at once")
    parser.add_argument("--turns", type=int, default=160, help="turns of each bot in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=("stock", "house"), help="measure one of the two")
    parser.add_argument("--folder", type=Path, default=CHECKOUT / "var" / "bench", help="where bots, logs, report go")
    parser.add_argument("--out", type=Path, help="report as JSON; default: turns.json in the folder")
    given = parser.parse_args(arguments)
    folder = given.folder.absolute()
    bots: list[Bot] = []
    if given.only != "house":
        bots.append(StockBot(folder))
    if given.only != "stock":
        bots.append(HouseBot(folder))
    folder.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the bots are stopped then too
    console = Console()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            report = asyncio.run(run(bots, given.levels, given.turns, given.rounds, progress))
    except (BenchError, aiohttp.ClientError, TimeoutError) as error:
        print(f"bench.turns: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    finally:
        stop(bots)
    out = given.out or folder / "turns.json"
    out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    console.print(table_of(report))
    console.print(f"report: {out}", soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
