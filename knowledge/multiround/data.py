"""Reads a multi-round data set: who took which item, and which attributes each item has, all as ids.

Owns: the files' shape, their checks and the split. Does not know: dialogue. A folder holds `train.json` and
`valid.json` (user -> items) and `item_attributes.json` (item -> attributes), as the public LastFM* and film sets of
EAR, SCPR and UNICORN. Their agents learn from talks about the items of `valid` and are measured on a test file. So are
ours where there is one; else the users of `valid` are split: those of even id are learnt from, those of odd id are
measured.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from knowledge.errors import KnowledgeError


class BadBenchmark(KnowledgeError):
    """A benchmark's files are missing or are not of the expected shape."""


@dataclass(frozen=True)
class MultiRound:
    """A data set. `has`: float32 CSR (n_items, n_attributes), 1 where the item has the attribute. `taken`: float32 CSR
    (n_users, n_items), 1 where the user took it in training. `pairs`: int (n_pairs, 2), user and target of each talk
    measured; `learnt`: the same for talks that may be learnt from, of other items.
    """

    name: str
    has: sparse.csr_array
    taken: sparse.csr_array
    pairs: NDArray[np.intp]
    learnt: NDArray[np.intp]

    @property
    def n_items(self) -> int:
        """Number of items."""
        return int(self.has.shape[0])


def read(path: Path) -> MultiRound:
    """Read a folder, or one file of user -> items beside the other files. Raises BadBenchmark."""
    folder = path if path.is_dir() else path.parent
    targets = path if path.is_file() else next((f for f in [folder / "test.json"] if f.is_file()), None)
    items, taken = _lists(folder / "item_attributes.json"), _lists(folder / "train.json")
    valid = _pairs(folder / "valid.json", items)
    if targets is None or targets.name == "valid.json":
        even = valid[:, 0] % 2 == 0
        learnt, pairs = valid[even], valid[~even]
    else:
        learnt, pairs = valid, _pairs(targets, items)
    both = np.concatenate([learnt, pairs])
    n_items = 1 + max(max(items), max(max(v, default=0) for v in taken.values()), int(both[:, 1].max()))
    n_users = 1 + max(max(taken), int(both[:, 0].max()))
    n_attributes = 1 + max(max(v, default=0) for v in items.values())
    return MultiRound(
        folder.name, _matrix(items, n_items, n_attributes), _matrix(taken, n_users, n_items), pairs, learnt
    )


def _pairs(file: Path, items: dict[int, list[int]]) -> NDArray[np.intp]:
    found = _lists(file)
    pairs = [(user, item) for user in sorted(found) for item in found[user]]
    if not pairs:
        raise BadBenchmark("no user has an item", where=str(file))
    lacking = [item for _, item in pairs if not items.get(item)]
    if lacking:
        # A talk opens with an attribute of its target, so there must be one.
        raise BadBenchmark(f"{len(lacking)} wanted items have no attribute, the first is {lacking[0]}", where=str(file))
    return np.array(pairs, np.intp)


def _lists(file: Path) -> dict[int, list[int]]:
    try:
        found = {int(k): [int(v) for v in values] for k, values in json.loads(file.read_text("utf-8")).items()}
    except FileNotFoundError as error:
        raise BadBenchmark("the file is missing", expected="train.json, valid.json, item_attributes.json",
                           where=str(file)) from error  # fmt: skip
    except (ValueError, TypeError, AttributeError) as error:
        raise BadBenchmark(f"not a JSON object of id -> ids: {error}", where=str(file)) from error
    if not found:
        raise BadBenchmark("the file is empty", expected="a JSON object of id -> ids", where=str(file))
    return found


def _matrix(rows: dict[int, list[int]], n_rows: int, n_columns: int) -> sparse.csr_array:
    row = np.concatenate([np.full(len(set(v)), k) for k, v in rows.items()] or [np.zeros(0)]).astype(np.intp)
    column = np.concatenate([np.array(sorted(set(v))) for v in rows.values()] or [np.zeros(0)]).astype(np.intp)
    return sparse.csr_array((np.ones(len(row), np.float32), (row, column)), shape=(n_rows, n_columns))
