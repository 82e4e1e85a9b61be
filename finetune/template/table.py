"""The comparison table as Markdown, and which rows an item wins.

Owns: layout and arithmetic of `Decision.rows`, the same in every language. Does not know: words.
"""

from __future__ import annotations

from collections.abc import Callable

from finetune import units
from finetune.template.context import Context, number_of
from knowledge.types import CompareRow, Item

#: Other spellings of the title differ always and mean nothing.
_NO_ROWS = ("title", "title_en", "brand")
#: Ratings closer than this are the same to a shopper: the mean of a few dozen reviews moves as much by chance.
RATING_GAP = 0.2


def markdown(ctx: Context, *, heading: Callable[[str], str], missing: str) -> str:
    """Lay the rows out as a Markdown table, one column an item; the same number of decimals within a row."""
    rows = rows_with_price(ctx)
    if not rows:
        return ""
    lines = ["| | " + " | ".join(ctx.name(item) for item in ctx.items) + " |", "|---" * (len(ctx.items) + 1) + "|"]
    for row in rows:
        figures = [v for v in row.values if isinstance(v, (int, float)) and not isinstance(v, bool)]
        decimals = max((units.n_decimals(v) for v in figures), default=0)
        if row.attribute == "rating":
            decimals = min(decimals, 1)  # a mean of a few dozen reviews says no more
        cells = [missing if v is None else ctx.values.value(row.attribute, v, decimals=decimals) for v in row.values]
        lines.append(f"| {heading(row.attribute)} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def rows_with_price(ctx: Context) -> list[CompareRow]:
    """Return the decision's rows that have a value for every item."""
    return [row for row in ctx.decision.rows if len(row.values) == len(ctx.items) and row.attribute not in _NO_ROWS]


def wins(ctx: Context, position: int) -> list[CompareRow]:
    """Return the rows that the item at `position` alone wins, wished-for attributes first, rating and price last."""
    won = [row for row in rows_with_price(ctx) if row.best == [position] and not _is_trifle(row)]
    wished = {w.attribute for w in ctx.decision.wishes}
    return sorted(
        won, key=lambda row: (row.attribute not in wished, row.attribute == "rating", row.attribute == "price")
    )


def _is_trifle(row: CompareRow) -> bool:
    figures = [v for v in row.values if isinstance(v, (int, float))]
    return row.attribute == "rating" and max(figures) - min(figures) < RATING_GAP


def weight(ctx: Context, rows: list[CompareRow]) -> float:
    """Return how much winning these rows means: a wish counts twice, price a little less than another attribute."""
    wished = {w.attribute for w in ctx.decision.wishes}
    return sum((2.0 if row.attribute in wished else 1.0) - (0.5 if row.attribute == "price" else 0.0) for row in rows)


def direction(ctx: Context, row: CompareRow) -> int:
    """Return which way the better values of a numeric row lie: -1, +1, or 0 where the row holds no numbers."""
    if not row.best or any(number_of(item, row.attribute) is None for item in ctx.items):
        return 0
    best = number_of(ctx.items[row.best[0]], row.attribute)
    worst = [
        v for i, item in enumerate(ctx.items) if i not in row.best and (v := number_of(item, row.attribute)) is not None
    ]
    if best is None or not worst or best == worst[0]:
        return 0
    return 1 if best > worst[0] else -1


def extremes(ctx: Context, item: Item) -> list[tuple[str, int]]:
    """Return (attribute, direction) in which an item alone is best of all compared."""
    position = ctx.items.index(item)
    found = []
    for row in wins(ctx, position):
        way = direction(ctx, row)
        if way and ctx.is_extreme(item, row.attribute, way):
            found.append((row.attribute, way))
    return found
