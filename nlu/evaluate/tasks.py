"""`daogou evaluate nlu|ner|aspects|sentiment|category|similarity|amounts|turns`.

Owns: the commands. Does not know models or formulas.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

_SHARED = [
    click.option(
        "--data", type=click.Path(exists=True, path_type=Path), required=True, help="The examples to measure on."
    ),
    click.option(
        "--model", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A trained model's folder."
    ),
    click.option("--train", type=click.Path(exists=True, path_type=Path), help="Train on this first (baselines too)."),
    click.option(
        "--encoder", default="models/encoder/encoder", show_default=True, help="Encoder that --train starts from."
    ),
    click.option("--epochs", type=click.IntRange(1), default=None, help="Epochs of --train; default: the schedule's."),
    click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON."),
    click.option(
        "--predictions", type=click.Path(dir_okay=False, path_type=Path), help="Write one JSON line per example."
    ),
    click.option("--seed", type=int, default=7, show_default=True),
]
_PART = click.option(
    "--part",
    type=click.Choice(["all", "test"]),
    default="all",
    show_default=True,
    help="test: measure only the tenth of --data that a hash keeps for tests, and train on nothing of it.",
)


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_SHARED):
        command = option(command)
    return command


def _run(work: Callable[..., Any], **arguments: Any) -> None:
    from knowledge.report import write_predictions

    out, predictions = arguments.pop("out"), arguments.pop("predictions")
    try:
        report, rows = work(**arguments)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(report.table())
    if out:
        report.write(out)
    if predictions:
        write_predictions(predictions, rows)


@click.command()
@_shared
@_PART
@click.option(
    "--format", "format_", type=click.Choice(["crosswoz", "smp", "jsonl"]), default="jsonl", show_default=True
)
@click.option("--context/--no-context", default=True, show_default=True, help="Show the model what was said before.")
@click.option("--errors", is_flag=True, help="Print the commonest confusions.")
@click.option(
    "--matrix", type=click.Path(dir_okay=False, path_type=Path), help="Write a confusion matrix as a picture."
)
def nlu(**arguments: Any) -> None:
    """Dialogue acts, intents and spans."""
    from nlu.evaluate.acts import evaluate_acts

    _run(evaluate_acts, **arguments)


@click.command()
@_shared
@_PART
@click.option("--format", "format_", type=click.Choice(["bioes"]), default="bioes", show_default=True)
def ner(**arguments: Any) -> None:
    """Exact spans in titles (two columns, BIOES)."""
    from nlu.evaluate.texts import evaluate_spans

    _run(evaluate_spans, **arguments)


@click.command()
@_shared
@_PART
@click.option("--format", "format_", type=click.Choice(["zhijiang"]), default="zhijiang", show_default=True)
def aspects(**arguments: Any) -> None:
    """Opinions in reviews: aspect, opinion, polarity (a folder with *_reviews.csv and *_labels.csv)."""
    from nlu.evaluate.opinions import evaluate_aspects

    _run(evaluate_aspects, **arguments)


@click.command()
@_shared
@_PART
@click.option("--format", "format_", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
def sentiment(**arguments: Any) -> None:
    """Sentiment of reviews: {text, label}."""
    from nlu.evaluate.texts import evaluate_class

    _run(evaluate_class, name="sentiment", **arguments)


@click.command()
@_shared
@_PART
@click.option("--format", "format_", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
def category(**arguments: Any) -> None:
    """Category of a text: {text, category}."""
    from nlu.evaluate.texts import evaluate_class

    _run(evaluate_class, name="category", **arguments)


@click.command()
@_shared
@click.option("--format", "format_", type=click.Choice(["tsv"]), default="tsv", show_default=True)
def similarity(**arguments: Any) -> None:
    """Sentence similarity: a, b, label separated by tabs."""
    from nlu.evaluate.texts import evaluate_similarity

    _run(evaluate_similarity, **arguments)


@click.command()
@click.option(
    "--data",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="tests/nlu/amounts.yml",
    show_default=True,
    help="The specification: groups of `text: amount`.",
)
@click.option("--errors", is_flag=True, help="Print what is read otherwise.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON.")
@click.option("--predictions", type=click.Path(dir_okay=False, path_type=Path), help="Write one JSON line per case.")
def amounts(**arguments: Any) -> None:
    """Amounts and prices, exactly as a written specification has them."""
    from nlu.evaluate.amounts import evaluate_amounts

    _run(evaluate_amounts, **arguments)


@click.command()
@click.option(
    "--data", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=["nlu/data/exam/turns.yml"],
    multiple=True, show_default=True, help="The exam: tables of what is said in a shop and what it means; repeatable.",
)  # fmt: skip
@click.option(
    "--lexicons", type=click.Path(exists=True, file_okay=False, path_type=Path), default="var/lexicon",
    show_default=True, help="Words of the loaded shops (DAOGOU_DATA/lexicon).",
)  # fmt: skip
@click.option(
    "--model", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A model for a second opinion."
)
@click.option("--errors", is_flag=True, help="Print what is read otherwise.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON.")
@click.option("--predictions", type=click.Path(dir_okay=False, path_type=Path), help="Write one JSON line per case.")
def turns(**arguments: Any) -> None:
    """Whole turns in loaded shops: the act, and everything linked to the shop's own words."""
    from nlu.evaluate.turns import evaluate_turns

    _run(evaluate_turns, **arguments)
