"""Predict the values that goods most likely have where the catalogue does not say: claims, never facts.

Owns: which links are asked for, what is kept, and how often that is right. Does not know: stores, the model's inside.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Check:
    """How many statements were hidden, how many predictions in their place were sure enough to be kept, how many of
    these were right, and how many the commonest value of the kind of goods would have got right of the same.
    """

    n_hidden: int
    n_kept: int
    n_right: int
    n_right_commonest: int


def check(view: Any, *, epochs: int, seed: int, at_least: float, share: float = 0.1) -> Check:
    """Hide a share of what items state, predict it, and count; of several values of an item any one is right."""
    links = triples.of_shop(view)
    asked = {attribute_iri(a.key) for a in view.shop.attributes if a.type in ("category", "tags")}
    stated: dict[tuple[str, str], set[str]] = {}
    for head, relation, tail in links:
        if relation in asked:
            stated.setdefault((head, relation), set()).add(tail)
    draw = random.Random(seed)
    hidden = {pair: values for pair, values in stated.items() if draw.random() < share}
    left = links[[(head, relation) not in hidden for head, relation, _ in links]]
    kind_of = {item_iri(i.item_id): i.category for i in view.items(view.ids)}
    common: dict[tuple[str, str], Counter[str]] = {}
    ranges: dict[str, set[str]] = {}
    for head, relation, tail in left:
        if relation in asked:
            ranges.setdefault(relation, set()).add(tail)
            common.setdefault((kind_of[head], relation), Counter())[tail] += 1
    model = LinkModel.fit(left, epochs=epochs, seed=seed)
    n_kept = n_right = n_right_commonest = 0
    for relation, values in ranges.items():
        heads = [head for head, other in hidden if other == relation]
        for head, found in zip(heads, model.best_tails(heads, relation, sorted(values)), strict=True):
            if found is None or found[1] < at_least:
                continue
            n_kept += 1
            n_right += found[0] in hidden[head, relation]
            usual = common.get((kind_of[head], relation))
            n_right_commonest += usual is not None and usual.most_common(1)[0][0] in hidden[head, relation]
    return Check(len(hidden), n_kept, n_right, n_right_commonest)


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
