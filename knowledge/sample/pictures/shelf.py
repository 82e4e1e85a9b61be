"""Drawings of what stands on a shelf: skin care, snacks and books.

Owns: those shapes. Does not know: the frame around them.
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.types import ItemValue

from .paint import INK, Paint, circle, line, mix, path, rect, text

Attributes = Mapping[str, ItemValue]

_FLAVORS = {
    "原味": "#e2c28c",
    "甜味": "#f0a7b4",
    "咸味": "#9fc0d8",
    "麻辣": "#d4574b",
    "五香": "#b3835a",
    "酸甜": "#e0779a",
    "抹茶": "#8fb36b",
    "奶香": "#f1e0bd",
    "黑巧": "#6b4a3c",
    "番茄": "#dd6a4d",
    "烧烤": "#b6663a",
}
_GENRES = {
    "小说": "#5a7d9a",
    "科幻": "#41518c",
    "推理": "#4a4a5a",
    "绘本": "#f0b35e",
    "历史": "#a56b4b",
    "科普": "#4f9d94",
    "菜谱": "#d9725b",
    "心理": "#8d7bb3",
    "编程": "#3f6f66",
    "诗集": "#c98ba0",
}


def _fraction(a: Attributes, key: str, low: float, high: float) -> float:
    """Place a numeric attribute between 0 and 1; the middle where the good does not have it."""
    value = a.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return 0.5
    return max(0.0, min(1.0, (value - low) / (high - low)))


def jar(a: Attributes, p: Paint) -> str:
    """A jar of cream, larger when it holds more."""
    w = 150 + 40 * _fraction(a, "volume_ml", 30, 75)
    x = 200 - w / 2
    lid = rect(x - 4, 150, w + 8, 56, 12, p.accent_dark) + rect(x + 10, 158, w - 20, 8, 4, "#fff", 'opacity=".25"')
    body = rect(x, 202, w, 126, 30, p.light, f'stroke="{p.dark}" stroke-width="2"') + rect(
        x + 12, 214, 16, 92, 8, "#fff", 'opacity=".6"'
    )
    label = rect(x + 34, 232, w - 68, 66, 8, "#fff", 'opacity=".85"') + line(
        f"M{x + 48:g} 256h{w - 96:g}M{x + 60:g} 274h{w - 120:g}", p.accent_dark, 5
    )
    swirl = path("M176 148q2 -30 28 -34q-8 12 6 16t14 18z", "#fffdf8", f'stroke="{p.accent}" stroke-width="2"')
    return swirl + lid + body + label


def tube(a: Attributes, p: Paint) -> str:
    """A tube of face wash standing on its cap, with bubbles where it foams."""
    h = 170 + 50 * _fraction(a, "volume_ml", 80, 150)
    top = 292 - h
    body = path(f"M146 {top:g}H254L240 292H160Z", p.light, f'stroke="{p.dark}" stroke-width="2"') + rect(
        142, top - 8, 116, 16, 3, p.main
    )
    shine = path(f"M158 {top + 14:g}h14l6 {h - 40:g}h-10z", "#fff", 'opacity=".55"')
    label = circle(204, top + h * 0.42, 30, "#fff", 'opacity=".85"') + path(
        f"M204 {top + h * 0.42 - 20:g}q20 24 0 38q-20 -14 0 -38z", p.accent_dark
    )
    cap = rect(158, 290, 84, 40, 8, p.accent_dark)
    foam = "".join(
        circle(x, y, r, "#fff", f'stroke="{p.accent}" stroke-width="2" opacity=".9"')
        for x, y, r in ((280, 300, 18), (304, 312, 12), (276, 268, 9), (112, 314, 13))
    )
    return body + shine + label + cap + (foam if a.get("texture") == "泡沫" else "")


def bottle(a: Attributes, p: Paint) -> str:
    """A sunscreen: a spray or a flat bottle, a sun with its SPF."""
    spray = a.get("texture") == "喷雾"
    body = rect(150, 132, 100, 196, 26 if not spray else 34, p.light, f'stroke="{p.dark}" stroke-width="2"') + rect(
        160, 148, 12, 150, 6, "#fff", 'opacity=".6"'
    )
    cap = rect(180, 78, 40, 56, 8, p.accent_dark) if spray else rect(164, 92, 72, 44, 12, p.accent_dark)
    mist = (
        "".join(
            circle(x, y, 3.5, p.accent_dark, 'opacity=".5"')
            for x, y in ((150, 84), (134, 74), (136, 94), (116, 84), (118, 64), (112, 104))
        )
        if spray
        else ""
    )
    rays = "".join(
        f'<path d="M206 172v-12" transform="rotate({30 * i} 206 206)" stroke="#f0a83c" stroke-width="5" '
        'stroke-linecap="round"/>'
        for i in range(12)
    )
    spf = a.get("spf")
    return (
        body
        + cap
        + mist
        + rays
        + circle(206, 206, 24, "#f6bd55")
        + text(206, 214, 22, "#7a4a10", f"{spf:g}" if isinstance(spf, (int, float)) else "", 'font-weight="700"')
    )


def snack(a: Attributes, p: Paint) -> str:
    """A bag, jar, box or handful of small packs in the flavour's colour, with what is inside."""
    color = _FLAVORS.get(str(a.get("flavor")), p.main)
    dark, package = mix(color, "#2b1d18", 0.35), str(a.get("package"))
    edge = f'stroke="{dark}" stroke-width="2.5" stroke-linejoin="round"'
    if package == "罐装":
        pack = (
            rect(128, 128, 144, 200, 26, mix(color, "#ffffff", 0.55), edge)
            + rect(122, 96, 156, 42, 12, dark)
            + rect(140, 146, 12, 160, 6, "#fff", 'opacity=".6"')
        )
    elif package == "礼盒":
        pack = (
            rect(104, 150, 192, 178, 10, color, edge)
            + rect(188, 150, 24, 178, 0, dark)
            + rect(96, 126, 208, 40, 8, mix(color, "#ffffff", 0.2), edge)
        )
        pack += rect(188, 126, 24, 40, 0, dark) + path(
            "M200 126q-52 -14 -46 -40q30 -12 46 40q16 -52 46 -40q6 26 -46 40z", dark
        )
    elif package == "独立小包":
        pack = "".join(
            f'<g transform="rotate({r} {x + 44} {y + 60})">'
            + rect(x, y, 88, 120, 8, color, edge)
            + rect(x, y, 88, 14, 4, dark, 'opacity=".5"')
            + "</g>"
            for x, y, r in ((84, 170, -14), (230, 170, 14), (156, 196, 0))
        )
    else:
        pack = path(
            "M122 104l13 -8 13 8 13 -8 13 8 13 -8 13 8 13 -8 13 8 13 -8 13 8 13 -8 13 8Q288 210 278 328H122Q112 "
            "210 122 104Z",
            color,
            edge,
        )
        pack += path("M140 122Q134 210 140 310h14Q146 210 154 122Z", "#fff", 'opacity=".25"')
    y = 262 if package == "独立小包" else 238
    return (
        pack
        + circle(200, y, 40 if package != "独立小包" else 28, "#fffaf0", 'opacity=".92"')
        + _inside(str(a.get("snack_kind")), y, dark, color)
    )


