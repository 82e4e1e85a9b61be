"""How popular each item is, 0 to 1, from what the catalogue says: ratings, reviews, sales, stock. Pure arithmetic.

Does not know: what one shopper likes (ranking does), time, behaviour in chats.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Attributes that count sales or who rated elsewhere, by folded key or name.
SALES_NAMES = frozenset(
    [
        *("sales", "sold", "sales_count", "sold_count", "monthly_sales", "votes"),
        *("销量", "月销量", "总销量", "已售", "成交量", "销售量", "评价人数", "评分人数"),
    ]
)
#: How many average reviews an item is credited with before its own count (the shrinkage of IMDb's weighted rating).
PRIOR_REVIEWS = 10.0
#: What remains of the popularity of an item that cannot be bought now.
OUT_OF_STOCK_SHARE = 0.5


def popularity(
    rating: NDArray[np.float64],
    n_reviews: NDArray[np.int32],
    in_stock: NDArray[np.bool_],
    sales: NDArray[np.float64] | None = None,
) -> NDArray[np.float32]:
    """Combine quality and demand in equal parts.

    quality = (n * rating + PRIOR_REVIEWS * mean) / (n + PRIOR_REVIEWS), from 1..5 to 0..1, where `mean` is the shop's
    mean rating (3 where nothing is rated) and n the reviews; an item without a rating gets the mean.
    demand = log(1 + sales) (reviews where sales are not stated) over the shop's greatest; 0 where nothing is known.
    Halved when out of stock.

    Args:
        rating: (n_items,), 1 to 5, NaN = none.
        n_reviews: (n_items,). An item that is rated without reviews (a rating of the catalogue itself) counts as many.
        in_stock: (n_items,).
        sales: (n_items,) pieces, NaN = not stated; None = the shop does not count sales.

    Returns:
        float32 (n_items,), 0 to 1.
    """
    rated = ~np.isnan(rating)
    mean = float(rating[rated].mean()) if rated.any() else 3.0
    weight = np.where(rated & (n_reviews == 0), 10 * PRIOR_REVIEWS, n_reviews.astype(np.float64))
    quality = (weight * np.where(rated, rating, mean) + PRIOR_REVIEWS * mean) / (weight + PRIOR_REVIEWS)
    counted = n_reviews.astype(np.float64) if sales is None or np.isnan(sales).all() else np.nan_to_num(sales, nan=0.0)
    demand = np.log1p(np.maximum(counted, 0))
    greatest = demand.max(initial=0.0)
    if greatest > 0:
        demand = demand / greatest
    combined = 0.5 * (np.clip(quality, 1, 5) - 1) / 4 + 0.5 * demand
    return (combined * np.where(in_stock, 1.0, OUT_OF_STOCK_SHARE)).astype(np.float32)
