"""Import files into a shop, from the first row to the derived stores. Owns: the order of the steps.

    open and guess what each file holds → survey (where a section of the schema is to be inferred) → check every row and
    spool it → one transaction → lexicon → vectors, lexical index, graph

Until the transaction commits, nothing anywhere has changed. Derived stores come last; they compare versions and are
brought up to date at the next start if this process dies before it has done so.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from knowledge.catalogue import Catalogue
from knowledge.errors import ImportFailed
from knowledge.importing.infer import infer
from knowledge.importing.mapping import RawItem
from knowledge.importing.plan import InputFile, Planned, plan_file, rows_of
from knowledge.importing.prepared import Prepared
from knowledge.importing.problems import Problem, Report
from knowledge.importing.reserved import with_reserved
from knowledge.importing.rows import Validator
from knowledge.importing.schema_file import SchemaFile, empty_schema, load_schema, write_schema
from knowledge.importing.survey import Survey
from knowledge.importing.write import Written, write_import
from knowledge.store import records
from knowledge.types import Shop

#: Of a step: its name, units done since the last call, all units or None where that is not known yet.
Progress = Callable[[str, int, int | None], None]


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
    started_at = datetime.datetime.now(datetime.UTC)
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
    with Prepared.open(folder, [p.path.name for p in plan]) as prepared:
        prepared.roles.update(s.role for p in plan for s in p.sources)
        stated = _check(plan, shop, prepared, report, encoding, progress)
        clock.lap("check", report)
        if "items" in prepared.roles and not prepared.items.n_rows:
            first = f": {report.problems[0]}" if report.problems else ""
            raise ImportFailed(f"none of {report.rows} rows can be taken{first}", where=", ".join(prepared.files))
        shop = with_reserved(shop, stated | _stated_before(schema.shop))
        total = prepared.n_rows
        written = write_import(
            catalogue.engine, shop, prepared, report, replace=replace_items, started_at=started_at, dry_run=dry_run,
            progress=lambda n: progress("write", n, total),
        )  # fmt: skip
        clock.lap("write", report)
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


def _known_schema(catalogue: Catalogue, shop_name: str) -> SchemaFile:
    with catalogue.engine.connect() as connection:
        found = records.read_shop(connection, shop_name)
    return empty_schema(shop_name) if found is None else SchemaFile(found[2])


def _stated_before(shop: Shop) -> set[str]:
    return {a.key for a in shop.attributes}


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


def _check(
    plan: list[Planned], shop: Shop, prepared: Prepared, report: Report, encoding: str | None, progress: Progress
) -> set[str]:
    """Check and spool every row; return the reserved fields that some item states."""
    validator = Validator(shop, report.add, report.add_unknown)
    stated: set[str] = {"category"}
    for planned in plan:
        for source in planned.sources:
            for n, (line, row) in enumerate(rows_of(planned.path, source, encoding), 1):
                report.rows += 1
                if isinstance(row, Problem):
                    report.add(row)
                elif not isinstance(row, dict):
                    reason = f"expected an object, found {type(row).__name__}"
                    report.add(Problem(planned.path.name, line, reason, "say in the mapping where the rows stand"))
                elif source.role == "items":
                    _check_item(source.item(row), validator, prepared, planned.path.name, line, stated)
                elif source.role == "reviews":
                    _check_review(source.record(row), "", validator, prepared, planned.path.name, line)
                else:
                    _check_link(source.record(row), prepared, report, planned.path.name, line)
                if n % 1000 == 0:
                    progress("check", 1000, None)
    return stated


def _check_item(raw: RawItem, validator: Validator, prepared: Prepared, file: str, line: int, stated: set[str]) -> None:
    item = validator.item(raw, file, line)
    if item is None:
        return
    prepared.items.add(item)
    stated |= {k for k in ("brand", "price", "stock") if getattr(item, k) is not None}
    if "rating" in item.attributes:
        stated.add("rating")
    for review in raw.reviews:
        prepared.roles.add("reviews")
        if _check_review(review, item.item_id, validator, prepared, file, line):
            stated.add("rating")
    for relation, other in raw.links:
        prepared.roles.add("links")
        prepared.links.add(((file, line), item.item_id, relation, other))


def _check_review(
    raw: dict[str, Any], item_id: str, validator: Validator, prepared: Prepared, file: str, line: int
) -> bool:
    review = validator.review(raw, item_id, file, line)
    if review is not None:
        prepared.reviews.add(((file, line), review))
    return review is not None and review.rating is not None


def _check_link(raw: dict[str, Any], prepared: Prepared, report: Report, file: str, line: int) -> None:
    values = [str(raw.get(k) or "").strip() for k in ("item_id", "relation", "other_id")]
    if all(values):
        prepared.links.add(((file, line), *values))  # type: ignore[arg-type]
    else:
        report.add(Problem(file, line, "a link needs item_id, relation and other_id", "complete the row or remove it"))


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
