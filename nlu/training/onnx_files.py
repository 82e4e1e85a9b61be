"""Quantise an exported ONNX file and leave in it only what running it needs.

Owns: the int8 step and the removal of what the exporter notes of the machine (stack traces, file names). Does not know
models.
"""

from __future__ import annotations

from pathlib import Path

import onnx


def quantise(plain: Path, out: Path) -> None:
    """Write `plain` to `out` with int8 weights per channel, without the exporter's notes."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(plain, out, weight_type=QuantType.QInt8, per_channel=True)
    strip(out)


def strip(path: Path) -> None:
    """Remove documentation strings and metadata from a file's graph, nodes and values."""
    model = onnx.load(path)
    graph = model.graph
    del model.metadata_props[:]
    model.doc_string = graph.doc_string = ""
    del graph.metadata_props[:]
    for part in (*graph.node, *graph.input, *graph.output, *graph.value_info, *graph.initializer):
        part.doc_string = ""
        if hasattr(part, "metadata_props"):
            del part.metadata_props[:]
    for function in model.functions:
        function.doc_string = ""
        del function.metadata_props[:]
        for node in function.node:
            node.doc_string = ""
            del node.metadata_props[:]
    onnx.save(model, path)
