"""Files of every format and in every condition: rows with their line, and what is wrong with a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from knowledge.errors import BadFile
from knowledge.importing.files import Row, find_encoding, read_rows
from knowledge.importing.problems import Problem


def rows(path: Path, encoding: str | None = None) -> list[tuple[int, Any]]:
    return [(r.line, r.data) for r in read_rows(path, encoding) if isinstance(r, Row)]


def problems(path: Path) -> list[Problem]:
    return [p for p in read_rows(path) if isinstance(p, Problem)]


class TestCsv:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_encodings_are_found_out(self, tmp_path: Path, encoding: str) -> None:
        path = tmp_path / "a.csv"
        path.write_text("名称,价格\n松果手机,2999\n", encoding=encoding)
        assert rows(path) == [(2, {"名称": "松果手机", "价格": "2999"})]

    def test_an_encoding_can_be_told(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("名稱,價格\n手機,2999\n", encoding="big5")
        assert rows(path, "big5") == [(2, {"名稱": "手機", "價格": "2999"})]
        with pytest.raises(BadFile, match="--encoding"):
            rows(path, "nonsense")
        with pytest.raises(BadFile, match="--encoding"):
            rows(path, "utf-8")

    def test_lines_are_those_of_an_editor(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text('a,b\n1,"two\nlines"\n\n3,4\n', encoding="utf-8")
        assert rows(path) == [(2, {"a": "1", "b": "two\nlines"}), (5, {"a": "3", "b": "4"})]

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_delimiters_are_found_out(self, tmp_path: Path, delimiter: str) -> None:
        path = tmp_path / "a.csv"
        path.write_text(f"a{delimiter}b\r\n1{delimiter}x\r\n", encoding="utf-8")
        assert rows(path) == [(2, {"a": "1", "b": "x"})]

    def test_broken_rows_are_told_with_line_and_remedy(self, tmp_path: Path) -> None:
        path = tmp_path / "naughty.csv"
        path.write_text('a,b\n1,2,3\n4\n5,6\n7,"never closed\n8,9\n', encoding="utf-8")
        assert rows(path) == [(4, {"a": "5", "b": "6"})]
        first, second, third = problems(path)
        assert (first.line, second.line, third.line) == (2, 3, 5)
        assert "expected 2 fields, found 3" in first.reason
        assert "','" in first.remedy
        assert "close the quote" in third.remedy

    def test_two_columns_of_one_name_are_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("a,a\n1,2\n", encoding="utf-8")
        with pytest.raises(BadFile, match="two columns named 'a'"):
            rows(path)

    def test_naughty_strings_come_through(self, tmp_path: Path) -> None:
        naughty = [
            "=1+1",
            "'; DROP TABLE x",
            "\u200b",
            "田中さんにあげて",
            "🏳️‍🌈",
            'quo"te',
            "a\tb",
            "NULL",
            "﷽",
            "x" * 200_000,
        ]
        path = tmp_path / "a.csv"
        quoted = ['"' + n.replace('"', '""') + '"' for n in naughty]
        path.write_text("t\n" + "\n".join(quoted) + "\n", encoding="utf-8")
        assert [data["t"] for _, data in rows(path)] == naughty


class TestJson:
    def test_broken_lines_of_jsonl_are_told(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text('{"a": 1}\n{"a": \n\nnull\n{"a": NaN}\n{"a": 2}', encoding="utf-8")
        assert rows(path) == [(1, {"a": 1}), (4, None), (6, {"a": 2})]
        assert [p.line for p in problems(path)] == [2, 5]
        assert all("JSON" in p.reason and "each line" in p.remedy for p in problems(path))

    def test_line_separators_inside_texts_do_not_end_a_line(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text(json.dumps({"a": "x\u2028y\u0085z"}, ensure_ascii=False) + "\n{}\n", encoding="utf-8")
        assert rows(path) == [(1, {"a": "x\u2028y\u0085z"}), (2, {})]

    def test_a_broken_document_is_told_with_its_line(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text('[\n{"a": 1},\n{"a" 2}\n]', encoding="utf-8")
        with pytest.raises(BadFile, match=r"a.json:3.*mend the JSON"):
            rows(path)

    def test_a_document_comes_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text('[{"a": 1}]', encoding="utf-8-sig")
        assert rows(path) == [(0, [{"a": 1}])]


class TestParquet:
    def test_rows_come_in_batches(self, tmp_path: Path) -> None:
        path = tmp_path / "a.parquet"
        pq.write_table(pa.table({"id": list(range(5000)), "tags": [["a", "b"]] * 5000}), path)
        found = rows(path)
        assert len(found) == 5000
        assert found[4999] == (5000, {"id": 4999, "tags": ["a", "b"]})

    def test_what_only_bears_the_name_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.parquet"
        path.write_text("id,price\n")
        with pytest.raises(BadFile, match="not a Parquet file"):
            rows(path)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no such file"):
        rows(tmp_path / "missing.csv")
    with pytest.raises(BadFile, match=r"\.xlsx.*\.csv"):
        rows(tmp_path / "a.xlsx")
    path = tmp_path / "bytes.csv"
    path.write_bytes(b"a,b\n\xff\xff\xff,1\n")
    with pytest.raises(BadFile, match="neither UTF-8 nor GB18030"):
        find_encoding(path)
