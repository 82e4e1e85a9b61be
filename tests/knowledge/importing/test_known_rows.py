"""A later import of the same file: what is known is not checked again, and the outcome is that of checking it all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from knowledge.catalogue import Catalogue
from knowledge.importing import job, known_rows
from knowledge.importing.job import InputFile, import_files
from knowledge.importing.known_rows import KnownRows
from knowledge.importing.problems import Report
from knowledge.importing.rows import Validator
from knowledge.settings import Settings
from tests.knowledge.importing.test_job import lines

SCHEMA = """
language: zh
categories: [手机, 耳机]
attributes:
  - {key: battery, type: number, unit: mAh, names: {zh: 电池容量}}
  - {key: colors, type: tags, names: {zh: 颜色}}
mapping:
  items:
    files: goods*
    fields: {item_id: id, title: 名称, category: 类别, brand: 品牌, price: 价格, rating: 评分}
    attributes_from: ["{battery: 电池, colors: 颜色, maker: 厂家}"]
    links: {near: 同系列}
    reviews: 评论
"""


def row(n: int, **other: Any) -> dict[str, Any]:
    return {
        "id": f"g{n}", "名称": f"松果 {n}", "类别": ["手机", "耳机"][n % 2], "品牌": "松果", "价格": f"¥{100 + n}",
        "电池": f"{1000 + n}mAh", "颜色": "黑、白", "评论": [{"text": f"好用 {n}", "rating": 5}], "同系列": [], **other,
    }  # fmt: skip


def first_rows() -> list[dict[str, Any]]:
    return [
        *(row(n) for n in range(20)),
        row(20, 电池="很大"),  # a value left out, each time
        row(21, 类别="家具"),  # refused, each time
        row(22, 厂家="某厂"),  # a field that the schema does not have
        row(23, 评分=4.5, 同系列=["g1"]),
        row(1),  # its id stands already
    ]


def later_rows() -> list[dict[str, Any]]:
    rows = first_rows()
    rows[3] = row(3, 价格="¥99")
    rows[4] = row(4, 评论=[{"text": "坏了", "rating": 1}])
    rows[5] = row(0)  # the id of a row that is known, which stands before it
    del rows[7:9]
    return [row(30), *rows, row(31)]


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    made = Catalogue(Settings(data=tmp_path / "var", _env_file=None))
    yield made
    made.close()


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    path = tmp_path / "shop.yml"
    path.write_text(SCHEMA, "utf-8")
    return path


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lines that are checked."""
    seen: list[int] = []
    check = Validator.item

    def item(self: Validator, raw: Any, file: str, line: int) -> Any:
        seen.append(line)
        return check(self, raw, file, line)

    monkeypatch.setattr(Validator, "item", item)
    return seen


def outcome(catalogue: Catalogue) -> Any:
    """All that the record says, in an order of its own: who was there first differs."""
    view = catalogue.refresh("s")
    links = sorted((x.item_id, x.relation, x.other_id) for x in catalogue.links("s"))
    return view.shop, {i: (view.item(i), view.reviews(i)) for i in sorted(view.ids)}, links


def told(report: Report) -> Any:
    return report.rows, report.refused, report.values_left_out, report.problems, list(report.unknown_fields())


@pytest.mark.parametrize("replace", [False, True])
def test_the_outcome_is_that_of_checking_all(
    catalogue: Catalogue, schema: Path, tmp_path: Path, checked: list[int], replace: bool
) -> None:
    lines(tmp_path / "goods.jsonl", first_rows())
    import_files(catalogue, [tmp_path / "goods.jsonl"], "s", schema_path=schema)
    lines(tmp_path / "goods.jsonl", later_rows())
    checked.clear()
    later = import_files(catalogue, [tmp_path / "goods.jsonl"], "s", schema_path=schema, replace_items=replace)
    # The new and the changed, and those of which something was refused or left out; not the other seventeen.
    assert [later_rows()[n - 1]["id"] for n in checked] == ["g30", "g3", "g4", "g0", "g20", "g21", "g1", "g31"]
    assert (later.added, later.changed, later.deleted) == (2, 1, 3 if replace else 0)

    anew = Catalogue(Settings(data=tmp_path / "anew", _env_file=None))
    if not replace:
        import_files(anew, [lines(tmp_path / "goods-first.jsonl", first_rows())], "s", schema_path=schema)
    whole = import_files(anew, [tmp_path / "goods.jsonl"], "s", schema_path=schema, replace_items=replace)
    assert told(later) == told(whole)
    assert outcome(catalogue) == outcome(anew)
    anew.close()


