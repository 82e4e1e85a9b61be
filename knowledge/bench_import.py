"""Measure the import of a whole shop with all its indexes, and the next import when a hundredth has changed.

    python -m knowledge.bench_import --items 100000

Owns: the measurement: seconds of each step and of each index, wall and processor time, memory. Does not know: how
anything is imported. The second import reads the whole file again; the third reads the changed rows alone.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import re
import resource
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click
import yaml
from rich.console import Console
from rich.table import Table

from knowledge import derive
from knowledge.bench_goods import bench_goods, bench_shop
from knowledge.catalogue import Catalogue
from knowledge.importing.job import InputFile, import_files
from knowledge.settings import Settings
from knowledge.types import Item, Link, to_json

_SHOP = "bench"
_FINISHED = re.compile(r"shop \S+: (\w+) at version \d+, \d+ items, ([\d.]+) s")


@click.command()
@click.option("--items", "n_items", type=click.IntRange(min=100), default=10_000, show_default=True)
@click.option("--embedder", default="", help="hashing, or the folder of an encoder; left out: the shipped encoder")
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="copy the shop of the first import here, for knowledge.bench --keep",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="write the figures as JSON")
def main(n_items: int, embedder: str, keep: Path | None, out: Path | None) -> None:
    """Print the seconds of a first import, of the same file with 1 % changed, and of the changed rows alone."""
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), n_items, embedder, keep)
    columns = list(dict.fromkeys(name for of_import in figures.values() for name in of_import))
    table = Table("figure", *figures, title=f"import of {n_items:,} items, {embedder or 'the shipped encoder'}")
    for name in columns:
        table.add_row(name, *(f"{figures[i][name]:,.1f}" if name in figures[i] else "–" for i in figures))
    Console().print(table)
    if out:
        out.write_text(json.dumps(figures, indent=1), "utf-8")


def measure(folder: Path, n_items: int, embedder: str, kept: Path | None) -> dict[str, dict[str, float]]:
    """Import into `folder`; return for each import its figures, each with its unit in its name.

    `kept`: where the shop is copied to after the first import, None = nowhere. One that is there already is taken in
    place of a first import.
    """
    schema = folder / "shop.yml"
    schema.write_text(yaml.safe_dump(to_json(bench_shop()), allow_unicode=True, sort_keys=False), "utf-8")
    catalogue = Catalogue(Settings(data=folder / "data", embedder=embedder))
    found = {}
    if kept is not None and kept.is_dir():
        shutil.copytree(kept, catalogue.settings.data)
        # Other code than that of its import checks every row again, once.
        found["kept, again"] = _import(catalogue, _goods(folder, n_items), schema)
    else:
        found["first"] = _import(catalogue, _goods(folder, n_items), schema)
        if kept is not None:
            shutil.copytree(catalogue.settings.data, kept)
    found["1 % changed"] = _import(catalogue, _changed_goods(folder, n_items, "", everything=True), schema)
    found["changed rows alone"] = _import(catalogue, _changed_goods(folder, n_items, " 升级", everything=False), schema)
    catalogue.close()
    return found


def _goods(folder: Path, n_items: int) -> list[InputFile]:
    items, links = bench_goods(n_items)  # gone when the import begins: its memory is measured
    return [_write(folder / "items.jsonl", items), _write(folder / "links.jsonl", links)]


def _changed_goods(folder: Path, n_items: int, renamed: str, *, everything: bool) -> list[InputFile]:
    """Write the goods with another price for a hundredth, another description for half of these, `renamed` added to
    their titles; `everything`: beside all others.
    """
    items, _ = bench_goods(n_items)
    for i in range(0, n_items, 100):
        items[i] = dataclasses.replace(items[i], price=(items[i].price or 0.0) + 1.0, title=items[i].title + renamed)
        if i % 200 == 0:
            items[i] = dataclasses.replace(items[i], description=f"新到货。{items[i].description}")
    return [_write(folder / "items.jsonl", items if everything else items[::100])]


def _import(catalogue: Catalogue, files: Sequence[InputFile], schema: Path) -> dict[str, float]:
    times: dict[str, float] = {}
    watch = _Watch(times)
    logging.getLogger("knowledge.derive").addHandler(watch)
    logging.getLogger("knowledge.derive").setLevel(logging.INFO)
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        report = import_files(catalogue, files, _SHOP, schema_path=schema, derive=derive.update)
    finally:
        logging.getLogger("knowledge.derive").removeHandler(watch)
    return (
        {"items_changed": float(report.added + report.changed)}
        | {f"{step.replace(' ', '_')}_s": seconds for step, seconds in report.seconds.items()}
        | times
        | {
            "all_wall_s": time.perf_counter() - wall,
            "all_cpu_s": time.process_time() - cpu,
            "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
    )


class _Watch(logging.Handler):
    """Takes the seconds of each index from what is logged when it is done."""

    def __init__(self, times: dict[str, float]) -> None:
        super().__init__(logging.INFO)
        self._times = times

    def emit(self, record: logging.LogRecord) -> None:
        if found := _FINISHED.match(record.getMessage()):
            self._times[f"of_which_{found[1]}_s"] = float(found[2])


def _write(path: Path, rows: Sequence[Item] | Sequence[Link]) -> InputFile:
    path.write_text("".join(json.dumps(to_json(row), ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return InputFile(path, "links" if path.stem == "links" else "items")


if __name__ == "__main__":
    main()