def _inside(kind: str, y: float, dark: str, color: str) -> str:
    if kind == "坚果":
        return "".join(
            f'<ellipse cx="{x}" cy="{y + d}" rx="9" ry="13" fill="#b98552" transform="rotate({r} {x} {y + d})"/>'
            for x, d, r in ((188, -6, -30), (212, -4, 25), (201, 12, 80))
        )
    if kind == "饼干":
        return circle(200, y, 23, "#d9a866") + "".join(
            circle(x, y + d, 3.4, "#7a4e2c") for x, d in ((192, -8), (208, -5), (198, 7), (210, 9))
        )
    if kind in ("糖果", "巧克力"):
        tint = "#6b4a3c" if kind == "巧克力" else color
        return path(f"M178 {y - 9:g}l-12 -8v34l12 -8zM222 {y - 9:g}l12 -8v34l-12 -8z", dark) + circle(200, y, 18, tint)
    if kind == "果干":
        return path(f"M200 {y - 24:g}c26 0 26 44 0 46c-26 -2 -26 -46 0 -46z", "#e39a3b") + line(
            f"M200 {y - 24:g}q4 -10 14 -10", "#6f9a4e", 4
        )
    if kind == "海苔":
        return rect(182, y - 20, 36, 40, 5, "#3f5d48") + line(f"M188 {y - 8:g}h24M188 {y + 4:g}h24", "#6c8f76", 3)
    if kind == "肉脯":
        return path(f"M178 {y - 8:g}q20 -20 44 -4q6 14 -10 20q-20 10 -34 -2z", "#a24a38") + line(
            f"M188 {y - 2:g}q12 -6 24 2", "#d58a75", 3
        )
    if kind == "糕点":
        return path(f"M176 {y + 14:g}q0 -34 24 -34t24 34z", "#f2d9a6") + rect(174, y + 10, 52, 9, 4, "#c98f4f")
    return path(f"M176 {y + 6:g}q8 -28 26 -24t22 20q-14 18 -26 12t-22 -8z", "#e8bf5d") + line(
        f"M188 {y:g}q12 -8 24 -2", "#c4923a", 3
    )


