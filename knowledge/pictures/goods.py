"""How near the pictures of goods are in colour to a shopper's picture.

Owns: reading pictures of goods from the data folder, their palettes kept in memory. Does not know: colour words,
wishes, ranking. Only pictures that lie here are looked at (`/media/…`); addresses elsewhere are never fetched.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np

from knowledge.pictures.palette import NoPicture, lab_of_code, palette
from knowledge.types import Colour
from knowledge.view import ShopView

log = logging.getLogger(__name__)

#: Path under which the gateway serves the folder `media`.
_PREFIX = "/media/"
#: Largest picture of a good that is looked at, bytes.
MAX_BYTES = 5_000_000
#: Palettes kept; the one used least recently is forgotten first.
N_KEPT = 50_000
#: Distance (L*a*b*) from which on two colours have nothing in common.
UNLIKE = 50.0

_Stamp = tuple[str, int]


class GoodsPictures:
    """The palettes of goods. Safe to share between threads; cheap to construct."""

    def __init__(self, data: Path) -> None:
        """`data`: folder of everything that is written at run time; pictures lie in its `media`."""
        self._media = (data / "media").resolve()
        self._kept: OrderedDict[_Stamp, list[Colour]] = OrderedDict()
        self._lock = Lock()

    def likeness(self, view: ShopView, positions: Sequence[int], colours: Sequence[Colour]) -> dict[int, float]:
        """Return position -> likeness to `colours`, 0 to 1, for those of the goods whose picture lies here."""
        found: dict[int, float] = {}
        for position in positions:
            own = self._palette(view.image_urls[position])
            if own:
                found[position] = alike(colours, own)
        return found

    def _palette(self, address: str | None) -> list[Colour]:
        """Return the palette of the picture at an address, [] where there is none to be read."""
        path = self._file(address)
        try:
            if path is None or (status := path.stat()).st_size > MAX_BYTES:
                return []
        except OSError:
            return []
        stamp = (str(path), status.st_mtime_ns)
        with self._lock:
            if stamp in self._kept:
                self._kept.move_to_end(stamp)
                return self._kept[stamp]
        try:
            made = palette(path.read_bytes())
        except (NoPicture, OSError) as error:
            log.warning("the picture %s cannot be looked at: %s", address, error)
            made = []
        with self._lock:
            self._kept[stamp] = made
            while len(self._kept) > N_KEPT:
                self._kept.popitem(last=False)
        return made

    def _file(self, address: str | None) -> Path | None:
        if not address or not address.startswith(_PREFIX):
            return None
        path = (self._media / address.removeprefix(_PREFIX)).resolve()
        return path if path.is_relative_to(self._media) else None


def alike(wanted: Sequence[Colour], own: Sequence[Colour]) -> float:
    """Say how far a thing has the colours that are wanted, 0 to 1: each by its nearest, weighed by its share."""
    labs = np.array([lab_of_code(colour.code) for colour in own])
    total = 0.0
    for colour in wanted:
        nearest = float(np.linalg.norm(labs - lab_of_code(colour.code), axis=1).min())
        total += colour.share * max(0.0, 1 - nearest / UNLIKE)
    return total / sum(colour.share for colour in wanted)
