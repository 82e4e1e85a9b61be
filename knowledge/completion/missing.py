"""Predict the values that goods most likely have where the catalogue does not say: claims, never facts.

Owns: which links are asked for, and what is kept. Does not know: stores, the model's inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from knowledge.completion import triples
from knowledge.completion.model import LinkModel
from knowledge.graph import attribute_iri, item_iri
from knowledge.graph_claims import Claim
from knowledge.guide.schema import applies

#: Attributes of a kind of goods are asked for where at least this share of the kind states them.
SHARE_STATED = 0.2


def predict(view: Any, *, epochs: int, seed: int, at_least: float) -> Iterator[Claim]:
    """Yield the likeliest value of each attribute that an item leaves open, as a claim of kind "predicted".

    `at_least`: the confidence to be kept: the model's softmax share among the attribute's values, 0 to 1; it orders
    predictions and is no probability of being true.
    """
    links = triples.of_shop(view)
    model = LinkModel.fit(links, epochs=epochs, seed=seed)
    ranges: dict[str, list[str]] = {}
    for _, relation, tail in links:
        ranges.setdefault(relation, []).append(tail)
    for key, item_ids in _open(view).items():
        relation = attribute_iri(key)
        if relation not in ranges:
            continue
        values = sorted(set(ranges[relation]))
        heads = [item_iri(item_id) for item_id in item_ids]
        for head, found in zip(heads, model.best_tails(heads, relation, values), strict=True):
            if found is not None and found[1] >= at_least:
                yield Claim("predicted", head, relation, found[0], True, round(found[1], 3), model.name)


def _open(view: Any) -> dict[str, list[str]]:
    """Return, for each attribute with named values, the items that leave it open though their kind often states it."""
    found: dict[str, list[str]] = {}
    items = view.items(view.ids)
    kinds: dict[str, list[Any]] = {}
    for item in items:
        kinds.setdefault(item.category, []).append(item)
    for attribute in view.shop.attributes:
        if attribute.type not in ("category", "tags"):
            continue
        for category, kin in kinds.items():
            silent = [i.item_id for i in kin if i.value(attribute.key) is None]
            stated = len(kin) - len(silent)
            if applies(view.shop, attribute, [category]) and stated >= SHARE_STATED * len(kin) and stated:
                found.setdefault(attribute.key, []).extend(silent)
    return found
