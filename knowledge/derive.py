"""Keep the derived stores (vectors, lexical index, graph) of a shop equal to SQL.

Owns: building beside and swapping in, incremental updates, repair of what is damaged or behind. Does not know: ranking,
import formats, how the stores work inside.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from knowledge.derived import KINDS, Derived, made_with
from knowledge.embed import Embedder, make_embedder
from knowledge.errors import StoreError
from knowledge.generations import Generations
from knowledge.makers import Change, Maker, maker_of
from knowledge.settings import Settings

logger = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]  # kind, done, total


def update(
    catalogue: Any,
    shop_name: str,
    changed_ids: Sequence[str],
    deleted_ids: Sequence[str],
    progress: Progress | None = None,
) -> None:
    """Bring every derived store to the catalogue's version after an import that changed and deleted these items.

    An item belongs to `changed_ids` too when a link that starts at it changed. A store that is damaged, made with
    another embedder, or that missed an earlier import is built anew, and the log says so. Readers keep the stores
    they have until the new ones are whole. Raises StoreError where a store cannot be written; the ones in use stay.
    """
    view = _newest_view(catalogue, shop_name)
    change = Change(tuple(changed_ids), tuple(deleted_ids))
    for kind in KINDS:
        shelf = Generations(catalogue.settings.data, shop_name, kind)
        maker = maker_of(kind, catalogue.settings, embedder_for(catalogue.settings))
        with shelf.writing():
            _bring_up(shelf, maker, catalogue.settings, view, change, progress)


def rebuild(catalogue: Any, shop_name: str, which: Sequence[str] = KINDS, progress: Progress | None = None) -> None:
    """Build the named stores anew from SQL beside the ones in use, then swap them in. Raises StoreError, ValueError."""
    unknown = set(which) - set(KINDS)
    if unknown:
        raise ValueError(f"unknown store {min(unknown)!r}; known are {', '.join(KINDS)}")
    view = _newest_view(catalogue, shop_name)
    for kind in which:
        shelf = Generations(catalogue.settings.data, shop_name, kind)
        maker = maker_of(kind, catalogue.settings, embedder_for(catalogue.settings))
        with shelf.writing():
            _build(shelf, maker, view, progress)


def repair(catalogue: Any, shop_name: str, progress: Progress | None = None) -> dict[str, str]:
    """Rebuild what is missing, damaged, behind SQL or made with another embedder; return what was wrong, by kind.

    Several processes may call it at once: one works, the others wait and find it done.
    """
    settings: Settings = catalogue.settings
    repaired = {}
    for kind in KINDS:
        if kind not in faults(catalogue, shop_name):
            continue
        shelf = Generations(settings.data, shop_name, kind)
        with shelf.writing():
            fault = faults(catalogue, shop_name).get(kind)  # again: another process may have been at it
            if fault is None:
                continue
            logger.warning("shop %s: building the %s anew: %s", shop_name, kind, fault)
            maker = maker_of(kind, settings, embedder_for(settings))
            _build(shelf, maker, _newest_view(catalogue, shop_name), progress)
            repaired[kind] = fault
    return repaired


def faults(catalogue: Any, shop_name: str) -> dict[str, str]:
    """Say what is wrong with each derived store of a shop that is not as it should be; opens them afresh."""
    settings: Settings = catalogue.settings
    return Derived(settings, shop_name).lag(catalogue.version(shop_name), made_with(embedder_for(settings).name))


def embedder_for(settings: Settings) -> Embedder:
    """Return this process's embedder for these settings, loaded once."""
    return _embedder(settings.embedder)


@lru_cache(maxsize=4)
def _embedder(name: str) -> Embedder:
    return make_embedder(name)


def _newest_view(catalogue: Any, shop_name: str) -> Any:
    """Return the view of the version that SQL has now; the catalogue looks at most every `version_check_s`."""
    version = catalogue.version(shop_name)
    deadline = time.monotonic() + catalogue.settings.version_check_s + 60.0
    while True:
        view = catalogue.view(shop_name)
        if view.version >= version:
            return view
        if time.monotonic() > deadline:
            raise StoreError(
                f"a view of version {view.version}",
                expected=f"version {version}",
                where=f"shop {shop_name}",
                remedy="try again",
            )
        time.sleep(0.02)


def _bring_up(
    shelf: Generations, maker: Maker, settings: Settings, view: Any, change: Change, progress: Progress | None
) -> None:
    derived = Derived(settings, shelf.shop)
    opened = getattr(derived, shelf.kind)()
    if opened is None or opened.stamp.made_with != maker.made_with:
        if opened is not None or derived.faults.get(shelf.kind) != "there is none":
            logger.warning(
                "shop %s: building the %s anew: %s",
                shelf.shop,
                shelf.kind,
                derived.faults.get(shelf.kind, "made with another embedder or cut"),
            )
        return _build(shelf, maker, view, progress)
    stamp = opened.stamp
    if stamp.version == view.version:
        return None
    if stamp.version != view.version - 1:
        logger.warning("shop %s: building the %s anew: it missed an import", shelf.shop, shelf.kind)
        return _build(shelf, maker, view, progress)
    if not change:
        shelf.commit(stamp.generation, version=view.version, made_with=stamp.made_with, n_items=stamp.n_items)
        return None
    generation = shelf.begin(copy_current=True)
    return _finish(shelf, maker, generation, view, lambda: maker.change(shelf.path(generation), view, change, progress))


def _build(shelf: Generations, maker: Maker, view: Any, progress: Progress | None) -> None:
    generation = shelf.begin(copy_current=False)
    _finish(shelf, maker, generation, view, lambda: maker.build(shelf.path(generation), view, progress))


def _finish(shelf: Generations, maker: Maker, generation: str, view: Any, make: Callable[[], int]) -> None:
    started = time.monotonic()
    try:
        n_items = make()
        shelf.commit(generation, version=view.version, made_with=maker.made_with, n_items=n_items)
    except BaseException:
        shelf.abandon(generation)
        raise
    logger.info(
        "shop %s: %s at version %d, %d items, %.1f s",
        shelf.shop,
        shelf.kind,
        view.version,
        n_items,
        time.monotonic() - started,
    )
