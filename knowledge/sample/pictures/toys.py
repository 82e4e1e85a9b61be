"""Drawings of toys.

Owns: those shapes. Does not know: the frame around them.
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.types import ItemValue

from .paint import INK, Paint, circle, hsl, line, mix, path, rect

Attributes = Mapping[str, ItemValue]

_WOOD = ("#d9b284", "#c89a68", "#e6cba3", "#b98a5a")
_BRIGHT = ("#e07a6a", "#f0bf5b", "#6fb3a2", "#6f95cf")


def toy(a: Attributes, p: Paint) -> str:
    """A toy of its kind; wooden ones in wood, others in bright colours."""
    tones = _WOOD if a.get("material") == "榉木" else _BRIGHT
    drawing = {
        "积木": _blocks,
        "拼图": _puzzle,
        "毛绒玩偶": _plush,
        "遥控车": _car,
        "桌游": _game,
        "过家家": _kitchen,
        "科学实验": _flask,
    }
    return drawing[str(a["toy_kind"])](p, tones)


def _blocks(p: Paint, t: tuple[str, ...]) -> str:
    def block(x: float, y: float, w: float, color: str) -> str:
        studs = "".join(
            rect(x + 14 + 34 * i, y - 9, 20, 12, 4, mix(color, "#000000", 0.1)) for i in range(int(w // 36))
        )
        return studs + rect(x, y, w, 48, 7, color) + rect(x + 6, y + 6, w - 12, 8, 4, "#fff", 'opacity=".28"')

    return (
        block(92, 280, 108, t[0])
        + block(204, 280, 108, t[3])
        + block(128, 228, 144, t[1])
        + block(146, 176, 72, t[2])
        + path("M150 164L182 122 214 164Z", t[0])
        + block(222, 176, 40, t[3])
    )


def _puzzle(p: Paint, t: tuple[str, ...]) -> str:
    def piece(x: float, y: float, color: str) -> str:
        return path(
            f"M{x} {y}h28a14 14 0 1 1 26 0h28v28a14 14 0 1 1 0 26v28h-28a14 14 0 1 0 -26 0h-28v-28a14 14 0 1 0 0 -26z",
            color,
            'stroke="#fff" stroke-width="3"',
        )

    return (
        piece(118, 132, t[0])
        + piece(200, 132, t[1])
        + piece(118, 214, t[2])
        + f'<g transform="rotate(12 250 260)">{piece(212, 226, t[3])}</g>'
    )


def _plush(p: Paint, t: tuple[str, ...]) -> str:
    ears = (
        circle(156, 104, 26, p.main)
        + circle(244, 104, 26, p.main)
        + circle(156, 104, 13, p.light)
        + circle(244, 104, 13, p.light)
    )
    limbs = "".join(
        f'<ellipse cx="{x}" cy="{y}" rx="27" ry="36" fill="{p.dark}" transform="rotate({r} {x} {y})"/>'
        for x, y, r in ((134, 240, 30), (266, 240, -30))
    )
    feet = (
        circle(158, 310, 30, p.dark)
        + circle(242, 310, 30, p.dark)
        + circle(158, 312, 15, p.light)
        + circle(242, 312, 15, p.light)
    )
    body = f'<ellipse cx="200" cy="258" rx="66" ry="70" fill="{p.main}"/>'
    body += f'<ellipse cx="200" cy="266" rx="40" ry="46" fill="{p.light}"/>'
    head = circle(200, 148, 66, p.main) + f'<ellipse cx="200" cy="168" rx="30" ry="24" fill="{p.light}"/>'
    face = (
        circle(176, 140, 7, INK)
        + circle(224, 140, 7, INK)
        + path("M190 158h20q-2 12 -10 12t-10 -12z", INK)
        + line("M200 170v8q-8 6 -14 2M200 178q8 6 14 2", INK, 3)
    )
    return limbs + feet + body + ears + head + face + path("M176 214l24 10 24 -10 4 24 -28 -8 -28 8z", p.accent)


def _car(p: Paint, t: tuple[str, ...]) -> str:
    body = path("M86 262q0 -30 32 -34l30 -4 34 -40h66l34 40q34 4 34 38v20H86z", t[0]) + path(
        "M164 224l26 -30h24v30zM224 224v-30h18l24 30z", "#dbeaf2"
    )
    wheels = "".join(
        circle(x, 288, 40, INK) + circle(x, 288, 19, "#cfd4da") + circle(x, 288, 7, INK) for x in (140, 268)
    )
    return (
        line("M292 226q8 -60 22 -88", INK, 3)
        + circle(315, 134, 6, t[1])
        + body
        + rect(86, 262, 230, 12, 4, t[1])
        + wheels
        + circle(308, 248, 8, "#fff3c0")
    )


def _game(p: Paint, t: tuple[str, ...]) -> str:
    board = path("M200 168L330 236 200 304 70 236Z", t[2]) + path(
        "M70 236L200 304 330 236V252L200 320 70 252Z", mix(t[2], "#000000", 0.25)
    )
    squares = "".join(
        path(f"M{200 + dx} {192 + dy}l26 14 -26 14 -26 -14z", c)
        for dx, dy, c in ((0, 0, "#fff"), (52, 28, t[1]), (-52, 28, t[0]), (0, 56, "#fff"))
    )
    pawn = path("M150 236q-14 -40 2 -52a22 22 0 1 1 28 0q16 12 2 52q-16 10 -32 0z", t[0])
    dice = rect(
        222, 118, 66, 66, 14, "#fffdf6", f'stroke="{hsl(30, 20, 70)}" stroke-width="2" transform="rotate(14 255 151)"'
    )
    dots = "".join(circle(x, y, 6, INK) for x, y in ((238, 136), (255, 151), (272, 167)))
    return board + squares + pawn + dice + dots


def _kitchen(p: Paint, t: tuple[str, ...]) -> str:
    stove = (
        rect(108, 206, 184, 122, 12, t[2])
        + rect(100, 192, 200, 22, 8, mix(t[2], "#000000", 0.2))
        + rect(128, 240, 92, 70, 10, "#fff", 'opacity=".75"')
    )
    knobs = "".join(circle(252, y, 10, t[1]) for y in (250, 282))
    pot = (
        rect(134, 138, 88, 54, 14, t[0])
        + rect(126, 132, 104, 12, 6, mix(t[0], "#000000", 0.2))
        + circle(178, 126, 8, mix(t[0], "#000000", 0.3))
        + line("M226 158h34", INK, 8)
    )
    return (
        stove + knobs + pot + line("M160 112q-8 -12 0 -24M184 108q-8 -12 0 -24", "#fff", 5) + circle(262, 178, 13, t[1])
    )


def _flask(p: Paint, t: tuple[str, ...]) -> str:
    glass = path(
        "M178 88h44v80l62 120q12 38 -26 40H142q-38 -2 -26 -40l62 -120z",
        "#ffffff",
        'opacity=".75" stroke="#9fb0c0" stroke-width="4"',
    )
    liquid = path("M148 232h104l28 58q8 28 -20 30H140q-28 -2 -20 -30z", t[2], 'opacity=".9"') + path(
        "M148 232q26 -14 52 0t52 0l6 14H142z", mix(t[2], "#ffffff", 0.4)
    )
    bubbles = (
        circle(180, 282, 11, "#fff", 'opacity=".6"')
        + circle(216, 264, 7, "#fff", 'opacity=".6"')
        + circle(228, 298, 9, t[1], 'opacity=".8"')
    )
    return (
        glass + liquid + bubbles + rect(168, 76, 64, 16, 8, t[3]) + circle(214, 60, 8, t[0]) + circle(190, 44, 6, t[1])
    )
