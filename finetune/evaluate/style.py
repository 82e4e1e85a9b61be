"""The judge of styles (正式, 亲切, 俏皮, 简洁), and how often a rewriting is in the style that was asked for.

Owns: the judge, `daogou evaluate style`. Does not know: how texts are written. The judge learns from wordings that no
adapter of rewriting is tuned on: sentences written for it (styles.tsv), the last of each list of
finetune/tasks/styles.toml, advertisements. It is measured on those that the adapter is tuned on.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from finetune.ads import zh
from finetune.ads.brief import STYLES, Style
from finetune.decode.model import WriterModel
from finetune.generate.slot_writer import write_drafts
from finetune.requests import request
from finetune.slots import same_slots
from finetune.tasks.crosswoz import pairs as crosswoz_pairs
from finetune.tasks.styles import frames, judged, restyle, wordings
from knowledge.report import Report

_FACT = re.compile(r"<s\d+>|\{\w\}")


def plain(text: str) -> str:
    """Return a text with its facts as one sign: the style is not in them."""
    return _FACT.sub("#", text)


def advertisement(style: Style, rng: random.Random) -> str:
    """Return one of the template's advertisements, its facts as one sign: people's wordings of a style, too."""
    audience, price = rng.choice(("", "#")), rng.choice(("", "#"))
    return zh.write(style, "#", "#", ["#"] * rng.randint(0, 2), audience, price, rng)


def written() -> list[tuple[str, Style]]:
    """Return (text, style) of sentences that were written to teach the judge, facts as one sign."""
    lines = files("finetune.evaluate").joinpath("styles.tsv").read_text("utf-8").splitlines()
    own = [(text, style) for style, text in (line.split("\t") for line in lines)]
    return [*own, *((plain(text), style) for text, style in judged())]  # type: ignore[list-item]


class StyleJudge:
    """A logistic model over character n-grams, trained when made (a second)."""

    def __init__(self, seed: int = 7) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline

        rng = random.Random(seed)
        examples = written()
        examples += [(advertisement(style, rng), style) for style in STYLES for _ in range(30)]
        by_style = {style: [text for text, of in written() if of == style] for style in STYLES}
        for style in STYLES:  # texts of several sentences
            examples += [("".join(rng.sample(by_style[style], rng.randint(2, 3))), style) for _ in range(150)]
        self._model: Any = make_pipeline(
            TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=2),
            LogisticRegression(C=10, max_iter=1000),
        )
        self._model.fit([t for t, _ in examples], [s for _, s in examples])

    def styles(self, texts: Sequence[str]) -> list[Style]:
        """Return the likeliest style of each text."""
        return list(self._model.predict([plain(t) for t in texts])) if texts else []


def accuracy(judge: StyleJudge, texts: Sequence[str], asked: Sequence[Style]) -> float:
    """Return the share of texts that the judge finds in the style asked."""
    found = judge.styles(texts)
    return sum(a == b for a, b in zip(found, asked, strict=True)) / max(1, len(texts))


def rewritten(drafts: Sequence[str], model: WriterModel, adapter: str, seed: int) -> list[tuple[str, str, Style]]:
    """Return (draft, text, style asked) of each draft in each style; a text that loses a fact is the draft itself."""
    found = []
    for i, draft in enumerate(drafts):
        n_slots = len(set(re.findall("<s\\d+>", draft)))
        for style in STYLES:
            asked = request("rewrite", [("draft", draft)], manner=style)
            texts = write_drafts(model, asked, n_slots, adapter=adapter, seed=seed + i, n=1)
            kept = next((t for t in texts if same_slots(t, draft)), draft)
            found.append((draft, kept, style))
    return found


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="CrossWOZ.")
@click.option("--model", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Our writer's folder.")
@click.option("--adapter", type=click.Path(exists=True, file_okay=False), default=None, help="The rewrite adapter.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="Drafts, each in four styles.")
@click.option("--seed", type=int, default=11, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Write the report as JSON.")
def style(data: Path, model: Path | None, adapter: str | None, limit: int, seed: int, out: Path | None) -> None:
    """How often a rewriting is in the style asked, as a judge sees it that was trained on other wordings."""
    judge = StyleJudge()
    own = [(text, s) for f in frames() for s in STYLES for text in wordings(f, s, "tuning")]
    try:
        # Another seed than tuning's: other wordings of the same acts.
        spoken = [p.text for p in crosswoz_pairs(data, seed)]
    except OSError as error:
        raise click.ClickException(str(error)) from error
    drafts = random.Random(seed).sample(spoken, min(limit, len(spoken)))
    asked = [s for _ in drafts for s in STYLES]
    report = Report("style", data, seed, len(asked))
    if model:
        found = rewritten(drafts, WriterModel(model), adapter or "", seed)
        unchanged = sum(draft == text for draft, text, _ in found) / max(1, len(found))
        report.systems["writer"] = {
            "accuracy": accuracy(judge, [t for _, t, _ in found], asked),
            "unchanged": unchanged,
        }
    rng = random.Random(seed)
    report.systems["rules"] = {"accuracy": accuracy(judge, [restyle(d, s, rng) for d in drafts for s in STYLES], asked)}
    report.systems["draft as it is"] = {"accuracy": accuracy(judge, [d for d in drafts for _ in STYLES], asked)}
    report.notes.append(
        f"judge on wordings it never saw: {accuracy(judge, [t for t, _ in own], [s for _, s in own]):.3f}"
    )
    click.echo(report.table())
    if out:
        report.write(out)
