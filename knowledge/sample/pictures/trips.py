"""Drawings of travel packages (as postcards), tents and sleeping bags.

Owns: those shapes. Does not know: the frame around them.
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.types import ItemValue

from .paint import INK, Paint, circle, line, mix, path, rect, text

Attributes = Mapping[str, ItemValue]

_SEA, _PEAKS, _GRASS, _TOWN, _RIVER, _SNOW = "sea", "peaks", "grass", "town", "river", "snow"
_SCENES = {
    "海南": _SEA,
    "厦门": _SEA,
    "云南": _PEAKS,
    "四川": _PEAKS,
    "西藏": _PEAKS,
    "新疆": _GRASS,
    "内蒙古": _GRASS,
    "西安": _TOWN,
    "江南": _TOWN,
    "桂林": _RIVER,
    "贵州": _RIVER,
    "东北": _SNOW,
}


def postcard(a: Attributes, p: Paint) -> str:
    """A postcard of the destination with the number of days on its stamp."""
    scene = _SCENES[str(a["destination"])]
    days = a.get("days")
    clip = '<clipPath id="k"><rect x="70" y="104" width="260" height="180" rx="6"/></clipPath>'
    card = rect(58, 92, 284, 236, 10, "#fffdf7", 'stroke="#d8d2c4"')
    stamp = rect(274, 292, 54, 28, 5, p.accent_dark) + text(
        301, 312, 17, "#fff", f"{days:g}天" if isinstance(days, (int, float)) else "", 'font-weight="700"'
    )
    return (
        f"<defs>{clip}</defs>"
        + card
        + f'<g clip-path="url(#k)">{_scene(scene)}</g>'
        + stamp
        + line("M78 300h120M78 316h84", "#c9c2b2", 4)
    )


def _scene(kind: str) -> str:
    sky = rect(70, 104, 260, 180, 0, {"snow": "#dfeaf2", "town": "#f6dcc0", "grass": "#cfe6f3"}.get(kind, "#bfe0ee"))
    sun = circle(272, 148, 22, "#ffd98a")
    if kind == _SEA:
        return (
            sky
            + sun
            + rect(70, 206, 260, 80, 0, "#5fb0c6")
            + path("M70 262q60 -26 130 -6t130 -8v40H70z", "#f2dcae")
            + path("M112 266q14 -70 34 -96l7 4q-20 40 -27 92z", "#8a6243")
            + path(
                "M150 172q-44 -24 -62 6q34 -14 62 -6q-18 -40 -52 -34q38 8 52 34q30 -32 64 -8q-36 -6 -64 8q34 4 "
                "38 36q-12 -28 -38 -36z",
                "#4f9a68",
            )
        )
    if kind == _PEAKS:
        return (
            sky
            + sun
            + path("M70 250l74 -112 52 74 34 -44 100 116H70z", "#7d93ad")
            + path("M144 138l-28 42 20 -6 10 10 12 -12 14 6zM230 168l-16 21 12 -3 8 8 14 -6z", "#fff")
            + path("M70 262q70 -30 140 -8t120 -8v40H70z", "#6aa07a")
        )
    if kind == _GRASS:
        return (
            sky
            + sun
            + path("M70 220q70 -44 140 -10t120 -14v90H70z", "#9cc077")
            + path("M70 252q90 -30 260 4v30H70z", "#7fae62")
            + path("M130 246q4 -34 34 -36t36 36z", "#fffaf0", 'stroke="#c9b893" stroke-width="2"')
            + rect(157, 226, 14, 20, 2, "#b3553f")
            + path("M70 284q120 -40 250 -80l10 6q-140 50 -230 74z", "#f0e2c0", 'opacity=".8"')
        )
    if kind == _TOWN:
        return (
            sky
            + sun
            + path("M70 230h260v56H70z", "#8fb7b8")
            + rect(96, 190, 62, 52, 0, "#f8f1e4")
            + path("M84 192q44 -12 44 -34q0 22 44 34z", "#4c5560")
            + rect(186, 168, 78, 74, 0, "#f8f1e4")
            + path("M172 170q54 -12 54 -38q0 26 54 38z", "#4c5560")
            + rect(216, 200, 18, 42, 0, "#9a5a45")
            + circle(182, 206, 6, "#d4574b")
            + path("M70 262q60 -12 130 0t130 0v24H70z", "#6fa0a4")
        )
    if kind == _RIVER:
        return (
            sky
            + sun
            + path("M70 236q10 -84 34 -84t34 84zM128 236q8 -110 36 -110t38 110zM206 236q6 -76 30 -76t34 76z", "#6b9a83")
            + path("M254 236q10 -96 36 -96t40 96z", "#86b098")
            + rect(70, 232, 260, 54, 0, "#8cc3c0")
            + path("M168 258h64l-10 12h-44z", "#8a6243")
            + line("M200 258v-26", INK, 3)
            + line("M92 252h50M250 268h52", "#fff", 3, 'opacity=".6"')
        )
    return (
        sky
        + path("M70 226l80 -64 60 46 44 -30 76 56v52H70z", "#b9cbdc")
        + rect(70, 238, 260, 48, 0, "#fbfdff")
        + "".join(
            path(f"M{x} {y}l20 -40 20 40z", "#5d8a78")
            + path(f"M{x + 8} {y - 16}l12 -24 12 24z", "#fff", 'opacity=".8"')
            for x, y in ((88, 250), (124, 258), (270, 254))
        )
        + rect(184, 218, 56, 34, 0, "#a5694a")
        + path("M174 220l38 -26 38 26z", "#fff")
        + "".join(circle(x, y, 3, "#fff") for x, y in ((110, 130), (160, 150), (230, 128), (300, 160)))
    )


def tent(a: Attributes, p: Paint) -> str:
    """A tent: larger for more people; instant ones are domes, inflatable ones ribbed, others ridged."""
    people = a.get("persons")
    half = 84 + 11 * (float(people) if isinstance(people, (int, float)) else 3)
    left, right, setup = 200 - half, 200 + half, a.get("setup")
    edge = f'stroke="{p.dark}" stroke-width="2.5" stroke-linejoin="round"'
    ground = f'<ellipse cx="200" cy="330" rx="{half + 26:g}" ry="10" fill="#86a878" opacity=".7"/>'
    if setup == "手搭":
        body = path(f"M{left:g} 328L200 128 {right:g} 328Z", p.main, edge) + path(
            f"M200 128L{right:g} 328H{200 + half * 0.42:g}Z", p.dark, 'opacity=".4"'
        )
        door = path(f"M200 170L{200 - half * 0.34:g} 328H{200 + half * 0.34:g}Z", "#3c3f49") + path(
            f"M200 170L{200 - half * 0.34:g} 328q{half * 0.3:g} -60 {half * 0.34:g} -158z", p.light
        )
        ropes = line(
            f"M{left + 30:g} 268L{left - 22:g} 330M{right - 30:g} 268L{right + 22:g} 330", INK, 2, 'opacity=".6"'
        )
        return ground + ropes + body + door + line("M200 130v-14", INK, 4)
    body = path(f"M{left:g} 328C{left + 6:g} 130 {right - 6:g} 130 {right:g} 328Z", p.main, edge)
    rib, width = (p.light, 9) if setup == "充气" else (p.dark, 3)
    ribs = line(
        f"M{left + half * 0.5:g} 328C{left + half * 0.55:g} 220 180 180 200 178M{right - half * 0.5:g} 328"
        f"C{right - half * 0.55:g} 220 220 180 200 178",
        rib,
        width,
        'opacity=".8"',
    )
    door = path(
        f"M{200 - half * 0.32:g} 328C{200 - half * 0.3:g} 232 {200 + half * 0.3:g} 232 {200 + half * 0.32:g} 328Z",
        "#3c3f49",
    )
    flap = path(
        f"M{200 - half * 0.32:g} 328C{200 - half * 0.3:g} 262 {200 - half * 0.1:g} 250 200 256"
        f"Q{200 - half * 0.08:g} 300 {200 - half * 0.2:g} 328Z",
        p.light,
    )
    return ground + body + ribs + door + flap


def sleeping_bag(a: Attributes, p: Paint) -> str:
    """A sleeping bag, mummy-shaped or rectangular, with its comfort temperature."""
    edge = f'stroke="{p.dark}" stroke-width="2.5"'
    if a.get("bag_shape") == "木乃伊式":
        body = path(
            "M200 70C256 70 270 130 268 176L244 318Q200 338 156 318L132 176C130 130 144 70 200 70Z", p.main, edge
        )
        inner = f'<ellipse cx="200" cy="122" rx="40" ry="36" fill="{p.light}" stroke="{p.dark}" stroke-width="2"/>'
        rows = (182, 218, 254, 290)
    else:
        body = rect(134, 74, 132, 256, 20, p.main, edge)
        inner = rect(146, 84, 108, 58, 14, p.light, f'stroke="{p.dark}" stroke-width="2"') + rect(
            158, 96, 84, 34, 14, "#fffdf7"
        )
        rows = (170, 208, 246, 284)
    quilt = "".join(line(f"M146 {y}q27 9 54 0t54 0", p.dark, 2.5, 'opacity=".55"') for y in rows)
    zipper = line(f"M236 {rows[0] - 14}Q242 240 234 316", mix(p.light, "#ffffff", 0.4), 4)
    temp = a.get("comfort_temp")
    badge = circle(200, 244, 27, "#fffdf7", 'opacity=".92"') + text(
        200, 251, 19, p.accent_dark, f"{temp:g}°" if isinstance(temp, (int, float)) else "", 'font-weight="700"'
    )
    return body + inner + quilt + zipper + badge
