"""Read rows from CSV, JSON, JSONL and Parquet files, streamed where the format allows, with the line of each row.

Owns: formats, encodings, line numbers, what is wrong with a line. Does not know: what the rows mean.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import orjson

from knowledge.errors import BadFile
from knowledge.importing.problems import Problem

FORMATS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = ",\t;|"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Row:
    """A row as the file has it. `line` counts from 1; a row of a JSON list or of Parquet counts rows."""

    line: int
    data: Any


def format_of(path: Path) -> str:
    """Return "csv", "json", "jsonl" or "parquet" by the name's ending. Raises BadFile."""
    try:
        return FORMATS[path.suffix.casefold()]
    except KeyError:
        known = ", ".join(sorted(FORMATS))
        raise BadFile(
            f"ending {path.suffix!r}", expected=known, where=str(path), remedy="rename or convert the file"
        ) from None


def read_rows(path: Path, encoding: str | None = None) -> Iterator[Row | Problem]:
    """Yield the rows of a file, and a Problem for each line that is none. `encoding` None = find out.

    Raises BadFile where the file cannot be read at all.
    """
    kind = format_of(path)
    if not path.is_file():
        raise BadFile("no such file", where=str(path), remedy="check the name")
    if kind == "parquet":
        yield from _parquet(path)
        return
    encoding = encoding or find_encoding(path)
    reader = {"csv": _csv, "json": _json, "jsonl": _jsonl}[kind]
    try:
        yield from reader(path, encoding)
    except UnicodeDecodeError as error:
        raise BadFile(
            f"not {encoding} at byte {error.start}", where=str(path), remedy="tell the encoding: --encoding gb18030"
        ) from error
    except LookupError as error:
        raise BadFile(str(error), expected="an encoding such as utf-8 or gb18030", where="--encoding") from error


def find_encoding(path: Path) -> str:
    """Find out an encoding: a byte order mark tells, else UTF-8, else GB18030. Raises BadFile where none fits."""
    with path.open("rb") as file:
        head = file.read(4)
        for bom, name in _BOMS:
            if head.startswith(bom):
                return name
        for name in ("utf-8", "gb18030"):
            file.seek(0)
            if _decodes(file, name):
                return name
    raise BadFile("neither UTF-8 nor GB18030", where=str(path), remedy="tell the encoding: --encoding NAME")


def _decodes(file: io.BufferedReader, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _csv(path: Path, encoding: str) -> Iterator[Row | Problem]:
    csv.field_size_limit(1 << 24)  # the default of 128 kB is less than some descriptions
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline()
        file.seek(0)
        delimiter = max(_DELIMITERS, key=first.count)
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        header: list[str] | None = None
        while True:
            line = reader.line_num + 1
            try:
                fields = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if header is None:
                    raise BadFile(
                        f"the header is broken: {error}", where=f"{path}:{line}", remedy="fix its quotes"
                    ) from error
                yield Problem(
                    path.name, line, f"broken CSV: {error}", 'close the quote, and write " inside a field as ""'
                )
                continue
            if not any(f.strip() for f in fields):
                continue
            if header is None:
                header = _header(fields, path, line)
            elif len(fields) != len(header):
                reason = f"expected {len(header)} fields, found {len(fields)}"
                yield Problem(path.name, line, reason, f"quote fields that contain {delimiter!r}, or complete the row")
            else:
                yield Row(line, dict(zip(header, fields, strict=True)))


def _header(fields: list[str], path: Path, line: int) -> list[str]:
    header = [f.strip().lstrip("\ufeff") for f in fields]
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        raise BadFile(f"two columns named {twice!r}", where=f"{path}:{line}", remedy="rename one of them")
    return [name or f"column_{n}" for n, name in enumerate(header, 1)]


def _jsonl(path: Path, encoding: str) -> Iterator[Row | Problem]:
    # orjson takes UTF-8 as it is; to decode it first would double the time.
    is_utf8 = encoding.casefold() in ("utf-8", "utf8")
    file: IO[Any] = path.open("rb") if is_utf8 else path.open(encoding=encoding, newline="\n")
    with file:
        for line, written in enumerate(file, 1):
            try:
                yield Row(line, orjson.loads(written))
            except (orjson.JSONDecodeError, UnicodeEncodeError) as error:
                text = written.decode(encoding) if isinstance(written, bytes) else written
                if text.strip():
                    reason = f"broken JSON: {error}"
                    yield Problem(path.name, line, reason, "write one complete JSON object on each line")


def _json(path: Path, encoding: str) -> Iterator[Row | Problem]:
    text = path.read_text(encoding=encoding)
    try:
        yield Row(0, orjson.loads(text))
    except (orjson.JSONDecodeError, UnicodeEncodeError) as error:
        line = getattr(error, "lineno", 0)
        remedy = "mend the JSON; for one object a line name the file .jsonl"
        raise BadFile(f"broken JSON: {error}", where=f"{path}:{line}", remedy=remedy) from error


def _parquet(path: Path) -> Iterator[Row | Problem]:
    import pyarrow
    import pyarrow.parquet

    try:
        file = pyarrow.parquet.ParquetFile(path)
    except (pyarrow.ArrowInvalid, OSError) as error:
        raise BadFile(f"not a Parquet file: {error}", where=str(path), remedy="write it again") from error
    with file:
        lines = itertools.count(1)
        for batch in file.iter_batches(batch_size=2000):
            for data in batch.to_pylist():
                yield Row(next(lines), data)
