"""The decoder's size and its optimisers.

Owns: Qwen3's configuration at our sizes, and which weights take which steps. Does not know: data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from transformers import Qwen3Config, Qwen3ForCausalLM


@dataclass(frozen=True)
class Shape:
    """Sizes of a decoder; embeddings are tied. `n_kv_heads` heads of keys are shared by `n_heads` of queries."""

    hidden: int
    n_layers: int
    n_heads: int
    n_kv_heads: int
    inner: int
    head: int = 64


#: `small` (16.2 million weights with 8,000 pieces) is what a core can teach in an hour or two: few wide layers take a
#: fifth less time a piece than many narrow ones of as many weights (`deep`). `large` is the largest whose bf16 file
#: stays under 40 MB, for a GPU.
SHAPES = {
    "tiny": Shape(32, 2, 2, 1, 64, 16),
    "small": Shape(512, 5, 8, 2, 1152),
    "deep": Shape(384, 8, 6, 2, 1024),
    "large": Shape(512, 6, 8, 2, 1152),
}


def config_of(shape: Shape, n_pieces: int, *, end_id: int, pad_id: int, length: int = 1024) -> Qwen3Config:
    """Return transformers' configuration of a decoder over `n_pieces` pieces; `length`: pieces it may ever see."""
    return Qwen3Config(
        vocab_size=n_pieces,
        hidden_size=shape.hidden,
        intermediate_size=shape.inner,
        num_hidden_layers=shape.n_layers,
        num_attention_heads=shape.n_heads,
        num_key_value_heads=shape.n_kv_heads,
        head_dim=shape.head,
        max_position_embeddings=length,
        tie_word_embeddings=True,
        eos_token_id=end_id,
        pad_token_id=pad_id,
        bos_token_id=None,
    )


def decoder(config: Qwen3Config) -> Qwen3ForCausalLM:
    """Return a decoder with fresh weights. On CPUs it attends by plain products: their backward pass is faster."""
    model = Qwen3ForCausalLM(config)
    model.set_attn_implementation("sdpa" if torch.cuda.is_available() else "eager")
    return model


class Optimisers:
    """Muon for the layers' matrices, AdamW for the embedding and the norms (Jordan et al. 2024).

    Orthogonalised steps reach the same loss in about half of AdamW's steps on decoders of this size.
    """

    def __init__(self, model: Any, *, matrix_rate: float, rate: float) -> None:
        matrices = [p for p in model.model.layers.parameters() if p.ndim == 2]
        own = {id(p) for p in matrices}
        others = [p for p in model.parameters() if id(p) not in own]
        self._peaks = (matrix_rate, rate)
        self.muon = torch.optim.Muon(matrices, lr=matrix_rate, weight_decay=0.01)
        self.adam = torch.optim.AdamW(others, lr=rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)

    def step(self, factor: float) -> None:
        """Move the weights by their gradients at `factor` (0 to 1) of the peak rates, and clear the gradients."""
        for optimiser, peak in zip((self.muon, self.adam), self._peaks, strict=True):
            for group in optimiser.param_groups:
                group["lr"] = peak * factor
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)

    def state_dict(self) -> dict[str, Any]:
        """Return what a checkpoint keeps."""
        return {"muon": self.muon.state_dict(), "adam": self.adam.state_dict()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from a checkpoint."""
        self.muon.load_state_dict(state["muon"])
        self.adam.load_state_dict(state["adam"])


def n_parameters(model: nn.Module) -> int:
    """Return how many weights a model has, tied ones once."""
    return sum(p.numel() for p in {id(p): p for p in model.parameters()}.values())
