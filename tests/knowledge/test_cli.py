"""`daogou import` and `daogou shops` as typed: exit codes, what is printed, the problems file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from knowledge import cli
from knowledge.catalogue import Catalogue
from knowledge.derived import KINDS
from knowledge.settings import load

GOOD = {"item_id": "a", "title": "松果 X2", "category": "手机", "price": 1599}


@pytest.fixture(autouse=True)
def derived(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Any]:
    """An empty data folder, and stores that only note what they are told."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAOGOU_DATA", str(tmp_path / "var"))
    told: list[Any] = []
    monkeypatch.setattr(cli, "_derive_update", lambda: lambda *a, **_: told.append(a[1:]))
    return told


def run(*arguments: str) -> Result:
    command = {"import": cli.import_command, "shops": cli.shops_command}[arguments[0]]
    return CliRunner().invoke(command, arguments[1:])


def lines(path: Path, *rows: Any) -> str:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    return str(path)


def test_an_import_says_what_it_did(tmp_path: Path, derived: list[Any]) -> None:
    result = run("import", lines(tmp_path / "items.jsonl", GOOD), "--shop", "t")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("t: of 1 rows are added 1, changed 0")
    assert "schema inferred" in result.stderr
    assert derived == [("t", ["a"], [])]
    result = run("shops")
    assert result.exit_code == 0
    assert "t" in result.stdout
    assert json.loads(run("shops", "--json").stdout)["n_items"] == 1


def test_refused_rows_are_listed_and_written_to_a_file(tmp_path: Path) -> None:
    path = lines(tmp_path / "items.jsonl", GOOD, GOOD, {**GOOD, "item_id": "b", "title": ""})
    result = run("import", path, "--shop", "t", "--problems", "problems.jsonl")
    assert result.exit_code == 0
    assert "items.jsonl:2: item_id:" in result.stderr
    assert "refused 2 rows" in result.stdout
    written = [json.loads(line) for line in Path("problems.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [p["line"] for p in written] == [2, 3]


def test_a_dry_run_changes_nothing(tmp_path: Path, derived: list[Any]) -> None:
    result = run("import", lines(tmp_path / "items.jsonl", GOOD), "--shop", "t", "--dry-run")
    assert result.exit_code == 0
    assert "would be added 1" in result.stdout
    assert Catalogue(load()).shops() == []
    assert derived == []
    assert not (tmp_path / "var" / "lexicon").exists()
    assert "no shops yet" in run("shops").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("import",),
        ("import", "x.csv"),
        ("import", "--shop", "t"),
        ("import", "x.csv", "--shop", "Großes Ü"),
        ("import", "x.csv", "--shop", "../up"),
        ("import", "x.csv", "--shop", "t", "--nonsense"),
        ("import", "--shop", "t", "--rebuild", "--dry-run"),
        ("shops", "x"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_work_that_fails_ends_with_1_and_one_line(tmp_path: Path) -> None:
    bad = lines(tmp_path / "bad.jsonl", {"foo": 1})
    (tmp_path / "shop.yml").write_text("categoris: []", encoding="utf-8")
    for arguments, word in (
        (("import", "none.csv", "--shop", "t"), "no such file"),
        (("import", bad, "--shop", "t"), "fields foo"),
        (
            ("import", lines(tmp_path / "i.jsonl", GOOD), "--shop", "t", "--schema", "shop.yml"),
            "did you mean categories",
        ),
    ):
        result = run(*arguments)
        assert result.exit_code == 1
        assert word in result.stderr
        assert len(result.stderr.strip().splitlines()) == 1


def test_an_unreachable_record_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAOGOU_DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/x?connect_timeout=1")
    result = run("shops")
    assert result.exit_code == 1
    assert "DAOGOU_DATABASE_URL" in result.stderr
    assert "secret" not in result.stderr


def test_a_file_may_carry_its_role(tmp_path: Path) -> None:
    items = lines(tmp_path / "a.jsonl", GOOD)
    odd = lines(tmp_path / "b.jsonl", {"id": "a", "content": "好", "name": "小王"})
    result = run("import", f"items={items}", f"reviews={odd}", "--shop", "t")
    assert result.exit_code == 0, result.output
    assert "1 reviews" in result.stdout


def test_rebuild_takes_a_choice_of_stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("import", lines(tmp_path / "items.jsonl", GOOD), "--shop", "t")
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr("knowledge.derive.rebuild", lambda catalogue, shop, which, progress: asked.append(tuple(which)))
    assert run("import", "--shop", "t", "--rebuild", "--store", "graph", "--store", "lexical").exit_code == 0
    assert run("import", "--shop", "t", "--rebuild").exit_code == 0
    assert asked == [("graph", "lexical"), KINDS]
    assert run("import", "--shop", "t", "--rebuild", "--store", "vector").exit_code == 2
    assert run("import", str(tmp_path / "items.jsonl"), "--shop", "t", "--store", "graph").exit_code == 2
