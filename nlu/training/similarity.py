"""Tune the encoder so that the cosine of two sentences tells how alike they are; export it for retrieval.

Owns: the two losses and their mixture, the pair sets, the export of `models/encoder`. Does not know search.
Losses: CoSENT for pairs with a grade, InfoNCE with in-batch negatives for pairs that belong together.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from nlu.training.corpus import bucket, clean
from nlu.training.make import load_encoder
from nlu.training.onnx_files import quantise
from nlu.training.readers import json_lines, pairs

Pair = tuple[str, str, float]

#: Raise it when the encoder is trained anew: stores of vectors made by another version are rebuilt.
VERSION = "1"
#: Pieces of a text that are read in training: nearly all sentences of the pair sets are shorter.
TRAIN_LENGTH = 40


class SentenceEncoder(nn.Module):
    """Mean of the pieces' hidden states, L2-normalised."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return float[batch, hidden], each row of length 1, for int64[batch, length] inputs."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        return nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1).clamp(min=1), dim=-1)


def cosent(a: torch.Tensor, b: torch.Tensor, grades: torch.Tensor, scale: float = 20.0) -> torch.Tensor:
    """Return the CoSENT loss (Su 2022): log(1 + sum exp(scale * (cos_j - cos_i))) over all i graded above j."""
    cosine = (a * b).sum(-1) * scale
    difference = cosine[None, :] - cosine[:, None]
    ordered = grades[:, None] > grades[None, :]
    terms = difference.masked_fill(~ordered, -1e4).flatten()
    return torch.logsumexp(torch.cat([terms.new_zeros(1), terms]), dim=0)


def info_nce(a: torch.Tensor, b: torch.Tensor, temperature: float = 0.05) -> torch.Tensor:
    """Return the symmetric InfoNCE loss (van den Oord 2018) with the other rows of the batch as negatives."""
    logits = a @ b.T / temperature
    gold = torch.arange(len(a), device=a.device)
    return (nn.functional.cross_entropy(logits, gold) + nn.functional.cross_entropy(logits.T, gold)) / 2


def graded_sets(data: Path) -> list[list[Pair]]:
    """Return the graded sets; a batch holds one: grades of two do not compare. Half of LCQMC dev, by hash."""
    csts = data / "csts"
    lcqmc = [p for p in pairs(csts / "LCQMC/dev.txt") if bucket(p[0] + p[1]) % 2 == 1]
    return [
        pairs(csts / "AFQMC/train.txt"),
        pairs(csts / "OPPO-xiaobu/dev.txt"),
        [(a, b, g / 5) for a, b, g in pairs(csts / "Chinese-STS-B/sts-b-train.txt")] * 2,
        lcqmc * 2,
        pairs(csts / "PAWS-X/dev_2k.tsv"),
    ]


def belonging_pairs(data: Path) -> list[tuple[str, str]]:
    """Return pairs that belong together: sentences of a product's description and its title (training part by hash)."""
    out: list[tuple[str, str]] = []
    for _, row in json_lines(data / "taodescribe/pairs.jsonl"):
        title, description = clean(row["title"]), clean(row["description"])
        if bucket(title) >= 2:
            half = len(description) // 2
            cut = next(
                (i + 1 for i in range(half, len(description)) if description[i] in "，。；！,.!"), len(description)
            )
            out.extend((part, title) for part in (description[:cut], description[cut:]) if len(part) >= 8)
    return out


def _inputs(tokenizer: Tokenizer, texts: Sequence[str], max_length: int) -> tuple[torch.Tensor, torch.Tensor]:
    encodings = [tokenizer.encode(t) for t in texts]
    for encoding in encodings:
        if len(encoding.ids) > max_length:
            encoding.truncate(max_length)
    width = max(len(e.ids) for e in encodings)
    ids = torch.zeros(len(texts), width, dtype=torch.long)
    mask = torch.zeros(len(texts), width, dtype=torch.long)
    for row, encoding in enumerate(encodings):
        ids[row, : len(encoding.ids)] = torch.tensor(encoding.ids)
        mask[row, : len(encoding.ids)] = 1
    return ids, mask


