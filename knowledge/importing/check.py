"""Read all rows of an import, check those that are not known from before, and lay them by until they are written.

Owns: which row goes where. Does not know: what a row must be (`rows`), how rows are known (`known_rows`), SQL.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from knowledge.importing.known_rows import Known, KnownRows, RowDigest, mark_of
from knowledge.importing.mapping import RawItem, Source
from knowledge.importing.plan import Planned, rows_of
from knowledge.importing.prepared import Prepared
from knowledge.importing.problems import Problem, Report
from knowledge.importing.rows import Validator
from knowledge.types import Item, Shop

#: Of a step: its name, units done since the last call, all units or None where that is not known yet.
Progress = Callable[[str, int, int | None], None]


def check(
    plan: list[Planned], shop: Shop, prepared: Prepared, report: Report, known: KnownRows, encoding: str | None,
    progress: Progress,
) -> set[str]:  # fmt: skip
    """Check and spool every row; return the reserved fields that some item states."""
    checking = _Checking(shop, prepared, report, known)
    for planned in plan:
        file = planned.path.name
        for source in planned.sources:
            digest = RowDigest(shop, source)
            for n, (line, row) in enumerate(rows_of(planned.path, source, encoding), 1):
                report.rows += 1
                if isinstance(row, Problem):
                    report.add(row)
                elif not isinstance(row, dict):
                    reason = f"expected an object, found {type(row).__name__}"
                    report.add(Problem(file, line, reason, "say in the mapping where the rows stand"))
                elif source.role == "items":
                    checking.item(source, row, digest.of(row), file, line)
                elif source.role == "reviews":
                    checking.review(source.record(row), "", file, line)
                else:
                    checking.link(source.record(row), file, line)
                if n % 1000 == 0:
                    progress("check", 1000, None)
    return checking.stated


@dataclass
class _Checking:
    shop: Shop
    prepared: Prepared
    report: Report
    known: KnownRows
    stated: set[str] = field(default_factory=lambda: {"category"})

    def __post_init__(self) -> None:
        self.validator = Validator(self.shop, self.report.add, self.report.add_unknown)

    def item(self, source: Source, row: dict[str, Any], digest: str | None, file: str, line: int) -> None:
        """Take a row as known, or check it; its reviews and links are read in either case."""
        known = self.known.find(digest)
        if known is not None and self.validator.again(known.item_id, file, line):
            self._same(known, source, row, file, line)
            return
        raw = source.item(row)
        n_problems = self.report.n_problems
        item = self.validator.item(raw, file, line)
        if item is None:
            return
        has_unknown = self.validator.unknown(raw)
        stated = _stated(item)
        clean = digest is not None and self.report.n_problems == n_problems
        mark = mark_of(digest, stated, has_unknown=has_unknown) if clean else None  # type: ignore[arg-type]
        self.prepared.items.add((item, mark))
        self.stated |= stated
        self._attached(raw, item.item_id, file, line)

    def _same(self, known: Known, source: Source, row: dict[str, Any], file: str, line: int) -> None:
        self.prepared.same[known.item_id] = known.mark
        self.stated |= known.stated
        if known.has_unknown or source.has_attached:
            raw = source.item(row)
            self.validator.unknown(raw)
            self._attached(raw, known.item_id, file, line)

    def _attached(self, raw: RawItem, item_id: str, file: str, line: int) -> None:
        for review in raw.reviews:
            self.prepared.roles.add("reviews")
            if self.review(review, item_id, file, line):
                self.stated.add("rating")
        for relation, other in raw.links:
            self.prepared.roles.add("links")
            self.prepared.links.add(((file, line), item_id, relation, other))

    def review(self, raw: dict[str, Any], item_id: str, file: str, line: int) -> bool:
        """Check a review of an item; return whether it rates."""
        review = self.validator.review(raw, item_id, file, line)
        if review is not None:
            self.prepared.reviews.add(((file, line), review))
        return review is not None and review.rating is not None

    def link(self, raw: dict[str, Any], file: str, line: int) -> None:
        """Check a link; whether its items are there is seen when it is written."""
        values = [str(raw.get(k) or "").strip() for k in ("item_id", "relation", "other_id")]
        if all(values):
            self.prepared.links.add(((file, line), *values))  # type: ignore[arg-type]
        else:
            remedy = "complete the row or remove it"
            self.report.add(Problem(file, line, "a link needs item_id, relation and other_id", remedy))


def _stated(item: Item) -> set[str]:
    stated = {key for key in ("brand", "price", "stock") if getattr(item, key) is not None}
    return stated | {"rating"} if "rating" in item.attributes else stated
