"""A decoder as an ONNX graph of ONNX Runtime's fused operators: one attention operator with rotary positions and cache.

Owns: the graph of Qwen3's and Llama's layers, in float32 or with int8 matrices. Does not know: where weights come from
(weights.py), or how the graph is run (decoder.py).

Inputs: ids int64[b, n], last int64[b, 1] (place whose successor is wanted), lengths int32[b] (pieces of each row after
this call, less one), total int32 (their maximum plus one), k<i> and v<i> float32[b, n_kv_heads, past, head].
Outputs: logits float32[b, pieces], k<i>_ and v<i>_ with the new pieces in.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from finetune.decode.weights import Weights

Precision = Literal["fp32", "int8"]
_MS = "com.microsoft"


def build(weights: Weights, precision: Precision, max_pieces: int) -> bytes:
    """Return the graph's bytes for texts of up to `max_pieces` pieces."""
    return _Graph(weights, precision).whole(max_pieces)


def quantised(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (int8[k, n], scales float32[n]) of float32[k, n]: symmetric, one scale a column."""
    scale = np.abs(matrix).max(axis=0) / 127
    scale[scale == 0] = 1
    return np.clip(np.rint(matrix / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


class _Graph:
    def __init__(self, weights: Weights, precision: Precision) -> None:
        config = weights.config
        self.t, self.precision = weights.tensors, precision
        self.head_weight = weights.head
        self.hidden = int(config["hidden_size"])
        self.n_heads = int(config["num_attention_heads"])
        self.n_kv = int(config.get("num_key_value_heads") or self.n_heads)
        self.n_layers = int(config["num_hidden_layers"])
        self.head = int(config.get("head_dim") or self.hidden // self.n_heads)
        rope = config.get("rope_parameters") or {}
        self.theta = float(config.get("rope_theta") or rope.get("rope_theta") or 10_000.0)
        self.epsilon = float(config["rms_norm_eps"])
        self.nodes: list[Any] = []
        self.initial: list[Any] = []
        self.n_names = 0

    # ------------------------------------------------------------ small words

    def const(self, array: np.ndarray, name: str = "") -> str:
        self.n_names += 1
        name = name or f"c{self.n_names}"
        self.initial.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def op(self, kind: str, inputs: list[str], n_outputs: int = 1, domain: str = "", **attributes: Any) -> Any:
        self.n_names += 1
        outputs = [f"n{self.n_names}_{i}" for i in range(n_outputs)]
        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **attributes))
        return outputs[0] if n_outputs == 1 else outputs

    def matmul(self, x: str, matrix: np.ndarray) -> str:
        """`matrix` as torch has it: float32[out, in]."""
        if self.precision == "fp32":
            return str(self.op("MatMul", [x, self.const(matrix.T)]))
        whole, scale = quantised(matrix.T)
        inputs = [x, self.const(whole), self.const(scale)]
        return str(self.op("DynamicQuantizeMatMul", inputs, domain=_MS))

    def norm(self, x: str, weight: np.ndarray) -> str:
        inputs = [x, self.const(weight)]
        return str(self.op("SimplifiedLayerNormalization", inputs, axis=-1, epsilon=self.epsilon, stash_type=1))

    def head_norm(self, x: str, weight: np.ndarray | None, n_heads: int) -> str:
        """Qwen3 norms each head of queries and keys; Llama does not."""
        if weight is None:
            return x
        parted = self.op("Reshape", [x, self.const(np.array([0, 0, n_heads, self.head], np.int64))])
        normed = self.norm(parted, weight)
        return str(self.op("Reshape", [normed, self.const(np.array([0, 0, n_heads * self.head], np.int64))]))

    # ------------------------------------------------------------ parts

    def embedding(self, ids: str) -> str:
        table = self.t["model.embed_tokens.weight"]
        if self.precision == "fp32":
            return str(self.op("Gather", [self.const(table), ids]))
        whole, scale = quantised(table.T)
        rows = self.op("Cast", [self.op("Gather", [self.const(whole.T), ids])], to=TensorProto.FLOAT)
        return str(self.op("Mul", [rows, self.op("Gather", [self.const(scale[:, None]), ids])]))

    def layer(self, i: int, x: str, shared: list[str]) -> str:
        at = f"model.layers.{i}."
        attention = at + "self_attn."
        normed = self.norm(x, self.t[at + "input_layernorm.weight"])
        whole = self.matmul(normed, np.concatenate([self.t[f"{attention}{n}_proj.weight"] for n in "qkv"]))
        sizes = self.const(np.array([self.n_heads, self.n_kv, self.n_kv], np.int64) * self.head)
        q, k, v = self.op("Split", [whole, sizes], 3, axis=-1)
        q = self.head_norm(q, self.t.get(attention + "q_norm.weight"), self.n_heads)
        k = self.head_norm(k, self.t.get(attention + "k_norm.weight"), self.n_kv)
        self.nodes.append(
            helper.make_node(
                "GroupQueryAttention", [q, k, v, f"k{i}", f"v{i}", "lengths", "total", *shared],
                [f"a{i}", f"k{i}_", f"v{i}_"], domain=_MS, num_heads=self.n_heads, kv_num_heads=self.n_kv,
                do_rotary=1, rotary_interleaved=0,
            )
        )  # fmt: skip
        x = self.op("Add", [x, self.matmul(f"a{i}", self.t[attention + "o_proj.weight"])])
        normed = self.norm(x, self.t[at + "post_attention_layernorm.weight"])
        both = self.matmul(normed, np.concatenate([self.t[f"{at}mlp.{n}_proj.weight"] for n in ("gate", "up")]))
        inner = self.t[at + "mlp.up_proj.weight"].shape[0]
        gate, up = self.op("Split", [both, self.const(np.array([inner, inner], np.int64))], 2, axis=-1)
        opened = self.op("Mul", [self.op("Mul", [gate, self.op("Sigmoid", [gate])]), up])
        return str(self.op("Add", [x, self.matmul(opened, self.t[at + "mlp.down_proj.weight"])]))

    def turning(self, max_pieces: int) -> list[str]:
        """Cosines and sines of the rotary positions, float32[max_pieces, head / 2]."""
        speeds = self.theta ** (-np.arange(0, self.head, 2) / self.head)
        angles = np.arange(max_pieces)[:, None] * speeds[None]
        return [self.const(f(angles).astype(np.float32)) for f in (np.cos, np.sin)]

    def whole(self, max_pieces: int) -> bytes:
        shared = self.turning(max_pieces)
        x = self.embedding("ids")
        for i in range(self.n_layers):
            x = self.layer(i, x, shared)
        x = self.op("GatherND", [x, "last"], batch_dims=1)
        x = self.norm(x, self.t["model.norm.weight"])
        self.nodes.append(helper.make_node("Identity", [self.matmul(x, self.head_weight)], ["logits"]))
        inputs = [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["b", "n"]),
            helper.make_tensor_value_info("last", TensorProto.INT64, ["b", 1]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["b"]),
            helper.make_tensor_value_info("total", TensorProto.INT32, [1]),
        ]
        outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["b", self.head_weight.shape[0]])]
        for i in range(self.n_layers):
            for n in "kv":
                inputs.append(
                    helper.make_tensor_value_info(f"{n}{i}", TensorProto.FLOAT, ["b", self.n_kv, "past", self.head])
                )
                outputs.append(
                    helper.make_tensor_value_info(f"{n}{i}_", TensorProto.FLOAT, ["b", self.n_kv, "all", self.head])
                )
        graph = helper.make_graph(self.nodes, "decoder", inputs, outputs, self.initial)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MS, 1)]
        model = onnx.helper.make_model(graph, opset_imports=opsets, ir_version=9)
        return bytes(model.SerializeToString())
