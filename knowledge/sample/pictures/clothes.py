"""Drawings of T-shirts, jackets, dresses and running shoes.

Owns: those shapes and the patterns of cloth. Does not know: the frame around them.
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.types import ItemValue

from .paint import Paint, circle, line, mix, path, rect, text

Attributes = Mapping[str, ItemValue]


def _cloth(a: Attributes, p: Paint) -> tuple[str, str]:
    """Return the definition of the cloth's pattern and what to fill a garment with."""
    other = mix(p.main, p.accent_dark, 0.55)
    marks = {
        "条纹": ((22, 22), rect(0, 0, 22, 8, 0, other, 'opacity=".55"')),
        "格子": ((30, 30), rect(0, 0, 30, 9, 0, other, 'opacity=".35"') + rect(0, 0, 9, 30, 0, other, 'opacity=".35"')),
        "碎花": (
            (34, 34),
            "".join(circle(x, y, 3.4, p.accent) for x, y in ((9, 4), (14, 9), (9, 14), (4, 9)))
            + circle(9, 9, 2.6, "#fff")
            + circle(26, 26, 2.5, other),
        ),
        "印花": (
            (52, 52),
            path("M10 24q8 -18 18 0t18 0", "none", f'stroke="{p.accent}" stroke-width="6"') + circle(40, 42, 6, other),
        ),
    }
    if a.get("pattern") not in marks:
        return "", p.main
    (w, h), drawn = marks[str(a["pattern"])]
    return (
        f'<defs><pattern id="c" width="{w}" height="{h}" patternUnits="userSpaceOnUse">'
        f'<rect width="{w}" height="{h}" fill="{p.main}"/>{drawn}'
        "</pattern></defs>",
        "url(#c)",
    )


def _edge(p: Paint) -> str:
    return f'stroke="{p.dark}" stroke-width="2.5" stroke-linejoin="round"'


def tee(a: Attributes, p: Paint) -> str:
    """A T-shirt; sleeves, cut and pattern follow the good."""
    defs, cloth = _cloth(a, p)
    hem = {"修身": 14, "宽松": -12}.get(str(a.get("cut")), 0)
    if a.get("sleeve") == "长袖":
        sleeves = path(
            "M146 96L104 122 78 296 110 302 140 176ZM254 96L296 122 322 296 290 302 260 176Z", cloth, _edge(p)
        )
    else:
        sleeves = path("M146 96L92 134 112 182 146 164ZM254 96L308 134 288 182 254 164Z", cloth, _edge(p))
    body = path(f"M146 94L172 84Q200 112 228 84L254 94 {264 - hem} 326Q200 336 {136 + hem} 326Z", cloth, _edge(p))
    collar = line("M172 85Q200 114 228 85", p.dark, 5)
    front = ""
    if a.get("pattern") == "字母":
        front = text(200, 206, 40, p.accent_dark, "HI", 'font-weight="800"')
    elif a.get("pattern") == "卡通":
        front = (
            circle(200, 194, 34, p.accent)
            + circle(188, 188, 5, "#fff")
            + circle(212, 188, 5, "#fff")
            + line("M186 206q14 12 28 0", "#fff", 4)
        )
    return defs + sleeves + body + collar + front


def jacket(a: Attributes, p: Paint) -> str:
    """A jacket: quilted when thick, hooded when it has a hood, longer when a coat."""
    defs, cloth = _cloth(a, p)
    coat, padded = a.get("material") == "羊毛", a.get("material") == "羽绒"
    hem = 334 if coat else 306
    hood = path("M158 96Q156 52 200 50T242 96Q200 120 158 96Z", p.dark) if a.get("hooded") else ""
    sleeves = path("M142 100L100 126 76 288 112 296 140 190ZM258 100L300 126 324 288 288 296 260 190Z", cloth, _edge(p))
    body = path(f"M142 98L176 84H224L258 98 266 {hem}H134Z", cloth, _edge(p))
    zip_line = line(f"M200 {118 if coat else 92}V{hem}", p.dark, 3)
    if coat:
        front = path("M176 84L200 152 224 84 240 92 206 176H194L160 92Z", p.light, _edge(p)) + "".join(
            circle(212, y, 4.5, p.dark) for y in (200, 234, 268)
        )
    else:
        front = line("M176 85Q200 102 224 85", p.dark, 6) + line("M156 236l22 16M244 236l-22 16", p.dark, 4)
    if padded:
        front += "".join(
            line(f"M138 {y}q31 9 62 0t62 0", p.dark, 2.5, 'opacity=".6"') for y in (138, 176, 214, 252, 290)
        )
    return hood + defs + sleeves + body + zip_line + front


