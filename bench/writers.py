"""What a generated reply costs beside the template's: `python -m bench.writers`.

Owns: two houses that differ in their writer alone, the table, the report. Does not know: how replies are written. Both
run at once and are measured in turn, round after round, so that a noisy machine is as noisy for one as for the other.
A turn is what a shopper's client waits for; memory is the action server's, where the writer lives, at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import aiohttp
import psutil
from rich.console import Console
from rich.table import Table

from bench.costs import parts_of
from bench.house import HouseBot
from bench.memory import memory_of
from bench.stock import CHECKOUT, BenchError
from bench.turns import Cell, measure, stop, wait_until_ready
from finetune.generate.own import SHIPPED

WRITERS = ("template", "local")


async def run(bots: list[HouseBot], n_turns: int, n_rounds: int) -> dict[str, Any]:
    """Measure the houses and return the report."""
    cells: dict[str, Cell] = defaultdict(Cell)
    timeout = aiohttp.ClientTimeout(total=120)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=False) as http:
        for bot in bots:
            bot.prepare()
            bot.start()
            print(f"{bot.name}: ready in {await wait_until_ready(bot, http):.0f} s", file=sys.stderr, flush=True)
        for bot in bots:  # caches and prefixes; not counted
            await measure(bot, http, 1, 2 * len(bot.conversation), f"warm-{time.time_ns()}", Cell())
            bot.n_said = bot.n_degraded = 0
        for number in range(n_rounds):
            for bot in bots if number % 2 == 0 else bots[::-1]:
                await measure(bot, http, 1, n_turns, f"{time.time_ns()}", cells[bot.writer])
    found = {}
    for bot in bots:
        assert bot.process is not None
        memory = memory_of(parts_of(bot.process.pid)["actions"])
        found[bot.writer] = {
            **cells[bot.writer].report(),
            "share_degraded": bot.n_degraded / max(1, bot.n_said),
            "actions_pss_mib": memory.pss_mib,
        }
    return {"writers": found, "settings": {"turns_per_round": n_turns, "rounds": n_rounds}}


def disk_mb(folder: Path) -> float:
    """Return what a folder holds, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def table_of(report: dict[str, Any]) -> Table:
    """Return the report as a table for people."""
    table = Table(title="A whole turn, one shopper", title_justify="left")
    for heading in ("writer", "turns", "p50 ms", "p95 ms", "failed", "template stood in", "actions MiB (PSS)"):
        table.add_column(heading, justify="left" if heading == "writer" else "right")
    for name, seen in report["writers"].items():
        table.add_row(
            name, f"{seen['turns']}", f"{seen['p50_ms']:.0f}", f"{seen['p95_ms']:.0f}", f"{seen['n_failed']}",
            f"{seen['share_degraded']:.3f}", f"{seen['actions_pss_mib']:.0f}",
        )  # fmt: skip
    return table


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, write the report; return 0, or 1 with one line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m bench.writers", description=__doc__.split("\n")[0])
    parser.add_argument("--turns", type=int, default=80, help="turns of each house in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=CHECKOUT / "var" / "bench", help="where data, logs, report go")
    given = parser.parse_args(arguments)
    folder = given.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    bots = [HouseBot(folder, writer) for writer in WRITERS]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the houses are stopped then too
    try:
        report = asyncio.run(run(bots, given.turns, given.rounds))
    except (BenchError, aiohttp.ClientError, TimeoutError, psutil.Error, OSError) as error:
        print(f"bench.writers: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    finally:
        stop(bots)
    out = folder / "writers.json"
    out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    console = Console()
    console.print(table_of(report))
    if SHIPPED.is_dir():
        console.print(f"base and adapters on disk: {disk_mb(SHIPPED):.1f} MB")
    console.print(f"report: {out}", soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
