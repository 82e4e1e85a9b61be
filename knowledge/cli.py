"""The commands `daogou import` and `daogou shops`. Owns: options, progress bars, tables, exit codes of these two.

Does not know: how anything is imported. Registered under the entry-point group "daogou.commands".
Exit codes: 0 done, 1 the work failed (one line on standard error), 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from knowledge.catalogue import Catalogue
from knowledge.errors import KnowledgeError
from knowledge.importing.job import InputFile, import_files
from knowledge.importing.job import Progress as Step
from knowledge.importing.mapping import ROLES
from knowledge.importing.problems import Report
from knowledge.settings import load
from knowledge.store.models import SHOP_NAME, SHOP_NAME_LENGTH

#: How many problems are printed; `--problems` takes all.
_PRINTED = 20
#: The derived stores, as `knowledge.derived.KINDS`; named here because that module takes a second to import.
STORES = ("vectors", "graph", "lexical")
_STEPS = {
    "survey": "Looking at the rows", "check": "Checking the rows", "write": "Writing", "vectors": "Vectors",
    "lexical": "Words", "graph": "Graph",
}  # fmt: skip


def _shop_name(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
    if not SHOP_NAME.fullmatch(name) or len(name) > SHOP_NAME_LENGTH:
        raise click.BadParameter("use small letters, digits, - and _ (it names files and addresses)")
    return name


@click.command("import")
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--shop", required=True, callback=_shop_name, help="Name of the shop: small letters, digits, - and _.")
@click.option(
    "--schema", type=click.Path(path_type=Path), help="shop.yml; left out: the shop's own, grown by the rows."
)
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing.")
@click.option("--replace", is_flag=True, help="Remove the shop's items that are not in the files.")
@click.option("--rebuild", is_flag=True, help="Build vectors, words and graph of the shop anew.")
@click.option(
    "--store",
    "stores",
    multiple=True,
    type=click.Choice(STORES),
    help="With --rebuild: only this store (several times: these).",
)
@click.option("--encoding", help="Encoding of text files; left out: UTF-8, else GB18030.")
@click.option("--write-schema", type=click.Path(path_type=Path), help="Where an inferred schema is written.")
@click.option("--problems", type=click.Path(path_type=Path), help="Write every problem to this file, a JSON line each.")
def import_command(
    files: tuple[str, ...], shop: str, schema: Path | None, dry_run: bool, replace: bool, rebuild: bool,
    stores: tuple[str, ...], encoding: str | None, write_schema: Path | None, problems: Path | None,
) -> None:  # fmt: skip
    """Import a catalogue from CSV, JSON, JSONL or Parquet files.

    FILE may be items=FILE, reviews=FILE or links=FILE where its rows do not tell what they are.
    """
    if not files and not rebuild:
        raise click.UsageError("give at least one FILE, or --rebuild")
    if stores and not rebuild:
        raise click.UsageError("--store goes with --rebuild")
    if rebuild and dry_run:
        raise click.UsageError("--rebuild has no --dry-run")
    console = Console(stderr=True)
    catalogue: Catalogue | None = None
    try:
        catalogue = Catalogue(load())
        if files:
            with _progress(console) as step:
                report = import_files(
                    catalogue, [_input(f) for f in files], shop, schema_path=schema, dry_run=dry_run,
                    replace_items=replace, encoding=encoding, progress=step, write_schema_to=write_schema,
                    derive=None if rebuild else _derive_update(),
                )  # fmt: skip
            if problems is not None:
                lines = (json.dumps(asdict(p), ensure_ascii=False) for p in report.problems)
                problems.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
            _print_report(report, console)
        if rebuild:
            with _progress(console) as step:
                _rebuild(catalogue, shop, stores or STORES, step)
    except KnowledgeError as error:
        click.echo(f"daogou import: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("daogou import: interrupted; nothing was changed unless it said so above", err=True)
        sys.exit(1)
    finally:
        if catalogue is not None:
            catalogue.close()


@click.command("shops")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def shops_command(as_json: bool) -> None:
    """List the shops with counts."""
    try:
        catalogue = Catalogue(load())
        shops = catalogue.shops()
        catalogue.close()
    except KnowledgeError as error:
        click.echo(f"daogou shops: {error}", err=True)
        sys.exit(1)
    if as_json:
        for shop in shops:
            click.echo(json.dumps(asdict(shop), ensure_ascii=False))
        return
    if not shops:
        click.echo("no shops yet; import one: daogou import FILE --shop NAME")
        return
    table = Table("shop", "title", "items", "categories", "attributes", "reviews", "links", "version")
    for shop in shops:
        title = shop.title.get(shop.language) or next(iter(shop.title.values()), "")
        counts = (shop.n_items, shop.n_categories, shop.n_attributes, shop.n_reviews, shop.n_links, shop.version)
        table.add_row(shop.name, title, *(f"{n:,}" for n in counts))
    Console().print(table)


def _input(written: str) -> InputFile:
    role, found, path = written.partition("=")
    if found and role in ROLES:
        return InputFile(Path(path), role)  # type: ignore[arg-type]
    return InputFile(Path(written))


def _derive_update() -> Any:
    # Late, because the stores' libraries take a second to import and `--help` should not.
    from knowledge.derive import update

    return update


def _rebuild(catalogue: Catalogue, shop: str, stores: Sequence[str], step: Step) -> None:
    from knowledge.derive import rebuild
    from knowledge.lexicon import write_lexicon

    write_lexicon(catalogue.refresh(shop), catalogue.settings.lexicons)
    done: dict[str, int] = {}

    def tell(kind: str, n_done: int, total: int) -> None:
        step(kind, n_done - done.get(kind, 0), total)
        done[kind] = n_done

    rebuild(catalogue, shop, stores, progress=tell)


@contextmanager
def _progress(console: Console) -> Iterator[Step]:
    """Show one bar a step; a step whose end is not known shows how far it is."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=not console.is_terminal) as bars:
        tasks: dict[str, Any] = {}

        def step(name: str, advance: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(_STEPS.get(name, name), total=total)
            bars.update(tasks[name], advance=advance, total=total)

        yield step


def _print_report(report: Report, console: Console) -> None:
    for problem in report.problems[:_PRINTED]:
        kind = "refused" if problem.refused else "left out"
        console.print(f"[yellow]{kind}[/] ", end="")
        console.print(str(problem), markup=False, highlight=False)
    more = report.refused + report.values_left_out - min(len(report.problems), _PRINTED)
    if more > 0:
        console.print(f"… and {more:,} more; --problems FILE writes them to a file")
    unknown = list(report.unknown_fields())
    if unknown:
        named = ", ".join(f"{name} ({n:,})" for name, n in unknown[:8]) + (" …" if len(unknown) > 8 else "")
        console.print(f"not in the schema, left out: {named}", markup=False, highlight=False)
    for note in report.notes:
        console.print(note, markup=False)
    if report.schema_path is not None and not report.dry_run:
        console.print(f"schema inferred, written to {report.schema_path} for editing", markup=False)
    done = "would be" if report.dry_run else "are"
    click.echo(
        f"{report.shop}: of {report.rows:,} rows {done} added {report.added:,}, changed {report.changed:,}, "
        f"unchanged {report.unchanged:,}, deleted {report.deleted:,} items; {report.reviews:,} reviews and "
        f"{report.links:,} links added; refused {report.refused:,} rows"
        + ("" if report.dry_run else f" (version {report.version})")
    )
