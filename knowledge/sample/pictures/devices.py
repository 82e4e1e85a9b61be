"""Drawings of phones, tablets, watches, laptops and phone cases.

Owns: those shapes. Does not know: the frame around them.
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.types import ItemValue

from .paint import INK, Paint, circle, line, mix, path, rect, text

Attributes = Mapping[str, ItemValue]


def _number(a: Attributes, key: str, otherwise: float) -> float:
    value = a.get(key)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else otherwise


def _wallpaper(x: float, y: float, w: float, h: float, r: float, p: Paint) -> str:
    """A lit screen: two soft hills under a sky in the brand's colour."""
    sky, hill = mix(p.accent, "#ffffff", 0.55), mix(p.accent_dark, "#ffffff", 0.25)
    return (
        rect(x, y, w, h, r, sky)
        + circle(x + w * 0.7, y + h * 0.3, min(w, h) * 0.11, "#fff", 'opacity=".85"')
        + path(
            f"M{x:g} {y + h * 0.72:g}Q{x + w * 0.3:g} {y + h * 0.5:g} {x + w * 0.62:g} {y + h * 0.7:g}"
            f"T{x + w:g} {y + h * 0.62:g}"
            f"V{y + h - r:g}Q{x + w:g} {y + h:g} {x + w - r:g} {y + h:g}H{x + r:g}"
            f"Q{x:g} {y + h:g} {x:g} {y + h - r:g}Z",
            hill,
            'opacity=".75"',
        )
    )


def phone(a: Attributes, p: Paint) -> str:
    """A phone from the back and from the front; larger screens are larger, better cameras have more lenses."""
    h = 178 + (_number(a, "screen_size", 6.5) - 6) * 52
    w, top = h * 0.485, 330 - h
    n_lenses = 1 + (_number(a, "camera", 4800) >= 4800) + (_number(a, "camera", 4800) > 6000)
    back_x, front_x = 200 - w - 2, 200 - 12
    back = rect(back_x, top - 8, w, h, 18, p.main, f'stroke="{p.dark}" stroke-width="2.5"')
    back += path(
        f"M{back_x + 8:g} {top + h * 0.5:g}L{back_x + w - 8:g} {top + 6:g}V{top + h * 0.3:g}"
        f"L{back_x + 8:g} {top + h * 0.78:g}Z",
        "#fff",
        'opacity=".12"',
    )
    back += rect(back_x + 9, top + 2, 30, 14 + 22 * n_lenses, 13, p.dark, 'opacity=".85"')
    back += "".join(
        circle(back_x + 24, top + 20 + 22 * i, 8, INK, 'stroke="#fff" stroke-opacity=".4" stroke-width="2"')
        for i in range(n_lenses)
    )
    front = rect(front_x, top, w, h, 18, INK) + _wallpaper(front_x + 5, top + 5, w - 10, h - 10, 13, p)
    front += circle(front_x + w / 2, top + 15, 3.5, INK)
    large = a.get("big_font") is True
    front += text(
        front_x + w / 2, top + h * (0.33 if large else 0.25), 32 if large else 19, INK, "9:30", 'font-weight="600"'
    )
    return back + front


def tablet(a: Attributes, p: Paint) -> str:
    """A tablet lying across, with its pen or its bumper where it has one."""
    w = 190 + (_number(a, "screen_size", 10.9) - 8.4) * 17
    h = w * 0.68
    x, y = 200 - w / 2, 205 - h / 2
    bumper = rect(x - 12, y - 12, w + 24, h + 24, 30, p.main) if a.get("kids_mode") and not a.get("stylus") else ""
    body = rect(x, y, w, h, 16, p.dark) + rect(x + 2, y + 2, w - 4, h - 4, 15, INK)
    pen = ""
    if a.get("stylus"):
        pen = f'<g transform="rotate(-38 {x + w - 30:g} {y + h:g})">' + rect(
            x + w - 110, y + h - 4, 150, 9, 4.5, "#f6f5f2", 'stroke="#c8ccd2"'
        )
        pen += path(f"M{x + w - 110:g} {y + h - 4:g}l-16 4.5 16 4.5z", p.main) + "</g>"
    return bumper + body + _wallpaper(x + 10, y + 10, w - 20, h - 20, 8, p) + pen


