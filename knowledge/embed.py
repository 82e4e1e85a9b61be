"""Turn texts into vectors. A port with two adapters: hashed character n-grams, and a sentence encoder in ONNX.

Owns: the port, the adapters, the choice by setting. Does not know: stores, items, training.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import SettingsError, StoreError
from knowledge.hashing import HashingEmbedder

logger = logging.getLogger(__name__)

Vectors = NDArray[np.float32]
SHIPPED = Path(__file__).resolve().parent.parent / "models" / "encoder"

#: Tokens of a text that are embedded. The mean over a long text says less of its beginning, which names the thing, and
#: time grows with the length. Development half of taodescribe, recall@10 dense / hybrid (`daogou evaluate search`):
#: 96 tokens .370 / .575, 64 .396 / .580, 48 .407 / .578, at 132 and 280 texts of 92 and 48 tokens a second.
MAX_TOKENS = 48


class Embedder(Protocol):
    """Texts to vectors. `name` tells models apart: vectors of different names must never be compared.

    `weight`: how much the cosine counts in the fusion beside 1 for BM25, as measured for this model; 0 or more.
    `floor`: cosine -1..1 up to which two texts have nothing to do with each other.
    """

    name: str
    dim: int
    weight: float
    floor: float

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return float32 (n, dim), each row of length 1; an empty text gives a row of zeros."""
        ...


class OnnxEmbedder:
    """A sentence encoder exported to ONNX.

    The folder holds model.onnx (inputs input_ids, attention_mask, optionally token_type_ids; output `embedding`
    (n, dim), or token states (n, length, dim) that are mean pooled over the mask), tokenizer.json, and card.json with
    `name` and optionally `dim`, `version`, `max_tokens` (default 128) `fusion_weight` (default 0.5) and `floor`
    (default 0.2), see `Embedder`.
    """

    def __init__(self, folder: Path, *, n_workers: int | None = None, batch_size: int = 8) -> None:
        """Load the model. Raises StoreError where a file is missing or the model has an unknown form.

        `n_workers`: threads that embed batches, each on one core; None = the cores that this process may use.
        `batch_size`: texts of 92 tokens run fastest by 8, whose activations fit into the cache of a core (132 texts a
        second of processor time; by 32: 109; knowledge/bench goods, 7 million parameters).
        """
        import onnxruntime
        from tokenizers import Tokenizer

        for name in ("model.onnx", "tokenizer.json", "card.json"):
            if not (folder / name).is_file():
                raise StoreError(f"{name} is missing", where=str(folder), remedy="give a whole model folder")
        card = json.loads((folder / "card.json").read_text("utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {i.name for i in self._session.get_inputs()}
        outputs = [o.name for o in self._session.get_outputs()]
        self._output = "embedding" if "embedding" in outputs else outputs[0]
        unknown = self._inputs - {"input_ids", "attention_mask", "token_type_ids"}
        if unknown:
            raise StoreError(f"input {min(unknown)!r}", expected="input_ids and attention_mask", where=str(folder))
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        max_tokens = min(int(card.get("max_tokens", 128)), MAX_TOKENS)
        self._tokenizer.enable_truncation(max_tokens)
        self._tokenizer.no_padding()  # batches are padded below, to their own longest
        self._batch_size = batch_size
        self._n_workers = n_workers or len(os.sched_getaffinity(0))
        self.name = f"onnx:{card.get('name', folder.name)}:{card.get('version', '1')}:{max_tokens}"
        self.floor = float(card.get("floor", 0.2))
        self.weight = float(card.get("fusion_weight", 0.5))
        self.dim = self._run(["a"]).shape[1]
        if card.get("dim", self.dim) != self.dim:
            raise StoreError(f"vectors of {self.dim}", expected=f"{card['dim']} as card.json says", where=str(folder))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed`. Equal texts are embedded once; texts of like length go together, so that little is
        spent on padding; many texts are shared among `n_workers` threads.
        """
        distinct = {text: n for n, text in enumerate(dict.fromkeys(texts))}
        order = sorted((t for t in distinct if t.strip()), key=len)
        batches = [order[i : i + self._batch_size] for i in range(0, len(order), self._batch_size)]
        out = np.zeros((len(distinct), self.dim), dtype=np.float32)
        # A query is one batch and stays in its thread.
        run = self._pool.map if len(batches) > 1 else map
        for batch, vectors in zip(batches, run(self._run, batches), strict=True):
            norms = np.linalg.norm(vectors, axis=1, keepdims=True)
            out[[distinct[t] for t in batch]] = vectors / np.maximum(norms, 1e-12)
        return out if len(distinct) == len(texts) else out[[distinct[t] for t in texts]]

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._n_workers, thread_name_prefix="embed")

    def _run(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(texts)
        length = max(len(e.ids) for e in encoded)
        ids = np.zeros((len(texts), length), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, e in enumerate(encoded):
            ids[row, : len(e.ids)], mask[row, : len(e.ids)] = e.ids, 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = self._session.run([self._output], {k: v for k, v in feed.items() if k in self._inputs})[0]
        if states.ndim == 3:
            weights = mask[:, :, None].astype(np.float32)
            states = (states * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1.0)
        return np.asarray(states, dtype=np.float32)


def make_embedder(wanted: str) -> Embedder:
    """Make the embedder that the setting `embedder` names: "hashing", a folder, or "" = the shipped encoder.

    Where nothing is set and no encoder is shipped, the hashing baseline serves, and the log says so. Raises
    SettingsError for anything else: a hub name needs the network, vectors of a wrong model are silently useless.
    """
    if wanted == "hashing":
        return HashingEmbedder()
    folder = Path(wanted) if wanted else SHIPPED
    if (folder / "model.onnx").is_file():
        return OnnxEmbedder(folder)
    if not wanted:
        logger.warning("no encoder in %s: dense search uses hashed n-grams, which know spelling, not meaning", folder)
        return HashingEmbedder()
    raise SettingsError(
        f"{wanted!r} holds no model.onnx",
        expected='"hashing" or a folder with model.onnx, tokenizer.json and card.json',
        where="DAOGOU_EMBEDDER",
        remedy="export the encoder to ONNX first",
    )
