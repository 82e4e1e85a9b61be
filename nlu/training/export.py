"""Export a joint model to ONNX with int8 weights, beside its tokenizer and labels.

Owns: the export and the check that the file gives what torch gives. Does not know training.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from nlu.training.model import JointModel
from nlu.training.onnx_files import quantise

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
#: The exporter names the embedding layer's own value `embedding` (torch 2.13): an output of that name clashes with it.
OUTPUT_NAMES = {"embedding": "sentence"}


class _Ordered(torch.nn.Module):
    """The model with its outputs as a tuple: ONNX names outputs by position."""

    def __init__(self, model: JointModel, names: list[str]) -> None:
        super().__init__()
        self.model, self.names = model, names

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        outputs = self.model(*inputs)
        return tuple(outputs[name] for name in self.names)


def export(model: JointModel, tokenizer: Tokenizer, folder: Path, max_length: int) -> float:
    """Write model.onnx, tokenizer.json, labels.json to `folder`; return the largest |difference| of act probabilities.

    Raises ValueError where int8 changes an act's probability by more than .35 on the check input: the model is broken.
    """
    from onnxruntime import InferenceSession

    folder.mkdir(parents=True, exist_ok=True)
    model = model.eval().float().cpu()
    names = ["acts", "tags", "embedding", *(f"class:{n}" for n in model.labels.classes)]
    encoding = tokenizer.encode("你好，推荐一款两千元以内的手机 cheap phone", "上一句")
    feed = [torch.tensor([ids, ids]) for ids in (encoding.ids, encoding.attention_mask, encoding.type_ids)]
    batch, length = torch.export.Dim("batch", min=1, max=4096), torch.export.Dim("length", min=2, max=max_length)
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "plain.onnx"
        torch.onnx.export(
            _Ordered(model, names).eval(),
            tuple(feed),
            str(plain),
            dynamo=True,
            input_names=list(INPUTS),
            output_names=[OUTPUT_NAMES.get(name, name) for name in names],
            dynamic_shapes={"inputs": tuple({0: batch, 1: length} for _ in INPUTS)},
            verbose=False,
        )
        quantise(plain, folder / "model.onnx")
    tokenizer.save(str(folder / "tokenizer.json"))
    labels = {
        "acts": list(model.labels.acts), "tags": list(model.labels.tags),
        "classes": {n: list(of) for n, of in model.labels.classes.items()},
        "max_length": max_length,
    }  # fmt: skip
    if model.crf:
        labels["transitions"] = model.transitions.detach().numpy().round(3).tolist()
        labels["first"] = model.first.detach().numpy().round(3).tolist()
    (folder / "labels.json").write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")
    with torch.no_grad():
        wanted = torch.sigmoid(model(*feed)["acts"]).numpy()
    session = InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
    found = session.run(["acts"], {n: t.numpy() for n, t in zip(INPUTS, feed, strict=True)})[0]
    difference = float(np.abs(1 / (1 + np.exp(-found)) - wanted).max()) if wanted.size else 0.0
    if difference > 0.35:
        raise ValueError(
            f"int8 changes act probabilities by {difference:.2f} (expected < 0.35); {folder} is not usable"
        )
    return difference