def dress(a: Attributes, p: Paint) -> str:
    """A dress; length, sleeves and pattern follow the good."""
    defs, cloth = _cloth(a, p)
    hem = {"短裙": 270, "中长裙": 304, "长裙": 336}.get(str(a.get("dress_length")), 304)
    flare = 60 + (hem - 180) * 0.22 * (1.25 if a.get("cut") == "宽松" else 1)
    sleeve = str(a.get("sleeve"))
    sleeves = ""
    if sleeve == "短袖":
        sleeves = path("M162 78L128 104 140 136 164 122ZM238 78L272 104 260 136 236 122Z", cloth, _edge(p))
    elif sleeve == "长袖":
        sleeves = path(
            "M162 78L130 104 112 216 136 222 164 140ZM238 78L270 104 288 216 264 222 236 140Z", cloth, _edge(p)
        )
    body = path(
        f"M164 76L178 70Q200 100 222 70L236 76 230 168 {200 + flare:g} {hem}"
        f"Q200 {hem + 16} {200 - flare:g} {hem}L170 168Z",
        cloth,
        _edge(p),
    )
    belt = path("M170 164Q200 172 230 164L231 178Q200 186 169 178Z", p.accent_dark, 'opacity=".75"')
    folds = line(f"M188 186L{178:g} {hem - 8}M212 186L{222:g} {hem - 8}", p.dark, 2, 'opacity=".45"')
    return defs + sleeves + body + folds + belt


def shoe(a: Attributes, p: Paint) -> str:
    """A running shoe from the side; the sole is thick where it is soft and lugged for trails."""
    thick = {"软弹": 36, "适中": 28}.get(str(a.get("cushioning")), 24)
    top = 292
    upper = path(
        f"M96 {top}Q82 222 100 176Q112 164 128 176Q150 204 186 190L222 174Q236 214 282 234Q320 250 318 {top}Z",
        p.main,
        _edge(p),
    )
    toe = path(f"M270 229Q322 246 318 {top}H262Q258 256 270 229Z", p.dark, 'opacity=".45"')
    heel = path(f"M96 {top}Q84 230 98 184Q122 210 128 {top}Z", p.accent, 'opacity=".8"')
    stripe = line(
        f"M158 {top - 6}Q190 250 236 226M184 {top - 6}Q208 262 250 238", p.light if p.main != "#f4f3ef" else p.accent, 8
    )
    laces = line("M192 194l22 18M206 186l24 20M176 200l20 16", "#fff" if p.main != "#f4f3ef" else p.dark, 5)
    sole = path(
        f"M88 {top - 4}H322Q336 {top + 6} 322 {top + thick}"
        f"Q200 {top + thick + 8} 98 {top + thick}Q80 {top + thick - 6} 88 {top - 4}Z",
        "#fbfaf6",
        f'stroke="{p.dark}" stroke-width="2"',
    )
    plate = line(f"M104 {top + 12}Q200 {top + 26} 312 {top + 8}", "#3a3d45", 4) if a.get("carbon_plate") else ""
    lugs = (
        "".join(rect(104 + 26 * i, top + thick - 2, 14, 10, 2, p.dark) for i in range(8))
        if a.get("surface") == "越野"
        else ""
    )
    return lugs + upper + toe + heel + stripe + laces + sole + plate
