"""Choose the next question: the one whose answer is expected to tell most about what this person wants.

Owns: the value of a question, which attributes may be asked, and when goods are worth more than another question. Does
not know: wording, what becomes of the answer.

The value of asking attribute a is answerable(a) * gain(a) - COST. `gain` is the expected information (bits) about the
wanted item under the posterior of `ranking`: what its own value, given as the answer, would rule out. Goods that do
not state a bring none: the filter would lose them. It is expected information as in EAR/SCPR (Lei et al., WSDM 2020;
KDD 2020), weighed by whether a shopper can answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.columns import BoolColumn, CodesColumn, Column, TagsColumn
from knowledge.guide import facets, schema, vague, whom
from knowledge.guide.facets import Answer
from knowledge.guide.meeting import can_meet
from knowledge.guide.ranking import GOOD_PART, Ranking
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
_BY_TYPE = {"tags": 0.75, "category": 0.45, "bool": 0.5, "number": 0.5, "text": 0.0}
#: Looks are chosen from goods that are shown: asked for their colour first, shoppers shrug.
_LOOKS = re.compile(r"颜色|配色|花色|图案|colou?r|pattern", re.IGNORECASE)
_OF_LOOKS = 0.15
#: Questions whose values are logged with a decision.
N_LOGGED = 5
#: A question that may be asked: its attribute, its answers, its value in bits after cost.
Scored = tuple[Attribute, list[Answer], float]


@dataclass(frozen=True)
class AskedQuestion:
    """A question worth asking: its attribute, the answers with true counts, and its value in bits after cost.

    `compared`: the value of each question that might have been asked, best first, at most N_LOGGED: for the log.
    """

    attribute: str
    answers: list[Answer]
    counts: list[int]
    value_bits: float
    compared: dict[str, float] = field(default_factory=dict)

    @property
    def numbers(self) -> dict[str, float]:
        """The figures behind the choice, as a decision logs them."""
        found = self.compared or {self.attribute: self.value_bits}
        return {f"bits.{key}": round(value, 3) for key, value in found.items()}


def next_question(view: ShopView, scope: Scope, ranking: Ranking, state: DialogueState) -> AskedQuestion | None:
    """Return the question worth most, None where none is worth its cost."""
    scored = values(view, scope, ranking, state)
    if not scored:
        return None
    best = max(scored, key=lambda s: s[2])
    return with_counts(view, scope, best, scored) if best[2] > 0 else None


def with_counts(view: ShopView, scope: Scope, chosen: Scored, scored: Sequence[Scored]) -> AskedQuestion:
    """Make a question of one that `values` returned: only answers that leave goods, each with how many."""
    owner, found, value = chosen
    counts = [int(np.count_nonzero(m)) for m in facets.masks(view, found, scope.fits)]
    kept = [(a, c) for a, c in zip(found, counts, strict=True) if c]
    best = sorted(scored, key=lambda s: -s[2])[:N_LOGGED]
    compared = {o.key: v for o, _, v in [*best, *([chosen] if chosen not in best else [])]}
    return AskedQuestion(owner.key, [a for a, _ in kept], [c for _, c in kept], value, compared)


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


def values(view: ShopView, scope: Scope, ranking: Ranking, state: DialogueState) -> list[Scored]:
    """Return every question that may be asked with its answers and its value in bits after cost."""
    wishes = [*scope.hard, *scope.soft, *scope.unchecked]
    closed = {w.attribute for w in wishes} | set(state.asked) | set(state.no_preference) | whom.answered(view, wishes)
    positions, weights = ranking.sample(N_ESTIMATE)
    if len(positions) < 2:
        return []
    out = []
    for owner in open_attributes(view, scope, positions, weights, closed):
        column = facets.take(view.column(owner.key), positions)
        found = facets.answers(owner, column, weights)
        if found:
            out.append((owner, found, _answerable(owner) * gain_bits(owner, column, weights) - COST))
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
            # Who looks for a present often knows what to spend before knowing what to give.
            budget = next((a for a in candidates if a.key == "price"), None)
            present = any(vague.is_present(w) for w in scope.soft)
            return [budget] if budget and present else [category]
        candidates = [a for a in candidates if not a.categories]
    return [a for a in candidates if schema.applies(view.shop, a, wanted)]


def gain_bits(owner: Attribute, column: Column, weights: NDArray[np.float64]) -> float:
    """Return the information about the wanted item, bits, that the answer to a question is expected to bring.

    `column`: of the goods in question only; `weights`: float (n,), their probabilities, sum 1. The wanted item's own
    value is the answer; what it leaves is all goods with that value, or with one as good where more or less is better
    (at least this battery, at most this price). Goods that do not state the attribute answer nothing: no bits.
    """
    if isinstance(column, TagsColumn):
        # Of several tags any may be named.
        n_tags = np.diff(column.offsets)
        each = np.repeat(weights, n_tags)
        mass = _sums(column.codes, each, len(column.vocabulary.words))
        chance = _sums(column.codes, each / np.repeat(n_tags, n_tags), len(mass))
        return _own_value_bits(chance, mass)
    if isinstance(column, CodesColumn):
        keep = column.codes >= 0
        mass = _sums(column.codes[keep], weights[keep], len(column.vocabulary.words))
        return _own_value_bits(mass, mass)
    if isinstance(column, BoolColumn):
        yes, no = float(weights[column.values == 1].sum()), float(weights[column.values == 0].sum())
        mass = np.array([yes, no if owner.better is None else 0.0])  # nobody asks to go without what is better
        return _own_value_bits(mass, mass)
    keep = ~np.isnan(column.values)
    found, place = np.unique(column.values[keep], return_inverse=True)
    mass = _sums(place, weights[keep], len(found))
    if owner.key == "price":
        # Who names a limit wants to spend a good part of it (`ranking`): cheap goods are as good as ruled out.
        below = np.concatenate([[0.0], np.cumsum(mass)])
        return _own_value_bits(mass, below[1:] - below[np.searchsorted(found, GOOD_PART * found)])
    if owner.better == "lower":
        return _own_value_bits(mass, np.cumsum(mass))
    if owner.better == "higher":
        return _own_value_bits(mass, np.cumsum(mass[::-1])[::-1])
    return _own_value_bits(mass, mass)


def _sums(codes: NDArray[Any], weights: NDArray[np.float64], n_codes: int) -> NDArray[np.float64]:
    sums: NDArray[np.float64] = np.bincount(codes, weights=weights, minlength=n_codes).astype(np.float64)
    return sums


def _own_value_bits(chance: NDArray[np.float64], left: NDArray[np.float64]) -> float:
    return float(np.sum(chance * -np.log2(left.clip(1e-9, 1.0))))


def _answerable(owner: Attribute) -> float:
    base = _ANSWERABLE.get(owner.key, _BY_TYPE[owner.type])
    if any(_LOOKS.search(n) for names in owner.names.values() for n in names):
        base = _OF_LOOKS
    # A question that the shop's owner has worded is one that shoppers are known to understand.
    return min(1.0, base + (0.15 if owner.questions and owner.key not in _ANSWERABLE else 0.0))


def enough_known(scope: Scope, state: DialogueState) -> bool:
    """Say whether goods are shown now, with the question beside them, or the question stands alone.

    A question beside goods costs no turn, and goods that happen to fit end the search; so goods come once the kind of
    goods is known. A question alone is for those to whom any goods would be a guess that looks like one: they named
    no kind of goods, or said of it only one thing that is vague ("for my mother") or unwanted, and were asked nothing
    yet.
    """
    if scope.n <= FEW or state.shown or state.asked:
        return True
    needs = {w.attribute for w in [*scope.hard, *scope.unchecked] if w.attribute != "category"}
    # One vague need may have become several soft wishes, and a present says no more than whom it is for.
    needs |= {w.text or w.attribute for w in scope.soft if not vague.is_present(w)}
    if len(needs) + len(state.no_preference) >= 2:
        return True
    firm = any(w.polarity == "for" and w.attribute != "category" for w in [*scope.hard, *scope.unchecked])
    return bool(categories_of([*scope.hard, *scope.soft])) and (firm or not needs)


def worth_alone(view: ShopView, question: AskedQuestion) -> bool:
    """Say whether a question may stand without goods: the kind of goods, the budget, whom or what they are for. Looks
    and makes are chosen from goods.
    """
    owner = schema.attribute(view.shop, question.attribute)
    return owner is not None and (owner.key in ("category", "price") or owner.type == "tags")


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
