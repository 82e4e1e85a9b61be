"""Read an utterance with an exported joint model: acts with confidence, spans, classes, embedding.

Owns: running model.onnx and decoding its outputs. Does not know shops: spans are generic, the linker maps them. Needs
onnxruntime, tokenizers and numpy only, and Python 3.10: the Rasa environment runs it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Encoding, Tokenizer

from nlu.chain import Chain


@dataclass(frozen=True)
class ReadSpan:
    """Characters `start` to `end` of the text, their label, and the probability 0..1 that it is exactly this span."""

    label: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True)
class Reading:
    """What the model reads in one utterance. `acts`: every act with its probability. `embedding` float32[hidden]."""

    acts: dict[str, float]
    spans: list[ReadSpan]
    classes: dict[str, dict[str, float]] = field(default_factory=dict)
    embedding: np.ndarray | None = None


def _softmax(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


class OnnxReader:
    """A joint model folder: model.onnx, tokenizer.json, labels.json (acts, tags, classes, temperatures, max_length).

    Raises FileNotFoundError that names the missing file.
    """

    def __init__(self, folder: Path, n_threads: int = 1) -> None:
        for name in ("model.onnx", "tokenizer.json", "labels.json"):
            if not (folder / name).is_file():
                raise FileNotFoundError(f"no {name} in {folder}: expected a model folder written by `daogou train nlu`")
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = n_threads
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.tags = ["O", *(f"{prefix}-{label}" for label in self.labels["tags"] for prefix in "BI")]
        self.chain = Chain(
            self.tags, *(np.array(self.labels[k]) if k in self.labels else None for k in ("transitions", "first"))
        )
        self.outputs = [o.name for o in self.session.get_outputs()]

    def read(self, text: str, context: str = "") -> Reading:
        """Read one utterance."""
        return self.read_batch([(text, context)])[0]

    def read_batch(self, pairs: list[tuple[str, str]]) -> list[Reading]:
        """Read (text, context) pairs in one run of the model; results in the same order."""
        return [self._decode(out, encoding) for out, encoding in self.logits(pairs)]

    def logits(self, pairs: list[tuple[str, str]]) -> list[tuple[dict[str, np.ndarray], Encoding]]:
        """Return the model's outputs by name and the pieces of each (text, context) pair, in one run of the model."""
        encodings = [self.tokenizer.encode(t, c) if c else self.tokenizer.encode(t) for t, c in pairs]
        width = self.labels["max_length"]
        for encoding in encodings:
            if len(encoding.ids) > width:
                encoding.truncate(width)
        shape = (len(pairs), max(len(e.ids) for e in encodings))
        feed = {name: np.zeros(shape, np.int64) for name in ("input_ids", "attention_mask", "token_type_ids")}
        for row, encoding in enumerate(encodings):
            n = len(encoding.ids)
            feed["input_ids"][row, :n] = encoding.ids
            feed["attention_mask"][row, :n] = 1
            feed["token_type_ids"][row, :n] = encoding.type_ids
        out = dict(zip(self.outputs, self.session.run(None, feed), strict=False))
        return [({k: v[row] for k, v in out.items()}, e) for row, e in enumerate(encodings)]

    def _temperature(self, head: str) -> float:
        return float(self.labels.get("temperatures", {}).get(head, 1.0))

    def _decode(self, out: dict[str, np.ndarray], encoding: Encoding) -> Reading:
        probabilities = 1 / (1 + np.exp(-out["acts"] / self._temperature("acts")))
        acts = {name: float(p) for name, p in zip(self.labels["acts"], probabilities, strict=False)}
        classes = {
            name: {label: float(p) for label, p in zip(labels, shares, strict=True)}
            for name, labels in self.labels["classes"].items()
            for shares in [_softmax(out[f"class:{name}"] / self._temperature(f"class:{name}"))]
        }
        return Reading(acts, self._spans(out["tags"], encoding), classes, out["sentence"])

    def _spans(self, logits: np.ndarray, encoding: Encoding) -> list[ReadSpan]:
        places = text_places(encoding)
        if not places or len(self.tags) == 1:
            return []
        found = self.chain.spans(logits[places], self._temperature("tags"))
        return read_spans(found, [encoding.offsets[i] for i in places])


def text_places(encoding: Encoding) -> list[int]:
    """Return the places of the pieces that belong to the text: no marks, no context."""
    return [
        i
        for i, (offset, sequence) in enumerate(zip(encoding.offsets, encoding.sequence_ids, strict=True))
        if sequence == 0 and offset[1] > offset[0]
    ]


def read_spans(found: list[tuple[str, int, int, float]], offsets: list[tuple[int, int]]) -> list[ReadSpan]:
    """Turn spans of pieces, as `Chain.spans` gives them, into spans of characters."""
    return [ReadSpan(label, offsets[a][0], offsets[b - 1][1], chance) for label, a, b, chance in found]