def test_a_reserved_field_that_only_known_rows_state_stays(catalogue: Catalogue, schema: Path, tmp_path: Path) -> None:
    for _ in range(2):
        import_files(catalogue, [lines(tmp_path / "goods.jsonl", first_rows())], "s", schema_path=schema)
        keys = [a.key for a in catalogue.refresh("s").shop.attributes]
        assert keys == ["category", "brand", "price", "rating", "battery", "colors"]
    assert catalogue.version("s") == 1


def test_another_schema_or_mapping_or_code_has_all_rows_checked(
    catalogue: Catalogue, schema: Path, tmp_path: Path, checked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = lines(tmp_path / "goods.jsonl", [row(n) for n in range(5)])

    def again() -> int:
        checked.clear()
        import_files(catalogue, [file], "s", schema_path=schema)
        return len(checked)

    assert (again(), again()) == (5, 0)
    schema.write_text(SCHEMA.replace("mAh", "Ah"), "utf-8")
    assert (again(), again()) == (5, 0)
    assert catalogue.refresh("s").item("g0").attributes["battery"] == 1.0  # type: ignore[union-attr]
    schema.write_text(SCHEMA.replace("title: 名称", "title: 品牌"), "utf-8")
    assert (again(), again()) == (5, 0)
    assert catalogue.refresh("s").item("g0").title == "松果"  # type: ignore[union-attr]
    monkeypatch.setattr(known_rows, "_code", lambda: "another")
    assert (again(), again()) == (5, 0)


def test_without_a_schema_rows_are_known_too(catalogue: Catalogue, tmp_path: Path, checked: list[int]) -> None:
    file = tmp_path / "goods.parquet"
    pq.write_table(pa.Table.from_pylist([{"id": n, "title": f"a {n}", "price": float(n)} for n in range(5)]), file)
    for _ in range(2):  # the schema of the first import lacks what the second finds in the record
        import_files(catalogue, [file], "s")
    checked.clear()
    report = import_files(catalogue, [file], "s")
    assert (report.unchanged, checked) == (5, [])


def test_an_import_that_is_overtaken_checks_all(
    catalogue: Catalogue, schema: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = lines(tmp_path / "goods.jsonl", [row(n) for n in range(5)])
    import_files(catalogue, [file], "s", schema_path=schema)
    read = KnownRows.read

    def read_and_lose(*given: Any) -> KnownRows:
        monkeypatch.setattr(KnownRows, "read", read)
        found = read(*given)
        other = lines(tmp_path / "goods-other.jsonl", [row(2, 价格="¥1")])
        import_files(catalogue, [InputFile(other)], "s", schema_path=schema)
        return found

    monkeypatch.setattr(job.KnownRows, "read", read_and_lose)
    report = import_files(catalogue, [file], "s", schema_path=schema)
    assert (report.rows, report.changed, report.unchanged) == (5, 1, 4)
    assert catalogue.refresh("s").item("g2").price == 102  # type: ignore[union-attr]


def test_a_row_nested_too_deep_for_a_digest_is_checked(
    catalogue: Catalogue, schema: Path, tmp_path: Path, checked: list[int]
) -> None:
    deep = json.dumps(row(1))[:-1] + ', "x": ' + "[" * 300 + "]" * 300 + "}"
    (tmp_path / "goods.jsonl").write_text(f"{json.dumps(row(0))}\n{deep}\n", "utf-8")
    for _ in range(2):
        report = import_files(catalogue, [tmp_path / "goods.jsonl"], "s", schema_path=schema)
        assert report.refused == 0, report.problems
    assert checked == [1, 2, 2]
