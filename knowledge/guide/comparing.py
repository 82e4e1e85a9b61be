"""Compare two to four items: only rows that differ and matter, with the better values marked and gaps in numbers.

Owns: which rows, in which order, and the arithmetic. Does not know: how the items were pointed at, wording.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from knowledge.columns import NumberColumn
from knowledge.guide import questions, quick, schema
from knowledge.guide.reasons import N_REVIEWS_TO_SAY, shown
from knowledge.guide.turn import Outcome, Turn
from knowledge.types import Attribute, CompareRow, Item, ItemValue, Preference, Shop

N_ITEMS = 4
N_ROWS = 6
#: Rows that all items state from which on those with gaps are left out.
N_STATED = 3
#: Tags of one item beyond which a cell is no longer read.
N_TAGS = 4
#: Ratings closer than this are the same to a shopper: the mean of a few dozen reviews moves as much by chance.
RATING_GAP = 0.2
#: Share of the larger number, and of how far goods of the kind lie apart, below which a gap is a trifle.
SMALL_PART = 0.05
SMALL_STEP = 0.25
#: Goods of a kind from which on it can be told how far they lie apart.
N_FOR_SPREAD = 5


def compare(turn: Turn, asked: Sequence[str] = ()) -> Outcome:
    """Compare the items pointed at; without any, the first of the list last shown. `asked`: attributes asked about."""
    ids = list(turn.pointed)
    if len(ids) == 1 and turn.state.focus and turn.state.focus not in ids:
        ids = [turn.state.focus, *ids]  # "and with the third?" while one is under discussion
    if not ids and not turn.n_missed:
        ids = turn.last_list
    items = turn.view.items(ids)[:N_ITEMS]
    if len(items) < 2:
        options = [quick.compare(turn.last_list[:2])] if len(turn.view.items(turn.last_list)) >= 2 else []
        return turn.decide("compare", "too_few", options=options or quick.show_goods(turn.scope.n))
    positions = [p for i in items if (p := turn.view.position(i.item_id)) is not None]
    keys = [*asked, *(q.attribute for q in turn.understanding.questions)]
    found = rows(turn.view.shop, items, turn.state.wishes, keys, spreads(turn, items))
    reasoned = shown(turn.view, turn.scope, positions)
    about = [q for q in turn.understanding.questions if q.attribute and not q.attribute.startswith("policy:")]
    answers = [questions.policy(turn, q) for q in turn.understanding.questions if q.attribute.startswith("policy:")]
    answers += [questions.answer_one(turn.view, i, q, turn.state.locale) for q in about for i in items]
    options = [quick.pick(i) for i in items[:3]]
    options += quick.show_goods(turn.scope.n)
    # What is compared is the list from now on: "the cheaper one" is one of these.
    ids = [i.item_id for i in items]
    state = replace(turn.listing(ids) if ids != turn.last_list else turn.state, focus="")
    return turn.decide(
        "compare",
        "items",
        items=reasoned,
        rows=found,
        answers=answers,
        state=state,
        options=options,
        numbers=gaps(found, turn.state.wishes),
    )


def spreads(turn: Turn, items: Sequence[Item]) -> dict[str, float]:
    """Return how far the values of each number lie apart among goods of these kinds: from the tenth to the ninetieth
    of a hundred; of the rating, how far it must lie apart to mean anything.
    """
    kinds = sorted({i.category for i in items if i.category})
    mask = turn.view.mask(Preference("category", "in", kinds)) if kinds else turn.view.in_stock
    found: dict[str, float] = {}
    for key, column in turn.view.columns.items():
        if isinstance(column, NumberColumn):
            values = column.values[mask]
            values = values[~np.isnan(values)]
            if len(values) >= N_FOR_SPREAD:
                low, high = np.percentile(values, (10, 90))
                found[key] = float(high - low)
    counts = [turn.view.n_reviews[p] for i in items if (p := turn.view.position(i.item_id)) is not None]
    # A handful of reviews is no reason to take one rather than the other; a rating of the catalogue's own is.
    found["rating"] = float("inf") if any(0 < n < N_REVIEWS_TO_SAY for n in counts) else RATING_GAP
    return found


def is_trifle(owner: Attribute, values: Sequence[ItemValue | None], spread: Mapping[str, float]) -> bool:
    """Say whether numbers lie so close that nobody chooses by them: 3 g of 190 g, a tenth of a point in rating.

    Both by their size and by how far goods of the kind lie apart: a year later is little of 2024 and yet a model more.
    """
    numbers = [float(v) for v in values if _is_number(v)]  # type: ignore[arg-type]
    if owner.key == "price" or len(numbers) < len(values):
        return False
    gap = max(numbers) - min(numbers)
    if owner.key == "rating":
        return gap < spread.get("rating", RATING_GAP)
    small = gap < SMALL_PART * max(abs(n) for n in numbers)
    return small and owner.key in spread and gap <= SMALL_STEP * spread[owner.key] + 1e-9


def rows(
    shop: Shop,
    items: Sequence[Item],
    wishes: Sequence[Preference],
    asked: Sequence[str] = (),
    spread: Mapping[str, float] | None = None,
) -> list[CompareRow]:
    """Return the rows that differ: price, then what was asked or wished for, then better-worse and askable ones, at
    most six. `spread`: how far values of goods of the kind lie apart, by attribute; by it trifles are told and left out
    unless they were asked for.

    Where nothing differs the price row stands alone, so that it can be said that they are alike.
    """
    wished = list(dict.fromkeys([*asked, *(w.attribute for w in wishes if w.attribute not in ("category", "text"))]))
    found: list[tuple[tuple[int, int], CompareRow]] = []
    for place, owner in enumerate(_owners(shop)):
        values = [_value(i, owner.key) for i in items]
        if owner.type == "text" and owner.key not in wished:
            continue  # addresses always differ and say nothing
        if any(isinstance(v, list) and len(v) > N_TAGS for v in values) and owner.key not in wished:
            continue
        if all(v is None for v in values) or (all(_plain(v) == _plain(values[0]) for v in values)):
            continue
        if owner.key not in asked and is_trifle(owner, values, spread or {}):
            continue
        row = CompareRow(owner.key, values, best(owner, values))
        found.append(((_weight(owner, wished, values), place), row))
    found.sort(key=lambda f: f[0])
    stated = [row for _, row in found if row.attribute in asked or all(v is not None for v in row.values)]
    # What one of them does not say decides nothing while there is enough that all say.
    chosen = (stated if len(stated) >= N_STATED else [row for _, row in found])[:N_ROWS]
    return chosen or [CompareRow("price", [i.price for i in items], [])]


def best(owner: Attribute, values: Sequence[ItemValue | None]) -> list[int]:
    """Return the positions of the better values; empty where the schema names no better side or not all are stated.

    Yes beats no where "higher" is better.
    """
    if owner.better is None or any(v is None or isinstance(v, (str, list)) for v in values):
        return []
    numbers = [float(v) for v in values]  # type: ignore[arg-type]
    top = max(numbers) if owner.better == "higher" else min(numbers)
    places = [i for i, n in enumerate(numbers) if n == top]
    return places if len(places) < len(numbers) else []


def gaps(found: Sequence[CompareRow], wishes: Sequence[Preference]) -> dict[str, float]:
    """Return the arithmetic for a verdict: "gap.<attribute>" = first item's number minus the second's (two items only),
    "best.<place>" = rows in which the item at that place is better, "wished.<place>" = those of them that were wished
    for.
    """
    out: dict[str, float] = {}
    wished = {w.attribute for w in wishes}
    for row in found:
        first, second = row.values[0], row.values[1]
        if len(row.values) == 2 and _is_number(first) and _is_number(second):
            out[f"gap.{row.attribute}"] = round(float(first) - float(second), 6)  # type: ignore[arg-type]
        for place in row.best:
            out[f"best.{place}"] = out.get(f"best.{place}", 0.0) + 1
            if row.attribute in wished:
                out[f"wished.{place}"] = out.get(f"wished.{place}", 0.0) + 1
    return out


def _owners(shop: Shop) -> list[Attribute]:
    keys = dict.fromkeys(["price", *(a.key for a in shop.attributes), "rating"])
    # The names of the items head the columns and say the brand.
    owners = [schema.attribute(shop, k) for k in keys if k not in ("title", "stock", "category", "brand")]
    return [o for o in owners if o is not None]


def _weight(owner: Attribute, wished: Sequence[str], values: Sequence[ItemValue | None]) -> int:
    if owner.key == "price":
        return 0
    if owner.key in wished:
        return 1
    if any(v is None for v in values):
        return 5
    return 2 if owner.better else 3 if owner.askable else 4


def _value(item: Item, key: str) -> ItemValue | None:
    return item.attributes.get(key) if key == "rating" else item.value(key)


def _plain(value: ItemValue | None) -> object:
    return tuple(sorted(value)) if isinstance(value, list) else value


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
