"""Takes the least important inner neurons out of every layer, so that matrices really get smaller.

Owns: importance and the cut. Does not know: files, training. A neuron's importance is the product of the norms of its
three weight vectors (gate, up, down): what it can add at most to the layer's output.
"""

from __future__ import annotations

import numpy as np

from finetune.decode.weights import Weights

#: Inner sizes stay a multiple of this, as matrix kernels like it.
STEP = 32


def pruned(found: Weights, share: float) -> Weights:
    """Return a model with `share` (0 to 1, exclusive) of each layer's inner neurons taken out.

    Raises ValueError for a share that leaves nothing.
    """
    inner = int(found.config["intermediate_size"])
    kept = round(inner * (1 - share) / STEP) * STEP if inner > STEP else round(inner * (1 - share))
    if not 0 < kept <= inner:
        raise ValueError(f"share: expected 0 to 1 with neurons left, found {share} of {inner}")
    tensors = dict(found.tensors)
    for i in range(int(found.config["num_hidden_layers"])):
        at = f"model.layers.{i}.mlp."
        gate, up, down = (tensors[f"{at}{n}_proj.weight"] for n in ("gate", "up", "down"))
        worth = np.linalg.norm(gate, axis=1) * np.linalg.norm(up, axis=1) * np.linalg.norm(down, axis=0)
        chosen = np.sort(np.argsort(-worth)[:kept])
        tensors |= {
            f"{at}gate_proj.weight": gate[chosen], f"{at}up_proj.weight": up[chosen],
            f"{at}down_proj.weight": down[:, chosen],
        }  # fmt: skip
    return Weights({**found.config, "intermediate_size": kept}, tensors)
