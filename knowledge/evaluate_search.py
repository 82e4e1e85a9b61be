"""`daogou evaluate search`: known-item search, hybrid beside BM25 alone and dense alone; noisy queries; widening.

Owns: the measurement and its report. Does not know: how retrieval works; it calls it as the product does.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import numpy as np
from rich.console import Console
from rich.progress import Progress, track
from rich.table import Table

from knowledge import derive, tokens
from knowledge.align import Aligned
from knowledge.known_items import SHOP, KnownItems, read_known_items
from knowledge.memory import MemoryCatalogue
from knowledge.noise import Noise
from knowledge.retrieve import Retriever
from knowledge.search import search as search_as_typed
from knowledge.settings import Settings
from knowledge.tuning import RetrievalSettings
from knowledge.view import ShopView

K = 10
Ask = Callable[[str], list[str]]  # query -> item ids, best first


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON lines")
@click.option("--format", "form", type=click.Choice(["taodescribe"]), default="taodescribe", show_default=True)
@click.option("--half", type=click.Choice(["dev", "test"]), default="test", show_default=True, help="which half asks")
@click.option("--model", default="hashing", show_default=True, help="hashing, or the folder of an encoder")
@click.option("--seed", default=1, show_default=True)
@click.option(
    "--thesaurus",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="groups of words of one meaning, one a line, parted by spaces: queries with such words are asked too",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="write the report as JSON")
@click.option("--predictions", type=click.Path(dir_okay=False, path_type=Path), help="write one JSON line per query")
def search(
    data: Path, form: str, half: str, model: str, seed: int, thesaurus: Path | None, out: Path | None,
    predictions: Path | None,
) -> None:  # fmt: skip
    """Known-item search: the thing to which a sentence belongs, among the first ten."""
    console = Console()
    known = read_known_items(data, half, seed)
    groups = [line.split() for line in thesaurus.read_text("utf-8").splitlines()] if thesaurus else []
    with tempfile.TemporaryDirectory() as folder:
        report, rows = measure(known, Path(folder), model, seed, console, groups)
    report |= {"task": "search", "format": form, "half": half, "seed": seed, "model": model}
    report["data_sha256"] = sha256(data.read_bytes()).hexdigest()
    _print(report, console)
    if out:
        out.write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")
    if predictions:
        predictions.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")


def measure(
    known: KnownItems,
    folder: Path,
    model: str,
    seed: int,
    console: Console,
    thesaurus: Sequence[Sequence[str]] = (),
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Index the items in `folder` and ask; return the report and a row per query. Figures are fractions."""
    settings = Settings(data=folder, embedder=model)
    catalogue = MemoryCatalogue(settings)
    view = catalogue.put(SHOP, known.items)
    with Progress(console=console) as bars:
        bar = bars.add_task("index", total=None)
        derive.rebuild(catalogue, SHOP.name, progress=lambda kind, done, n: bars.update(bar, completed=done, total=n))
    systems = {
        "hybrid": _asker(Retriever(catalogue, settings), view),
        "bm25": _asker(Retriever(catalogue, settings, RetrievalSettings(retrieve_dense=0.0)), view),
        "dense": _dense(Retriever(catalogue, settings), settings, view),
    }
    sentences = [(q, i, "sentence") for q, i in known.queries]
    report: dict[str, Any] = {"n_items": len(known.items), "n_queries": len(known.queries)}
    rows: list[dict[str, Any]] = []
    for name, ask in systems.items():
        report[name] = _figures(name, ask, sentences, rows, console)
    noisy = noisy_queries(known, seed, thesaurus)
    retriever = Retriever(catalogue, settings)

    def as_typed(query: str, wide: bool = True) -> list[str]:
        return [view.ids[c.position] for c in search_as_typed(retriever, view, query, K, wide=wide).candidates]

    report["n_noisy_queries"] = len(noisy)
    report["search"] = _figures("search", as_typed, sentences, rows, console)
    report["search_not_wide"] = _figures("search_not_wide", lambda q: as_typed(q, False), sentences, rows, console)
    report["noisy_search"] = _figures("noisy_search", as_typed, noisy, rows, console)
    report["noisy_not_wide"] = _figures("noisy_not_wide", lambda q: as_typed(q, False), noisy, rows, console)
    report["noisy_bm25"] = _figures("noisy_bm25", systems["bm25"], noisy, rows, console)
    return report, rows


