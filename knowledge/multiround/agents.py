"""Agents of the benchmark: the guide's own way of asking, and the plain ones beside it.

Owns: which attribute, and asking against recommending. The worth of a question is `guide.asking.gain_bits`, the code
that chooses the guide's questions; here every attribute is a yes-or-no question, for that is what the benchmark allows.
In a talk with the guide goods stand beside the question; here a turn is one or the other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.columns import BoolColumn
from knowledge.guide.asking import gain_bits
from knowledge.multiround.talk import N_RECOMMENDED, Ask, Known, Recommend
from knowledge.types import Attribute

#: Attributes whose gain is worked out: those held by the share of the weight nearest to one half, where a yes-or-no
#: question tells most.
N_COMPARED = 12
#: Chance that the ten likeliest hold the target from which on they are shown rather than asked about. Of .2, .35, .5
#: and .7 the one with the fewest turns on talks learnt from (LastFM*, seed 5: 3.9, 3.6, 3.8, 4.2).
SHOW_AT = 0.35


def gain(known: Known, rng: np.random.Generator) -> Ask | Recommend:
    """Ask for the attribute of largest expected gain until the likeliest ten are likely enough."""
    best = known.best()
    attributes, shares = _shares(known, known.weights)
    likely = float(known.weights[np.isin(known.candidates, best)].sum())
    if known.left == 1 or not len(attributes) or likely >= SHOW_AT:
        return Recommend(best)
    near = attributes[np.argsort(np.abs(shares - 0.5), kind="stable")[:N_COMPARED]]
    bits = [gain_bits(_yes_or_no(a), _column(known, a), known.weights) for a in near]
    return Ask(int(near[np.argmax(bits)]))


def always(known: Known, rng: np.random.Generator) -> Ask | Recommend:
    """Always recommend the likeliest (the literature's Abs Greedy)."""
    return Recommend(known.best())


def entropy(known: Known, rng: np.random.Generator) -> Ask | Recommend:
    """Ask for the attribute of largest entropy among the candidates, recommend with the chance that ten hold the target
    (the literature's Max Entropy).
    """
    attributes, shares = _shares(known, np.full(len(known.candidates), 1 / max(1, len(known.candidates))))
    sure = rng.random() < N_RECOMMENDED / max(1, len(known.candidates))
    if known.left == 1 or sure or not len(attributes):
        return Recommend(known.best())
    return Ask(int(attributes[np.argmin(np.abs(shares - 0.5))]))


def random(known: Known, rng: np.random.Generator) -> Ask | Recommend:
    """Ask for any attribute that some candidates have, recommend when ten or fewer are left."""
    attributes, _ = _shares(known, known.weights)
    if known.left == 1 or len(known.candidates) <= N_RECOMMENDED or not len(attributes):
        return Recommend(known.best())
    return Ask(int(rng.choice(attributes)))


def _shares(known: Known, weights: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return the attributes that tell candidates apart and were not asked, and the weight of those that have each."""
    mass = np.asarray(known.has[known.candidates].T @ weights)
    attributes = np.flatnonzero((mass > 1e-9) & (mass < 1 - 1e-9))
    attributes = attributes[~np.isin(attributes, list(known.asked))]
    return attributes, mass[attributes]


def _column(known: Known, attribute: int) -> BoolColumn:
    values = np.asarray(known.has[known.candidates][:, [attribute]].toarray())[:, 0].astype(np.int8)
    return BoolColumn(str(attribute), values)


def _yes_or_no(attribute: int) -> Attribute:
    return Attribute(str(attribute), "bool", {}, askable=True)
