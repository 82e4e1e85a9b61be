"""A picture of what surrounds an item in the graph: facts, what texts say, what is predicted, each in its own line.

Owns: layout and look. Does not know: stores; it draws the edges that it is given.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

#: Fonts that have Chinese, first found wins; an SVG names them all and leaves the choice to who looks at it.
FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback",
         "PingFang SC", "Microsoft YaHei", "SimHei", "DejaVu Sans")  # fmt: skip
_N_LABEL_CHARS = 18
EdgeKind = Literal["fact", "mentioned", "denied", "predicted"]
_LINE = tuple[Literal["solid", "dashed", "dotted"], str]
_STYLE: dict[EdgeKind, _LINE] = {
    "fact": ("solid", "#455a64"),
    "mentioned": ("dashed", "#2e7d32"),
    "denied": ("dashed", "#c62828"),
    "predicted": ("dotted", "#6a1b9a"),
}
_MEANING: dict[EdgeKind, str] = {
    "fact": "catalogue",
    "mentioned": "said in text",
    "denied": "denied in text",
    "predicted": "predicted",
}


@dataclass(frozen=True)
class Edge:
    """An edge to draw: labels of both ends, label of the relation, its kind. `disputed`: texts contradict."""

    start: str
    relation: str
    end: str
    kind: EdgeKind = "fact"
    disputed: bool = False


def draw(edges: Sequence[Edge], centre: str, file: Path) -> None:
    """Draw the edges around `centre` into an .svg or .png file. Raises ValueError for another ending, or no edges."""
    import matplotlib

    if file.suffix not in (".svg", ".png"):
        raise ValueError(f"{file.name}: expected a name that ends in .svg or .png")
    if not edges:
        raise ValueError(f"nothing is known of {centre}")
    matplotlib.use("Agg")
    import networkx as nx
    from matplotlib import font_manager, pyplot
    from matplotlib.lines import Line2D

    # An SVG names fonts that are elsewhere; that they are not here is no news.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    installed = {f.name for f in font_manager.fontManager.ttflist}
    if file.suffix == ".png":  # glyphs are drawn here and now
        fonts = [f for f in FONTS if f in installed] or ["DejaVu Sans"]
    else:
        fonts = [f for f in FONTS if f in installed] + [f for f in FONTS if f not in installed]
    with pyplot.rc_context({"font.family": fonts, "svg.fonttype": "none", "svg.hashsalt": "daogou"}):
        graph = nx.MultiDiGraph()
        for edge in edges:
            graph.add_edge(edge.start, edge.end)
        place = nx.spring_layout(nx.Graph(graph), seed=7, k=2.2 / max(len(graph), 2) ** 0.5, iterations=200)
        figure, axes = pyplot.subplots(figsize=(13, 9))
        sizes = [2600 if node == centre else 900 for node in graph]
        colours = ["#ffe082" if node == centre else "#eceff1" for node in graph]
        nx.draw_networkx_nodes(graph, place, node_size=sizes, node_color=colours, edgecolors="#90a4ae", ax=axes)
        nx.draw_networkx_labels(graph, place, labels={n: short(n) for n in graph}, font_size=9, ax=axes,
                                font_family=fonts)  # fmt: skip
        for kind, (style, colour) in _STYLE.items():
            of_kind = [e for e in edges if e.kind == kind]
            widths = [2.4 if e.disputed else 1.2 for e in of_kind]
            nx.draw_networkx_edges(graph, place, [(e.start, e.end) for e in of_kind], style=style, edge_color=colour,
                                   width=widths, ax=axes, node_size=900)  # fmt: skip
        labels: dict[tuple[str, str], str] = {}
        for edge in edges:
            mark = "⚡" if edge.disputed else ""
            before = labels.get((edge.start, edge.end))
            text = f"{mark}{short(edge.relation)}"
            labels[edge.start, edge.end] = f"{before}/{text}" if before and text not in before else text
        nx.draw_networkx_edge_labels(nx.DiGraph(graph), place, labels, font_size=7, ax=axes, font_family=fonts,
                                     rotate=False)  # fmt: skip
        shown = [k for k in _STYLE if any(e.kind == k for e in edges)]
        axes.legend(
            handles=[Line2D([], [], linestyle=_STYLE[k][0], color=_STYLE[k][1], label=_MEANING[k]) for k in shown],
            loc="lower left", frameon=False,
        )  # fmt: skip
        axes.set_axis_off()
        # No date in the file: the same graph gives the same picture.
        figure.savefig(file, bbox_inches="tight", dpi=130, metadata={"Date": None} if file.suffix == ".svg" else None)
        pyplot.close(figure)


def short(label: str) -> str:
    """Cut a label to what fits beside a node."""
    return label if len(label) <= _N_LABEL_CHARS else label[: _N_LABEL_CHARS - 1] + "…"