def noisy_queries(known: KnownItems, seed: int, thesaurus: Sequence[Sequence[str]] = ()) -> list[tuple[str, str, str]]:
    """Make (query, item_id, kind of noise): two words of a title, one of them spoilt.

    Only pairs of words that stand together in at most K titles, so that the right words would lead to the item.
    """
    titles = {i.item_id: i.title for i in known.items}
    words_of = {i: [w for w in dict.fromkeys(tokens.plain_words(t)) if len(w) >= 2] for i, t in titles.items()}
    standing: dict[str, set[str]] = {}
    for item_id, words in words_of.items():
        for word in words:
            standing.setdefault(word, set()).add(item_id)
    noise = Noise(titles.values(), thesaurus)
    queries = []
    for _, item_id in known.queries:
        draw = random.Random(f"noise-{seed}-{item_id}")
        words = words_of[item_id]
        pairs = [(a, b) for n, a in enumerate(words) for b in words[n + 1 :] if len(standing[a] & standing[b]) <= K]
        if pairs and (spoilt := noise.spoil(list(draw.choice(pairs)), draw)):
            queries.append((" ".join(spoilt[0]), item_id, spoilt[1]))
    return queries


def _asker(retriever: Retriever, view: ShopView) -> Ask:
    everything = np.ones(view.n_items, dtype=bool)

    def ask(query: str) -> list[str]:
        found = retriever.candidates(view, query, everything, K, diversity=0.0)
        return [view.ids[c.position] for c in found if set(c.sources) - {"popular"}]

    return ask


def _dense(retriever: Retriever, settings: Settings, view: ShopView) -> Ask:
    """Rank by cosine alone, without the floor that keeps noise out of the mix: the baseline at its best."""
    aligned = Aligned(view, retriever.keeper(view.shop.name).derived.vectors())
    everything = np.arange(view.n_items)

    def ask(query: str) -> list[str]:
        vector = derive.embedder_for(settings).embed([query])[0]
        return [view.ids[p] for p in aligned.nearest(vector, everything, K)]

    return ask


def _figures(
    name: str, ask: Ask, queries: list[tuple[str, str, str]], rows: list[dict[str, Any]], console: Console
) -> dict[str, Any]:
    hits: dict[str, list[bool]] = {}
    reciprocal = []
    for query, item_id, kind in track(queries, name, console=console):
        found = ask(query)
        hits.setdefault(kind, []).append(item_id in found)
        reciprocal.append(1.0 / (1 + found.index(item_id)) if item_id in found else 0.0)
        rows.append({"system": name, "kind": kind, "input": query, "gold": item_id, "predicted": found})
    everything = [h for of_kind in hits.values() for h in of_kind]
    figures: dict[str, Any] = {"recall_at_10": float(np.mean(everything)), "mrr_at_10": float(np.mean(reciprocal))}
    if len(hits) > 1:
        figures["by_kind"] = {k: {"recall_at_10": float(np.mean(h)), "n": len(h)} for k, h in sorted(hits.items())}
    return figures


def _print(report: dict[str, Any], console: Console) -> None:
    title = f"{report['n_items']} items, {report['n_queries']} sentences, {report['n_noisy_queries']} noisy queries"
    table = Table("system", "recall@10", "MRR@10", title=title)
    for name, figures in report.items():
        if isinstance(figures, dict):
            table.add_row(name, f"{figures['recall_at_10']:.3f}", f"{figures['mrr_at_10']:.3f}")
            for kind, of_kind in figures.get("by_kind", {}).items():
                table.add_row(f"  {kind} ({of_kind['n']})", f"{of_kind['recall_at_10']:.3f}", "")
    console.print(table)
