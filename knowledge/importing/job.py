"""Import files into a shop, from the first row to the derived stores. Owns: the order of the steps.

    open and guess what each file holds → survey (where a section of the schema is to be inferred) → check every row and
    spool it → one transaction → lexicon → vectors, lexical index, graph

Until the transaction commits, nothing anywhere has changed. Derived stores come last; they compare versions and are
brought up to date at the next start if this process dies before it has done so.
"""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from knowledge.catalogue import Catalogue
from knowledge.collecting import no_collection
from knowledge.errors import ImportFailed
from knowledge.importing.check import Progress, check
from knowledge.importing.infer import infer
from knowledge.importing.known_rows import KnownRows
from knowledge.importing.plan import InputFile, Planned, plan_file, rows_of
from knowledge.importing.prepared import Prepared
from knowledge.importing.problems import Report
from knowledge.importing.reserved import with_reserved
from knowledge.importing.schema_file import SchemaFile, empty_schema, load_schema, write_schema
from knowledge.importing.survey import Survey
from knowledge.importing.write import Written, write_import
from knowledge.importing.write_items import Overtaken
from knowledge.store import records
from knowledge.types import Shop

logger = logging.getLogger(__name__)


class Derive(Protocol):
    """What brings the derived stores up to date; `knowledge.derive.update`."""

    def __call__(
        self,
        catalogue: Any,
        shop_name: str,
        changed_ids: Sequence[str],
        deleted_ids: Sequence[str],
        progress: Any = None,
    ) -> None: ...


def import_files(
    catalogue: Catalogue,
    inputs: Sequence[InputFile | Path],
    shop_name: str,
    *,
    schema_path: Path | None = None,
    dry_run: bool = False,
    replace_items: bool = False,
    encoding: str | None = None,
    progress: Progress = lambda *_: None,
    derive: Derive | None = None,
    write_schema_to: Path | None = None,
) -> Report:
    """Import files into a shop, new or known, and return what was done.

    Args:
        inputs: the files; plain paths are held for what their rows look like.
        schema_path: shop.yml; None = the schema that the shop has, grown by what is new in the rows.
        dry_run: do everything but keep nothing.
        replace_items: remove the shop's items that are not in the files.
        encoding: of text files; None = find out.
        derive: brings derived stores up to date; None = leave them.
        write_schema_to: where an inferred schema is written; None = `<data>/schemas/<shop>.yml`.

    Raises ImportFailed (BadFile, BadSchema) with nothing changed, also where not one row of items can be taken.
    """
    clock = _Clock()
    report = Report(shop_name, dry_run)
    schema = load_schema(schema_path, shop_name) if schema_path else _known_schema(catalogue, shop_name)
    law = frozenset(schema.given) if schema_path else frozenset()
    plan = [plan_file(i if isinstance(i, InputFile) else InputFile(i), schema.sources, encoding) for i in inputs]
    shop = schema.shop
    if not {"categories", "attributes"} <= law:
        survey = _survey(plan, encoding, progress)
        shop = infer(survey, schema, law)
        clock.lap("survey", report)
    folder = catalogue.settings.data
    folder.mkdir(parents=True, exist_ok=True)
    step = _Step(catalogue, plan, schema.shop, shop, encoding, replace_items, progress, clock)
    with no_collection():
        known = KnownRows.read(catalogue.engine, shop_name)
    try:
        shop, written = step.run(known, report)
    except Overtaken:
        logger.info("shop %s: another import was faster; all rows are checked again", shop_name)
        report = Report(shop_name, dry_run, seconds=report.seconds)
        shop, written = step.run(KnownRows(), report)
    report.version = written.version
    if not {"categories", "attributes"} <= law:
        report.schema_path = write_schema_to or folder / "schemas" / f"{shop_name}.yml"
        if not dry_run:
            comment = (
                f"Schema of {shop_name}, inferred. Edit it, then: daogou import … --shop {shop_name} --schema THIS"
            )
            write_schema(report.schema_path, shop, schema.mapping, comment)
    if not dry_run:
        _derive(catalogue, shop_name, written, derive, progress, report, clock)
    return report


@dataclass(frozen=True)
class _Step:
    """Check all rows, then write them. `before`: the shop's schema until now; `law`: the one that rows are held to."""

    catalogue: Catalogue
    plan: list[Planned]
    before: Shop
    law: Shop
    encoding: str | None
    replace: bool
    progress: Progress
    clock: _Clock

    def run(self, known: KnownRows, report: Report) -> tuple[Shop, Written]:
        """Return the schema as written, and what was written. Raises Overtaken with nothing changed."""
        started_at = datetime.datetime.now(datetime.UTC)
        names = [p.path.name for p in self.plan]
        with no_collection(), Prepared.open(self.catalogue.settings.data, names) as prepared:
            prepared.roles.update(s.role for p in self.plan for s in p.sources)
            stated = check(self.plan, self.law, prepared, report, known, self.encoding, self.progress)
            self.clock.lap("check", report)
            if "items" in prepared.roles and not prepared.items.n_rows and not prepared.same:
                first = f": {report.problems[0]}" if report.problems else ""
                raise ImportFailed(f"none of {report.rows} rows can be taken{first}", where=", ".join(prepared.files))
            shop = with_reserved(self.law, stated | {a.key for a in self.before.attributes})
            total = prepared.n_rows
            written = write_import(
                self.catalogue.engine, shop, prepared, report, replace=self.replace, started_at=started_at,
                dry_run=report.dry_run, progress=lambda n: self.progress("write", n, total),
            )  # fmt: skip
            self.clock.lap("write", report)
        return shop, written


def _known_schema(catalogue: Catalogue, shop_name: str) -> SchemaFile:
    with catalogue.engine.connect() as connection:
        found = records.read_shop(connection, shop_name)
    return empty_schema(shop_name) if found is None else SchemaFile(found[2])


def _survey(plan: list[Planned], encoding: str | None, progress: Progress) -> Survey:
    survey = Survey()
    for planned in plan:
        for source in planned.sources:
            if source.role == "items":
                for n, (_, row) in enumerate(rows_of(planned.path, source, encoding), 1):
                    if isinstance(row, dict):
                        survey.add(source.item(row))
                    if n % 1000 == 0:
                        progress("survey", 1000, None)
    return survey


def _derive(
    catalogue: Catalogue, shop_name: str, written: Written, derive: Derive | None, progress: Progress, report: Report,
    clock: _Clock,
) -> None:  # fmt: skip
    catalogue.refresh(shop_name)  # writes the lexicon
    clock.lap("lexicon", report)
    if derive is not None and (written.changed or written.deleted):
        done: dict[str, int] = {}

        def tell(kind: str, n_done: int, total: int) -> None:
            progress(kind, n_done - done.get(kind, 0), total)
            done[kind] = n_done

        derive(catalogue, shop_name, written.changed, written.deleted, progress=tell)
        clock.lap("derived stores", report)


class _Clock:
    def __init__(self) -> None:
        self._last = time.perf_counter()

    def lap(self, step: str, report: Report) -> None:
        """Note the seconds since the last lap."""
        now = time.perf_counter()
        report.seconds[step] = round(now - self._last, 3)
        self._last = now
