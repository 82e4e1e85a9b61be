"""Runs simulated shoppers against a house, several at once. Owns: the talks, their transcripts and the figures."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bot.simulate.exam import Marks, look_at
from bot.simulate.making import make_shopper
from bot.simulate.shopper import Shopper
from bot.simulate.world import World

MAX_TURNS = 15


@dataclass(frozen=True)
class Talk:
    """One finished talk. `found_at`: the turn in which a good that meets every wish was shown, None = not found."""

    seed: int
    shopper: Shopper
    found_at: int | None
    lines: list[str]
    times_ms: list[float]


def talk(
    url: str, world: World, seed: int, marks: Marks, lock: threading.Lock, locale: str | None = None,
    target_only: bool = False,
) -> Talk:  # fmt: skip
    """Let the shopper of this seed talk until it has found its good, or for MAX_TURNS."""
    shopper = make_shopper(world, seed, locale, target_only=target_only)
    lines = [
        f"# shopper {seed}: {shopper.manner}, {shopper.locale}; target {shopper.target.title}",
        "# wishes: " + "; ".join(f"{w.polarity} {w.attribute} {w.operator} {w.value}" for w in shopper.wishes),
    ]
    asked: list[str] = []
    times: list[float] = []
    with httpx.Client(base_url=url, timeout=60, trust_env=False) as http:
        opened = (
            http.post("/api/sessions", json={"shop": world.shop.name, "locale": shopper.locale})
            .raise_for_status()
            .json()
        )
        headers = {"Authorization": f"Bearer {opened['token']}"}
        words: str | None = shopper.open()
        for turn in range(1, MAX_TURNS + 1):
            began = time.perf_counter()
            answer = http.post(
                f"/api/sessions/{opened['session_id']}/messages", json={"text": words}, headers=headers
            ).raise_for_status()
            times.append((time.perf_counter() - began) * 1000)
            message = answer.json()["messages"][-1]
            lines += [f"{turn} > {words}", *shown_lines(message)]
            with lock:
                look_at(message, shopper, asked, f"shopper {seed}, turn {turn}", marks)
            words = shopper.answer(message)
            if words is None:
                http.delete(f"/api/sessions/{opened['session_id']}", headers=headers)
                return Talk(seed, shopper, turn, lines, times)
        http.delete(f"/api/sessions/{opened['session_id']}", headers=headers)
    return Talk(seed, shopper, None, lines, times)


def shown_lines(message: dict[str, Any]) -> list[str]:
    """Return a reply as readable lines: words, cards, quick replies."""
    lines = [f"  {message['act']}: {message['text']}"]
    for card in message["items"]:
        lines.append(f"    [{card['title']}  {card['price']}  {' · '.join(card.get('reasons', []))}]")
    if message["quick_replies"]:
        lines.append("    " + " ".join(f"({q['title']})" for q in message["quick_replies"]))
    return lines


def talk_all(
    url: str,
    world: World,
    n_shoppers: int,
    seed: int,
    at_once: int,
    done: Callable[[], None],
    locale: str | None = None,
    target_only: bool = False,
) -> tuple[list[Talk], Marks]:
    """Run `n_shoppers` talks, `at_once` of them in parallel; `done` is called after each."""
    marks, lock = Marks(), threading.Lock()

    def one(number: int) -> Talk:
        finished = talk(url, world, seed * 100_000 + number, marks, lock, locale, target_only)
        done()
        return finished

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(one, range(n_shoppers))), marks


def figures(talks: list[Talk], marks: Marks) -> dict[str, float]:
    """Return the figures of a run: success within 5, 10, 15 turns, mean turns (a failure counts MAX_TURNS), faults."""
    times = sorted(t for talk in talks for t in talk.times_ms)
    found = [talk.found_at or MAX_TURNS + 1 for talk in talks]
    return {
        **{f"success_at_{k}": sum(f <= k for f in found) / len(talks) for k in (5, 10, 15)},
        "turns": sum(min(f, MAX_TURNS) for f in found) / len(talks),
        "missed_wishes": float(len(marks.missed)),
        "refused_again": float(len(marks.refused_again)),
        "repeated_questions": float(len(marks.repeated_questions)),
        "text_matches_cards": 1 - len(marks.text_differs) / max(1, marks.turns),
        "degraded": float(len(marks.degraded)),
        "p50_ms": times[len(times) // 2],
        "p95_ms": times[int(len(times) * 0.95)],
    }


def mean_turns(talks: list[Talk], group: Callable[[Shopper], str]) -> dict[str, float]:
    """Return the mean turns of each group of shoppers, a failure counted as MAX_TURNS."""
    by: dict[str, list[int]] = {}
    for finished in talks:
        by.setdefault(group(finished.shopper), []).append(finished.found_at or MAX_TURNS)
    return {name: sum(turns) / len(turns) for name, turns in sorted(by.items())}


def write_transcripts(talks: list[Talk], folder: Path) -> None:
    """Write each talk as a readable file, named by shop and shopper."""
    folder.mkdir(parents=True, exist_ok=True)
    for finished in talks:
        state = f"found in turn {finished.found_at}" if finished.found_at else "not found"
        name = f"{finished.shopper.world.shop.name}-{finished.seed}.txt"
        (folder / name).write_text("\n".join([*finished.lines, f"# {state}", ""]), encoding="utf-8")
