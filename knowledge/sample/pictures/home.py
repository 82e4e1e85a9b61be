"""Drawings of televisions, washing machines and refrigerators.

Owns: those shapes. Does not know: the frame around them.
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.types import ItemValue

from .paint import INK, Paint, circle, line, mix, path, rect, text

Attributes = Mapping[str, ItemValue]


def television(a: Attributes, p: Paint) -> str:
    """A television with a landscape on it; larger sets are larger, finer panels have thinner edges."""
    size = a.get("screen_size")
    w = 170 + ((float(size) if isinstance(size, (int, float)) else 55) - 32) * 2.05
    w = min(w, 312)
    h, edge = w * 0.575, 4 if a.get("panel") != "LCD" else 7
    x, y = 200 - w / 2, 306 - h
    iw, ih, ix, iy = w - 2 * edge, h - 2 * edge, x + edge, y + edge
    sky, far, near = mix(p.accent, "#ffffff", 0.35), mix(p.accent_dark, "#ffffff", 0.35), p.accent_dark
    picture = rect(ix, iy, iw, ih, 3, sky) + circle(ix + iw * 0.72, iy + ih * 0.36, ih * 0.15, "#ffe7b0")
    picture += path(
        f"M{ix:g} {iy + ih:g}V{iy + ih * 0.7:g}L{ix + iw * 0.28:g} {iy + ih * 0.34:g}"
        f"L{ix + iw * 0.56:g} {iy + ih * 0.78:g}L{ix + iw * 0.76:g} {iy + ih * 0.55:g}"
        f"L{ix + iw:g} {iy + ih * 0.8:g}V{iy + ih:g}Z",
        far,
    )
    picture += path(
        f"M{ix:g} {iy + ih:g}V{iy + ih * 0.86:g}"
        f"Q{ix + iw * 0.5:g} {iy + ih * 0.7:g} {ix + iw:g} {iy + ih * 0.9:g}V{iy + ih:g}Z",
        near,
    )
    stand = line(f"M{200 - w * 0.28:g} 306l-12 24M{200 + w * 0.28:g} 306l12 24", INK, 7)
    label = text(ix + 26, iy + 22, 15, "#fff", str(a.get("resolution", "")), 'font-weight="700" opacity=".9"')
    return stand + rect(x, y, w, h, 7, INK) + picture + label


def washer(a: Attributes, p: Paint) -> str:
    """A front-loader with its round door, or a top-loader with its lid."""
    front = a.get("washer_type") == "滚筒"
    x, w, y = (104, 192, 118) if front else (124, 152, 112)
    body = rect(x, y, w, 330 - y, 14, p.main, f'stroke="{p.dark}" stroke-width="2.5"')
    feet = rect(x + 16, 328, 24, 8, 3, INK) + rect(x + w - 40, 328, 24, 8, 3, INK)
    if not front:
        lid = path(
            f"M{x + 4} {y + 4}L{x + 18} 78H{x + w - 18}L{x + w - 4} {y + 4}Z",
            p.light,
            f'stroke="{p.dark}" stroke-width="2.5"',
        )
        window = path("M150 104L156 86H244L250 104Z", mix(p.accent, "#ffffff", 0.35))
        return (
            feet
            + lid
            + window
            + body
            + rect(x + 20, y + 18, w - 40, 26, 8, p.dark, 'opacity=".25"')
            + circle(x + 38, y + 31, 8, p.accent)
            + line(f"M{x + 62} {y + 31}h50", "#fff", 5, 'opacity=".7"')
            + line(f"M{x + 18} 210v90", p.light, 6, 'opacity=".7"')
        )
    panel = (
        rect(x + 12, y + 12, w - 24, 30, 8, p.dark, 'opacity=".22"')
        + circle(x + w - 34, y + 27, 10, p.accent)
        + rect(x + 22, y + 20, 54, 14, 5, INK, 'opacity=".75"')
    )
    door = (
        circle(200, 242, 68, mix(p.dark, "#ffffff", 0.15))
        + circle(200, 242, 55, mix(p.accent_dark, "#20242e", 0.45))
        + circle(200, 242, 55, "none", 'stroke="#fff" stroke-opacity=".35" stroke-width="3"')
    )
    water = (
        path("M147 254q26 -16 53 0t53 0a55 55 0 0 1 -106 0z", p.accent, 'opacity=".75"')
        + circle(182, 226, 8, "#fff", 'opacity=".5"')
        + circle(218, 212, 5, "#fff", 'opacity=".5"')
    )
    dry = text(x + 49, y + 31, 10, "#fff", "DRY") if a.get("drying") else ""
    return feet + body + panel + door + water + dry


def fridge(a: Attributes, p: Paint) -> str:
    """A refrigerator with its doors as they are laid out."""
    doors = str(a.get("doors"))
    wide = doors in ("对开门", "十字对开门")
    x, w, y = (116, 168, 66) if wide else (142, 116, 78 if doors == "三门" else 112)
    h = 330 - y
    body = rect(x, y, w, h, 12, p.main, f'stroke="{p.dark}" stroke-width="2.5"') + rect(
        x + 8, y + 10, 12, h - 20, 6, "#fff", 'opacity=".3"'
    )
    cut = {"双门": (0.36,), "三门": (0.42, 0.66), "十字对开门": (0.56,)}.get(doors, ())
    seams = "".join(line(f"M{x} {y + h * c:g}h{w}", p.dark, 3) for c in cut)
    if wide:
        seams += line(f"M200 {y}v{h}", p.dark, 3)
        handles = line(f"M191 {y + 50}v70M209 {y + 50}v70", p.dark, 5)
        handles += line(f"M191 {y + h * 0.66:g}v30M209 {y + h * 0.66:g}v30", p.dark, 5) if cut else ""
    else:
        handles = line(f"M{x + w - 14} {y + h * cut[0] - 40:g}v28M{x + w - 14} {y + h * cut[-1] + 14:g}v34", p.dark, 5)
    ice = (
        rect(x + 28, y + 46, 36, 46, 6, INK, 'opacity=".7"') + circle(x + 46, y + 66, 5, p.accent)
        if a.get("ice_maker")
        else ""
    )
    leaf = path(f"M{x + w - 44} {y + 40}q2 -22 24 -22q0 22 -24 22z", p.accent, 'opacity=".85"')
    return rect(x + 12, 328, w - 24, 6, 2, INK) + body + seams + handles + ice + leaf
