"""Keep the derived stores (vectors, lexical index, graph) of a shop equal to SQL.

Owns: building beside and swapping in, incremental updates, repair of what is damaged or behind. Does not know: ranking,
import formats, how the stores work inside.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from knowledge import graph_claims
from knowledge.derived import KINDS, NONE_YET, Derived, made_with
from knowledge.embed import Embedder, make_embedder
from knowledge.errors import StoreError
from knowledge.generations import Generations, Stamp
from knowledge.makers import Change, Maker, maker_of
from knowledge.settings import Settings
from knowledge.side_by_side import Progress, side_by_side

logger = logging.getLogger(__name__)

#: From this share of all items on, building anew is faster than changing: Chroma replaces more slowly than it adds.
REBUILD_SHARE = 0.5


def update(
    catalogue: Any,
    shop_name: str,
    changed_ids: Sequence[str],
    deleted_ids: Sequence[str],
    progress: Progress | None = None,
) -> None:
    """Bring every derived store to the catalogue's version after an import that changed and deleted these items.

    A store that is damaged or made with another embedder is built anew, one that missed earlier imports takes their
    changes too; the log says so. Readers keep the stores they have until the new ones are whole. Claims about deleted
    items go too. Raises StoreError where a store cannot be written; the ones in use stay.
    """
    change = Change(tuple(changed_ids), tuple(deleted_ids))
    side_by_side(KINDS, lambda kind, tell: _bring_up(catalogue, shop_name, kind, change, tell), progress)
    graph_claims.forget(catalogue.settings, shop_name, change.deleted)


def rebuild(catalogue: Any, shop_name: str, which: Sequence[str] = KINDS, progress: Progress | None = None) -> None:
    """Build the named stores anew from SQL beside the ones in use, then swap them in. Raises StoreError, ValueError."""
    unknown = set(which) - set(KINDS)
    if unknown:
        raise ValueError(f"unknown store {min(unknown)!r}; known are {', '.join(KINDS)}")

    def build(kind: str, tell: Progress) -> None:
        shelf, maker = _shelf(catalogue, shop_name, kind), _maker(catalogue, kind)
        with shelf.writing():
            _build(shelf, maker, catalogue.refresh(shop_name), tell)

    side_by_side(which, build, progress)


def repair(catalogue: Any, shop_name: str, progress: Progress | None = None) -> dict[str, str]:
    """Bring up or rebuild what is missing, damaged, behind SQL or made with another embedder; say what was wrong.

    Several processes may call it at once: one works, the others wait and find it done.
    """
    wrong = faults(catalogue, shop_name)
    for kind, fault in wrong.items():
        logger.warning("shop %s: repairing the %s: %s", shop_name, kind, fault)
        _bring_up(catalogue, shop_name, kind, None, progress)
    return wrong


def faults(catalogue: Any, shop_name: str) -> dict[str, str]:
    """Say what is wrong with each derived store of a shop that is not as it should be; opens them afresh."""
    settings: Settings = catalogue.settings
    with contextlib.closing(Derived(settings, shop_name)) as derived:
        return derived.lag(catalogue.version(shop_name), made_with(embedder_for(settings).name))


def embedder_for(settings: Settings) -> Embedder:
    """Return this process's embedder for these settings, loaded once."""
    return _embedder(settings.embedder)


@lru_cache(maxsize=4)
def _embedder(name: str) -> Embedder:
    return make_embedder(name)


def _shelf(catalogue: Any, shop_name: str, kind: str) -> Generations:
    return Generations(catalogue.settings.data, shop_name, kind)


def _maker(catalogue: Any, kind: str) -> Maker:
    return maker_of(kind, catalogue.settings, embedder_for(catalogue.settings))


def _bring_up(catalogue: Any, shop_name: str, kind: str, told: Change | None, progress: Progress | None) -> None:
    """Bring one store to the newest version; `told` is what the last import changed, None = ask the record."""
    shelf, maker = _shelf(catalogue, shop_name, kind), _maker(catalogue, kind)
    with shelf.writing():
        view = catalogue.refresh(shop_name)
        if told is not None and _takes(shelf, maker, view):
            # Not opened first, which takes seconds where there are many vectors: what is damaged shows in the change.
            wrong = _change(shelf, maker, view, told, progress)
        else:
            with contextlib.closing(Derived(catalogue.settings, shop_name)) as derived:
                wrong = derived.lag(view.version, {kind: maker.made_with}, (kind,)).get(kind, "")
                stamp = shelf.current() if kind not in derived.faults else None
            if wrong and stamp is not None and stamp.made_with == maker.made_with:
                change = _missed(catalogue, stamp, view)
                wrong = _change(shelf, maker, view, change, progress) if change is not None else wrong
        if wrong:
            if wrong != NONE_YET:
                logger.warning("shop %s: building the %s anew: %s", shop_name, kind, wrong)
            _build(shelf, maker, view, progress)


def _takes(shelf: Generations, maker: Maker, view: Any) -> bool:
    """Say whether the store in use is of the version before and made as one would be now."""
    try:
        stamp = shelf.current()
    except StoreError:
        return False
    return stamp is not None and stamp.version == view.version - 1 and stamp.made_with == maker.made_with


def _change(shelf: Generations, maker: Maker, view: Any, change: Change, progress: Progress | None) -> str:
    """Bring the store in use to the view; return why it must be built anew, "" where it need not."""
    stamp = shelf.current()
    assert stamp is not None
    try:
        change = maker.touched(shelf.path(stamp.generation), view, change)
        if len(change) > REBUILD_SHARE * view.n_items:
            return f"{len(change)} of {view.n_items} items changed"
        if not len(change):
            shelf.commit(stamp.generation, version=view.version, made_with=stamp.made_with, n_items=stamp.n_items)
            return ""
        generation = shelf.begin(copy_current=True)
        _finish(shelf, maker, generation, view, lambda: maker.change(shelf.path(generation), view, change, progress))
    except StoreError as error:
        return str(error)
    return ""


def _missed(catalogue: Any, stamp: Stamp, view: Any) -> Change | None:
    """Ask the record what changed after the stamp; None = it does not know."""
    found = catalogue.changes_since(view.shop.name, stamp.version)
    return None if found is None else Change(tuple(found[0]), tuple(found[1]))


def _build(shelf: Generations, maker: Maker, view: Any, progress: Progress | None) -> None:
    generation = shelf.begin(copy_current=False)
    _finish(shelf, maker, generation, view, lambda: maker.build(shelf.path(generation), view, progress))


def _finish(shelf: Generations, maker: Maker, generation: str, view: Any, make: Callable[[], int]) -> None:
    started = time.monotonic()
    try:
        n_items = make()
        if n_items != view.n_items:
            found = f"{n_items} items inside"
            raise StoreError(
                found, expected=str(view.n_items), where=f"{shelf.kind} of shop {shelf.shop}", remedy="rebuild it"
            )
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
