"""`daogou evaluate crosswoz`. Owns: the command and a house of its own with the shop crosswoz. Does not know:
figures.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

#: Published: task finish rate with template user and template system (Zhu et al., TACL 2020, table 7).
PUBLISHED = "published, template user and system: .236"


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True, path_type=Path), help="The CrossWOZ folder.")
@click.option("-n", "n_goals", type=click.IntRange(1), default=None, help="Goals, drawn by seed. Default: all 500.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--at-once", type=click.IntRange(1, 64), default=4, show_default=True)
@click.option("--url", default=None, help="A running house with the shop crosswoz. Default: one is made and started.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON.")
@click.option("--transcripts", type=click.Path(file_okay=False, path_type=Path), help="Write each talk as a file.")
def crosswoz(
    data: Path, n_goals: int | None, seed: int, at_once: int, url: str | None, out: Path | None,
    transcripts: Path | None,
) -> None:  # fmt: skip
    """CrossWOZ val goals, spoken by a template user: tasks finished."""
    import httpx
    from rich.progress import Progress

    from bot.processes import StartError
    from bot.settings import SettingsError
    from bot.simulate.crosswoz import goals, places, run, sentences
    from knowledge.report import Report

    folder = data if data.is_dir() else data.parent
    try:
        known = places.read(folder)
        wanted = goals.read(folder)
        spoken = sentences.read(folder, leaks(known.by_name))
    except (FileNotFoundError, ValueError) as error:
        raise click.ClickException(f"not a CrossWOZ folder: {error}") from error
    if n_goals:
        wanted = random.Random(seed).sample(wanted, min(n_goals, len(wanted)))
    try:
        with _house(folder, url) as address, Progress(transient=True) as progress:
            bar = progress.add_task("crosswoz", total=len(wanted))
            outcomes = run.run(address, wanted, known, spoken, seed, at_once, lambda: progress.advance(bar))
    except (StartError, SettingsError, httpx.HTTPError) as error:
        raise click.ClickException(str(error)) from error
    report = Report("guide (crosswoz goals)", folder, seed, len(outcomes))
    report.systems["all"] = run.figures(outcomes)
    for kind in sorted({o.goal.kind for o in outcomes}):
        report.systems[kind] = run.figures([o for o in outcomes if o.goal.kind == kind])
    report.notes = [PUBLISHED, *run.causes(outcomes)]
    click.echo(report.table())
    if out:
        report.write(out)
    if transcripts:
        transcripts.mkdir(parents=True, exist_ok=True)
        for outcome in outcomes:
            state = "finished" if outcome.finished else "open"
            text = "\n".join([*outcome.lines, ""])
            (transcripts / f"{state}-{outcome.goal.id}.txt").write_text(text, "utf-8")


def leaks(by_name: dict[str, dict]) -> set[str]:
    """Return words that a template must not hold outside its places: they would be wishes nobody has."""
    out = {name for name in by_name if len(name) >= 3}
    for place in by_name.values():
        out |= {dish for dish in place.get("推荐菜") or [] if len(dish) >= 2}
        out |= set(place.get("酒店设施") or [])
        if place.get("酒店类型"):
            out.add(place["酒店类型"])
    return out


@contextmanager
def _house(folder: Path, url: str | None) -> Iterator[str]:
    """Use the running house, or run one on the database of `folder` in a temporary place."""
    if url:
        yield url
        return
    from bot.preparing import import_shop, prepare
    from bot.processes import House, free_port
    from bot.settings import CHECKOUT, load
    from bot.simulate.crosswoz.places import FILES
    from bot.simulate.crosswoz.run import SHOP

    with tempfile.TemporaryDirectory() as place:
        settings = load(
            data=Path(place),
            port=free_port(),
            session_messages_per_minute=0,
            address_messages_per_minute=0,
            address_sessions_per_minute=0,
        )
        trained = CHECKOUT / "var" / "rasa"
        if trained.is_dir():
            shutil.copytree(trained, settings.data / "rasa")  # trained anew where it is not current
        files = [str(folder / "database" / file) for file in FILES.values()]
        import_shop(settings, SHOP, CHECKOUT / "shops" / SHOP / "shop.yml", files)
        prepare(settings, lambda step: click.echo(f"{step} …", err=True) if step else None)
        house = House(settings)
        try:
            house.start(lambda waiting: None)
            yield house.url
        finally:
            house.stop()
