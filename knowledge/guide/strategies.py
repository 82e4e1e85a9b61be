"""Ways of choosing the next question: the guide's own, and the plain ones that it is measured against.

Owns: which question, when, and which order of goods a strategy means. Does not know: wording. All strategies filter by
the same wishes:

- "gain": the question of largest expected gain, alone only where goods would be a guess, else beside goods (`asking`);
  goods by all that is known of the shopper (`ranking`).
- "popular": never asks; goods by popularity.
- "random", "entropy": ask as forms do, up to N_QUESTIONS questions alone before the first goods unless few fit; any
  question that may be asked, or the one whose answers are spread most evenly over the fitting goods, whoever may know
  the answer and however few goods state it. Goods as with "gain".
- "random_beside", "entropy_beside": these questions at the moments of "gain": they differ in the question alone.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np

from knowledge.guide import asking, facets
from knowledge.guide.asking import AskedQuestion
from knowledge.guide.ranking import Ranking, rank, rank_by_popularity
from knowledge.guide.scope import Scope
from knowledge.types import DialogueState, Preference, to_json
from knowledge.view import ShopView

Strategy = Literal["gain", "popular", "random", "entropy", "random_beside", "entropy_beside"]
#: What a form asks before it shows anything.
N_QUESTIONS = 3


def question(
    strategy: Strategy, view: ShopView, scope: Scope, ranking: Ranking, state: DialogueState
) -> AskedQuestion | None:
    """Return what this strategy asks now, None where it asks nothing."""
    if strategy == "popular":
        return None
    if strategy == "gain":
        return asking.next_question(view, scope, ranking, state)
    scored = asking.values(view, scope, ranking, state)
    if not scored:
        return None
    if strategy in ("random", "random_beside"):
        # Seeded by the state: the same talk asks the same, so that a run can be repeated.
        chosen = random.Random(json.dumps(to_json(state), ensure_ascii=False)).choice(scored)
    else:
        positions, _ = ranking.sample(asking.N_ESTIMATE)
        chosen = max(scored, key=lambda s: _entropy(view, s[0].key, s[1], positions))
    return asking.with_counts(view, scope, chosen, scored)


def goods_now(strategy: Strategy, scope: Scope, state: DialogueState) -> bool:
    """Say whether this strategy shows goods now rather than ask alone, where it has a question at all."""
    if strategy in ("random", "entropy"):
        return scope.n <= asking.FEW or bool(state.shown) or len(state.asked) >= N_QUESTIONS
    return asking.enough_known(scope, state)


def ranking(
    strategy: Strategy,
    view: ShopView,
    scope: Scope,
    *,
    words: dict[int, float],
    seen: Iterable[str],
    like: str,
    liked: Sequence[str] = (),
    taste: Sequence[tuple[Preference, float]] = (),
    season: Sequence[Preference] = (),
    place: Sequence[Preference] = (),
    peers: Mapping[str, int] | None = None,
) -> Ranking:
    """Return the goods that fit in this strategy's order; arguments as of `knowledge.guide.ranking.rank`."""
    if strategy == "popular":
        return rank_by_popularity(view, scope, seen)
    return rank(
        view, scope, words=words, seen=seen, like=like, liked=liked, taste=taste, season=season, place=place,
        peers=peers,
    )  # fmt: skip


def _entropy(view: ShopView, key: str, found: list[facets.Answer], positions: np.ndarray) -> float:
    """Return the entropy in bits of the answers' shares among goods, each good counting the same."""
    column = facets.take(view.column(key), positions)
    sizes = np.array([np.count_nonzero(facets.leave(column, a, view.about_width)) for a in found], dtype=np.float64)
    shares = sizes[sizes > 0] / max(sizes.sum(), 1.0)
    return float(-np.sum(shares * np.log2(shares)))
