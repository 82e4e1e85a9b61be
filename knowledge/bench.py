"""Measure retrieval at a size: filter, dense, lexical and graph together, beside Chroma alone with the same filter.

    python -m knowledge.bench --items 10000

Owns: the measurement. Queries in one thread, k = 50; items and queries are embedded by the shipped encoder unless
another embedder is named. Also how long the guide takes for its next question. Prints also what the defaults of
retrieval were set on: recall of Chroma's graph, and exact scoring beside it. Processor time stands beside wall time,
which other work on the machine blurs.
"""

from __future__ import annotations

import os

# Before numpy is imported: the figures are of one thread.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import numpy as np
from rich.console import Console
from rich.progress import Progress, track
from rich.table import Table

from knowledge import derive
from knowledge.align import Aligned
from knowledge.bench_goods import bench_goods, bench_queries, bench_shop
from knowledge.guide.turn import Turn
from knowledge.memory import MemoryCatalogue
from knowledge.retrieve import Retriever
from knowledge.settings import Settings
from knowledge.types import DialogueState, Item, Preference, Understanding
from knowledge.vectors import HNSW, embedded_client
from knowledge.view import ShopView

K = 50
_SHOP = "bench"
_BATCH = 1000
_N_WARM = 20


@click.command()
@click.option("--items", "n_items", type=click.IntRange(min=100), default=10_000, show_default=True)
@click.option("--queries", "n_queries", type=click.IntRange(min=10), default=200, show_default=True)
@click.option("--embedder", default="", help="hashing, or the folder of an encoder; left out: the shipped encoder")
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="keep the stores here; use those there")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="write the figures as JSON")
def main(n_items: int, n_queries: int, embedder: str, keep: Path | None, out: Path | None) -> None:
    """Print p50 and p95 in milliseconds of retrieval and of Chroma alone, over the same queries."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(keep or Path(folder), n_items, n_queries, embedder, console)
    by = embedder or "the shipped encoder"
    table = Table("figure", "value", title=f"{n_items} items, {n_queries} queries, k = {K}, one thread, {by}")
    for name, value in figures.items():
        table.add_row(name, f"{value:,.2f}")
    console.print(table)
    if out:
        out.write_text(json.dumps(figures, indent=1), "utf-8")


def measure(folder: Path, n_items: int, n_queries: int, embedder: str, console: Console) -> dict[str, float]:
    """Build the stores in `folder`, run the queries, return the figures, each with its unit in its name."""
    settings = Settings(data=folder, embedder=embedder)
    catalogue = MemoryCatalogue(settings)
    items, links = bench_goods(n_items)
    view = catalogue.put(bench_shop(), items, links)
    figures: dict[str, float] = {}
    with Progress(console=console) as bars:
        for kind in derive.KINDS:
            if kind in derive.faults(catalogue, _SHOP):
                bar = bars.add_task(f"build {kind}", total=n_items)
                figures[f"build_{kind}_s"] = _timed(
                    lambda kind=kind, bar=bar: derive.rebuild(  # type: ignore[misc]
                        catalogue, _SHOP, (kind,), lambda _, done, __: bars.update(bar, completed=done)
                    )
                )

    retriever = Retriever(catalogue, settings)
    figures["open_s"] = _timed(lambda: retriever.warm_up(_SHOP))
    queries = bench_queries(items, n_queries)
    ours = [
        _both(lambda q=q: retriever.candidates(view, q[0], view.matching(q[1]), K, focus=[q[2]]))  # type: ignore[misc]
        for q in track(queries, "filter + dense + lexical + graph", console=console)
    ]
    figures |= _percentiles("retrieve", [wall for wall, _ in ours])
    figures |= _percentiles("retrieve_cpu", [cpu for _, cpu in ours])
    figures |= _next_questions(view, queries)
    figures |= _percentiles("filter", [_timed(lambda q=q: view.matching(q[1])) for q in queries])  # type: ignore[misc]

    embed = derive.embedder_for(settings).embed
    vectors = retriever.keeper(_SHOP).derived.vectors()
    assert vectors is not None
    figures |= _percentiles("embed_query", [_timed(lambda q=q: embed([q[0]])) for q in queries])  # type: ignore[misc]
    asked = embed([q[0] for q in queries])
    exact, near = vectors.store.exact, vectors.store.near
    figures |= _percentiles("exact_all", [_timed(lambda v=v: _top(exact.rows @ v, K)) for v in asked])  # type: ignore[misc]
    figures |= _percentiles("chroma_all", [_timed(lambda v=v: near.query(v, K)) for v in asked])  # type: ignore[misc]
    figures["chroma_recall_at_50"] = _recall(exact, near, asked)
    rows = Aligned(view, vectors).rows(np.arange(view.n_items))
    figures |= _chroma_alone(folder / "alone", items, rows, queries, asked, console)
    figures["peak_memory_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


def _next_questions(view: ShopView, queries: list[tuple[str, list[Preference], str]]) -> dict[str, float]:
    """Time what the guide decides from, without any free words: the goods in question, their ranking, the question."""

    def decide(wishes: list[Preference], seen: list[str]) -> object:
        state = DialogueState(wishes=wishes, shown=[seen])
        # Only free words ask the retriever, and these turns have none.
        return Turn(view, None, state, state, Understanding("", "zh", [])).question  # type: ignore[arg-type]

    states = [
        (wishes[: n % (len(wishes) + 1)] + [replace(wishes[0], strength="soft")] * (n % 2), [seen])
        for n, (_, wishes, seen) in enumerate(queries)
    ]
    for state in states[:_N_WARM]:
        decide(*state)  # each column orders its goods at the first question about it
    times = [_both(lambda s=s: decide(*s)) for s in states]  # type: ignore[misc]
    return _percentiles("next_question", [wall for wall, _ in times]) | _percentiles(
        "next_question_cpu", [cpu for _, cpu in times]
    )


def _chroma_alone(
    folder: Path,
    items: list[Item],
    rows: Any,
    queries: list[tuple[str, list[Preference], str]],
    asked: Any,
    console: Console,
) -> dict[str, float]:
    """Ask Chroma with the wishes as its `where`: what a shop would have without this package."""
    client = embedded_client(folder)
    collection = client.get_or_create_collection("alone", configuration={"hnsw": HNSW}, embedding_function=None)
    for start in track(range(collection.count(), len(items), _BATCH), "fill Chroma alone", console=console):
        part = items[start : start + _BATCH]
        collection.add(
            ids=[i.item_id for i in part],
            embeddings=rows[start : start + _BATCH],
            metadatas=[{"category": i.category, "price": i.price, "color": i.attributes["color"]} for i in part],
        )
    collection.query(query_embeddings=asked[:1], n_results=K)  # reads the graph
    times = []
    for (_, wishes, _), vector in track(list(zip(queries, asked, strict=True)), "Chroma alone", console=console):
        where = _where(wishes)
        times.append(_both(lambda v=vector, w=where: collection.query(query_embeddings=v[None], n_results=K, where=w)))  # type: ignore[misc]
    return _percentiles("chroma_alone", [wall for wall, _ in times]) | _percentiles(
        "chroma_alone_cpu", [cpu for _, cpu in times]
    )


def _where(wishes: Iterable[Preference]) -> dict[str, Any]:
    names = {"=": "$eq", "<=": "$lte"}
    parts = [{w.attribute: {"$ne" if w.polarity == "against" else names[w.operator]: w.value}} for w in wishes]
    return parts[0] if len(parts) == 1 else {"$and": parts}


def _recall(exact: Any, near: Any, asked: Any) -> float:
    from knowledge.item_text import item_keys

    shares = []
    for vector in asked:
        best = set(exact.keys[_top(exact.rows @ vector, K)].tolist())
        found = set(item_keys([i for i, _ in near.query(vector, K)]).tolist())
        shares.append(len(best & found) / len(best))
    return float(np.mean(shares))


def _top(scores: Any, k: int) -> Any:
    return np.argpartition(-scores, min(k, len(scores) - 1))[:k]


def _timed(what: Callable[[], Any]) -> float:
    """Return the seconds that a call takes."""
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def _both(what: Callable[[], Any]) -> tuple[float, float]:
    """Return the seconds that a call takes, and the processor's in all threads, which a busy machine cannot blur."""
    started = time.process_time()
    wall = _timed(what)
    return wall, time.process_time() - started


def _percentiles(name: str, times_s: list[float]) -> dict[str, float]:
    p50, p95 = np.percentile(times_s, [50, 95]) * 1000
    return {f"{name}_p50_ms": float(p50), f"{name}_p95_ms": float(p95)}


if __name__ == "__main__":
    main()
