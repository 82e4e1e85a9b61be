"""What others think of goods: few votes say little, poor goods do not lead."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from knowledge.guide.diversity import diverse
from knowledge.guide.ranking import rank
from knowledge.guide.scope import scope
from tests.knowledge.guide.world import want

PHONES = [want("category", "手机")]


def _rated(tiny, **ratings: tuple[float, int]):
    rating, n_reviews = tiny.rating.copy(), tiny.n_reviews.copy()
    rating[:], n_reviews[:] = 4.4, 20
    for item_id, (mean, n) in ratings.items():
        rating[tiny.position(item_id)], n_reviews[tiny.position(item_id)] = mean, n
    return replace(tiny, rating=rating, n_reviews=n_reviews, popularity=np.full(len(tiny.ids), 0.5, dtype=np.float32))


def _order(view):
    ranking = rank(view, scope(view, PHONES))
    return [view.ids[p] for p in ranking.positions[ranking.best(20)]]


def test_one_praise_does_not_beat_many(tiny):
    order = _order(_rated(tiny, p1=(5.0, 1), p2=(4.9, 60)))
    assert order.index("p2") < order.index("p1")


def test_a_catalogues_own_rating_counts_without_reviews(tiny):
    order = _order(_rated(tiny, p1=(4.9, 0), p2=(3.6, 0)))
    assert (order[0], order[-1]) == ("p1", "p2")


def test_what_two_found_bad_is_behind_what_nobody_rated(tiny):
    order = _order(_rated(tiny, p1=(1.0, 2), p2=(np.nan, 0)))
    assert order[-1] == "p1"


def test_poorly_rated_goods_do_not_lead_even_where_much_speaks_for_them(tiny):
    view = _rated(tiny, p3=(1.0, 1))
    wishes = [*PHONES, want("battery", 6400, ">=", strength="soft"), want("features", "快充", strength="soft")]
    ranking = rank(view, scope(view, wishes))
    assert view.ids[ranking.positions[ranking.best(1)[0]]] == "p3"
    shown = [view.ids[p] for p in diverse(view, ranking, 3)]
    assert "p3" in shown[1:]
