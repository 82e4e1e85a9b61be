"""The lexicon file: what is in it, and that it is replaced in one step."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.importing.job import import_files
from knowledge.lexicon import lexicon_path, lexicon_version, write_lexicon
from knowledge.settings import Settings
from knowledge.types import Shop, from_json

SCHEMA = """
categories: [手机, 电视]
attributes:
- {key: screen, type: number, unit: 英寸}
- {key: color, type: tags, values: {黑色: [black], 紫色: [purple]}, shown: {黑色: {en: Black}}}
- {key: notes, type: text}
brands: {松果: [Pinecone]}
"""
ROWS = [
    {
        "item_id": "a",
        "title": "松果 X2",
        "category": "手机",
        "brand": "松果",
        "price": 1599,
        "attributes": {"screen": 6.9, "color": ["black", "白色"], "notes": "长" * 50},
    },
    {
        "item_id": "b",
        "title": "云雀 L9",
        "category": "手机",
        "brand": "云雀",
        "price": 1399,
        "attributes": {"screen": 6.1},
    },
    {"item_id": "c", "title": "大屏", "category": "电视", "attributes": {"screen": 65, "notes": "短"}},
]


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    (tmp_path / "shop.yml").write_text(SCHEMA, encoding="utf-8")
    items = tmp_path / "items.jsonl"
    items.write_text("".join(json.dumps(r) + "\n" for r in ROWS), encoding="utf-8")
    catalogue = Catalogue(Settings(data=tmp_path / "var", _env_file=None))
    import_files(catalogue, [items], "t", schema_path=tmp_path / "shop.yml")
    return catalogue


def test_what_it_says(catalogue: Catalogue) -> None:
    lexicon = json.loads(lexicon_path(catalogue.settings.lexicons, "t").read_text(encoding="utf-8"))
    assert lexicon["version"] == 1
    assert from_json(Shop, lexicon["shop"]) == catalogue.shop("t")
    assert lexicon["brands"] == {"松果": ["Pinecone"], "云雀": []}
    assert lexicon["values"]["color"] == {"黑色": ["black", "Black"], "白色": [], "紫色": ["purple"]}
    assert lexicon["values"]["notes"] == {"短": []}, "nobody says a text of fifty characters"
    assert lexicon["numbers"]["screen"] == {
        "unit": "英寸",
        "min": 6.1,
        "max": 65.0,
        "by_category": {"手机": [6.1, 6.9], "电视": [65.0, 65.0]},
    }
    assert lexicon["numbers"]["price"]["by_category"] == {"手机": [1399.0, 1599.0]}
    assert lexicon["numbers"]["price"]["unit"] == "元"
    assert lexicon["numbers"]["rating"] == {"unit": None, "min": None, "max": None, "by_category": {}}
    assert lexicon["items"][2] == ["c", "大屏", "电视", None]


def test_a_reader_never_sees_a_part(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = catalogue.settings.lexicons
    before = lexicon_path(folder, "t").read_bytes()

    def stop(*_: object) -> None:
        raise OSError("disk is full")

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(OSError, match="full"):
        write_lexicon(catalogue.view("t"), folder)
    assert lexicon_path(folder, "t").read_bytes() == before
    assert [p.name for p in folder.iterdir()] == ["t.json"]


def test_its_version_can_be_read(catalogue: Catalogue) -> None:
    folder = catalogue.settings.lexicons
    assert lexicon_version(folder, "t") == 1
    assert lexicon_version(folder, "none") is None
    lexicon_path(folder, "t").write_text("{broken")
    assert lexicon_version(folder, "t") is None


def test_whoever_reads_a_shop_makes_a_missing_or_old_lexicon_good(catalogue: Catalogue) -> None:
    path = lexicon_path(catalogue.settings.lexicons, "t")
    whole = path.read_bytes()
    for damage in (path.unlink, lambda: path.write_text("{broken"), lambda: path.write_text('{"version": 0}')):
        damage()
        Catalogue(catalogue.settings).view("t")
        assert path.read_bytes() == whole
