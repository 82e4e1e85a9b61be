"""Runs CrossWOZ goals against a house, several at once. Owns: the talks, their transcripts and the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx

from bot.simulate.crosswoz.goals import Goal
from bot.simulate.crosswoz.places import Places
from bot.simulate.crosswoz.sentences import Sentences
from bot.simulate.crosswoz.shopper import Errand, GoalShopper
from bot.simulate.run import shown_lines

SHOP = "crosswoz"
#: Turns after which a talk ends whatever is left: no goal needs so many.
MAX_TURNS = 60


@dataclass(frozen=True)
class Outcome:
    """One talk. `finished`: every errand was; `errands`: their states; `n_turns`: what the shopper said."""

    goal: Goal
    finished: bool
    errands: list[Errand]
    n_turns: int
    lines: list[str]


def talk(url: str, goal: Goal, places: Places, sentences: Sentences, seed: int) -> Outcome:
    """Let the shopper of this goal talk until all errands are through."""
    shopper = GoalShopper(goal, places, sentences, seed)
    lines = [f"# goal {goal.id}, {goal.kind}", *(f"# {part}" for part in goal.parts)]
    n_turns = 0
    with httpx.Client(base_url=url, timeout=60, trust_env=False) as http:
        opened = http.post("/api/sessions", json={"shop": SHOP, "locale": "zh"}).raise_for_status().json()
        path, headers = f"/api/sessions/{opened['session_id']}", {"Authorization": f"Bearer {opened['token']}"}
        words = shopper.next(None)
        while words is not None and n_turns < MAX_TURNS:
            n_turns += 1
            answer = http.post(f"{path}/messages", json={"text": words}, headers=headers).raise_for_status()
            message = answer.json()["messages"][-1]
            lines += [f"> {words}", *shown_lines(message)]
            words = shopper.next(message)
        http.delete(path, headers=headers)
    lines += [f"# {e.part.id} {e.part.domain}: {e.failed or 'finished'}{_gave_up(e)}" for e in shopper.done]
    return Outcome(goal, words is None and shopper.finished, shopper.done, n_turns, lines)


def _gave_up(errand: Errand) -> str:
    return f" (gave up {', '.join(errand.given_up)})" if errand.given_up else ""


def run(
    url: str, goals: list[Goal], places: Places, sentences: Sentences, seed: int, at_once: int, done: Callable[[], None]
) -> list[Outcome]:
    """Run every goal, `at_once` of them in parallel; `done` is called after each."""

    def one(number: int) -> Outcome:
        outcome = talk(url, goals[number], places, sentences, seed * 100_000 + number)
        done()
        return outcome

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(one, range(len(goals))))


def figures(outcomes: list[Outcome]) -> dict[str, float]:
    """Return the share of finished tasks and errands, 0 to 1, and the mean turns."""
    errands = [e for o in outcomes for e in o.errands]
    no_taxi = [o for o in outcomes if "出租" not in o.goal.domains]
    out = {
        "finished": sum(o.finished for o in outcomes) / len(outcomes),
        "errands": sum(not e.failed for e in errands) / len(errands),
        "turns": sum(o.n_turns for o in outcomes) / len(outcomes),
    }
    return out | ({"finished_without_taxi": sum(o.finished for o in no_taxi) / len(no_taxi)} if no_taxi else {})


def causes(outcomes: list[Outcome], n: int = 12) -> list[str]:
    """Return the most frequent first failures of tasks, each with how many tasks and one goal to look at."""
    found: Counter[str] = Counter()
    example: dict[str, str] = {}
    for outcome in outcomes:
        failed = next((e for e in outcome.errands if e.failed), None)
        if failed is not None:
            cause = f"{failed.part.domain}: {failed.failed.split(';')[0]}"
            if "missed" in failed.failed:
                cause += f", {failed.failed.rsplit('missed', 1)[1].strip()}"
            found[cause] += 1
            example.setdefault(cause, outcome.goal.id)
    return [f"{count} × {cause} (goal {example[cause]})" for cause, count in found.most_common(n)]
