"""Texts as rows of pieces of one length, ready to be trained on; kept in a folder, so that a stopped run goes on.

Owns: tokenising, packing, the part held out. Does not know: models, schedules.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from finetune.pretrain import pieces, sources
from finetune.requests import END

#: The tokenizer is trained on every eighth text: pieces of more differ little.
_EVERY = 8
#: Of each source's texts, one in a hundred, by hash, is never trained on.
HELD_OUT = 0


@dataclass(frozen=True)
class Packed:
    """`train`, `held_out`: uint16[n_rows, length]; `shown`: what was read, for the card."""

    tokenizer: Tokenizer
    train: np.ndarray
    held_out: np.ndarray
    shown: list[dict[str, Any]]


def pack(data: Path, out: Path, *, n_pieces: int, length: int, seed: int, pairs: Sequence[Path] = ()) -> Packed:
    """Read `data` and `pairs` (finetune/tasks), or what an earlier call left in `out` for the same arguments.

    Raises FileNotFoundError where a source is missing, ValueError where `out` was packed from other arguments.
    """
    asked = {"n_pieces": n_pieces, "length": length, "seed": seed, "pairs": [p.name for p in pairs]}
    kept = out / "packed.npz"
    if kept.exists():
        card = json.loads((out / "packed.json").read_text("utf-8"))
        if card["asked"] != asked:
            raise ValueError(f"{kept} was packed with {card['asked']}, expected {asked}; remove it to pack anew")
        arrays = np.load(kept)
        return Packed(pieces.load(out), arrays["train"], arrays["held_out"], card["shown"])
    texts, held_out, shown = _read(data, pairs)
    tokenizer = pieces.train(texts[::_EVERY], n_pieces)
    order = np.random.default_rng(seed).permutation(len(texts))
    rows = _rows(tokenizer, [texts[i] for i in order], length)
    out.mkdir(parents=True, exist_ok=True)
    pieces.save(tokenizer, out)
    held = _rows(tokenizer, held_out, length)
    np.savez(kept, train=rows, held_out=held)
    (out / "packed.json").write_text(
        json.dumps({"asked": asked, "shown": shown}, ensure_ascii=False, indent=1), "utf-8"
    )
    return Packed(tokenizer, rows, held, shown)


def _read(data: Path, pairs: Sequence[Path]) -> tuple[list[str], list[str], list[dict[str, Any]]]:
    texts: list[str] = []
    held_out: list[str] = []
    shown: list[dict[str, Any]] = []
    named = [(s.name, s.licence, s.times, sources.texts(data, s)) for s in sources.SOURCES]
    named += [(f"pairs {p.name}", "made by this project", 1, sources.pair_texts(p)) for p in pairs]
    for name, licence, times, found in named:
        own = list(found)
        kept = [t for t in own if sources.bucket(t) != HELD_OUT]
        texts.extend(kept * times)
        held_out.extend(t for t in own if sources.bucket(t) == HELD_OUT)
        shown.append({"name": name, "licence": licence, "texts": len(kept), "times": times})
        print(f"  {name}: {len(kept):,} texts, {times}x", flush=True)
    return texts, held_out, shown


def _rows(tokenizer: Tokenizer, texts: Sequence[str], length: int) -> np.ndarray:
    """Return the texts one after the other, END after each, cut into rows; the rest at the end is left out."""
    end = pieces.id_of(tokenizer, END)
    ids: list[int] = []
    for begin in range(0, len(texts), 4096):
        for encoded in tokenizer.encode_batch(list(texts[begin : begin + 4096]), add_special_tokens=False):
            ids.extend(encoded.ids)
            ids.append(end)
    flat = np.array(ids, np.uint16)
    return flat[: flat.size // length * length].reshape(-1, length)
