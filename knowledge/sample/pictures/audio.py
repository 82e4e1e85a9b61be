"""Drawings of earphones: in-ear, half in-ear, over-ear, bone conduction, clips.

Owns: those shapes. Does not know: the frame around them.
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.types import ItemValue

from .paint import INK, Paint, circle, line, path, rect

Attributes = Mapping[str, ItemValue]


def earphones(a: Attributes, p: Paint) -> str:
    """Earphones as they are worn."""
    return {"头戴式": _over_ear, "骨传导": _bone, "耳夹式": _clip}.get(str(a.get("fit")), _buds)(a, p)


def _buds(a: Attributes, p: Paint) -> str:
    """Two buds over their charging case; half in-ear ones have longer stems and no tips."""
    half = a.get("fit") == "半入耳式"
    edge = f'stroke="{p.dark}" stroke-width="2"'

    def one(x: float, sign: int) -> str:
        stem = rect(x - 9, 120, 18, 92 if half else 62, 9, p.main, edge)
        head = circle(x - 4 * sign, 116, 27, p.main, edge)
        tip = (
            circle(x - 22 * sign, 120, 7, p.dark)
            if half
            else path(f"M{x - 20 * sign:g} 102q{-26 * sign} 4 {-26 * sign} 16t{26 * sign} 14z", p.dark)
        )
        wing = (
            line(f"M{x + 12 * sign:g} 94q{18 * sign} -22 {4 * sign} -34", p.accent_dark, 7)
            if a.get("anti_drop")
            else ""
        )
        return wing + tip + stem + head + circle(x - 2 * sign, 110, 9, p.light, 'opacity=".8"')

    box = (
        rect(122, 226, 156, 102, 42, p.main, edge) + line("M124 264h152", p.dark, 2.5) + circle(200, 288, 4.5, p.accent)
    )
    return one(152, 1) + one(248, -1) + box + rect(140, 236, 70, 14, 7, "#fff", 'opacity=".3"')


def _over_ear(a: Attributes, p: Paint) -> str:
    band = line("M112 222C112 96 288 96 288 222", p.dark, 18) + line("M118 216C120 110 280 110 282 216", p.main, 9)
    cups = "".join(
        rect(x, 200, 52, 104, 24, p.main, f'stroke="{p.dark}" stroke-width="2"')
        + rect(inner, 206, 24, 92, 12, INK, 'opacity=".8"')
        for x, inner in ((84, 128), (264, 248))
    )
    mark = circle(104, 252, 9, p.accent) + circle(296, 252, 9, p.accent) if a.get("noise_cancelling") else ""
    return band + cups + mark


def _bone(a: Attributes, p: Paint) -> str:
    band = line("M120 176C96 330 304 330 280 176", p.dark, 11) + line("M120 176C98 322 302 322 280 176", p.main, 6)
    ends = "".join(
        line(f"M{x} 178q{-6 * s} -58 {22 * s} -58t{18 * s} 42", p.main, 12)
        + rect(x + 26 * s - 15, 158, 30, 36, 13, p.main, f'stroke="{p.dark}" stroke-width="2"')
        + circle(x + 26 * s, 176, 6, p.accent)
        for x, s in ((122, 1), (278, -1))
    )
    return band + ends


def _clip(a: Attributes, p: Paint) -> str:
    def one(x: float) -> str:
        ring = line(f"M{x} 150c-46 0 -58 76 -6 96", p.main, 13) + circle(
            x + 6, 150, 23, p.main, f'stroke="{p.dark}" stroke-width="2"'
        )
        return ring + rect(x - 18, 226, 32, 46, 15, p.dark) + circle(x + 8, 144, 8, p.light)

    return (
        one(152)
        + one(262)
        + rect(128, 292, 150, 38, 19, p.main, f'stroke="{p.dark}" stroke-width="2"')
        + circle(203, 311, 4, p.accent)
    )
