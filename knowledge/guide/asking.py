"""Choose the next question: the one whose answer is expected to tell most about what this person wants.

Owns: the value of a question, which attributes may be asked, and when goods are worth more than another question. Does
not know: wording, what becomes of the answer.

The value of asking attribute a is answerable(a) * known(a) * gain(a) - cost. `gain` is the expected information
(bits) about the wanted item under the posterior of `ranking`: sum over offered answers of P(answer) * -log2(mass it
leaves). `known` is the mass of goods that state a: the others would be lost by the filter. It is expected information
as in EAR/SCPR (Lei et al., WSDM 2020; KDD 2020), weighed by whether a shopper can answer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.guide import facets, schema
from knowledge.guide.facets import Answer
from knowledge.guide.meeting import can_meet
from knowledge.guide.ranking import Ranking
from knowledge.guide.scope import Scope, categories_of
from knowledge.types import Attribute, DialogueState, Option, Payload, Preference, UserAct
from knowledge.view import ShopView

#: Goods that the value of questions is estimated on; more are thinned evenly over the ranking. Counts stay exact.
N_ESTIMATE = 1024
#: Fitting goods at and below which goods are shown, not asked about.
FEW = 5
#: Bits below which a question is not worth a turn, and not worth standing beside goods.
COST = 0.35
#: How likely a shopper can answer and cares, by kind of attribute (reasoned; U-NEED's asked attributes are mostly
#: budget, category, function and scene).
_ANSWERABLE = {"category": 1.0, "price": 0.95, "brand": 0.5}
_BY_TYPE = {"tags": 0.75, "category": 0.6, "bool": 0.5, "number": 0.5, "text": 0.0}


@dataclass(frozen=True)
class AskedQuestion:
    """A question worth asking: its attribute, the answers with true counts, and its value in bits after cost."""

    attribute: str
    answers: list[Answer]
    counts: list[int]
    value_bits: float


def next_question(view: ShopView, scope: Scope, ranking: Ranking, state: DialogueState) -> AskedQuestion | None:
    """Return the question worth most, None where none is worth its cost."""
    scored = values(view, scope, ranking, state)
    if not scored:
        return None
    owner, found, value = max(scored, key=lambda s: s[2])
    if value <= 0:
        return None
    counts = [int(np.count_nonzero(m)) for m in facets.masks(view, found, scope.fits)]
    kept = [(a, c) for a, c in zip(found, counts, strict=True) if c]
    return AskedQuestion(owner.key, [a for a, _ in kept], [c for _, c in kept], value)


def reopen(view: ShopView, scope: Scope, ranking: Ranking, key: str) -> AskedQuestion | None:
    """Return a question that was asked before, with its answers as they are now; None where it has one answer left."""
    owner = schema.attribute(view.shop, key)
    if owner is None or key not in view.columns or len(ranking.positions) < 2:
        return None
    positions, weights = ranking.sample(N_ESTIMATE)
    found = facets.answers(owner, facets.take(view.column(key), positions), weights)
    counts = [int(np.count_nonzero(m)) for m in facets.masks(view, found, scope.fits)]
    kept = [(a, c) for a, c in zip(found, counts, strict=True) if c]
    return AskedQuestion(key, [a for a, _ in kept], [c for _, c in kept], 0.0) if kept else None


def values(
    view: ShopView, scope: Scope, ranking: Ranking, state: DialogueState
) -> list[tuple[Attribute, list[Answer], float]]:
    """Return every question that may be asked with its answers and its value in bits after cost."""
    wishes = [*scope.hard, *scope.soft, *scope.unchecked]
    closed = {w.attribute for w in wishes} | set(state.asked) | set(state.no_preference)
    positions, weights = ranking.sample(N_ESTIMATE)
    if len(positions) < 2:
        return []
    out = []
    for owner in open_attributes(view, scope, positions, weights, closed):
        column = facets.take(view.column(owner.key), positions)
        found = facets.answers(owner, column, weights)
        if found:
            gain, known = _gain([facets.leave(column, a, view.about_width) for a in found], weights)
            out.append((owner, found, _answerable(owner) * known * gain - COST))
    return out


def open_attributes(
    view: ShopView, scope: Scope, positions: np.ndarray, weights: np.ndarray, closed: Collection[str]
) -> list[Attribute]:
    """Return what may be asked now. While the kind of goods is open and mixed, only the kind is worth asking."""
    wanted = categories_of([*scope.hard, *scope.soft])
    candidates = [a for a in schema.askable(view.shop) if a.key not in closed and a.key in view.columns]
    if not wanted:
        category = next((a for a in candidates if a.key == "category"), None)
        if category and len(facets.answers(category, facets.take(view.column("category"), positions), weights)) >= 2:
            return [category]
        candidates = [a for a in candidates if not a.categories]
    return [a for a in candidates if schema.applies(view.shop, a, wanted)]


def _gain(left: Sequence[np.ndarray], weights: np.ndarray) -> tuple[float, float]:
    """Return (expected bits, mass of goods that some answer leaves). `left`: for each answer, which goods it leaves."""
    mass = np.clip([float(weights[m].sum()) for m in left], 1e-9, 1.0)
    # Answers that overlap (tags, thresholds) share the chance of being given.
    chance = mass / max(1.0, mass.sum())
    covered = np.any(left, axis=0)
    return float(np.sum(chance * -np.log2(mass))), float(weights[covered].sum())


def _answerable(owner: Attribute) -> float:
    base = _ANSWERABLE.get(owner.key, _BY_TYPE[owner.type])
    # A question that the shop's owner has worded is one that shoppers are known to understand.
    return min(1.0, base + (0.15 if owner.questions and owner.key not in _ANSWERABLE else 0.0))


def enough_known(scope: Scope, state: DialogueState) -> bool:
    """Say whether goods are worth more to the shopper now than another question.

    Before the first goods: few are left, or a budget and one more need are known, or three needs, or a question about
    needs has been asked (the question for the kind of goods apart). After them: always, with a question beside the
    goods.
    """
    needs = {w.attribute for w in [*scope.hard, *scope.unchecked] if w.attribute != "category"}
    if scope.soft:
        needs.add("vague")  # one vague need ("for my mother") may have become several soft wishes
    if scope.n <= FEW or state.shown:
        return True
    has_category = bool(categories_of([*scope.hard, *scope.soft]))
    if any(a != "category" for a in state.asked) or (state.asked and not has_category):
        return True
    if not has_category and not needs:
        return False
    settled = needs | set(state.no_preference)
    return len(settled) >= 3 or ("price" in settled and len(settled) >= 2)


def options(question: AskedQuestion, *, no_preference: bool = True) -> list[Option]:
    """Turn a question's answers into quick replies, "no preference" last."""
    out = [
        Option(
            payload=Payload([UserAct.INFORM], wishes=answer.wishes),
            preference=answer.wishes[0] if len(answer.wishes) == 1 else None,
            count=count,
        )
        for answer, count in zip(question.answers, question.counts, strict=True)
    ]
    return [*out, no_preference_option(question.attribute)] if no_preference else out


def no_preference_option(attribute: str) -> Option:
    """The answer "all the same to me". `dropped` names the attribute, so that it is known however late it is
    pressed.
    """
    return Option(Payload([UserAct.NO_PREFERENCE], dropped=[attribute]), label={"zh": "都行", "en": "No preference"})


def checkable_count(scope: Scope, wish: Preference) -> int | None:
    """Count the fitting goods that a further wish would leave; None where the catalogue cannot check it."""
    if not can_meet(scope.view, wish, scope.sellable):
        return None
    return int(np.count_nonzero(scope.without([w for w in scope.hard if w.attribute == wish.attribute], [wish])))


def wish_option(wish: Preference, count: int | None = None) -> Option:
    """A quick reply that says one wish."""
    return Option(Payload([UserAct.INFORM], wishes=[wish]), preference=wish, count=count)
