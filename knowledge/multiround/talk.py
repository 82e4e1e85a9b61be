"""One talk of the benchmark: the rules, the shopper, and what an agent knows. Knows no strategy.

The rules are those of SCPR and UNICORN (binary questions, Deng et al., SIGIR 2021, section 5.1, and their environment):
the shopper opens with a random attribute of the target; each turn the agent asks whether the target has one attribute,
answered truthfully, or recommends ten items, accepted when the target is among them. The opening counts as the first of
fifteen turns, so there are fourteen actions; a talk that fails counts fifteen turns.

What an agent makes of a "no" is its own affair. The shopper is truthful, so a "no" rules out every item with the
attribute; the published agents only lower such items' scores. `no_rules_out` measures both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

N_RECOMMENDED = 10
MAX_TURNS = 15
N_ACTIONS = MAX_TURNS - 1


@dataclass
class Known:
    """What the agent knows: `candidates`, int (n,), items that agree with every answer and were not refused;
    `weights`, float (n,), how likely each is the target, sum 1; `asked`: attributes spoken of; `left`: actions left.
    """

    has: sparse.csr_array
    candidates: NDArray[np.intp]
    weights: NDArray[np.float64]
    asked: set[int] = field(default_factory=set)
    left: int = N_ACTIONS

    def keep(self, mask: NDArray[np.bool_]) -> None:
        """Keep some candidates. Where all their weights vanish, all are as likely."""
        self.candidates, weights = self.candidates[mask], self.weights[mask]
        total = weights.sum()
        self.weights = weights / total if total > 0 else np.full(len(weights), 1 / max(1, len(weights)))

    def best(self) -> NDArray[np.intp]:
        """Return the likeliest items, at most N_RECOMMENDED, best first."""
        return self.candidates[np.argsort(-self.weights, kind="stable")[:N_RECOMMENDED]]


@dataclass(frozen=True)
class Ask:
    """Ask whether the wanted item has this attribute."""

    attribute: int


@dataclass(frozen=True)
class Recommend:
    """Show these items."""

    items: NDArray[np.intp]


Agent = Callable[[Known, np.random.Generator], Ask | Recommend]


def play(
    agent: Agent, has: sparse.csr_array, prior: NDArray[np.float64], target: int, opening: int,
    rng: np.random.Generator, no_rules_out: bool = True,
) -> tuple[int | None, list[str]]:  # fmt: skip
    """Let the agent find `target`. Return the turn of success (1 to N_ACTIONS, None = not found) and what was done.

    `prior`: float (n_items,), sum 1; `opening`: the attribute that the shopper begins with.
    """
    known = Known(has, np.arange(has.shape[0]), prior)
    known.asked.add(opening)
    known.keep(_holders(has, opening))
    done = [f"wants {opening}"]
    for turn in range(1, N_ACTIONS + 1):
        known.left = N_ACTIONS - turn + 1
        move = agent(known, rng)
        if isinstance(move, Recommend):
            found = bool(np.isin(target, move.items))
            done.append(f"shows {len(move.items)} of {len(known.candidates)}: {'found' if found else 'no'}")
            if found:
                return turn, done
            known.keep(~np.isin(known.candidates, move.items))
        else:
            holds = _holders(has, move.attribute)
            known.asked.add(move.attribute)
            if holds[target] or no_rules_out:
                known.keep(holds[known.candidates] == holds[target])
            done.append(f"asks {move.attribute}: {'yes' if holds[target] else 'no'}, {len(known.candidates)} left")
    return None, done


def _holders(has: sparse.csr_array, attribute: int) -> NDArray[np.bool_]:
    mask = np.zeros(has.shape[0], dtype=bool)
    mask[has[:, [attribute]].nonzero()[0]] = True
    return mask
