"""Phone cases.

Owns: what cases there are and which phone each fits. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, Line, chance, price_point, scale, some
from knowledge.sample.schema.shared import COLORS
from knowledge.types import ItemValue

from . import phones
from .series import models

_KINDS = (
    ("透明", "塑料", "clear"),
    ("液态硅胶", "硅胶", "liquid silicone"),
    ("皮纹", "皮革", "leather"),
    ("防摔气囊", "塑料", "shockproof"),
    ("磁吸磨砂", "塑料", "magnetic matte"),
    ("凯夫拉", "凯夫拉纤维", "aramid"),
)
_EXTRA = (
    "镜头一圈高出1毫米。",
    "附挂绳孔。",
    "按键另外做了盖子，按着不费力。",
    "不影响无线充电。",
    "背后可以立起来。",
    "用久了可能会微微发黄。",
)


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield phone cases, one model of phone after another."""
    fitted = sorted(
        {
            (m.series_name, m.number, m.name, m.english(brand(m.series.brand).english))
            for m, _ in models(phones.SERIES, random.Random(0), (1, 1))
            if m.series.last - m.number <= 1
        }
    )
    while True:
        rng.shuffle(fitted)
        for series, number_of, phone, phone_en in fitted:
            kind, material, english = rng.choice(_KINDS)
            maker = brand(rng.choice(("线雀", "指屿", "指屿", "松果")))
            color = (
                "透明"
                if kind == "透明"
                else rng.choice(("黑色", "蓝色", "绿色", "粉色", "紫色", "棕色", "红色", "白色"))
            )
            a: dict[str, ItemValue] = {
                "compatible": phone,
                "material": material,
                "color": color,
                "magnetic": "磁吸" in kind or chance(rng, 0.15),
                "drop_proof": "防摔" in kind or (kind == "液态硅胶" and chance(rng, 0.4)),
                "pattern": "纯色" if kind != "透明" else rng.choice(("纯色", "卡通", "印花")),
                "weight_g": round({"塑料": 28, "硅胶": 38, "皮革": 42, "凯夫拉纤维": 16}[material] + rng.gauss(0, 2)),
                "audience": some(rng, ("女生", "学生", "男生", "上班族"), 1, 2),
            }
            price = price_point(
                {"透明": 19, "液态硅胶": 39, "皮纹": 59, "防摔气囊": 35, "磁吸磨砂": 59, "凯夫拉": 169}[kind]
                * maker.level
                * rng.uniform(0.9, 1.3)
            )
            yield Draft(
                category="手机壳",
                brand=maker.name,
                price=price,
                attributes=a,
                title=f"{maker.name} {kind}手机壳 适用{phone} {color if kind != '透明' else a['pattern']}",
                title_en=f"{maker.english} {english} case for {phone_en}, {COLORS[color].split('|')[0]}",
                aspects={
                    "case_fit": 0.3 + maker.care,
                    "feel": {"塑料": -0.2}.get(material, 0.6),
                    "looks": maker.care,
                    "value": scale(70 - price, -110, 60),
                    **({"protect": 0.7} if a["drop_proof"] else {}),
                    **({"yellow": -0.5} if kind == "透明" else {}),
                    **({"magnet": 0.5} if a["magnetic"] else {}),
                },
                lead=f"按{phone}的尺寸开的模，孔位都对得上。",
                extra=some(rng, _EXTRA, 1, 2),
                series=f"{maker.name} {kind}壳",
                fits=(series, number_of),
                stated=tuple(k for k in ("magnetic", "drop_proof") if a[k]),
            )


LINE = Line(
    category="手机壳",
    prefix="case",
    n_items=75,
    make=make,
    attributes=(
        "title_en",
        "compatible",
        "material",
        "color",
        "magnetic",
        "drop_proof",
        "pattern",
        "weight_g",
        "audience",
    ),
    keep=("title_en", "compatible", "color", "material"),
    often_missing={"magnetic": 0.2, "drop_proof": 0.2, "weight_g": 0.3, "pattern": 0.15},
)
