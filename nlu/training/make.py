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

from nlu.evaluate.figures import class_figures, set_f1
from nlu.reader import Reading, bio_constraints, viterbi
from nlu.training import tokenizer as pieces
from nlu.training.examples import Example, encode, piece_spans
from nlu.training.export import export
from nlu.training.fit import FitSettings, batches, collate, fit
from nlu.training.model import JointModel, Labels


def load_encoder(name_or_folder: str) -> tuple[Any, Tokenizer]:
    """Load an encoder and its tokenizer: a folder of ours, or a hub name (`bert-base-chinese`).

    Raises OSError from transformers, naming what was not found.
    """
    folder = Path(name_or_folder)
    if (folder / "config.json").is_file():
        encoder = AutoModel.from_pretrained(folder.resolve(), add_pooling_layer=False)
        own = folder / "tokenizer.json"
        tokenizer = (
            pieces.load(own) if own.is_file() else AutoTokenizer.from_pretrained(folder.resolve()).backend_tokenizer
        )
    else:
        encoder = AutoModel.from_pretrained(name_or_folder, add_pooling_layer=False)
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
    from nlu.reader import ReadSpan

    allowed, first = bio_constraints(list(model.labels.bio))
    device = next(model.parameters()).device
    out: list[Reading | None] = [None] * len(examples)
    for group in batches(examples, batch, None):
        chosen = [examples[i] for i in group]
        inputs, _ = collate([Example(e.text, e.context) for e in chosen], tokenizer, model.labels, max_length)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            outputs = model(**{k: v.to(device) for k, v in inputs.items()})
        acts = torch.sigmoid(outputs["acts"].float()).cpu().numpy()
        tags = torch.log_softmax(outputs["tags"].float(), dim=-1).cpu().numpy()
        classes = {n: outputs[f"class:{n}"].float().softmax(-1).cpu().numpy() for n in model.labels.classes}
        for row, i in enumerate(group):
            places = [
                (k, p) for k, p in enumerate(piece_spans(encode(tokenizer, *_pair(examples[i]), max_length))) if p
            ]
            spans: list[ReadSpan] = []
            if places and model.labels.tags:
                path = viterbi(tags[row][[k for k, _ in places]], allowed, first)
                for tag, (_, (start, end)) in zip(path, places, strict=True):
                    name = model.labels.bio[tag]
                    if name.startswith("B-"):
                        spans.append(ReadSpan(name[2:], start, end, 1.0))
                    elif name.startswith("I-"):
                        spans[-1] = ReadSpan(spans[-1].label, spans[-1].start, end, 1.0)
            out[i] = Reading(
                {a: float(p) for a, p in zip(model.labels.acts, acts[row], strict=False)},
                spans,
                {
                    n: {c: float(p) for c, p in zip(model.labels.classes[n], v[row], strict=True)}
                    for n, v in classes.items()
                },
            )
    return [reading for reading in out if reading is not None]


def _pair(example: Example) -> tuple[str, str]:
    return example.text, example.context


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

    `score` turns dev figures into the one number that picks the epoch; None: their mean. `card` names data, licences.
    """
    base, tokenizer = load_encoder(encoder)
    torch.manual_seed(settings.seed)
    model = JointModel(base, labels or labels_of(train))
    if torch.cuda.is_available():
        model = model.cuda()

    def dev_figures(candidate: JointModel) -> dict[str, float]:
        return figures(dev, predict(candidate, tokenizer, dev, settings.max_length))

    def mean(values: dict[str, float]) -> float:
        return float(np.mean([v for k, v in values.items() if k.endswith(("f1", "accuracy"))]))

    pick = score or mean
    began = time.monotonic()
    model, scores = fit(
        model, tokenizer, train, lambda m: pick(dev_figures(m)), settings, pieces.id_of(tokenizer, pieces.UNK)
    )
    final = dev_figures(model)
    difference = export(model, tokenizer, out, settings.max_length)
    card = {
        **card, "seed": settings.seed, "settings": asdict(settings), "n_train": len(train), "n_dev": len(dev),
        "dev_by_epoch": scores, "dev": final, "seconds": round(time.monotonic() - began), "int8_difference": difference,
        "parameters": sum(p.numel() for p in model.parameters()),
    }  # fmt: skip
    (out / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return final
