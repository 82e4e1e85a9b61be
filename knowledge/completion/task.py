"""`daogou evaluate completion`: missing links of two graphs, beside popularity and chance.

Owns: the command and which graphs it takes. Does not know: models.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import click

from knowledge.report import Report

_CHECKOUT = Path(__file__).resolve().parents[2]


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path), help="Data sets.")
@click.option("--graph", "graphs", multiple=True, type=click.Choice(["crosswoz", "s3rec"]), help="Default: both.")
@click.option("--set", "s3rec_set", default="LastFM", show_default=True, help="Of S3-Rec: LastFM, Beauty …")
@click.option("--epochs", type=click.IntRange(1), default=10, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON.")
def completion(data: Path, graphs: tuple[str, ...], s3rec_set: str, epochs: int, seed: int, out: Path | None) -> None:
    """Missing links of a graph: filtered MRR and Hits@10."""
    from knowledge.completion import model, triples
    from knowledge.errors import KnowledgeError

    attributes = data / "s3rec" / f"{s3rec_set}_item2attributes.json"
    report = Report(
        "completion", attributes if "crosswoz" not in (graphs or ("crosswoz",)) else data / "crosswoz", seed, 0
    )
    try:
        for name in graphs or ("crosswoz", "s3rec"):
            links = triples.of_item_attributes(attributes) if name == "s3rec" else _crosswoz(data)
            label = f"s3rec {s3rec_set}" if name == "s3rec" else name
            nodes = {x for link in links for x in (link[0], link[2])}
            report.n += len(links)
            report.notes.append(f"{label}: {len(links):,} links, {len(nodes):,} nodes, {epochs} epochs, seed {seed}")
            for system, figures in model.measure(links, epochs=epochs, seed=seed).items():
                report.systems[f"{label} {system}"] = figures
    except (KnowledgeError, ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(report.table())
    if out:
        report.write(out)


def _crosswoz(data: Path) -> Any:
    """Import the three databases as `daogou import` does, into a folder of its own, and return the graph's links."""
    from knowledge.catalogue import Catalogue
    from knowledge.completion.triples import of_shop
    from knowledge.importing.job import import_files
    from knowledge.settings import load

    database = data / "crosswoz" / "database"
    files = [database / f"{kind}_db.json" for kind in ("hotel", "restaurant", "attraction")]
    with tempfile.TemporaryDirectory() as folder:
        catalogue = Catalogue(load(data=Path(folder), database_url=""))
        try:
            import_files(catalogue, files, "crosswoz", schema_path=_CHECKOUT / "shops" / "crosswoz" / "shop.yml")
            return of_shop(catalogue.view("crosswoz"))
        finally:
            catalogue.close()
