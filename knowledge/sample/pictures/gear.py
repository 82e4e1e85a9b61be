"""Drawings of chargers, power banks and mice.

Owns: those shapes. Does not know: the frame around them.
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.types import ItemValue

from .paint import INK, Paint, circle, line, path, rect, text

Attributes = Mapping[str, ItemValue]


def _count(a: Attributes, key: str, otherwise: int) -> int:
    value = a.get(key)
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else otherwise


def charger(a: Attributes, p: Paint) -> str:
    """A charger with as many ports as it has, its watts, and its cable."""
    ports, watts = _count(a, "ports", 1), _count(a, "power", 20)
    size = 108 + min(60, watts * 0.45)
    x, y = 200 - size / 2, 328 - size
    prongs = rect(182, y - 34, 9, 40, 3, "#b9bec6") + rect(209, y - 34, 9, 40, 3, "#b9bec6")
    body = rect(x, y, size, size, 26, p.main, f'stroke="{p.dark}" stroke-width="2.5"') + rect(
        x + 12, y + 10, size - 24, 20, 10, "#fff", 'opacity=".3"'
    )
    gap = size / (ports + 1)
    body += "".join(rect(x + gap * (i + 1) - 11, y + size * 0.66, 22, 10, 5, INK) for i in range(ports))
    cable = (
        line(f"M{200:g} {y + size * 0.72:g}C200 380 330 356 326 286S366 236 352 214", p.dark, 7)
        if a.get("cable") and ports == 1
        else ""
    )
    return prongs + body + cable + text(200, y + size * 0.48, 30, p.letters, f"{watts}W", 'font-weight="700"')


def power_bank(a: Attributes, p: Paint) -> str:
    """A power bank; more capacity is taller, magnetic ones show their ring."""
    capacity = _count(a, "battery", 10000)
    h = 150 + min(90, capacity / 300)
    x, y = 140, 330 - h
    body = rect(x, y, 120, h, 24, p.main, f'stroke="{p.dark}" stroke-width="2.5"') + rect(
        x + 12, y + 14, 14, h - 28, 7, "#fff", 'opacity=".35"'
    )
    ring = (
        circle(200, y + h * 0.46, 38, "none", f'stroke="{p.dark}" stroke-width="5" opacity=".6"')
        if a.get("magnetic")
        else ""
    )
    dots = "".join(circle(176 + 16 * i, y + h - 24, 4, p.accent if i < 3 else p.dark) for i in range(4))
    loop = line(f"M260 {y + 40:g}q40 4 34 60t-34 44", p.dark, 8) if a.get("cable") else ""
    return (
        loop
        + body
        + ring
        + dots
        + text(200, y + h * 0.46 + 6, 19, p.letters, f"{capacity // 1000}K", 'font-weight="700"')
    )


def mouse(a: Attributes, p: Paint) -> str:
    """A mouse from above; wired ones have their cable, gaming ones a lit wheel."""
    gaming = _count(a, "dpi", 1600) > 8000
    cable = line("M200 100C200 60 260 76 252 40", p.dark, 6) if a.get("connection") == "有线" else ""
    body = path(
        "M200 96C254 96 270 140 270 214S248 326 200 326 130 288 130 214 146 96 200 96Z",
        p.main,
        f'stroke="{p.dark}" stroke-width="3"',
    )
    body += path("M200 104C160 104 144 140 142 190Q170 200 196 198V104Z", "#fff", 'opacity=".22"')
    seam = line("M200 98v96M132 196q68 20 136 0", p.dark, 2.5)
    wheel = rect(191, 130, 18, 44, 9, INK) + rect(197, 140, 6, 22, 3, p.accent if gaming else "#8b93a1")
    mark = line("M176 270q24 16 48 0", p.accent, 5) if gaming else circle(200, 272, 7, p.dark, 'opacity=".45"')
    return cable + body + seam + wheel + mark
