"""Which triples are links, and what S3-Rec's files hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.completion.triples import of_item_attributes, of_shop
from knowledge.graph import attribute_iri, item_iri, link_iri, value_iri
from knowledge.memory import make_view
from tests.knowledge.tiny import ITEMS, LINKS, SHOP


def test_links_are_between_nodes_only() -> None:
    found = {tuple(link) for link in of_shop(make_view(SHOP, ITEMS, LINKS))}
    assert (item_iri("p1"), attribute_iri("color"), value_iri("color", "黑")) in found
    assert (item_iri("c1"), link_iri("accessory_of"), item_iri("p1")) in found
    assert not [t for t in found if t[1] in (attribute_iri("price"), attribute_iri("waterproof"))]
    assert all(t[1].startswith(("urn:daogou:attribute:", "urn:daogou:link:")) for t in found)


def test_repeated_attributes_count_once(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(json.dumps({"1": [4, 4, 5]}))
    assert of_item_attributes(file).tolist() == [["item:1", "has", "attribute:4"], ["item:1", "has", "attribute:5"]]
    file.write_text("[1]")
    with pytest.raises(ValueError, match="item2attributes"):
        of_item_attributes(file)
