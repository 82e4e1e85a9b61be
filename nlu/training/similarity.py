"""Tune the encoder so that the cosine of two sentences tells how alike they are; export it for retrieval.

Owns: the pooling, the two losses and their mixture, the export of `models/encoder`. Does not know search.
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

from nlu.training.make import load_encoder
from nlu.training.onnx_files import quantise
from nlu.training.pair_sets import belonging_pairs, graded_sets

#: Raise it when the encoder is trained anew: stores of vectors made by another version are rebuilt.
VERSION = "1"
#: Pieces of a text that are read in training: nearly all sentences of the pair sets are shorter.
TRAIN_LENGTH = 40


class SentenceEncoder(nn.Module):
    """Weighted mean of the pieces' vectors, L2-normalised.

    A piece's vector is its last hidden state plus a learned share of its word embedding: what was said literally
    counts beside what is meant. Its weight is learned by piece and starts at its rarity in `texts` (Arora et al. 2017,
    "A simple but tough-to-beat baseline"): rare words tell sentences apart.
    """

    def __init__(self, encoder: nn.Module, tokenizer: Tokenizer, texts: Sequence[str] = ()) -> None:
        super().__init__()
        self.encoder = encoder
        self.log_weight = nn.Embedding.from_pretrained(rarity(tokenizer, texts), freeze=False)
        self.literal = nn.Parameter(torch.zeros(()))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return float[batch, hidden], each row of length 1, for int64[batch, length] inputs."""
        out = self.encoder(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True)
        pieces = out.last_hidden_state + self.literal * out.hidden_states[0]
        weight = self.log_weight(input_ids).exp() * attention_mask.unsqueeze(-1)
        return nn.functional.normalize((pieces * weight.to(pieces.dtype)).sum(1), dim=-1)


def rarity(tokenizer: Tokenizer, texts: Sequence[str], a: float = 1e-3) -> torch.Tensor:
    """Return log(a / (a + p)) of every piece, float[n_pieces, 1]; p: its share in `texts`. Without texts all are 0."""
    counts = np.zeros(tokenizer.get_vocab_size())
    for encoding in tokenizer.encode_batch(list(texts)):
        np.add.at(counts, encoding.ids, 1)
    return torch.tensor(np.log(a / (a + counts / max(1.0, counts.sum()))), dtype=torch.float32).unsqueeze(1)


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
    sets, together = graded_sets(data), belonging_pairs(data)
    said = sorted({text for one in sets for a, b, _ in one for text in (a, b)} | {t for pair in together for t in pair})
    model = SentenceEncoder(base, tokenizer, said)
    share = np.array([len(s) for s in sets], float)
    share /= share.sum()
    own = [model.log_weight.weight, model.literal]
    others = list(base.parameters())
    optimiser = torch.optim.AdamW(
        [{"params": others, "peak": rate}, {"params": own, "peak": 10 * rate, "weight_decay": 0.0}],
        lr=rate, weight_decay=0.01, fused=True,
    )  # fmt: skip
    began, losses = time.monotonic(), []
    for step in range(steps):
        factor = min(1.0, (step + 1) / (0.1 * steps), 1.05 - step / steps)
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * factor
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
        "data": {"csts (AFQMC, OPPO-xiaobu, STS-B, half of LCQMC dev, PAWS-X, SNLI, MNLI)": "no licence stated",
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
