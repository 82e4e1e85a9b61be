"""Make a model folder: encoder + heads, fine-tuned, exported, with its card.

Owns: the one path from examples to a shipped folder. Does not know data sets.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoModel, AutoTokenizer

from nlu.chain import Chain
from nlu.evaluate.figures import class_figures, set_f1
from nlu.reader import Reading, read_spans, text_places
from nlu.training import tokenizer as pieces
from nlu.training.calibration import calibrate
from nlu.training.examples import Example, encode
from nlu.training.export import export
from nlu.training.fit import FitSettings, batches, collate, fit
from nlu.training.model import JointModel, Labels


def load_encoder(name_or_folder: str, dropout: float = 0.0) -> tuple[Any, Tokenizer]:
    """Load an encoder and its tokenizer: a folder of ours, or a hub name (`bert-base-chinese`).

    `dropout`: share of its activations that training drops. Raises OSError of transformers that names what is missing.
    """
    folder = Path(name_or_folder)
    # float32 even where the file is bf16: an update a hundredth of the weight is lost in eight bits of mantissa.
    options: dict[str, Any] = {
        "add_pooling_layer": False, "dtype": torch.float32,
        "hidden_dropout_prob": dropout, "attention_probs_dropout_prob": dropout,
    }  # fmt: skip
    if (folder / "config.json").is_file():
        encoder = AutoModel.from_pretrained(folder.resolve(), **options)
        own = folder / "tokenizer.json"
        tokenizer = (
            pieces.load(own) if own.is_file() else AutoTokenizer.from_pretrained(folder.resolve()).backend_tokenizer
        )
    else:
        encoder = AutoModel.from_pretrained(name_or_folder, **options)
        tokenizer = AutoTokenizer.from_pretrained(name_or_folder).backend_tokenizer
    if not torch.cuda.is_available():
        encoder.set_attn_implementation("eager")
    return encoder, tokenizer


def labels_of(examples: Sequence[Example], min_count: int = 1) -> Labels:
    """Collect the labels that examples carry, sorted; acts and tags seen fewer than `min_count` times are left out."""
    acts: dict[str, int] = {}
    tags: dict[str, int] = {}
    classes: dict[str, set[str]] = {}
    for example in examples:
        for act in example.acts:
            acts[act] = acts.get(act, 0) + 1
        for span in example.spans:
            tags[span.label] = tags.get(span.label, 0) + 1
        for name, value in example.classes.items():
            classes.setdefault(name, set()).add(value)
    keep = lambda counts: tuple(sorted(k for k, n in counts.items() if n >= min_count))  # noqa: E731
    return Labels(keep(acts), keep(tags), {n: tuple(sorted(v)) for n, v in sorted(classes.items())})


@torch.no_grad()
def predict(
    model: JointModel, tokenizer: Tokenizer, examples: Sequence[Example], max_length: int, batch: int = 128
) -> list[Reading]:
    """Read examples with the torch model, decoding as `nlu.reader` does; spans as in Reading, in the order given."""
    chain = Chain(model.labels.bio, *(p.detach().float().cpu().numpy() for p in (model.transitions, model.first)))
    device = next(model.parameters()).device
    out: list[Reading | None] = [None] * len(examples)
    for group in batches(examples, batch, None):
        chosen = [examples[i] for i in group]
        inputs, _ = collate([Example(e.text, e.context) for e in chosen], tokenizer, model.labels, max_length)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            outputs = model(**{k: v.to(device) for k, v in inputs.items()})
        acts = torch.sigmoid(outputs["acts"].float()).cpu().numpy()
        tags = outputs["tags"].float().cpu().numpy()
        classes = {n: outputs[f"class:{n}"].float().softmax(-1).cpu().numpy() for n in model.labels.classes}
        for row, i in enumerate(group):
            encoding = encode(tokenizer, examples[i].text, examples[i].context, max_length)
            places = text_places(encoding)
            spans = []
            if places and model.labels.tags:
                spans = read_spans(chain.spans(tags[row][places]), [encoding.offsets[k] for k in places])
            out[i] = Reading(
                {a: float(p) for a, p in zip(model.labels.acts, acts[row], strict=False)},
                spans,
                {
                    n: {c: float(p) for c, p in zip(model.labels.classes[n], v[row], strict=True)}
                    for n, v in classes.items()
                },
            )
    return [reading for reading in out if reading is not None]


def figures(examples: Sequence[Example], readings: Sequence[Reading]) -> dict[str, float]:
    """Return f1 over acts and spans together (where labelled), and accuracy and macro_f1 per class head."""
    gold, found = [], []
    for example, reading in zip(examples, readings, strict=True):
        a: set[Any] = set()
        b: set[Any] = set()
        if example.has_acts:
            a |= set(example.acts)
            b |= {name for name, p in reading.acts.items() if p >= 0.5}
        if example.has_spans:
            a |= {(s.label, s.start, s.end) for s in example.spans}
            b |= {(s.label, s.start, s.end) for s in reading.spans}
        gold.append(a)
        found.append(b)
    out = set_f1(gold, found) if any(gold) else {}
    names = {name for example in examples for name in example.classes}
    for name in sorted(names):
        known = [
            (e.classes[name], max(r.classes[name], key=r.classes[name].__getitem__))
            for e, r in zip(examples, readings, strict=True)
            if name in e.classes and name in r.classes
        ]
        if known:
            for key, value in class_figures([g for g, _ in known], [p for _, p in known]).items():
                out[f"{name}_{key}"] = value
    return out


def make(
    out: Path,
    encoder: str,
    train: Sequence[Example],
    dev: Sequence[Example],
    settings: FitSettings,
    card: dict[str, Any],
    score: Callable[[dict[str, float]], float] | None = None,
    labels: Labels | None = None,
) -> dict[str, float]:
    """Fine-tune, export and write card.json to `out`; return the dev figures of the exported file's torch twin.

    A run that was stopped goes on from `out`/training.pt, which is removed at the end.
    `score` turns dev figures into the one number that picks the epoch; None: their mean. `card` names data, licences.
    """
    base, tokenizer = load_encoder(encoder, settings.encoder_dropout)
    torch.manual_seed(settings.seed)
    model = JointModel(base, labels or labels_of(train), crf=settings.crf)
    if torch.cuda.is_available():
        model = model.cuda()

    def dev_figures(candidate: JointModel) -> dict[str, float]:
        return figures(dev, predict(candidate, tokenizer, dev, settings.max_length))

    def mean(values: dict[str, float]) -> float:
        return float(np.mean([v for k, v in values.items() if k.endswith(("f1", "accuracy"))]))

    pick = score or mean
    began = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    checkpoint = out / "training.pt"
    model, scores = fit(
        model, tokenizer, train, lambda m: pick(dev_figures(m)), settings, pieces.id_of(tokenizer, pieces.UNK),
        checkpoint,
    )  # fmt: skip
    final = dev_figures(model)
    difference = export(model, tokenizer, out, settings.max_length)
    temperatures = calibrate(out, dev)
    card = {
        **card, "seed": settings.seed, "settings": asdict(settings), "n_train": len(train), "n_dev": len(dev),
        "dev_by_epoch": scores, "dev": final, "seconds": round(time.monotonic() - began), "int8_difference": difference,
        "temperatures": temperatures,
        "parameters": sum(p.numel() for p in model.parameters()),
    }  # fmt: skip
    (out / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    checkpoint.unlink(missing_ok=True)
    return final
