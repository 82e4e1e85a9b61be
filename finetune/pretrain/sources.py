"""The text that the writer's base model is pre-trained on, read from a folder of public data sets.

Owns: which files are read, their licences, how often an epoch shows each, and what is left out for tests. Does not
know: tokenizers, models.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from finetune.evaluate.adcopy import READERS, Example, split
from finetune.requests import SLOTS, disarmed

_HAN_GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
#: Shorter texts teach no sentence.
MIN_CHARS = 8
#: A slot of CrossWOZ's templates: [Inform+餐馆+名称1].
_PLACE = re.compile(r"\[[^\[\]+]{1,20}\+[^\[\]]{1,60}\]")


@dataclass(frozen=True)
class Source:
    """A set of files: `pattern` below the data folder, how to read one, its licence, how many times an epoch shows it.

    `percent`: so many of its texts in a hundred, by hash, are taken.
    """

    name: str
    pattern: str
    read: Callable[[Path], Iterator[str]]
    licence: str
    times: int = 1
    percent: int = 100


def _rows(path: Path) -> Iterator[Any]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8-sig") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _fields(*names: str) -> Callable[[Path], Iterator[str]]:
    def read(path: Path) -> Iterator[str]:
        for row in _rows(path):
            yield from (row[n] for n in names if isinstance(row.get(n), str))

    return read


def _columns(n_columns: int) -> Callable[[Path], Iterator[str]]:
    def read(path: Path) -> Iterator[str]:
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            for line in lines:
                yield from line.rstrip("\n").split("\t")[:n_columns]

    return read


def _ads(format_: str) -> Callable[[Path], Iterator[str]]:
    """Yield source and copy of the training part only: the test tenth is that of `daogou evaluate adcopy`."""

    def as_text(example: Example) -> str:
        return f"{example.source}。{example.copy}"

    return lambda path: (as_text(e) for e in split(READERS[format_](path))[0])


def with_slots(text: str) -> str:
    """Return a CrossWOZ template with its places as slots, numbered in the order in which they occur."""
    places: dict[str, str] = {}

    def slot(match: re.Match[str]) -> str:
        return places.setdefault(match.group(), SLOTS[min(len(places), len(SLOTS) - 1)])

    return _PLACE.sub(slot, text)


def _templates(path: Path) -> Iterator[str]:
    for texts in json.loads(path.read_text(encoding="utf-8")).values():
        yield from map(with_slots, texts)


def _dialogues(path: Path) -> Iterator[str]:
    """Yield the turns of kdconv's and SGD's dialogues, four together, so that answers follow what they answer."""
    data = list(_rows(path)) if path.name.endswith((".jsonl", ".jsonl.gz")) else json.loads(path.read_text("utf-8"))
    for dialogue in data:
        turns = dialogue.get("turns") or dialogue.get("messages") or []
        said = [str(t.get("text") or t.get("message") or "").strip() for t in turns]
        for i in range(0, len(said), 4):
            yield "\n".join(t for t in said[i : i + 4] if t)


def _talk(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8-sig", errors="replace").splitlines():
        text = line.strip().lstrip("- ").strip()
        if not text.endswith(":"):
            yield text


#: The shares are such that an epoch is about ten million pieces, more than half of them advertisements, talk about
#: goods and the tasks' own pairs: what a core learns in an hour and a half.
SOURCES = (
    Source("advertisegen (training part)", "advertisegen/train.jsonl", _ads("advertisegen"), "CC BY 4.0", 4),
    Source("taodescribe (training part)", "taodescribe/pairs.jsonl", _ads("taodescribe"), "none stated", 4),
    Source("CrossWOZ system templates", "crosswoz/nlg_templates/*system*.json", _templates, "Apache-2.0", 2),
    Source("CrossWOZ user templates", "crosswoz/nlg_templates/*user*.json", _templates, "Apache-2.0"),
    Source("shopping and food reviews", "reviews/*.jsonl", _fields("text"), "none stated", percent=60),
    Source("FewCLUE e-commerce reviews", "fewclue/eprstmt/unlabeled.json", _fields("sentence"), "none stated"),
    Source("FewCLUE app descriptions", "fewclue/iflytek/t*.json", _fields("sentence"), "none stated", percent=50),
    Source("FewCLUE abstracts", "fewclue/csl/t*.json", _fields("abst"), "none stated"),
    Source("FewCLUE headlines", "fewclue/tnews/unlabeled.json", _fields("sentence"), "none stated", percent=40),
    Source("sentence pairs (CSTS)", "csts/Chinese-*/*.txt", _columns(2), "none stated", percent=40),
    Source("sentence pairs (CSTS)", "csts/OCNLI/*.txt", _columns(2), "none stated"),
    Source("questions (CSTS)", "csts/AFQMC/*.txt", _columns(2), "none stated", percent=30),
    Source("questions (CSTS)", "csts/OPPO-xiaobu/*.txt", _columns(2), "none stated", percent=30),
    Source("questions (CSTS)", "csts/LCQMC/*.txt", _columns(2), "none stated", percent=30),
    Source("CLUENER", "cluener/*.jsonl", _fields("text"), "none stated"),
    Source("KdConv", "kdconv/*/dev.json", _dialogues, "Apache-2.0", 2),
    Source("Schema-guided dialogues", "sgd/*.jsonl.gz", _dialogues, "CC BY-SA 4.0", percent=12),
    Source("chatterbot corpus", "chatterbot_corpus/*.yml", _talk, "BSD-3-Clause"),
)


def bucket(text: str) -> int:
    """Return 0..99 from the text's SHA-1. 0 is for measuring pre-training."""
    return int(hashlib.sha1(text.encode()).hexdigest()[:8], 16) % 100


def clean(text: str) -> str:
    """Return a text without control characters, orders of our own, or spaces between Han characters."""
    lines = (" ".join(line.split()) for line in text.replace("\ufeff", "").replace("<UNK>", "").split("\n"))
    return disarmed(_HAN_GAP.sub("", "\n".join(line for line in lines if line)))


def texts(data: Path, source: Source) -> Iterator[str]:
    """Yield the cleaned, distinct texts of one source.

    Raises FileNotFoundError where no file matches: a corpus that silently shrinks gives another model.
    """
    paths = sorted(p for p in data.glob(source.pattern) if p.is_file() and "README" not in p.name)
    if not paths:
        raise FileNotFoundError(f"no file matches {source.pattern} below {data}; expected the source {source.name!r}")
    seen: set[str] = set()
    for path in paths:
        for raw in source.read(path):
            text = clean(raw)
            if len(text) >= MIN_CHARS and text not in seen and bucket(text) < source.percent:
                seen.add(text)
                yield text


def pair_texts(path: Path) -> Iterator[str]:
    """Yield request and answer of each line of a pairs file (finetune/tasks), as one text to pre-train on."""
    for row in _rows(path):
        yield f"{row['prompt']}<write>{row['text']}"
