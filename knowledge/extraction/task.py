"""`daogou evaluate graph`: relations read from sentences, beside a dictionary match.

Owns: the command. Does not know: how relations are read.
"""

from __future__ import annotations

from pathlib import Path

import click

from knowledge.report import Report, write_predictions


@click.command()
@click.option("--data", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Sentences; default: ours.")
@click.option("--half", type=click.Choice(["tune", "test", "all"]), default="test", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON.")
@click.option("--predictions", type=click.Path(dir_okay=False, path_type=Path), help="One JSON line per sentence.")
@click.option("--wrong", is_flag=True, help="Print the sentences read wrongly.")
def graph(data: Path | None, half: str, out: Path | None, predictions: Path | None, wrong: bool) -> None:
    """Relations read from hand-checked sentences: precision and recall."""
    from knowledge.extraction import exam

    file = data or Path(exam.__file__).with_name(exam.FILE)
    try:
        examples = exam.sentences(half, file)
    except ValueError as error:
        raise click.ClickException(f"{file}: {error}") from error
    words = exam.vocabulary()
    report = Report("graph", file, 0, len(examples), notes=[f"half {half} (by hash of the sentence)"])
    misread: list[tuple[exam.Sentence, set[exam.Fact]]] = []
    for name, reader in (("extraction", exam.ours), ("dictionary match", exam.by_dictionary)):
        report.systems[name], found = exam.score(examples, words, reader)
        misread = misread or found
    click.echo(report.table())
    if wrong:
        for sentence, got in misread:
            click.echo(f"{sentence.source}: {sentence.text}\n  missed {sorted(sentence.gold - got)}")
            click.echo(f"  too much {sorted(got - sentence.gold)}")
    if out:
        report.write(out)
    if predictions:
        write_predictions(predictions, [
            {"input": s.text, "gold": sorted(s.gold), "predicted": sorted(exam.ours(s, words))} for s in examples
        ])  # fmt: skip
