"""When nothing fits: which wishes rule everything out, and the smallest ways out with true numbers.

Owns: the exact conflict and its relaxations. Does not know: wording, dialogue. Wishes number at most a dozen, so
subsets are enumerated by size over bit-packed masks; that is exact, and quicker than QuickXplain (Junker 2004) or
MARCO at this size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from knowledge.columns import CodesColumn, NumberColumn
from knowledge.guide.meeting import meets
from knowledge.guide.preferences import values as values_of
from knowledge.guide.scope import Scope
from knowledge.types import Preference, Relaxation
from knowledge.view import ShopView

#: Wishes looked at; the newest beyond that are kept as context. 2^10 subsets of packed masks take milliseconds.
N_WISHES = 10
N_RELAXATIONS = 3


@dataclass(frozen=True)
class Conflict:
    """`blocking`: a smallest set of wishes that no item meets together, the kind of goods left out where others remain.
    `relaxations`: smallest ways out, each true by itself, most useful first. `joint`: where no single change helps, the
    smallest sets of wishes that must fall together, with the number of goods that fit then.
    """

    blocking: list[Preference]
    relaxations: list[Relaxation]
    joint: list[tuple[list[Preference], int]]


def conflict(scope: Scope) -> Conflict:
    """Explain why nothing fits `scope`."""
    wishes = _movable(scope.hard)[-N_WISHES:]
    fixed = [w for w in scope.hard if w not in wishes]
    base = scope.sellable
    for wish in fixed:
        base = base & meets(scope.view, wish)
    if not base.any() or not wishes:
        return Conflict(fixed or list(scope.hard), [], [])
    masks = {id(w): np.packbits(meets(scope.view, w)) for w in wishes}
    packed = np.packbits(base)
    blocking = next((s for s in _subsets(wishes, 1) if not _meet(packed, masks, s).any()), wishes)
    relaxations = [r for wish in wishes for r in _ways_out(scope, wish)]
    joint: list[tuple[list[Preference], int]] = []
    if not relaxations:
        joint = _joint(packed, masks, wishes)
    in_conflict = {id(w) for w in blocking}
    first, last = min(w.said_at for w in wishes), max(w.said_at for w in wishes)
    # What was said last is what the shopper has in mind: an older wish is the first to be asked to give way.
    relaxations.sort(
        key=lambda r: (id(r.wish) not in in_conflict, first < last == r.wish.said_at, r.instead is None, -r.count)
    )
    return Conflict(blocking, _spread(relaxations), joint)


def widened(scope: Scope) -> list[Relaxation]:
    """Return, for goods that all were shown already, what dropping one wish would add. Counts are of goods that fit
    then.
    """
    found = []
    for wish in _movable(scope.hard):
        relaxation = _relax(scope, wish, None)
        if relaxation and relaxation.count > scope.n:
            found.append(relaxation)
    return sorted(found, key=lambda r: -r.count)[:N_RELAXATIONS]


def _movable(wishes: list[Preference]) -> list[Preference]:
    """Return the wishes that may be asked to give way: the kind of goods stands while any other wish is there."""
    rest = [w for w in wishes if w.attribute != "category"]
    return rest or list(wishes)


def _subsets(wishes: list[Preference], smallest: int) -> Iterator[list[Preference]]:
    for size in range(smallest, len(wishes) + 1):
        # The newest first: what was said last is what the shopper has in mind.
        yield from (list(s) for s in combinations(reversed(wishes), size))


def _meet(packed: np.ndarray, masks: dict[int, np.ndarray], wishes: list[Preference]) -> np.ndarray:
    out = packed
    for wish in wishes:
        out = out & masks[id(wish)]
    return out


def _joint(
    packed: np.ndarray, masks: dict[int, np.ndarray], wishes: list[Preference]
) -> list[tuple[list[Preference], int]]:
    """Return the smallest sets that must fall together (minimal correction sets), the oldest wishes first to fall."""
    for size in range(2, len(wishes) + 1):
        found = []
        for gone in combinations(wishes, size):
            kept = [w for w in wishes if all(w is not g for g in gone)]
            count = int(np.unpackbits(_meet(packed, masks, kept)).sum())
            if count:
                found.append((list(gone), count))
        if found:
            return sorted(found, key=lambda f: -f[1])[:N_RELAXATIONS]
    return []


def _ways_out(scope: Scope, wish: Preference) -> list[Relaxation]:
    """Return the relaxations of one wish alone: the nearest other value, else without it."""
    dropped = _relax(scope, wish, None)
    if dropped is None:
        return []
    instead = _nearest(scope, wish)
    changed = _relax(scope, wish, instead) if instead else None
    return [changed] if changed else [dropped]


def _relax(scope: Scope, wish: Preference, instead: Preference | None) -> Relaxation | None:
    mask = scope.without([wish], [instead] if instead else [])
    count = int(np.count_nonzero(mask))
    return Relaxation(wish, instead, count, lowest_price(scope.view, mask)) if count else None


def lowest_price(view: ShopView, mask: np.ndarray) -> float | None:
    """Return the lowest price among masked goods, None where none is stated."""
    column = view.column("price")
    if not isinstance(column, NumberColumn):
        return None
    prices = column.values[mask]
    prices = prices[~np.isnan(prices)]
    return float(prices.min()) if len(prices) else None


def _nearest(scope: Scope, wish: Preference) -> Preference | None:
    """Return the wish changed as little as lets something fit; None where only dropping it helps."""
    if wish.polarity == "against" or wish.attribute not in scope.view.columns:
        return None
    column = scope.view.column(wish.attribute)
    rest = scope.without([wish])
    if isinstance(column, NumberColumn) and not isinstance(wish.value, list):
        numbers = column.values[rest]
        numbers = numbers[~np.isnan(numbers)]
        if not len(numbers):
            return None
        bound = float(wish.value)
        if wish.operator in ("<", "<="):
            return replace(wish, operator="<=", value=float(numbers.min()))
        if wish.operator in (">", ">="):
            return replace(wish, operator=">=", value=float(numbers.max()))
        return replace(wish, operator="=", value=float(numbers[np.argmin(np.abs(numbers - bound))]))
    if isinstance(column, CodesColumn) and wish.operator in ("=", "in") and wish.attribute not in ("brand", "category"):
        wanted = {str(v) for v in values_of(wish)}
        others = [(str(v), n) for v, n in column.facet(rest) if str(v) not in wanted]
        if others:
            return replace(wish, operator="=", value=_closest(scope, column, wish, others))
    return None


def _closest(scope: Scope, column: CodesColumn, wish: Preference, others: list[tuple[str, int]]) -> str:
    """Return the value nearest to the one wished for: near in what goods that have it cost (4K is nearer to 8K than
    1080P is), of those the most frequent.
    """
    kind = [w for w in scope.hard if w.attribute == "category"]
    goods = scope.without([w for w in scope.hard if w not in kind])
    level = _price_level(scope.view, goods & meets(scope.view, wish))

    def distance(other: tuple[str, int]) -> tuple[float, int]:
        own = _price_level(scope.view, goods & column.mask("=", other[0]))
        # Half a power of e: colours and other values that say nothing of the price fall into one class.
        return (0.0 if level is None or own is None else abs(own - level) // 0.5, -other[1])

    return min(others, key=distance)[0]


def _price_level(view: ShopView, mask: np.ndarray) -> float | None:
    """Return the mean logarithm of the prices of masked goods, None where none is stated."""
    column = view.column("price")
    prices = column.values[mask] if isinstance(column, NumberColumn) else np.zeros(0)
    prices = prices[prices > 0]
    return float(np.log(prices).mean()) if len(prices) else None


def _spread(relaxations: list[Relaxation]) -> list[Relaxation]:
    """Keep the best relaxation of each wish, at most a handful."""
    seen: set[int] = set()
    out = []
    for relaxation in relaxations:
        if id(relaxation.wish) not in seen:
            seen.add(id(relaxation.wish))
            out.append(relaxation)
    return out[:N_RELAXATIONS]
