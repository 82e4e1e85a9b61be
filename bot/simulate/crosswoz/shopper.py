"""A shopper with a CrossWOZ goal: works through its errands one after the other, in the corpus' own sentences.

Owns: what is said next, what counts as finished. Does not know: HTTP. An errand is finished when a place was shown
that meets all its constraints and every request was told truly (`places.answered`); each is tried TRIES times. Where
the database has no place that meets all, an honest "none" is right: the shopper then gives up one constraint, and the
errand is to find what meets the rest. A goal is finished when all its errands are.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from bot.simulate.crosswoz.goals import Goal, SubGoal, constraints_of
from bot.simulate.crosswoz.places import FACILITY, FILES, NEAR, Places, answered, dishes
from bot.simulate.crosswoz.sentences import GREETING, Act, Sentences

TRIES = 2
#: Requests said in one message, at most, as mostly in the corpus.
N_AT_ONCE = 2


@dataclass
class Errand:
    """The state of one errand. `failed`: why, "" = not failed; `given_up`: constraints dropped because nothing fits."""

    part: SubGoal
    constraints: dict[str, Any]
    open_requests: list[str]
    picked: str = ""
    tries: int = 0
    asked: list[str] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    failed: str = ""


class GoalShopper:
    """Says the goal piece by piece. `picked`: errand id -> name of the place taken."""

    def __init__(self, goal: Goal, places: Places, sentences: Sentences, seed: int) -> None:
        self.goal, self.places, self.sentences = goal, places, sentences
        self.rng = random.Random(seed)
        self.picked: dict[int, str] = {}
        self.done: list[Errand] = []
        self._todo = list(goal.parts)
        self._now: Errand | None = None

    @property
    def finished(self) -> bool:
        """Whether every errand was finished."""
        return len(self.done) == len(self.goal.parts) and not any(e.failed for e in self.done)

    def next(self, message: dict[str, Any] | None) -> str | None:
        """Take in the reply (None at the start) and return the next words; None when all errands are through."""
        if self._now is not None and message is not None:
            self._take_in(self._now, message)
        while self._now is None or self._over(self._now):
            if self._now is not None:
                self.done.append(self._now)
                self._now = None
            if not self._todo:
                return None
            self._now = self._begin(self._todo.pop(0))
        return self._speak(self._now, message)

    def _begin(self, part: SubGoal) -> Errand:
        errand = Errand(part, constraints_of(part, self.picked), [r for r in part.requests if r != "名称"])
        missing = [i for i in (*part.ends, *([part.near] if part.near is not None else [])) if i not in self.picked]
        if missing:
            errand.failed = "the place that it hangs on was not found"
        elif part.domain == "出租":
            pass  # asked for, to see that nothing is made up; no shop can send a car, so it fails after its tries
        elif "名称" in part.constraints:
            errand.picked = self.picked[part.id] = str(part.constraints["名称"])
        return errand

    def _over(self, errand: Errand) -> bool:
        found = errand.picked or errand.part.domain not in FILES
        return bool(errand.failed) or bool(found and not errand.open_requests)

    # --- taking in a reply ---------------------------------------------------------------------------------------

    def _take_in(self, errand: Errand, message: dict[str, Any]) -> None:
        if errand.part.domain in FILES and not errand.picked:
            self._look(errand, message)
        for request in list(errand.asked):
            if self._told(errand, request, message):
                errand.open_requests.remove(request)
        if any(request in errand.open_requests for request in errand.asked):
            errand.tries += 1
            if errand.tries >= TRIES * max(1, len(errand.asked)):
                errand.failed = f"not told: {', '.join(errand.open_requests)}"
        elif errand.asked:
            errand.tries = 0
        errand.asked = []

    def _look(self, errand: Errand, message: dict[str, Any]) -> None:
        domain = errand.part.domain
        shown = [card["title"] for card in message["items"]]
        fitting = [
            name for name in shown
            if name in self.places.by_name and self.places.by_name[name]["领域"] == domain
            and all(self.places.meets(name, slot, value) for slot, value in errand.constraints.items())
        ]  # fmt: skip
        if fitting and message["act"] in ("recommend", "answer"):
            errand.picked = self.picked[errand.part.id] = fitting[0]
            errand.tries = 0
            return
        if message["act"] == "ask" and errand.tries == 0:
            return  # a question is fair: it is answered with what was wished
        if not self.places.fitting(domain, errand.constraints):
            self._give_up_one(errand)
            return
        errand.tries += 1
        if errand.tries > TRIES:
            missed = [
                slot for slot, value in errand.constraints.items()
                if not any(n in self.places.by_name and self.places.meets(n, slot, value) for n in shown)
            ]  # fmt: skip
            errand.failed = f"{message['act']}, not found; constraints {errand.constraints}, missed {missed}"

    def _give_up_one(self, errand: Errand) -> None:
        """Drop the last constraint without which something fits, nearness last of all; else the last."""
        slots = sorted(errand.constraints, key=lambda s: s == NEAR)
        for slot in [*[s for s in reversed(slots) if s != NEAR], *[s for s in slots if s == NEAR]]:
            rest = {s: v for s, v in errand.constraints.items() if s != slot}
            if self.places.fitting(errand.part.domain, rest):
                break
        else:
            slot = slots[-1]
        errand.constraints.pop(slot)
        errand.given_up.append(slot)
        errand.tries = 0

    def _told(self, errand: Errand, request: str, message: dict[str, Any]) -> bool:
        text = str(message["text"])
        if errand.part.domain == "地铁":
            end = self.picked[errand.part.ends[0 if request.startswith("出发地") else 1]]
            return answered(text, self.places.by_name[end].get("地铁"))
        if errand.part.domain not in FILES:
            return False
        place = self.places.by_name[errand.picked]
        if request.startswith(FACILITY):
            has = request.removeprefix(FACILITY) in (place.get("酒店设施") or [])
            return (not any(no in text for no in ("没有", "没写", "没标", "不提供", "不支持"))) == has
        if request.startswith("周边"):
            near = self.places.neighbours(errand.picked, request.removeprefix("周边"))
            return answered(text + " ".join(card["title"] for card in message["items"]), near)
        return answered(text, place.get(request))

    # --- speaking ------------------------------------------------------------------------------------------------

    def _speak(self, errand: Errand, message: dict[str, Any] | None) -> str:
        if errand.part.domain not in FILES:
            return self._ride(errand)
        if errand.picked:
            return self._request(errand, greets=message is None)
        words, acts = "", self._wishes(errand)
        if message is None:
            acts.insert(0, Act(GREETING))
        if errand.given_up and errand.tries == 0:
            slot = errand.given_up[-1]
            said = "不在附近也行" if slot == NEAR else f"{slot.removeprefix(FACILITY)}没要求了"
            words = f"{said}。"
        if errand.tries == 1:
            # Once more, in other words.
            acts = [a for a in acts if NEAR in errand.constraints or not a.key.startswith("Request")]
        return words + self.sentences.say(acts, self.rng)

    def _wishes(self, errand: Errand) -> list[Act]:
        domain = errand.part.domain
        acts: list[Act] = []
        if NEAR in errand.constraints:
            source = self.places.by_name[errand.constraints[NEAR]]["领域"]
            acts.append(Act(f"Inform+{source}+名称", errand.constraints[NEAR]))
            if len(errand.constraints) == 1:
                return [*acts, Act(f"Request+{source}+周边{domain}")]
        for slot, value in errand.constraints.items():
            if slot != NEAR:
                acts += wish_acts(domain, slot, value)
        if NEAR in errand.constraints:
            acts.append(Act(f"Select+{domain}+源领域+{source}"))
        else:
            acts.append(Act(f"Request+{domain}+名称"))
        return acts

    def _request(self, errand: Errand, greets: bool) -> str:
        domain = errand.part.domain
        n = N_AT_ONCE if errand.tries == 0 and self.rng.random() < 0.3 else 1
        errand.asked = errand.open_requests[:n]
        first = len(errand.open_requests) == len([r for r in errand.part.requests if r != "名称"])
        acts = [Act(f"Inform+{domain}+名称", errand.picked)] if first or errand.tries else []
        if greets:
            acts.insert(0, Act(GREETING))
        return self.sentences.say([*acts, *(request_act(domain, slot) for slot in errand.asked)], self.rng)

    def _ride(self, errand: Errand) -> str:
        start, end = (self.picked[i] for i in errand.part.ends)
        domain = errand.part.domain
        errand.asked = list(errand.open_requests)
        if errand.tries and domain == "地铁":
            place = start if errand.asked[0].startswith("出发地") else end
            return f"{place}附近的地铁站是哪个？"
        acts = [Act(f"Inform+{domain}+出发地", start), Act(f"Inform+{domain}+目的地", end)]
        return self.sentences.say(
            [*acts, *(Act(f"Request+{domain}+{slot}") for slot in errand.part.requests)], self.rng
        )


def wish_acts(domain: str, slot: str, value: Any) -> list[Act]:
    """Return the acts that inform of one constraint."""
    if slot.startswith(FACILITY):
        return [Act(f"Inform+{domain}+酒店设施+是", slot.removeprefix(FACILITY))]
    if slot == "推荐菜":
        return [Act(f"Inform+{domain}+推荐菜", dish) for dish in dishes(value)]
    if value == "免费":
        return [Act(f"Inform+{domain}+{slot}+免费", value)]
    return [Act(f"Inform+{domain}+{slot}", str(value))]


def request_act(domain: str, slot: str) -> Act:
    """Return the act that asks for a slot."""
    if slot.startswith(FACILITY):
        return Act(f"Request+{domain}+酒店设施", slot.removeprefix(FACILITY))
    return Act(f"Request+{domain}+{slot}")
