"""Which facts of an item sell it: what the schema calls better, what few of its kind have, what suits the audience.

Owns: choosing and ordering facts. Does not know: sentences, or how reasons are found (knowledge/suiting.py).
"""

from __future__ import annotations

import random

from finetune.ads.brief import Brief
from finetune.checks.denial import denies
from finetune.values import Values
from knowledge.types import ItemValue

#: Never a reason to buy: how many are left, names in other languages, what is about the shop.
_DULL = frozenset(
    (
        "stock",
        "price",
        "brand",
        "category",
        "title",
        "title_en",
        "rating",
        "year",
        "sku",
        "model",
        "origin",
        "promotion",
    )
)
MAX_VALUE_CHARS = 14


#: Reasons told why an item suits its audience.
N_REASONS = 2


def reasons(brief: Brief) -> list[tuple[str, ItemValue]]:
    """Return (attribute, value) of what speaks for the item where it is for the brief's audience; else nothing."""
    if brief.audience_fact() is None:
        return []
    values = Values(brief.shop, brief.locale)
    own = brief.item.attributes
    return [(key, own[key]) for key in brief.reasons if key in own and _weight(values, key, own[key]) > 0][:N_REASONS]


def facts(brief: Brief, n: int, rng: random.Random) -> list[tuple[str, ItemValue]]:
    """Return up to `n` (attribute, value) to tell: the audience's, why it suits them, then drawn by weight."""
    values = Values(brief.shop, brief.locale)
    first = brief.audience_fact()
    why = reasons(brief)
    pool: list[tuple[float, str, ItemValue]] = []
    for key, found in brief.item.attributes.items():
        weight = _weight(values, key, found)
        if weight > 0 and (first is None or key != first[0]) and (key, found) not in why:
            pool.append((weight * rng.uniform(0.6, 1.4), key, found))
    pool.sort(key=lambda p: -p[0])
    chosen: list[tuple[str, ItemValue]] = [*([first] if first else []), *why]
    chosen += [(key, found) for _, key, found in pool]
    return chosen[:n]


def _weight(values: Values, key: str, found: ItemValue) -> float:
    """Return how much a fact says in an advertisement, 0 = nothing."""
    attribute = values.attribute(key)
    if key in _DULL or found in (None, "", []) or (isinstance(found, bool) and not found):
        return 0.0
    if isinstance(found, str) and denies(found):  # 不防水
        return 0.0
    if attribute.type == "text" or (isinstance(found, str) and len(found) > MAX_VALUE_CHARS):
        return 0.0
    if isinstance(found, bool):
        return 1.2
    if isinstance(found, (int, float)):
        # A figure sells where more (or less) of it is better, and never as a weakness.
        return 1.1 if attribute.better == "higher" else 0.4 if attribute.better else 0.0
    return 1.0 if attribute.askable else 0.6
