"""Weights of a decoder on disk, as float32 arrays, with a LoRA adapter added in where one is asked for.

Owns: reading transformers' and peft's files without torch. Does not know: what is done with the weights.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import deserialize

#: Architectures whose layers the graph knows.
ARCHITECTURES = ("Qwen3ForCausalLM", "LlamaForCausalLM")
_TYPES = {"F32": np.float32, "F16": np.float16}


class CannotDecode(ValueError):
    """A model's folder holds what this decoder cannot run: says what was expected, and what was found."""


@dataclass(frozen=True)
class Weights:
    """A decoder: transformers' configuration as JSON, and its tensors by transformers' names, float32."""

    config: Mapping[str, Any]
    tensors: Mapping[str, np.ndarray]

    @property
    def head(self) -> np.ndarray:
        """The output layer float32[pieces, hidden]: the embedding itself where they are tied."""
        return self.tensors.get("lm_head.weight", self.tensors["model.embed_tokens.weight"])


def can_read(folder: Path) -> bool:
    """Say whether a folder holds a decoder that this package runs."""
    path = folder / "config.json"
    if not path.is_file():
        return False
    config = json.loads(path.read_text("utf-8"))
    return set(config.get("architectures") or ()) <= set(ARCHITECTURES) and any(folder.glob("model*.safetensors"))


def read(folder: Path, adapter: Path | None = None) -> Weights:
    """Read a model's folder and add an adapter's weights in.

    Raises CannotDecode for another architecture or adapter than these, OSError where a file is missing.
    """
    config = json.loads((folder / "config.json").read_text("utf-8"))
    found = config.get("architectures") or ["none"]
    if found[0] not in ARCHITECTURES:
        raise CannotDecode(f"{folder}: expected one of {', '.join(ARCHITECTURES)}, found {found[0]}")
    if config.get("attention_bias") or config.get("mlp_bias") or config.get("use_sliding_window"):
        raise CannotDecode(f"{folder}: expected plain attention without bias or sliding window")
    scaling = config.get("rope_scaling") or config.get("rope_parameters") or {}
    if scaling.get("rope_type", "default") != "default":
        raise CannotDecode(f"{folder}: expected plain rotary positions, found {scaling['rope_type']}")
    paths = sorted(folder.glob("model*.safetensors"))
    if not paths:
        raise CannotDecode(f"{folder}: expected model.safetensors, found none")
    tensors = {name: array for path in paths for name, array in tensors_of(path).items()}
    if adapter is not None:
        _add(tensors, adapter)
    return Weights(config, tensors)


def tensors_of(path: Path) -> dict[str, np.ndarray]:
    """Return the tensors of a safetensors file as float32; bf16, which numpy lacks, too."""
    out = {}
    for name, view in deserialize(path.read_bytes()):
        raw = bytes(view["data"])
        if view["dtype"] == "BF16":
            flat = (np.frombuffer(raw, np.uint16).astype(np.uint32) << 16).view(np.float32)
        elif view["dtype"] in _TYPES:
            flat = np.frombuffer(raw, _TYPES[view["dtype"]]).astype(np.float32)
        else:
            raise CannotDecode(f"{path.name}: expected F32, F16 or BF16, found {view['dtype']} in {name}")
        out[name] = flat.reshape(view["shape"])
    return out


def _add(tensors: dict[str, np.ndarray], adapter: Path) -> None:
    """Add B·A·alpha/rank of each adapted matrix (Hu et al. 2021, 2106.09685)."""
    config = json.loads((adapter / "adapter_config.json").read_text("utf-8"))
    special = [k for k in ("use_dora", "rank_pattern", "alpha_pattern") if config.get(k)]
    if config.get("peft_type") != "LORA" or special or config.get("bias", "none") != "none":
        raise CannotDecode(f"{adapter}: expected plain LoRA, found {config.get('peft_type')} {special}")
    rank = config["r"]
    scale = config["lora_alpha"] / (rank**0.5 if config.get("use_rslora") else rank)
    found = tensors_of(adapter / "adapter_model.safetensors")
    for name, down in found.items():
        if not name.endswith(".lora_A.weight"):
            continue
        up = found[name.replace(".lora_A.", ".lora_B.")]
        target = name.removeprefix("base_model.model.").replace(".lora_A.weight", ".weight")
        if target not in tensors:
            raise CannotDecode(f"{adapter}: adapts {target}, which the base does not have")
        tensors[target] = tensors[target] + scale * (up @ down)
