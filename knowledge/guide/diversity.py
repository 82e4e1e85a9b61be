"""Choose which of the best goods to show together, so that they differ in what matters.

Owns: the trade between best and different. Does not know: where scores come from, dialogue.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.columns import Mask, NumberColumn
from knowledge.guide.ranking import Ranking
from knowledge.view import ShopView

#: The best goods that are chosen from.
N_POOL = 60
#: What an item costs for each value that it shares with one already chosen, and for a like price.
SAME_VALUE = 0.25
SAME_PRICE = 0.15
#: Prices within this share of each other are alike.
LIKE_PRICE = 0.05
#: Below this mean rating goods are not named first beside better ones.
POORLY_RATED = 3.0


def diverse(
    view: ShopView, ranking: Ranking, k: int, allowed: Mask | None = None, spread: Sequence[str] = ("brand",)
) -> list[int]:
    """Return up to `k` positions, best first: the best, then those that bring another value of `spread` or another
    price.

    `allowed`: bool (n_items,), which may be chosen; None = all. Greedy marginal relevance (Carbonell & Goldstein 1998).
    """
    places = ranking.best(N_POOL, allowed)
    order, scores = ranking.positions[places], ranking.scores[places].copy()
    price = view.column("price")
    prices = price.values[order] if isinstance(price, NumberColumn) else np.full(len(order), np.nan)
    alike = {key: _same(view, key, order) for key in spread}
    left = np.ones(len(order), dtype=bool)
    picked: list[int] = []
    while len(picked) < k and left.any():
        at = int(np.argmax(np.where(left, scores, -np.inf)))
        picked.append(at)
        left[at] = False
        for same in alike.values():
            scores[same == same[at]] -= SAME_VALUE if same[at] >= 0 else 0.0
        scores[np.abs(prices - prices[at]) <= LIKE_PRICE * prices[at]] -= SAME_PRICE
    # Best first again: diversity decides who is shown, not who leads. Poorly rated goods do not lead.
    poor = view.rating[order] < POORLY_RATED
    return [int(order[at]) for at in sorted(picked, key=lambda at: (bool(poor[at]), at))]


def _same(view: ShopView, key: str, order: np.ndarray) -> np.ndarray:
    """Return a number for each item that is equal where the values are; -1 = not stated."""
    codes: dict[object, int] = {}
    column = view.column(key)
    values = [column.value(int(p)) for p in order]
    return np.array([-1 if v is None else codes.setdefault(str(v), len(codes)) for v in values])
