"""Colours of the drawings: a good's own colour with its light and dark shades, and small SVG helpers.

Owns: the palette and how shades are mixed. Does not know: shapes.
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

#: The colours of the shop's goods, a little softened so that they sit well on the pale ground.
HEX = {
    "黑色": "#3a3d45",
    "白色": "#f4f3ef",
    "灰色": "#9aa0a8",
    "银色": "#cfd4da",
    "蓝色": "#6fa3d8",
    "藏青色": "#3b4a78",
    "绿色": "#7fb08a",
    "红色": "#d4645c",
    "粉色": "#eeb0bd",
    "紫色": "#a893cf",
    "黄色": "#efcf72",
    "橙色": "#e79a58",
    "米色": "#e8dcc4",
    "棕色": "#a37d5c",
    "金色": "#d9bd86",
    "透明": "#dfe9ee",
}
INK = "#2f3440"


@dataclass(frozen=True)
class Paint:
    """The colours for one drawing, all "#rrggbb": the good's, the brand's accent, and that of letters on it."""

    main: str
    light: str
    dark: str
    accent: str
    accent_dark: str
    letters: str


def paint(color: str, hue: int) -> Paint:
    """Mix the colours for a good.

    `color` is a value of the attribute or "#rrggbb"; `hue` the brand's, in degrees.
    """
    main = HEX.get(color, color)
    return Paint(
        main,
        mix(main, "#ffffff", 0.45),
        mix(main, "#1d2030", 0.28),
        hsl(hue, 52, 62),
        hsl(hue, 45, 38),
        _letters(main, hue),
    )


def _letters(main: str, hue: int) -> str:
    """A colour for letters on `main` that can be read: dark on pale, white on dark (relative luminance, Rec. 709)."""
    red, green, blue = _channels(main)
    return hsl(hue, 45, 30) if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140 else "#ffffff"


def mix(a: str, b: str, share: float) -> str:
    """Mix two colours; `share` 0 gives `a`, 1 gives `b`."""
    pairs = zip(_channels(a), _channels(b), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in pairs)


def hsl(hue: float, saturation: float, lightness: float) -> str:
    """Turn hue (degrees), saturation and lightness (percent) into "#rrggbb"."""
    rgb = colorsys.hls_to_rgb((hue % 360) / 360, lightness / 100, saturation / 100)
    return "#" + "".join(f"{round(c * 255):02x}" for c in rgb)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def rect(x: float, y: float, w: float, h: float, r: float, fill: str, more: str = "") -> str:
    """A rectangle with round corners."""
    return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="{r:g}" fill="{fill}"{_attributes(more)}/>'


def circle(x: float, y: float, r: float, fill: str, more: str = "") -> str:
    """A circle."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{fill}"{_attributes(more)}/>'


def path(d: str, fill: str = "none", more: str = "") -> str:
    """A path; `more` are further attributes."""
    return f'<path d="{d}" fill="{fill}"{_attributes(more)}/>'


def line(d: str, stroke: str, width: float, more: str = "") -> str:
    """A stroked path with round ends."""
    return path(
        d,
        "none",
        f'stroke="{stroke}" stroke-width="{width:g}" stroke-linecap="round" stroke-linejoin="round" {more}'.strip(),
    )


def text(x: float, y: float, size: float, fill: str, words: str, more: str = "") -> str:
    """Centred text; `words` must be free of markup."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}" text-anchor="middle" '
        f'font-family="sans-serif"{_attributes(more)}>{words}</text>'
    )


def _attributes(more: str) -> str:
    return f" {more}" if more else ""
