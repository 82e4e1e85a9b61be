"""A picture of what surrounds an item in the graph: facts, what texts say, what is predicted, each in its own line.

Owns: layout and look. Does not know: stores; it draws the edges that it is given.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

#: Fonts that have Chinese, first found wins; an SVG names them all and leaves the choice to who looks at it.
FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback",
         "PingFang SC", "Microsoft YaHei", "SimHei", "DejaVu Sans")  # fmt: skip
_N_LABEL_CHARS = 18
_N_ON_ONE_RING = 12
_ON_LINE = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"}
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
        figure, axes = pyplot.subplots(figsize=(15, 9))
        place = _around(edges, centre)
        for (start, end), between in _by_ends(edges).items():
            # The strongest word decides the line: what the catalogue states before what texts say of it.
            edge = min(between, key=lambda e: list(_STYLE).index(e.kind))
            style, colour = _STYLE[edge.kind]
            width = 2.4 if any(e.disputed for e in between) else 1.2
            axes.annotate("", place[end], place[start], arrowprops={
                "arrowstyle": "->", "linestyle": style, "color": colour, "linewidth": width,
                "shrinkA": 22, "shrinkB": 16,
            })  # fmt: skip
            names = dict.fromkeys(("⚡" if e.disputed else "") + short(e.relation) for e in between)
            outer = place[end] if start == centre else place[start]
            axes.text(0.6 * outer[0], 0.6 * outer[1], "/".join(names), fontsize=8, color=colour, ha="center",
                      va="center", bbox=_ON_LINE)  # fmt: skip
        for node, (x, y) in place.items():
            middle = node == centre
            axes.text(x, y, short(node), fontsize=11 if middle else 9, ha="center", va="center", bbox={
                "boxstyle": "round,pad=0.45", "facecolor": "#ffe082" if middle else "#eceff1", "edgecolor": "#90a4ae",
            })  # fmt: skip
        axes.set_xlim(-1.2, 1.2)
        axes.set_ylim(-1.12, 1.12)
        shown = [k for k in _STYLE if any(e.kind == k for e in edges)]
        axes.legend(
            handles=[Line2D([], [], linestyle=_STYLE[k][0], color=_STYLE[k][1], label=_MEANING[k]) for k in shown],
            loc="lower left", frameon=False,
        )  # fmt: skip
        axes.set_axis_off()
        # No date in the file: the same graph gives the same picture.
        figure.savefig(file, bbox_inches="tight", dpi=130, metadata={"Date": None} if file.suffix == ".svg" else None)
        pyplot.close(figure)


def _by_ends(edges: Sequence[Edge]) -> dict[tuple[str, str], list[Edge]]:
    ends: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        ends.setdefault((edge.start, edge.end), []).append(edge)
    return ends


def _around(edges: Sequence[Edge], centre: str) -> dict[str, tuple[float, float]]:
    """Return a place for each node: `centre` at 0, the others on two rings about it, those of one relation together."""
    others: dict[str, str] = {}
    for edge in edges:
        others.setdefault(edge.end if edge.start == centre else edge.start, edge.relation)
    others.pop(centre, None)
    place = {centre: (0.0, 0.0)}
    for i, node in enumerate(sorted(others, key=lambda n: (others[n], n))):
        angle = 2 * math.pi * i / len(others)
        # Two rings, so that neighbours' boxes do not overlap where there are many.
        ring = 1.0 if i % 2 == 0 or len(others) <= _N_ON_ONE_RING else 0.74
        place[node] = (ring * math.sin(angle), ring * math.cos(angle))
    return place


def short(label: str) -> str:
    """Cut a label to what fits beside a node."""
    return label if len(label) <= _N_LABEL_CHARS else label[: _N_LABEL_CHARS - 1] + "…"
