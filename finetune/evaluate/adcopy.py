"""`daogou evaluate adcopy`: ad copy from attributes, beside the nearest training copy and the template.

Owns: reading AdvertiseGen and taodescribe, the split by hash, the two baselines. Does not know: how a model writes.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from finetune.ads import zh
from finetune.evaluate.measures import coverage, distinct, overlap
from knowledge.report import Report, write_predictions


@dataclass(frozen=True)
class Example:
    """`pairs`: (attribute, value); `kind`: what is sold; `copy`: the reference."""

    pairs: tuple[tuple[str, str], ...]
    kind: str
    copy: str

    @property
    def source(self) -> str:
        """What the copy is written from, as one text."""
        return "，".join(f"{k}{v}" for k, v in self.pairs)


def read_advertisegen(path: Path) -> list[Example]:
    """Read {"content": "类型#裤*版型#宽松", "summary": …} lines. Raises ValueError with the line for anything else."""
    out = []
    for number, row in _rows(path, "content", "summary"):
        parts = [p.split("#", 1) for p in row["content"].split("*")]
        if any(len(p) != 2 for p in parts):
            raise ValueError(f"{path.name}, line {number}: expected attribute#value*…, found {row['content'][:60]!r}")
        pairs = tuple((k, v) for k, v in parts)
        kind = next((v for k, v in reversed(pairs) if k.endswith(("型", "样式", "款式")) and k != "版型"), "")
        out.append(Example(pairs, kind or dict(pairs).get("类型", ""), row["summary"]))
    return out


def read_taodescribe(path: Path) -> list[Example]:
    """Read {"title", "description"} lines. Raises ValueError with the line for anything else."""
    rows = _rows(path, "title", "description")
    return [Example((("名称", row["title"]),), row["title"], row["description"]) for _, row in rows]


READERS: dict[str, Callable[[Path], list[Example]]] = {
    "advertisegen": read_advertisegen, "taodescribe": read_taodescribe,
}  # fmt: skip


def _rows(path: Path, *fields: str) -> list[tuple[int, dict[str, str]]]:
    out = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            out.append((number, {f: str(row[f]) for f in fields}))
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}, line {number}: expected JSON with {', '.join(fields)}: {error}") from error
    return out


def split(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Return (training, test): a tenth of the sources, by hash, are for the test; the same source is never in both."""

    def held(e: Example) -> bool:
        return int(hashlib.sha1(e.source.encode()).hexdigest()[:8], 16) % 10 == 0

    return [e for e in examples if not held(e)], [e for e in examples if held(e)]


def nearest(train: Sequence[Example], test: Sequence[Example]) -> list[str]:
    """Return for each test example the copy of the training example with the likest attributes (TF-IDF cosine)."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    known = vectors.fit_transform([e.source for e in train])
    likeness = vectors.transform([e.source for e in test]) @ known.T
    return [train[i].copy for i in likeness.toarray().argmax(axis=1)]


def templated(test: Sequence[Example], seed: int) -> list[str]:
    """Return what the template writes from the attributes."""
    rng = random.Random(seed)
    out = []
    for e in test:
        facts = [v if k in v or len(v) > 2 else f"{k}{v}" for k, v in e.pairs if k != "类型" and v != e.kind]
        out.append(zh.write("warm", e.kind or "这款", e.kind or "好物", facts, "", "", rng))
    return out


@click.command()
@click.option("--data", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--format", "format_", type=click.Choice(sorted(READERS)), default="advertisegen", show_default=True)
@click.option("--limit", type=click.IntRange(1), default=None, help="At most this many test examples.")
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--model", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Our writer's folder.")
@click.option("--adapter", type=click.Path(exists=True, file_okay=False), default=None, help="The ad copy adapter.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the report as JSON.")
@click.option("--predictions", type=click.Path(path_type=Path), help="Write one JSON line per example.")
def adcopy(
    data: Path, format_: str, limit: int | None, seed: int, model: Path | None, adapter: str | None, out: Path | None,
    predictions: Path | None,
) -> None:  # fmt: skip
    """Ad copy from attributes: BLEU-4, ROUGE, distinct-2, share of values named, claims beyond the attributes."""
    from finetune.evaluate.claims import Claims

    try:
        train, test = split(READERS[format_](data))
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    test = test[:limit]
    if not test or not train:
        raise click.ClickException(f"{data.name}: expected at least one training and one test example")
    written = {"template": templated(test, seed), "nearest training copy": nearest(train, test)}
    claims = Claims(train)
    if model:
        from finetune.decode.model import WriterModel
        from finetune.evaluate import adcopy_model

        own = adcopy_model.written(test, WriterModel(model), adapter or "", claims, seed=seed)
        written = {"writer": own, **written}
    report = Report("adcopy", data, seed, len(test))
    references, values = [e.copy for e in test], [[v for _, v in e.pairs] for e in test]
    for name, texts in [*written.items(), ("reference", references)]:
        figures = {
            "distinct2": distinct(texts), "coverage": coverage(values, texts), "claims": claims.per_text(texts, test)
        }  # fmt: skip
        report.systems[name] = ({} if name == "reference" else overlap(references, texts)) | figures
    click.echo(report.table())
    if out:
        report.write(out)
    if predictions:
        rows = [
            {"input": e.source, "gold": e.copy} | {name: texts[i] for name, texts in written.items()}
            for i, e in enumerate(test)
        ]
        write_predictions(predictions, rows)
