"""The text that the encoder is pre-trained on, read from a folder of public data sets.

Owns: which files are read, which of their fields are text, how often each source is drawn, and the split by hash that
keeps test sentences out of every training here. Does not know models.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HAN_GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_PLACEHOLDER = re.compile(r"<[^<>]{1,12}>|\[[^\[\]]{1,60}\+[^\[\]]{1,60}\]")


def bucket(text: str) -> int:
    """Return 0..9 from the text's SHA-1: 0 is the test split, 1 the development split, the rest is for training."""
    return int(hashlib.sha1(text.encode()).hexdigest()[:8], 16) % 10


@dataclass(frozen=True)
class Source:
    """A set of files: `pattern` below the data folder, how to read one, how many times an epoch shows it."""

    name: str
    pattern: str
    read: Callable[[Path], Iterator[str]]
    times: int = 1


def _open_text(path: Path) -> io.TextIOBase:
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path), encoding="utf-8", errors="replace")
    return path.open(encoding="utf-8-sig", errors="replace")


def _json_fields(*fields: str) -> Callable[[Path], Iterator[str]]:
    def read(path: Path) -> Iterator[str]:
        with _open_text(path) as lines:
            for line in lines:
                if line.strip():
                    row = json.loads(line)
                    yield from (row[f] for f in fields if isinstance(row.get(f), str))

    return read


def _columns(n_columns: int, skip_header: bool = False) -> Callable[[Path], Iterator[str]]:
    def read(path: Path) -> Iterator[str]:
        with _open_text(path) as lines:
            for i, line in enumerate(lines):
                if i or not skip_header:
                    yield from line.rstrip("\n").split("\t")[:n_columns]

    return read


def _last_column(path: Path) -> Iterator[str]:
    with _open_text(path) as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")[-1]


def _csv_fields(delimiter: str, *fields: str) -> Callable[[Path], Iterator[str]]:
    def read(path: Path) -> Iterator[str]:
        with _open_text(path) as lines:
            for row in csv.DictReader(lines, delimiter=delimiter):
                yield from (row[f] for f in fields if row.get(f))

    return read


def _bioes(path: Path) -> Iterator[str]:
    letters: list[str] = []
    with _open_text(path) as lines:
        for line in lines:
            if line.strip():
                letters.append(line[0])
            elif letters:
                yield "".join(letters)
                letters = []


def _templates(path: Path) -> Iterator[str]:
    for sentences in json.loads(path.read_text(encoding="utf-8")).values():
        yield from sentences


def _all_strings(path: Path) -> Iterator[str]:
    """Yield every sentence-like string of a JSON file (dialogue corpora of several shapes)."""

    def walk(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            for value in node.values():
                yield from walk(value)
        elif isinstance(node, list):
            for value in node:
                yield from walk(value)
        elif isinstance(node, str) and len(node) >= 4:
            yield node

    yield from walk(json.loads(path.read_text(encoding="utf-8")))


def _dialogue_turns(path: Path) -> Iterator[str]:
    with _open_text(path) as lines:
        for line in lines:
            for turn in json.loads(line)["turns"]:
                yield turn["text"]


def _yaml_talk(path: Path) -> Iterator[str]:
    with _open_text(path) as lines:
        for line in lines:
            text = line.strip().lstrip("- ").strip()
            if len(text) >= 4 and not text.endswith(":"):
                yield text


def _zipped_messages(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        dialogues = json.loads(archive.read(archive.namelist()[0]))
    for dialogue in dialogues.values():
        yield from (message["content"] for message in dialogue["messages"])


SOURCES = (
    Source("multi_cpr queries", "multi_cpr/*/*", _last_column, 2),
    Source("shopping reviews", "reviews/*.jsonl", _json_fields("text"), 1),
    Source("e-commerce reviews", "fewclue/eprstmt/unlabeled.json", _json_fields("sentence"), 1),
    Source("advertisegen", "advertisegen/train.jsonl", _json_fields("summary"), 1),
    Source("taodescribe", "taodescribe/pairs.jsonl", _json_fields("title", "description"), 1),
    Source("product titles", "ecommerce_ner/train.txt.bieos", _bioes, 4),
    Source("sentence pairs", "csts/AFQMC/*.txt", _columns(2), 1),
    Source("sentence pairs", "csts/OPPO-xiaobu/*.txt", _columns(2), 2),
    Source("sentence pairs", "csts/Chinese-STS-B/*train.txt", _columns(2), 2),
    Source("sentence pairs", "csts/Chinese-SNLI/*.txt", _columns(2), 1),
    Source("sentence pairs", "csts/Chinese-MNLI/*.txt", _columns(2), 1),
    Source("sentence pairs", "csts/OCNLI/*.txt", _columns(2), 1),
    Source("bustm", "fewclue/bustm/unlabeled.json", _json_fields("sentence1", "sentence2"), 2),
    Source("crosswoz templates", "crosswoz/nlg_templates/*.json", _templates, 1),
    Source("kdconv", "kdconv/*/dev.json", _all_strings, 1),
    Source("smp2019", "smp2019_nlu/*.jsonl", _json_fields("text"), 4),
    Source("clinc150", "clinc150/*.jsonl", _json_fields("text"), 2),
    Source("hwu64", "hwu64/*.csv", _csv_fields(",", "text"), 2),
    Source("usage questions", "usage_questions/*train.csv", _csv_fields(",", "question1", "question2", "question3"), 4),
    Source("sgd", "sgd/*.jsonl.gz", _dialogue_turns, 1),
    Source("chatterbot", "chatterbot_corpus/*.yml", _yaml_talk, 3),
    Source("headlines", "thucnews_titles/*dev.txt", _columns(1), 1),
    Source("headlines", "fewclue/tnews/unlabeled.json", _json_fields("sentence"), 1),
    Source("cluener", "cluener/*.jsonl", _json_fields("text"), 1),
    Source("idioms in context", "fewclue/chid/unlabeled.json", _json_fields("content"), 1),
)


def clean(text: str) -> str:
    """Return one line of plain text: slots and anonymised numbers removed, spaces between Han characters closed."""
    return _HAN_GAP.sub("", _PLACEHOLDER.sub("", " ".join(text.replace("\ufeff", "").split())))


def is_test(text: str) -> bool:
    """Say whether a text belongs to the tenth that no training here sees, not even pre-training."""
    return bucket(clean(text)) == 0


def sentences(data: Path, source: Source) -> Iterator[str]:
    """Yield the cleaned, distinct texts of one source, those of the test split left out.

    Raises FileNotFoundError where no file matches: a corpus that silently shrinks gives another model.
    """
    paths = sorted(p for p in data.glob(source.pattern) if p.is_file() and "README" not in p.name)
    if not paths:
        raise FileNotFoundError(f"no file matches {source.pattern} below {data}; expected the source {source.name!r}")
    seen: set[str] = set()
    for path in paths:
        for raw in source.read(path):
            text = clean(raw)
            if len(text) >= 2 and text not in seen and bucket(text) != 0:
                seen.add(text)
                yield text