@torch.no_grad()
def embed(model: SentenceEncoder, tokenizer: Tokenizer, texts: Sequence[str], max_length: int = 96) -> np.ndarray:
    """Return float32[n, hidden], normalised, with the torch model."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out: np.ndarray | None = None
    for begin in range(0, len(order), 256):
        chosen = order[begin : begin + 256]
        ids, mask = _inputs(tokenizer, [texts[i] for i in chosen], max_length)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = model(ids, mask).float().numpy()
        if out is None:
            out = np.zeros((len(texts), vectors.shape[1]), np.float32)
        out[chosen] = vectors
    return out if out is not None else np.zeros((0, 0), np.float32)


def train(data: Path, encoder: str, out: Path, steps: int, batch: int, rate: float, seed: int) -> Path:
    """Tune and export to `out` (model.onnx int8, tokenizer.json, encoder/ in transformers' format, card.json)."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    base, tokenizer = load_encoder(encoder)
    model = SentenceEncoder(base)
    sets, together = graded_sets(data), belonging_pairs(data)
    share = np.array([len(s) for s in sets], float)
    share /= share.sum()
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01, fused=True)
    began, losses = time.monotonic(), []
    for step in range(steps):
        factor = min(1.0, (step + 1) / (0.1 * steps), 1.05 - step / steps)
        for group in optimiser.param_groups:
            group["lr"] = rate * factor
        graded = step % 4 != 3
        if graded:
            chosen = sets[int(random.choice(len(sets), p=share))]
            rows = [chosen[i] for i in random.integers(0, len(chosen), batch)]
        else:
            rows = [(a, b, 1.0) for a, b in (together[i] for i in random.integers(0, len(together), batch // 2))]
        ids, mask = _inputs(tokenizer, [r[0] for r in rows] + [r[1] for r in rows], TRAIN_LENGTH)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = model(ids, mask)
        a, b = vectors.float().chunk(2)
        grades = torch.tensor([r[2] for r in rows])
        loss = cosent(a, b, grades) if graded else info_nce(a, b)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        losses.append(float(loss.detach()))
        if (step + 1) % 50 == 0:
            print(
                f"step {step + 1}/{steps} loss {np.mean(losses[-50:]):.3f} {time.monotonic() - began:.0f} s", flush=True
            )
    save(model.eval(), tokenizer, out)
    card = {
        "name": "daogou-sentences", "version": VERSION, "max_tokens": 96,
        "what": "Sentence encoder for Chinese and English shopping text, compared by cosine",
        "data": {"csts (AFQMC, OPPO-xiaobu, STS-B, half of LCQMC dev, PAWS-X)": "no licence stated",
                 "taodescribe": "no licence stated", "pre-training": "see the sources in nlu/training/corpus.py"},
        "seed": seed, "steps": steps, "batch": batch, "learning_rate": rate, "seconds": round(time.monotonic() - began),
        "dim": int(base.config.hidden_size),
        "command": f"make models DATA=… (nlu.training.similarity --steps {steps} --batch {batch} --seed {seed})",
    }  # fmt: skip
    (out / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return out


def save(model: SentenceEncoder, tokenizer: Tokenizer, out: Path) -> None:
    """Export to ONNX int8 and keep the encoder in transformers' format (safetensors, bf16: half the size)."""
    out.mkdir(parents=True, exist_ok=True)
    ids, mask = _inputs(tokenizer, ["你好，两千元以内的手机", "cheap phone"], 96)
    dims = {0: torch.export.Dim("batch", min=1, max=4096), 1: torch.export.Dim("length", min=2, max=128)}
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "plain.onnx"
        torch.onnx.export(
            model.float(), (ids, mask), str(plain), dynamo=True, input_names=["input_ids", "attention_mask"],
            output_names=["sentence"], dynamic_shapes=(dims, dims), verbose=False,
        )  # fmt: skip
        quantise(plain, out / "model.onnx")
    tokenizer.save(str(out / "tokenizer.json"))
    model.encoder.to(torch.bfloat16).save_pretrained(out / "encoder")  # type: ignore[operator]
    tokenizer.save(str(out / "encoder" / "tokenizer.json"))
    model.float()


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public data sets")
    parser.add_argument("--encoder", required=True, help="pre-trained encoder: a folder or a hub name")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1100)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=7)
    a = parser.parse_args()
    train(a.data, a.encoder, a.out, a.steps, a.batch, a.rate, a.seed)


if __name__ == "__main__":
    main()
