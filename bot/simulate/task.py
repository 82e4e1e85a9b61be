"""`daogou evaluate guide`. Owns: the command, and starting a house for each strategy. Does not know: shoppers or
figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.simulate.run import Talk
    from bot.simulate.world import World
    from knowledge.report import Report

#: The guide, then what it is measured against (the setting DAOGOU_GUIDE_ASKING).
OURS = "gain"
BASELINES = ("popular", "random", "entropy")
#: What other shoppers than the simulated ones are measured by: format -> task of `daogou evaluate`.
OTHER_FORMATS = {"crosswoz": "crosswoz", "multiround": "asking"}
FAULTS = ("missed", "refused_again", "text_differs", "repeated_questions", "degraded")


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["simulated", *OTHER_FORMATS]), default="simulated", show_default=True
)
@click.option("--data", type=click.Path(exists=True, path_type=Path), help="Folder of the other formats' data.")
@click.option("--shop", "shops", multiple=True, help="Shop to talk to; may be repeated. Default: all that are loaded.")
@click.option("-n", "n_shoppers", type=click.IntRange(1), default=300, show_default=True, help="Shoppers per shop.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--at-once", type=click.IntRange(1, 64), default=4, show_default=True)
@click.option("--locale", type=click.Choice(["zh", "en"]), default=None, help="Default: a mixture.")
@click.option("--baselines", is_flag=True, help="Let the same shoppers talk to the plain ways of asking as well.")
@click.option(
    "--digressions",
    type=click.IntRange(1),
    default=None,
    metavar="N",
    help="Instead: N talks per shop with a question, small talk or comparison in the middle.",
)
@click.option("--target-only", is_flag=True, help="Shoppers accept their target alone and answer by its own values.")
@click.option(
    "--pictures", type=click.Path(file_okay=False, path_type=Path), help="Draw success by turn, turns per category."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON.")
@click.option("--transcripts", type=click.Path(file_okay=False, path_type=Path), help="Write each talk as a file.")
@click.pass_context
def guide(
    ctx: click.Context, form: str, data: Path | None, shops: tuple[str, ...], n_shoppers: int, seed: int, at_once: int,
    locale: str | None, baselines: bool,
    digressions: int | None, target_only: bool, pictures: Path | None, out: Path | None, transcripts: Path | None,
) -> None:  # fmt: skip
    """Simulated shoppers with hidden hard wishes talk to the real processes; or CrossWOZ goals, or id-only talks."""
    if form != "simulated":
        if data is None:
            raise click.UsageError(f"--format {form} needs --data")
        given = ctx.get_parameter_source("n_shoppers") is not click.core.ParameterSource.DEFAULT
        _other(form, ["--data", str(data), "--seed", str(seed), *(["-n", str(n_shoppers)] if given else []),
                      *(["--out", str(out)] if out else [])])  # fmt: skip
        return
    import httpx

    from bot.preparing import prepare
    from bot.processes import StartError, free_port
    from bot.settings import SettingsError, load
    from knowledge.report import Report

    try:
        # Simulated shoppers all come from one address: the limits that protect a real house would throttle them.
        settings = load(
            port=free_port(),
            session_messages_per_minute=0,
            address_messages_per_minute=0,
            address_sessions_per_minute=0,
        )
        prepare(settings, lambda text: click.echo(f"{text} …", err=True) if text else None)
        n = digressions or n_shoppers
        report = Report(
            "guide (digressions)" if digressions else "guide (simulated)", settings.data / "lexicon", seed, 0
        )
        run = Run(n, seed, at_once, locale, target_only, transcripts)
        for strategy in (OURS, *(BASELINES if baselines and not digressions else ())):
            with _house(settings, strategy) as (url, worlds):
                for name in shops or tuple(worlds.names()):
                    report.n += n if strategy == OURS else 0
                    measure = _detours if digressions else _talks
                    measure(report, url, worlds.read(name), strategy, run)
    except (StartError, SettingsError, httpx.HTTPError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(report.table())
    if out:
        report.write(out)
    if pictures and run.talks:
        from bot.simulate.pictures import draw

        draw(run.talks, pictures)


def _other(form: str, arguments: list[str]) -> None:
    """Run the task of another format as `daogou evaluate` would."""
    from importlib.metadata import entry_points

    (point,) = entry_points(group="daogou.tasks", name=OTHER_FORMATS[form])
    point.load().main(arguments, standalone_mode=False)


@dataclass
class Run:
    """What was asked for on the command line. `talks`: all finished talks by the name of shop and strategy."""

    n: int
    seed: int
    at_once: int
    locale: str | None
    target_only: bool
    transcripts: Path | None
    talks: dict[str, list[Talk]] = field(default_factory=dict)


class _Worlds:
    """The shops of a running house."""

    def __init__(self, url: str, actions_url: str) -> None:
        self._url, self._actions_url = url, actions_url

    def names(self) -> list[str]:
        import httpx

        found = httpx.get(f"{self._url}/api/shops", trust_env=False).raise_for_status().json()["shops"]
        return [shop["name"] for shop in found]

    def read(self, name: str) -> World:
        from bot.simulate.world import read_world

        return read_world(self._actions_url, name)


@contextmanager
def _house(settings: Settings, strategy: str) -> Iterator[tuple[str, _Worlds]]:
    """Run a house whose guide asks by `strategy`."""
    from bot.processes import House

    house = House(settings, {"DAOGOU_GUIDE_ASKING": strategy})
    try:
        house.start(lambda waiting: None)
        yield house.url, _Worlds(house.url, house.processes["actions"].ready_url.removesuffix("/health"))
    finally:
        house.stop()


def _talks(report: Report, url: str, world: World, strategy: str, run: Run) -> None:
    from bot.simulate.run import figures, mean_turns, talk_all, write_transcripts

    name = world.shop.name if strategy == OURS else f"{world.shop.name} {strategy}"
    with _progress(name, run.n) as advance:
        talks, marks = talk_all(url, world, run.n, run.seed, run.at_once, advance, run.locale, run.target_only)
    run.talks[name] = talks
    report.systems[name] = figures(talks, marks)
    by_manner = mean_turns(talks, lambda shopper: shopper.manner)
    report.notes.append(f"{name} turns: " + ", ".join(f"{k} {v:.2f}" for k, v in by_manner.items()))
    for kind in FAULTS if strategy == OURS else ():
        report.notes += [f"{name} {kind}: {fault}" for fault in getattr(marks, kind)[:10]]
    if run.transcripts:
        write_transcripts(talks, run.transcripts if strategy == OURS else run.transcripts / strategy)


def _detours(report: Report, url: str, world: World, strategy: str, run: Run) -> None:
    from bot.simulate import detours

    name = world.shop.name
    with _progress(name, run.n) as advance:
        found = detours.run(url, world, run.n, run.seed, run.at_once, advance, run.locale)
    report.systems[name] = detours.figures(found)
    report.notes += [f"{name} {d.seed} {d.kind}: {d.fault}" for d in found if d.fault][:20]
    report.notes += [f"{name} {d.seed} {d.kind}: not taken up" for d in found if not d.answered][:20]
    if run.transcripts:
        run.transcripts.mkdir(parents=True, exist_ok=True)
        for detour in found:
            text = "\n".join([*detour.lines, ""])
            (run.transcripts / f"{name}-{detour.seed}-{detour.kind}.txt").write_text(text, "utf-8")


@contextmanager
def _progress(name: str, total: int) -> Iterator[Any]:
    from rich.progress import Progress

    with Progress(transient=True) as progress:
        yield partial(progress.advance, progress.add_task(name, total=total))
