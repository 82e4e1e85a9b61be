"""Imports over HTTP: progress, refused rows with their remedy, and files that mean harm."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from actions.import_worker import check_declared
from actions.imports import refusal
from knowledge.errors import BadFile

ROWS = (
    "item_id,title,category,brand,price\nb1,红茶 100 克,茶叶,山岚,39\nb2,绿茶 100 克,茶叶,山岚,free\nb3,,茶叶,山岚,12\n"
)


def post(server: httpx.Client, body: bytes, **params: str) -> tuple[int, list[dict[str, Any]]]:
    answer = server.post("/imports", params={"shop": "tea", "file": "tea.csv"} | params, content=body)
    return answer.status_code, [json.loads(line) for line in answer.text.splitlines() if line.strip()]


def test_a_file_is_checked_then_imported_then_talked_about(server: httpx.Client) -> None:
    status, lines = post(server, ROWS.encode(), dry_run="1")
    assert status == 200
    assert lines[-1]["report"]["dry_run"]
    assert "tea" not in [shop["name"] for shop in server.get("/shops").json()]

    status, lines = post(server, ROWS.encode())
    report = lines[-1]["report"]
    assert (status, report["added"], report["refused"], report["rows"]) == (200, 1, 2, 3)
    assert [line for line in lines if line.get("step") == "write"], "it told how far it is"
    assert [problem["line"] for problem in report["problems"]] == [3, 4]
    for problem in report["problems"]:
        assert problem["refused"]
        assert problem["reason"]
        assert problem["remedy"]
        assert problem["file"] == "tea.csv"
    assert server.get("/shops/tea/items/b1").json()["title"] == "红茶 100 克"

    other = "item_id,title,category,price\nb9,普洱,茶叶,80\n"
    _, lines = post(server, other.encode("gb18030"), replace="1")
    assert (lines[-1]["report"]["added"], lines[-1]["report"]["deleted"]) == (1, 1)


@pytest.mark.parametrize(
    ("body", "name", "part"),
    [
        (b"PK\x03\x04 nonsense", "x.parquet", "Parquet"), (b'{"item_id": ', "x.json", "broken JSON"),
        (b"a,b\n1,2\n", "x.csv", "fields a, b"), (b"\xff\xfe\xfd\x00\x01", "x.csv", ""),
        (b"[" * 100_000, "x.json", "JSON"),
    ],
)  # fmt: skip
def test_what_is_no_catalogue_is_refused_with_a_reason(server, body, name, part) -> None:
    status, lines = post(server, body, file=name)
    assert status == 200
    assert part in lines[-1]["error"]
    assert "/upload-" not in lines[-1]["error"], "where the file lay is not told"


@pytest.mark.parametrize(
    ("shop", "name", "role"),
    [("../x", "a.csv", ""), ("a", "../a.csv", ""), ("a", "a/b.csv", ""), ("a", "", ""), ("a", "a.exe", ""),
     ("a", "a.csv", "admins"), ("A", "a.csv", ""), ("a" * 65, "a.csv", ""), ("a", "a\n.csv", "")],
)  # fmt: skip
def test_names_that_reach_elsewhere_are_refused(server: httpx.Client, shop: str, name: str, role: str) -> None:
    assert refusal(shop, name, role)
    assert post(server, b"x", shop=shop, file=name, role=role)[0] == 400


def test_a_parquet_file_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.parquet"
    column = pa.array(["0" * 1000]).take(pa.array([0] * 30_000, pa.int32()))
    pq.write_table(pa.table({"item_id": column}), bomb, compression="zstd", use_dictionary=False)
    assert bomb.stat().st_size < 1_000_000
    with pytest.raises(BadFile, match="unpacks to"):
        check_declared(bomb, 20_000_000)
    check_declared(bomb, 40_000_000)
    many = tmp_path / "many.parquet"
    pq.write_table(pa.table({"n": pa.array(np.zeros(21_000_000, np.int8))}), many)
    with pytest.raises(BadFile, match="rows at most"):
        check_declared(many, 10**12)


def test_a_bomb_that_lies_about_its_size_runs_into_the_memory_limit(tmp_path: Path) -> None:
    bomb = tmp_path / "lies.parquet"
    # The dictionary holds one long text, the rows only point at it: the footer knows of a few megabytes.
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 40_000, pa.int32()), pa.array(["红" * 200_000]))
    pq.write_table(pa.table({"item_id": column, "title": column}), bomb)
    assert bomb.stat().st_size < 100_000
    check_declared(bomb, 800_000_000)
    command = [sys.executable, "-m", "actions.import_worker", str(bomb), "--shop", "x", "--data", str(tmp_path)]
    worker = subprocess.Popen([*command, "--memory", "800000000"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert worker.stdout is not None
    said = json.loads(worker.stdout.read().splitlines()[-1])
    assert worker.wait(60) == 1
    assert "needs more than the 762 MiB" in said["error"]
