"""Runs a decoder's graph: reads a prompt, then gives the logits of the next piece, one row or several at once.

Owns: the session and the caches of keys and values. Does not know: text, which piece is chosen (sampling.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort

from finetune.decode import graph, weights
from finetune.decode.graph import Precision

#: Pieces that a text may have, prompt and answer together.
MAX_PIECES = 1024


@dataclass(frozen=True)
class Cache:
    """Keys and values of what was read: two arrays a layer, float32[b, n_kv_heads, n, head]; `lengths` of the rows."""

    arrays: tuple[np.ndarray, ...]
    lengths: np.ndarray

    @property
    def n_rows(self) -> int:
        """How many texts this is of."""
        return len(self.lengths)


class Decoder:
    """One model, perhaps with one adapter added in. Threads may share it: a call changes nothing."""

    def __init__(self, data: bytes, n_layers: int, n_kv_heads: int, head: int, n_threads: int = 1) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = n_threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        self._names = [f"{n}{i}" for i in range(n_layers) for n in "kv"]
        self._outputs = ["logits", *(f"{n}_" for n in self._names)]
        self._empty = np.zeros((1, n_kv_heads, 0, head), np.float32)
        self.n_bytes = len(data)

    @classmethod
    def load(
        cls, folder: Path, adapter: Path | None = None, precision: Precision = "int8", n_threads: int = 1
    ) -> Decoder:
        """Make the graph of a model's folder, an adapter's weights added in.

        Raises CannotDecode and OSError as weights.read does.
        """
        return cls.of(weights.read(folder, adapter), precision, n_threads)

    @classmethod
    def of(cls, found: weights.Weights, precision: Precision = "int8", n_threads: int = 1) -> Decoder:
        """Make the graph of weights in memory."""
        config = found.config
        n_kv = int(config.get("num_key_value_heads") or config["num_attention_heads"])
        head = int(config.get("head_dim") or config["hidden_size"] // config["num_attention_heads"])
        data = graph.build(found, precision, MAX_PIECES)
        return cls(data, int(config["num_hidden_layers"]), n_kv, head, n_threads)

    @property
    def nothing(self) -> Cache:
        """The cache of a text that has not begun."""
        return Cache(tuple(self._empty for _ in self._names), np.zeros(1, np.int64))

    def read(self, ids: Sequence[int], after: Cache | None = None) -> tuple[np.ndarray, Cache]:
        """Read one text's next pieces; return logits float32[1, pieces] of what follows, and the cache with them in.

        Raises ValueError for no pieces, or more than MAX_PIECES in all.
        """
        after = after or self.nothing
        if not ids or after.n_rows != 1:
            raise ValueError(f"expected pieces of one text, found {len(ids)} of {after.n_rows}")
        return self._run(np.array([ids], np.int64), after)

    def step(self, pieces: Sequence[int], after: Cache) -> tuple[np.ndarray, Cache]:
        """Read one more piece of each row; return logits float32[n_rows, pieces], and the cache with them in."""
        return self._run(np.array(pieces, np.int64)[:, None], after)

    def _run(self, ids: np.ndarray, after: Cache) -> tuple[np.ndarray, Cache]:
        lengths = after.lengths + ids.shape[1]
        total = int(lengths.max())
        if total > MAX_PIECES:
            raise ValueError(f"expected at most {MAX_PIECES} pieces, found {total}")
        feeds = {
            "ids": ids,
            "last": np.full((len(ids), 1), ids.shape[1] - 1, np.int64),
            "lengths": (lengths - 1).astype(np.int32),
            "total": np.array([total], np.int32),
            **dict(zip(self._names, after.arrays, strict=True)),
        }
        logits, *arrays = self._session.run(self._outputs, feeds)
        return logits, Cache(tuple(arrays), lengths)


def together(caches: Sequence[Cache]) -> Cache:
    """Return caches of single texts as one of several rows; shorter ones are filled up, and what fills is not read."""
    longest = max(int(c.lengths[0]) for c in caches)
    arrays = []
    for parts in zip(*(c.arrays for c in caches), strict=True):
        whole = np.zeros((len(parts), parts[0].shape[1], longest, parts[0].shape[3]), np.float32)
        for row, part in enumerate(parts):
            n = int(caches[row].lengths[0])
            whole[row, :, :n] = part[0, :, :n]
        arrays.append(whole)
    return Cache(tuple(arrays), np.concatenate([c.lengths for c in caches]))


def rows_of(cache: Cache, rows: Sequence[int]) -> Cache:
    """Return the cache of some of the rows only."""
    chosen = np.array(rows, np.int64)
    return Cache(tuple(a[chosen] for a in cache.arrays), cache.lengths[chosen])
