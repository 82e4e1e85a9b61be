"""The links of a graph as (head, relation, tail) names: from a shop's catalogue, and from item-attribute files.

Owns: which triples are links between nodes (numbers, flags, labels and types are not). Does not know: models.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyoxigraph as ox
from numpy.typing import NDArray

from knowledge.graph import ATTRIBUTE, LINK, item_triples

#: object (n_links, 3): head, relation, tail, each an IRI or another name. Sorted, each link once.
Links = NDArray[np.object_]


def of_triples(triples: Iterable[ox.Triple]) -> Links:
    """Keep the triples that link two nodes by an attribute or a relation between items."""
    found = {
        (t.subject.value, t.predicate.value, t.object.value)
        for t in triples
        if isinstance(t.subject, ox.NamedNode)
        and isinstance(t.object, ox.NamedNode)
        and t.predicate.value.startswith((ATTRIBUTE, LINK))
    }
    return _links(found)


def of_shop(view: Any) -> Links:
    """Return the links of all items of a view (`knowledge.view.ShopView`): what its graph holds, without the server."""
    return of_triples(t for item in view.items(view.ids) for t in item_triples(item, view.links(item.item_id)))


def of_item_attributes(file: Path) -> Links:
    """Read S3-Rec's `*_item2attributes.json`: item id -> attribute ids. Raises ValueError where it is of another form.

    Repeated attributes of an item count once: LastFM lists a tag once per listener who gave it.
    """
    data = json.loads(file.read_text("utf-8"))
    if not isinstance(data, dict) or not all(isinstance(v, list) for v in data.values()):
        raise ValueError(f"{file}: expected an object of lists, as S3-Rec's *_item2attributes.json")
    return _links({(f"item:{i}", "has", f"attribute:{a}") for i, found in data.items() for a in found})


def _links(found: Iterable[tuple[str, str, str]]) -> Links:
    return np.array(sorted(found), dtype=object).reshape(-1, 3)
