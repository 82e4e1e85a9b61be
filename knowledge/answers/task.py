"""`daogou evaluate answers`: three hundred questions with known answers, a third of them without one.

Owns: the command and its figures. Does not know: how questions are made or judged.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from knowledge.report import Report, write_predictions

_SHARE = {"sample": 0.4, "litemall": 0.25, "crosswoz": 0.35}


@click.command()
@click.option(
    "--shop", "shops", multiple=True, help="Shop to ask about; may be repeated. Default: all that are loaded."
)
@click.option(
    "--data", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Data folder; default: var."
)
@click.option("-n", "n_questions", type=click.IntRange(3), default=300, show_default=True, help="Questions in all.")
@click.option("--half", type=click.Choice(["tune", "test"]), default="test", show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON.")
@click.option(
    "--predictions", type=click.Path(dir_okay=False, path_type=Path), help="Write one JSON line per question."
)
def answers(
    shops: tuple[str, ...], data: Path | None, n_questions: int, half: str, seed: int, out: Path | None,
    predictions: Path | None,
) -> None:  # fmt: skip
    """Questions about goods with known answers, through understanding and guide."""
    from knowledge.catalogue import Catalogue
    from knowledge.errors import KnowledgeError
    from knowledge.settings import load

    try:
        settings = load(**({"data": data.absolute()} if data else {}))
        catalogue = Catalogue(settings)
        names = list(shops) or [s.name for s in catalogue.shops()]
        if not names:
            raise click.ClickException("no shop is loaded; import one: daogou import FILE --shop NAME")
        report = Report("answers", settings.lexicons, seed, 0)
        report.notes.append(f"half {half}: neither its items nor its wordings were looked at while tuning")
        rows = examine(catalogue, settings, names, half, n_questions, seed, report)
        catalogue.close()
    except KnowledgeError as error:
        raise click.ClickException(str(error)) from error
    click.echo(report.table())
    if out:
        report.write(out)
    if predictions:
        write_predictions(predictions, rows)


def examine(
    catalogue: Any, settings: Any, names: list[str], half: Any, n: int, seed: int, report: Report
) -> list[dict[str, Any]]:
    """Ask `n` questions, shared out over the shops; fill the report and return a row per question."""
    from knowledge.answers.ask import Asker, understanding
    from knowledge.answers.asked import draw
    from knowledge.answers.judge import judge
    from knowledge.types import to_json

    asker = Asker(catalogue, settings, understanding(settings))
    rows: list[dict[str, Any]] = []
    for name, n_of_shop in _shared_out(names, n).items():
        view = catalogue.view(name)
        for asked in draw(view, half, n_of_shop, seed):
            said, decision = asker.ask(asked)
            rows.append({
                "shop": name, "kind": asked.gold.kind, "locale": asked.locale, "input": asked.turns,
                "verdict": judge(view, decision, asked.gold), "gold": to_json(asked.gold),
                "predicted": {"understood": to_json(said), "act": decision.act, "topic": decision.topic,
                              "answers": [to_json(a) for a in decision.answers],
                              "rows": [to_json(r) for r in decision.rows]},
            })  # fmt: skip
    report.n = len(rows)
    report.systems["all"] = figures(rows)
    for key in ("shop", "kind", "locale"):
        for value in dict.fromkeys(r[key] for r in rows):
            report.systems[str(value)] = figures([r for r in rows if r[key] == value])
    report.notes += [f"{r['verdict']} {r['shop']} {' / '.join(r['input'])}" for r in rows if r["verdict"] != "right"][
        :40
    ]
    return rows


def figures(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Return n, the share of right answers, and how many were wrong, silent without need, or invented."""
    counts = {v: sum(r["verdict"] == v for r in rows) for v in ("right", "wrong", "silent", "invented")}
    return {"n": len(rows), "right": counts.pop("right") / len(rows), **counts}


def _shared_out(names: list[str], n: int) -> dict[str, int]:
    shares = [_SHARE.get(name, 1 / len(names)) for name in names]
    counts = [round(n * share / sum(shares)) for share in shares]
    counts[0] += n - sum(counts)
    return dict(zip(names, counts, strict=True))
