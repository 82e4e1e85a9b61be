"""`daogou graph`: build from text, complete, show, export, import.

Owns: the commands' options and what they print. Does not know: patterns, models, SPARQL.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from knowledge.errors import KnowledgeError

_SHOP = click.option("--shop", required=True, help="Name of the shop.")


def _telling(command: Callable[..., None]) -> Callable[..., None]:
    """Turn what knowledge raises into one line and exit code 1."""

    @wraps(command)
    def told(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except (KnowledgeError, ValueError, OSError, SyntaxError) as error:
            click.echo(f"daogou graph: {error}", err=True)
            sys.exit(1)

    return told


@click.group("graph")
def graph_command() -> None:
    """Build a shop's graph from text, complete it, show, export and import it."""


@graph_command.command()
@_SHOP
@_telling
def build(shop: str) -> None:
    """Read titles, descriptions and reviews; keep what they state, with sentence and confidence."""
    from rich.progress import Progress

    from knowledge import graph_claims
    from knowledge.extraction.build import claims

    with _catalogue() as catalogue, Progress(transient=True) as bars:
        view = catalogue.view(shop)
        bar = bars.add_task("reading", total=view.n_items)
        found = list(claims(view, lambda done, total: bars.update(bar, completed=done, total=total)))
        store = graph_claims.open_claims(catalogue.settings, shop, writable=True)
        n = graph_claims.write(store, shop, "mentioned", found)
    kinds = Counter(c.predicate.rsplit(":", 1)[-1] for c in found)
    n_disputed = sum(1 for _ in graph_claims.contradictions(found))
    linked = sum(c.is_linked for c in found)
    click.echo(f"{shop}: {n:,} claims from text, {linked:,} linked to nodes, {n_disputed:,} pairs contradict")
    click.echo("  " + ", ".join(f"{name} {count:,}" for name, count in kinds.most_common()))


@graph_command.command()
@_SHOP
@click.option("--epochs", type=click.IntRange(1), default=10, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--at-least", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="Confidence to be kept.")
@click.option("--check", "only_check", is_flag=True, help="Keep nothing: hide a tenth of what is stated, and count.")
@_telling
def complete(shop: str, epochs: int, seed: int, at_least: float, only_check: bool) -> None:
    """Predict missing links; they are kept apart, marked as predicted, and no reply uses them."""
    from knowledge import graph_claims
    from knowledge.completion.missing import check, predict

    with _catalogue() as catalogue:
        view = catalogue.view(shop)
        if only_check:
            c = check(view, epochs=epochs, seed=seed, at_least=at_least)
            right, usual = (n / max(c.n_kept, 1) for n in (c.n_right, c.n_right_commonest))
            click.echo(
                f"{shop}: of {c.n_hidden:,} hidden statements {c.n_kept:,} are predicted with confidence of at least "
                f"{at_least}, right {right:.3f}; the commonest value of the kind, of the same, {usual:.3f}"
            )
            return
        found = predict(view, epochs=epochs, seed=seed, at_least=at_least)
        store = graph_claims.open_claims(catalogue.settings, shop, writable=True)
        n = graph_claims.write(store, shop, "predicted", found)
    click.echo(f"{shop}: {n:,} links predicted with confidence of at least {at_least}, kept apart from the facts")


@graph_command.command()
@click.argument("item_id", metavar="ITEM")
@_SHOP
@click.option("--picture", type=click.Path(dir_okay=False, path_type=Path), help=".svg or .png to draw into.")
@click.option("--locale", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@_telling
def show(item_id: str, shop: str, picture: Path | None, locale: str) -> None:
    """Print what surrounds an item, and draw it with --picture."""
    from knowledge import graph_claims
    from knowledge.errors import StoreError
    from knowledge.graph_neighbourhood import neighbourhood
    from knowledge.graph_picture import draw

    with _catalogue() as catalogue, _facts(catalogue, shop) as facts:
        try:
            claims = graph_claims.open_claims(catalogue.settings, shop)
        except StoreError:
            claims = None  # nothing was read or predicted yet: the facts are shown
        centre, edges, said = neighbourhood(facts, claims, catalogue.view(shop).shop, item_id, locale)
        click.echo(centre)
        for edge in edges:
            other = edge.end if edge.start == centre else f"← {edge.start}"
            mark = {"fact": "", "mentioned": "  (text)", "denied": "  (denied in text)", "predicted": "  (predicted)"}
            click.echo(f"  {edge.relation}: {other}{mark[edge.kind]}{'  contradicted' if edge.disputed else ''}")
        for claim in said:
            if claim.sentence:
                sign = "+" if claim.holds else "-"
                click.echo(f"  {sign}{claim.confidence:.2f} {claim.source}: {claim.sentence}")
        if picture:
            draw(edges, centre, picture)
            click.echo(f"drawn into {picture}", err=True)


@graph_command.command("export")
@_SHOP
@click.option("--which", type=click.Choice(["facts", "mentioned", "predicted"]), default="facts", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Turtle file; default: standard output.")
@_telling
def export_(shop: str, which: str, out: Path | None) -> None:
    """Write a shop's graph as Turtle."""
    from knowledge import graph_claims
    from knowledge.graph import graph_iri

    with _catalogue() as catalogue, _facts(catalogue, shop) as facts:
        catalogue.view(shop)
        if which == "facts":
            data = facts.export(graph_iri(shop))
        else:
            iri = graph_claims.claims_iri(shop, which)  # type: ignore[arg-type]
            data = graph_claims.open_claims(catalogue.settings, shop).export(iri)
    if out:
        out.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)


@graph_command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_SHOP
@_telling
def import_(file: Path, shop: str) -> None:
    """Read claims from Turtle (as exported with --which mentioned or predicted) in place of a shop's claims.

    Facts come from the catalogue alone: a file that holds other triples is refused.
    """
    from knowledge import graph_claims
    from knowledge.graph import read_turtle
    from knowledge.graph_claims import CLASS

    triples = list(read_turtle(file.read_bytes()))
    kinds = {kind for kind, node in CLASS.items() if any(t.object == node for t in triples)}
    if len(kinds) != 1 or any(not str(t.subject).startswith("<urn:daogou:claim:") for t in triples):
        raise ValueError(f"{file}: expected claims of one kind (mentioned or predicted), found other triples")
    kind = kinds.pop()
    with _catalogue() as catalogue:
        catalogue.view(shop)
        store = graph_claims.open_claims(catalogue.settings, shop, writable=True)
        store.replace(graph_claims.claims_iri(shop, kind), triples)  # type: ignore[arg-type]
        n = len(graph_claims.read(store, shop, kind))  # type: ignore[arg-type]
    click.echo(f"{shop}: {n:,} {kind} claims read from {file}")


@contextmanager
def _catalogue() -> Iterator[Any]:
    from knowledge.catalogue import Catalogue
    from knowledge.settings import load

    catalogue = Catalogue(load())
    try:
        yield catalogue
    finally:
        catalogue.close()


@contextmanager
def _facts(catalogue: Any, shop: str) -> Iterator[Any]:
    """Open the shop's graph of facts. Raises StoreError where there is none."""
    from knowledge.derived import Derived
    from knowledge.errors import StoreError

    derived = Derived(catalogue.settings, shop)
    try:
        opened = derived.graph()
        if opened is None:
            raise StoreError(
                "there is no graph yet", where=f"shop {shop}", remedy=f"daogou import --shop {shop} --rebuild"
            )
        yield opened.store
    finally:
        derived.close()
