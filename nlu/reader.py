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
from tokenizers import Tokenizer


@dataclass(frozen=True)
class ReadSpan:
    """Characters `start` to `end` of the text, their label, and the model's confidence 0..1 (mean over its pieces)."""

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


def viterbi(log_probs: np.ndarray, allowed: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return the best allowed tag sequence. log_probs float[length, n]; allowed bool[n, n] from row to column."""
    score = np.where(first, log_probs[0], -np.inf)
    back = np.zeros(log_probs.shape, int)
    barrier = np.where(allowed, 0.0, -np.inf)
    for i in range(1, len(log_probs)):
        total = score[:, None] + barrier
        back[i] = total.argmax(axis=0)
        score = total.max(axis=0) + log_probs[i]
    path = [int(score.argmax())]
    for i in range(len(log_probs) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return np.array(path[::-1])


def bio_constraints(tags: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return which tag may follow which (bool[n, n]) and which may come first (bool[n]): I-x only after B-x or I-x."""
    n = len(tags)
    allowed, first = np.ones((n, n), bool), np.ones(n, bool)
    for j, tag in enumerate(tags):
        if tag.startswith("I-"):
            first[j] = False
            allowed[:, j] = [other[2:] == tag[2:] and other != "O" for other in tags]
    return allowed, first


def _softmax(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


class OnnxReader:
    """A joint model folder: model.onnx, tokenizer.json, labels.json (acts, tags, classes, temperature, max_length).

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
        self.allowed, self.first = bio_constraints(self.tags)
        self.outputs = [o.name for o in self.session.get_outputs()]

    def read(self, text: str, context: str = "") -> Reading:
        """Read one utterance."""
        return self.read_batch([(text, context)])[0]

    def read_batch(self, pairs: list[tuple[str, str]]) -> list[Reading]:
        """Read (text, context) pairs in one run of the model; results in the same order."""
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
        return [self._decode({k: v[row] for k, v in out.items()}, e) for row, e in enumerate(encodings)]

    def _decode(self, out: dict[str, np.ndarray], encoding: Any) -> Reading:
        temperature = self.labels.get("temperature", 1.0)
        probabilities = 1 / (1 + np.exp(-out["acts"] / temperature))
        acts = {name: float(p) for name, p in zip(self.labels["acts"], probabilities, strict=False)}
        classes = {
            name: {label: float(p) for label, p in zip(labels, _softmax(out[f"class:{name}"]), strict=True)}
            for name, labels in self.labels["classes"].items()
        }
        return Reading(acts, self._spans(out["tags"], encoding), classes, out["sentence"])

    def _spans(self, logits: np.ndarray, encoding: Any) -> list[ReadSpan]:
        places = [
            (i, offset)
            for i, (offset, sequence) in enumerate(zip(encoding.offsets, encoding.sequence_ids, strict=True))
            if sequence == 0 and offset[1] > offset[0]
        ]
        if not places or len(self.tags) == 1:
            return []
        probabilities = _softmax(logits[[i for i, _ in places]])
        path = viterbi(np.log(probabilities + 1e-9), self.allowed, self.first)
        spans: list[ReadSpan] = []
        for position, tag in enumerate(path):
            name, (start, end) = self.tags[tag], places[position][1]
            confidence = float(probabilities[position, tag])
            if name.startswith("B-"):
                spans.append(ReadSpan(name[2:], start, end, confidence))
            elif name.startswith("I-"):
                last = spans[-1]
                spans[-1] = ReadSpan(last.label, last.start, end, (last.confidence + confidence) / 2)
        return spans
