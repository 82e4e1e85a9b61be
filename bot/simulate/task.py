"""`daogou evaluate guide`. Owns: the command. Does not know: shoppers or figures."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click


@click.command()
@click.option("--shop", "shops", multiple=True, help="Shop to talk to; may be repeated. Default: all that are loaded.")
@click.option("-n", "n_shoppers", type=click.IntRange(1), default=300, show_default=True, help="Shoppers per shop.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--at-once", type=click.IntRange(1, 64), default=4, show_default=True)
@click.option("--locale", type=click.Choice(["zh", "en"]), default=None, help="Default: a mixture.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON.")
@click.option("--transcripts", type=click.Path(file_okay=False, path_type=Path), help="Write each talk as a file.")
def guide(
    shops: tuple[str, ...], n_shoppers: int, seed: int, at_once: int, locale: str | None, out: Path | None,
    transcripts: Path | None,
) -> None:  # fmt: skip
    """Simulated shoppers with hidden hard wishes talk to the real processes."""
    import httpx
    from rich.progress import Progress

    from bot.preparing import prepare
    from bot.processes import House, StartError, free_port
    from bot.settings import SettingsError, load
    from bot.simulate.run import figures, run, write_transcripts
    from bot.simulate.world import read_world
    from knowledge.report import Report

    try:
        # Simulated shoppers all come from one address: the limits that protect a real house would throttle them.
        settings = load(
            port=free_port(),
            session_messages_per_minute=0,
            address_messages_per_minute=0,
            address_sessions_per_minute=0,
        )
        with ExitStack() as stack:
            prepare(settings, lambda text: click.echo(f"{text} …", err=True) if text else None)
            house = House(settings)
            stack.callback(house.stop)
            house.start(lambda waiting: None)
            names = shops or tuple(
                s["name"] for s in httpx.get(f"{house.url}/api/shops", trust_env=False).json()["shops"]
            )
            lexicon = settings.data / "lexicon"
            report = Report("guide (simulated)", lexicon, seed, n_shoppers * len(names))
            for name in names:
                world = read_world(house.processes["actions"].ready_url.removesuffix("/health"), name)
                with Progress(transient=True) as progress:
                    advance = partial(progress.advance, progress.add_task(name, total=n_shoppers))
                    talks, marks = run(house.url, world, n_shoppers, seed, at_once, advance, locale)
                report.systems[name] = figures(talks, marks)
                for kind in ("missed", "refused_again", "text_differs", "repeated_questions", "degraded"):
                    for fault in getattr(marks, kind)[:10]:
                        report.notes.append(f"{name} {kind}: {fault}")
                if transcripts:
                    write_transcripts(talks, transcripts)
    except (StartError, SettingsError, httpx.HTTPError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(report.table())
    if out:
        report.write(out)
