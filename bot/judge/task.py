"""`daogou evaluate judge`. Owns: the command. Does not know: what is good."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--data",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Talks to judge, one a JSON line {talk, locale, messages}. Default: the talks rated by hand.",
)
@click.option("--ratings", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Marks 1 to 5 by turn.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON.")
@click.option("--predictions", type=click.Path(dir_okay=False, path_type=Path), help="Write each turn as a JSON line.")
def judge(data: Path | None, ratings: Path | None, out: Path | None, predictions: Path | None) -> None:
    """Dialogue quality from transcripts: coherence, repetition, relevance, length, honesty; agreement with marks."""
    from bot.judge import agreement, measures, transcript
    from knowledge.report import Report, write_predictions

    if data is None:
        data, ratings = agreement.RATED / "talks.jsonl", ratings or agreement.RATED / "ratings.jsonl"
    try:
        turns = [turn for talk in transcript.read(data) for turn in transcript.turns(talk)]
        marks = agreement.read(ratings) if ratings else []
    except transcript.BadTranscript as error:
        raise click.ClickException(str(error)) from error
    if not turns:
        raise click.ClickException(f"{data}: no turn that answers a shopper")
    judged = {(turn.talk, turn.at): measures.judge(turn) for turn in turns}
    report = Report("judge", data, 0, len(turns))
    report.systems["mean of all turns"] = measures.mean(judged.values())
    known = [rating for rating in marks if (rating.talk, rating.at) in judged]
    if marks and len(known) < len(marks):
        raise click.ClickException(f"{len(marks) - len(known)} ratings are of turns that {data} does not have")
    if known:
        found = [judged[rating.talk, rating.at] for rating in known]
        by_hand = [{**r.marks, "overall": r.overall} for r in known]
        names = (*measures.MEASURES, "overall")
        report.systems[f"mean mark of {len(known)}, as share"] = {
            name: sum((mark[name] - 1) / 4 for mark in by_hand) / len(known) for name in names
        }
        report.systems["Spearman with marks"] = {
            name: agreement.spearman([f[name] for f in found], [m[name] for m in by_hand]) for name in names
        }
        report.systems["Spearman, length of reply alone"] = {
            "overall": agreement.spearman(
                [-len(turn.text) for r in known for turn in turns if (turn.talk, turn.at) == (r.talk, r.at)],
                [m["overall"] for m in by_hand],
            )
        }
    click.echo(report.table())
    if out:
        report.write(out)
    if predictions:
        write_predictions(predictions, [
            {"input": turn.said, "gold": None, "predicted": turn.text, "talk": turn.talk, "at": turn.at,
             **judged[turn.talk, turn.at]} for turn in turns
        ])  # fmt: skip
