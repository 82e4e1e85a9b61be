"""`daogou reviews`: read a shop's reviews once and keep what they say; show it.

Owns: the commands' options and what they print. Does not know: how a review is read. The reader lies above this package
and is found by its entry point "reviews" in the group "daogou.understanding".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import click

from knowledge.errors import KnowledgeError

_MODEL = Path(__file__).resolve().parent.parent / "models" / "reviews"


@click.group("reviews")
def reviews_command() -> None:
    """Read what reviews say (mood, strength, aspects, trend) and show it."""


@reviews_command.command()
@click.argument("shop")
@click.option(
    "--model", type=click.Path(file_okay=False, path_type=Path), default=_MODEL, show_default="models/reviews"
)
def analyse(shop: str, model: Path) -> None:
    """Read every review of SHOP with the trained model and keep the sums beside the shop's other stores."""
    from rich.progress import Progress

    from knowledge import moods
    from knowledge.catalogue import Catalogue
    from knowledge.settings import load

    try:
        reader = _reader(model)
        catalogue = Catalogue(load())
        try:
            view = catalogue.view(shop)
            unread = 0

            def read_items() -> Iterator[tuple[str, Sequence[moods.Mood], Sequence[str | None]]]:
                nonlocal unread
                with Progress(transient=True) as bars:
                    for item_id in bars.track(view.ids, description="reading"):
                        reviews = view.reviews(item_id)
                        said = list(reader.read([r.text for r in reviews]))
                        known = [(m, r.at) for m, r in zip(said, reviews, strict=True) if m is not None]
                        unread += len(said) - len(known)
                        yield item_id, [m for m, _ in known], [at for _, at in known]

            found = moods.collect(catalogue.version(shop), read_items())
            moods.write(catalogue.settings.data, shop, found, model.name)
        finally:
            catalogue.close()
    except (KnowledgeError, OSError, ValueError) as error:
        click.echo(f"daogou reviews: {error}", err=True)
        sys.exit(1)
    whole = found.shop
    click.echo(
        f"{shop}: {whole.n:,} reviews of {len(found.items):,} items read, {whole.n_positive:,} positive, "
        f"{whole.n_negative:,} negative, mean {whole.score:+.2f}" + (f"; {unread:,} not Chinese" if unread else "")
    )


@reviews_command.command()
@click.argument("shop")
@click.argument("item", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def show(shop: str, item: str | None, as_json: bool) -> None:
    """Print what the reviews of SHOP, or of one ITEM, say."""
    from knowledge import moods
    from knowledge.settings import load

    try:
        kept = moods.read(load().data, shop)
    except KnowledgeError as error:
        click.echo(f"daogou reviews: {error}", err=True)
        sys.exit(1)
    summary = None if kept is None else kept.items.get(item) if item else kept.shop
    if summary is None:
        what = f"item {item} has no analysed reviews" if kept else f"not analysed yet: daogou reviews analyse {shop}"
        click.echo(f"daogou reviews: {shop}: {what}", err=True)
        sys.exit(1)
    if as_json:
        click.echo(json.dumps(asdict(summary), ensure_ascii=False, indent=1))
        return
    moved = "" if summary.change is None else f", lately {summary.change:+.2f}"
    click.echo(
        f"{summary.n:,} reviews, {summary.n_positive:,} positive, {summary.n_negative:,} negative, "
        f"mean {summary.score:+.2f}{moved}"
    )
    for category, (good, bad) in sorted(summary.aspects.items(), key=lambda pair: -sum(pair[1])):
        click.echo(f"  {category:<13} +{good} -{bad}")
    for name, words in (("praise", summary.praise), ("blame", summary.blame)):
        if words:
            click.echo(f"  {name}: " + ", ".join(f"{said} {n}" for said, n in words))
    for month in summary.months:
        click.echo(f"  {month.month}  {month.n:>5}  {month.score:+.2f}")


def _reader(model: Path) -> Any:
    found = {point.name: point for point in entry_points(group="daogou.understanding")}
    if "reviews" not in found:
        raise KnowledgeError("nothing that reads reviews is installed", remedy="run `make setup`")
    return found["reviews"].load()(model)