def watch(a: Attributes, p: Paint) -> str:
    """A watch on its strap; the dial is round or square, and shows a larger time in large-text models."""
    strap = rect(166, 66, 68, 268, 22, p.main) + rect(176, 66, 48, 268, 16, p.light, 'opacity=".35"')
    strap += "".join(circle(200, 290 + 12 * i, 3, p.dark) for i in range(3))
    size = 54 if a.get("big_font") else 38
    if a.get("dial") == "圆形":
        case = circle(200, 200, 74, mix(p.main, "#c9ced6", 0.6)) + circle(200, 200, 64, INK)
        ring = circle(
            200,
            200,
            52,
            "none",
            f'stroke="{p.accent}" stroke-width="6" stroke-dasharray="215 400" stroke-linecap="round" '
            'transform="rotate(-90 200 200)"',
        )
    else:
        case = rect(134, 126, 132, 148, 34, mix(p.main, "#c9ced6", 0.6)) + rect(143, 135, 114, 130, 27, INK)
        ring = line("M160 244h62", p.accent, 7) + line("M160 244h80", "#fff", 7, 'opacity=".15"')
    crown = rect(268 if a.get("dial") != "圆形" else 272, 186, 9, 28, 4, p.dark)
    return strap + crown + case + ring + text(200, 200 + size * 0.34, size, "#fff", "9:30", 'font-weight="600"')


def laptop(a: Attributes, p: Paint) -> str:
    """An open laptop; larger screens are larger, gaming ones have a lit edge."""
    w = 196 + (_number(a, "screen_size", 14) - 12) * 16
    h = w * 0.63
    x, y = 200 - w / 2, 300 - h
    lid = rect(x, y, w, h, 11, p.dark) + rect(x + 6, y + 6, w - 12, h - 14, 6, INK)
    lid += _wallpaper(x + 9, y + 9, w - 18, h - 20, 4, p)
    deck = path(
        f"M{x - 24:g} 318L{x:g} 298H{x + w:g}L{x + w + 24:g} 318Q{x + w + 24:g} 328 {x + w + 12:g} 328H{x - 12:g}"
        f"Q{x - 24:g} 328 {x - 24:g} 318Z",
        p.main,
        f'stroke="{p.dark}" stroke-width="1.5"',
    )
    deck += path(f"M{x + 12:g} 302H{x + w - 12:g}L{x + w - 2:g} 311H{x + 2:g}Z", p.dark, 'opacity=".55"') + rect(
        176, 313, 48, 5, 2.5, p.dark, 'opacity=".4"'
    )
    glow = line(f"M{x - 12:g} 327H{x + w + 12:g}", p.accent, 4) if a.get("graphics") == "独立显卡" else ""
    return lid + deck + glow


def case(a: Attributes, p: Paint) -> str:
    """A phone case from behind: clear ones show the phone, magnetic ones their ring, sturdy ones their corners."""
    clear = a.get("color") == "透明"
    body = rect(
        140, 74, 120, 250, 24, mix(p.accent, "#ffffff", 0.5) if clear else p.main, f'stroke="{p.dark}" stroke-width="4"'
    )
    body += (
        rect(146, 80, 108, 238, 19, "#fff", 'opacity=".28"')
        if clear
        else rect(148, 82, 104, 234, 17, p.light, 'opacity=".28"')
    )
    body += (
        rect(152, 88, 40, 66, 16, INK, 'opacity=".85"')
        + circle(172, 106, 9, "#5b6373")
        + circle(172, 134, 9, "#5b6373")
    )
    if a.get("magnetic"):
        body += circle(200, 222, 36, "none", f'stroke="{p.dark}" stroke-width="5" opacity=".55"') + line(
            "M200 268v16", p.dark, 5, 'opacity=".55"'
        )
    elif a.get("pattern") in ("卡通", "印花"):
        body += "".join(
            circle(x, y, 13, p.accent, 'opacity=".8"')
            for x, y in ((182, 200), (216, 190), (206, 236), (176, 270), (224, 278))
        )
    if a.get("drop_proof"):
        body += "".join(rect(x, y, 24, 24, 10, p.dark) for x, y in ((134, 68), (242, 68), (134, 306), (242, 306)))
    return body
