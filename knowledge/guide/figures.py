"""The figures behind the goods of a turn, as they go on record beside the decision (`daogou explain`).

Owns: their names. Does not know: how a score is made, wording; no shopper sees them. For each item: "probability.ID",
"place.ID" (1 = highest score of all that fit; who is shown is spread over brands and prices), and "term.NAME.ID", what
each term adds to its score; what free words add is parted by what found the item. "season" (1 = spring), "place" and
"unmet.ATTRIBUTE" are said to the shopper.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.guide.meeting import meets
from knowledge.guide.turn import Turn
from knowledge.seasons import SEASONS, season_of
from knowledge.types import Shown

#: Terms that round to nothing are not put on record.
DIGITS = 3


def of_goods(turn: Turn, positions: Sequence[int]) -> dict[str, float]:
    """Return the figures of the items at `positions`."""
    found: dict[str, float] = {}
    sources = {c.position: c.sources for c in turn.found_by_words}
    for position in positions:
        item_id, ranking = turn.view.ids[position], turn.ranking
        found[f"probability.{item_id}"] = round(ranking.probability(position), 4)
        found[f"place.{item_id}"] = float(ranking.place(position))
        terms = ranking.terms_of(position)
        by_words, shares = terms.pop("words", 0.0), sources.get(position, {})
        whole = sum(shares.values())
        terms |= {f"words, {source}": by_words * share / whole for source, share in shares.items() if whole > 0}
        found |= {f"term.{n}.{item_id}": r for n, term in terms.items() if (r := round(term, DIGITS))}
    return found


def unmet(turn: Turn) -> dict[str, float]:
    """Return "unmet.ATTRIBUTE" for what was wished for with leeway in this turn and none of the goods have."""
    unknown = [w for w in turn.scope.unchecked if w.strength == "soft"]
    new = [w for w in [*turn.scope.soft, *unknown] if w.said_at == turn.state.turn and w.polarity == "for"]
    named = [w for w in new if isinstance(w.value, str) and w.attribute != "text"]
    return {
        f"unmet.{w.attribute}": 1.0 for w in named if w in unknown or not np.any(meets(turn.view, w) & turn.scope.fits)
    }


def of_time_and_place(turn: Turn, shown: Sequence[Shown]) -> dict[str, float]:
    """Return what is to be said of the season and of the place as a reason: once of each kind of goods."""
    kinds = {reason.kind for one in shown for reason in one.reasons} if turn.first_of_kind else set()
    found = {"season": SEASONS.index(season_of(turn.today)) + 1.0} if turn.today and "season" in kinds else {}
    return found | ({"place": 1.0} if "place" in kinds else {})
