"""Vectors of sentences from an exported encoder. Owns: one batch loop. Does not know figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np


class SentenceReader:
    """An encoder folder: model.onnx (input_ids, attention_mask -> one vector a text) and tokenizer.json.

    Raises FileNotFoundError that names the missing file.
    """

    def __init__(self, folder: Path, max_length: int = 96) -> None:
        for name in ("model.onnx", "tokenizer.json"):
            if not (folder / name).is_file():
                raise FileNotFoundError(
                    f"no {name} in {folder}: expected an encoder written by nlu.training.similarity"
                )
        import onnxruntime
        from tokenizers import Tokenizer

        self.session = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(max_length)
        self.tokenizer.enable_padding()

    def embed(self, texts: Sequence[str], batch: int = 128) -> np.ndarray:
        """Return float32[n, hidden], rows of length 1, in the order given."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        parts = []
        for begin in range(0, len(order), batch):
            encodings = self.tokenizer.encode_batch([texts[i] for i in order[begin : begin + batch]])
            feed = {
                "input_ids": np.array([e.ids for e in encodings], np.int64),
                "attention_mask": np.array([e.attention_mask for e in encodings], np.int64),
            }
            parts.append(self.session.run(None, feed)[0])
        out = np.concatenate(parts)
        return out[np.argsort(order)]
