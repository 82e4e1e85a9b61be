"""Runs talks with a digression in the middle. Owns: the course of such a talk and its figures."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx

from bot.simulate import digressions
from bot.simulate.making import make_shopper
from bot.simulate.run import shown_lines
from bot.simulate.world import World

#: Replies before the digression, at most.
N_BEFORE = 3


@dataclass(frozen=True)
class Detour:
    """One finished talk. `fault`: what was wrong after the digression, "" = back on track."""

    seed: int
    kind: str
    answered: bool
    fault: str
    lines: list[str]


def talk(url: str, world: World, seed: int, number: int, locale: str | None = None) -> Detour:
    """Talk for one to N_BEFORE turns, digress, go on, and look at the reply. The shopper goes on after a find too."""
    shopper = make_shopper(world, seed, locale, manner="plain")
    rng = random.Random(seed)
    lines: list[str] = [f"# shopper {seed}, {shopper.locale}"]
    seen: set[str] = set()
    with httpx.Client(base_url=url, timeout=60, trust_env=False) as http:
        body = {"shop": world.shop.name, "locale": shopper.locale}
        opened = http.post("/api/sessions", json=body).raise_for_status().json()
        path = f"/api/sessions/{opened['session_id']}"
        headers = {"Authorization": f"Bearer {opened['token']}"}

        def say(words: str) -> dict:
            answer = http.post(f"{path}/messages", json={"text": words}, headers=headers).raise_for_status()
            message = answer.json()["messages"][-1]
            lines.extend([f"> {words}", *shown_lines(message)])
            return message

        before = say(shopper.open())
        for _ in range(rng.randrange(N_BEFORE)):
            seen |= {card["item_id"] for card in before["items"]}
            words = shopper.answer(before)
            if words is None:
                break
            before = say(words)
        seen |= {card["item_id"] for card in before["items"]}
        digression = digressions.choose(number, len(before["items"]), shopper.locale, rng)
        answered = say(digression.words)["act"] in digression.answered_by
        fault = digressions.off_track(say(digressions.going_on(shopper, before)), shopper, seen)
        http.delete(path, headers=headers)
    lines.append(f"# {digression.kind}: {'answered' if answered else 'not answered'}; {fault or 'back on track'}")
    return Detour(seed, digression.kind, answered, fault, lines)


def run(
    url: str, world: World, n: int, seed: int, at_once: int, done: Callable[[], None], locale: str | None = None
) -> list[Detour]:
    """Run `n` talks, `at_once` of them in parallel; `done` is called after each."""

    def one(number: int) -> Detour:
        finished = talk(url, world, seed * 100_000 + number, number, locale)
        done()
        return finished

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(one, range(n)))


def figures(found: list[Detour]) -> dict[str, float]:
    """Return the shares of talks that were back on track and of digressions that were taken up, 0 to 1."""
    kinds = Counter(d.kind for d in found)
    back = Counter(d.kind for d in found if not d.fault)
    return {
        "back_on_track": sum(not d.fault for d in found) / len(found),
        "taken_up": sum(d.answered for d in found) / len(found),
        **{f"back_{kind}": back[kind] / n for kind, n in sorted(kinds.items())},
    }