def book(a: Attributes, p: Paint) -> str:
    """A standing book in its genre's colour: thicker with more pages, a ribbon on hardcovers, big letters in large
    print.
    """
    color = _GENRES.get(str(a.get("genre")), p.main)
    dark, light = mix(color, "#14161e", 0.35), mix(color, "#ffffff", 0.6)
    depth = 12 + 24 * _fraction(a, "pages", 30, 600)
    pages = path(f"M268 84l{depth:g} 12v238l{-depth:g} -4z", "#f3eee0", 'stroke="#cfc6b0"') + line(
        f"M{268 + depth / 2:g} 94v232", "#d8cfba", 1.5
    )
    cover = rect(126, 82, 144, 248, 6, color, f'stroke="{dark}" stroke-width="2"') + rect(
        126, 82, 16, 248, 5, dark, 'opacity=".55"'
    )
    words = "大" if a.get("large_print") else ""
    title = rect(160, 112, 92, 44, 4, light) + (
        text(206, 145, 30, dark, words, 'font-weight="700"') if words else line("M174 128h64M184 142h44", dark, 5)
    )
    ribbon = path("M238 82h14v70l-7 -9 -7 9z", p.accent) if a.get("binding") == "精装" else ""
    return pages + cover + title + _emblem(str(a.get("genre")), light, dark) + ribbon + line("M176 306h60", light, 4)


def _emblem(genre: str, light: str, dark: str) -> str:
    if genre == "科幻":
        return (
            circle(206, 230, 26, light)
            + f'<ellipse cx="206" cy="230" rx="44" ry="11" fill="none" stroke="{light}" stroke-width="5" '
            'transform="rotate(-20 206 230)"/>'
        )
    if genre == "推理":
        return circle(200, 222, 24, "none", f'stroke="{light}" stroke-width="8"') + line("M218 240l22 24", light, 10)
    if genre == "绘本":
        return (
            circle(206, 232, 30, "#fff6df")
            + circle(196, 226, 4, INK)
            + circle(216, 226, 4, INK)
            + line("M194 240q12 10 24 0", INK, 4)
        )
    if genre == "菜谱":
        return path("M166 222h80q0 42 -40 42t-40 -42z", light) + line(
            "M190 208q-6 -10 0 -20M210 208q-6 -10 0 -20", light, 4
        )
    if genre == "编程":
        return line("M186 206l-22 24 22 24M226 206l22 24 -22 24M212 200l-12 60", light, 8)
    if genre in ("历史", "科普"):
        return path("M160 266l46 -70 46 70z", light) + path("M184 266l22 -34 22 34z", dark, 'opacity=".35"')
    if genre == "诗集":
        return path("M206 274q-44 -34 -16 -84q44 34 16 84z", light) + line("M206 274q-4 -40 -12 -66", dark, 2)
    return path("M170 250q36 -60 72 0q-36 24 -72 0z", light) + circle(206, 242, 12, dark, 'opacity=".5"')
