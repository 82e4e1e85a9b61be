"""A shop's vectors as one memory-mapped matrix beside Chroma, scored exactly.

Owns: the file form (keys.npy sorted int64, rows.npy float32, texts.npy int64) and its merge with changes.
Does not know: ids, texts, Chroma.

Below some number of items an exact product is faster than Chroma's graph, with any filter and without loss (measured by
`python -m knowledge.bench`); the processes on a machine share its pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import StoreError

Keys = NDArray[np.int64]
Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Matrix:
    """`keys`: int64 (n,), ascending (see `item_text.item_keys`); `rows`: float32 (n, dim), each of length 1 or zero.

    `texts`: int64 (n,), a digest of the text that each row was made from, so that only another text is embedded again;
    0 = not known, as in folders of before there was a texts.npy.
    """

    keys: Keys
    rows: Vectors
    texts: Keys

    def __len__(self) -> int:
        return len(self.keys)

    @classmethod
    def of(cls, keys: Keys, rows: Vectors, texts: Keys) -> Matrix:
        """Make a matrix of unsorted keys; of equal keys the last one wins."""
        order = np.argsort(keys, kind="stable")
        last = np.ones(len(order), dtype=bool)
        last[:-1] = keys[order][1:] != keys[order][:-1]
        chosen = order[last]
        return cls(keys[chosen], np.ascontiguousarray(rows[chosen], dtype=np.float32), texts[chosen])

    @classmethod
    def load(cls, folder: Path) -> Matrix:
        """Map the files. Raises StoreError where they are missing or do not belong together."""
        try:
            keys = np.load(folder / "keys.npy")
            texts = np.load(folder / "texts.npy") if (folder / "texts.npy").is_file() else np.zeros_like(keys)
            # mmap_mode cannot map an empty array.
            rows = np.load(folder / "rows.npy", mmap_mode="r" if len(keys) else None)
        except (OSError, ValueError, EOFError) as error:
            raise StoreError(f"unreadable ({error})", where=str(folder), remedy="rebuild the vectors") from error
        fit = rows.ndim == 2 and len(rows) == len(keys) == len(texts)
        if not fit or keys.dtype != np.int64 or rows.dtype != np.float32:
            found = f"{len(keys)} keys, rows {rows.shape} {rows.dtype}, {len(texts)} texts"
            raise StoreError(found, where=str(folder), remedy="rebuild the vectors")
        return cls(keys, rows, texts)

    def save(self, folder: Path) -> None:
        """Write the files. New inodes on purpose: a reader may have the old ones mapped."""
        for name, array in (("keys.npy", self.keys), ("rows.npy", self.rows), ("texts.npy", self.texts)):
            np.save(folder / f"new-{name}", array)
            (folder / f"new-{name}").replace(folder / name)

    def merged(self, deleted: Keys, changed: Matrix) -> Matrix:
        """Return this matrix without `deleted` and with `changed` added or put in place."""
        keep = ~np.isin(self.keys, np.concatenate([deleted, changed.keys]))
        return Matrix.of(
            np.concatenate([self.keys[keep], changed.keys]),
            np.concatenate([np.asarray(self.rows[keep]), changed.rows]),
            np.concatenate([self.texts[keep], changed.texts]),
        )

    def find(self, keys: Keys) -> NDArray[np.int64]:
        """Return the row of each key, -1 where there is none."""
        if not len(self.keys):
            return np.full(len(keys), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, at, -1)
