"""The sample shop is large, deterministic and complete."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from knowledge.sample import __main__ as command
from knowledge.sample.generate import Sample, generate
from knowledge.types import Item, Link, Review, Shop, from_json


def test_it_is_as_large_as_promised(sample: Sample) -> None:
    per_category = Counter(item.category for item in sample.items)
    assert len(sample.items) >= 1600
    assert len(per_category) >= 14
    assert min(per_category.values()) >= 30
    assert len(sample.reviews) >= 10_000


def test_the_same_seed_gives_the_same_shop_and_another_seed_another(sample: Sample) -> None:
    again, other = generate(7), generate(8)
    assert again.items == sample.items
    assert again.reviews == sample.reviews
    assert again.links == sample.links
    assert other.items != sample.items


def test_ids_and_titles_are_unique(sample: Sample) -> None:
    assert max(Counter(i.item_id for i in sample.items).values()) == 1
    assert max(Counter((i.category, i.title) for i in sample.items).values()) == 1


def test_review_counts_have_a_long_tail(sample: Sample) -> None:
    counts = Counter(r.item_id for r in sample.reviews)
    per_item = sorted(counts[i.item_id] for i in sample.items)
    assert per_item[0] == 0
    assert 1 <= per_item[len(per_item) // 2] <= 12
    assert 80 < per_item[-1] <= 150


def test_some_goods_are_sold_out_but_few(sample: Sample) -> None:
    sold_out = sum(i.stock == 0 for i in sample.items)
    assert 0.03 < sold_out / len(sample.items) < 0.12


def test_links_lead_from_goods_to_other_goods(sample: Sample) -> None:
    ids = {i.item_id for i in sample.items}
    assert sample.links
    for link in sample.links:
        assert link.item_id in ids
        assert link.other_id in ids
        assert link.item_id != link.other_id
    assert len(set(sample.links)) == len(sample.links)
    assert {link.relation for link in sample.links} == {
        "accessory_of",
        "same_series",
        "newer_model_of",
        "bought_together",
    }


@pytest.fixture(scope="module")
def written(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the sample shop."""
    out = tmp_path_factory.mktemp("sample")
    command.write(sample, out)
    return out


def test_the_files_say_what_was_made(written: Path, sample: Sample) -> None:
    assert from_json(Shop, yaml.safe_load((written / "shop.yml").read_text("utf-8"))) == sample.shop
    for name, shape, rows in (
        ("items", Item, sample.items),
        ("reviews", Review, sample.reviews),
        ("links", Link, sample.links),
    ):
        lines = (written / f"{name}.jsonl").read_text("utf-8").splitlines()
        assert [from_json(shape, json.loads(line)) for line in lines] == rows


def test_every_item_has_its_picture(written: Path, sample: Sample) -> None:
    for item in sample.items:
        assert item.image_url == f"/media/sample/{item.item_id}.svg"
        assert (written / "media" / f"{item.item_id}.svg").is_file()


def test_writing_twice_gives_the_same_bytes(written: Path, sample: Sample, tmp_path: Path) -> None:
    command.write(generate(7), tmp_path)
    files = sorted(p.relative_to(written) for p in written.rglob("*") if p.is_file())
    assert len(files) > len(sample.items)
    assert all((written / f).read_bytes() == (tmp_path / f).read_bytes() for f in files)


def test_the_command_says_why_it_cannot_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("a file stands where the folder should go")
    assert command.main(["--out", str(tmp_path / "taken")]) == 1
    assert "cannot write" in capsys.readouterr().err
