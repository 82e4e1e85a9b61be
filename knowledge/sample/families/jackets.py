"""Jackets and coats.

Owns: what there is of them. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.draft import Draft, Line, chance, some
from knowledge.types import ItemValue

from .garments import COMMON, KEEP, MAKERS, OFTEN, garment, sizes, who

#: kind of jacket -> (English, materials, seasons, thickness, styles, base price)
_KINDS = {
    "夹克": ("jacket", ("聚酯纤维", "纯棉", "牛仔布"), ("春", "秋"), "适中", ("休闲", "简约", "街头"), 220),
    "冲锋衣": ("shell jacket", ("尼龙", "聚酯纤维"), ("春", "秋", "冬"), "适中", ("运动", "休闲"), 420),
    "羽绒服": ("down jacket", ("羽绒",), ("冬",), "厚", ("简约", "休闲", "街头"), 330),
    "毛呢大衣": ("wool coat", ("羊毛",), ("秋", "冬"), "厚", ("商务", "简约", "文艺"), 380),
    "防晒衣": ("sun jacket", ("尼龙", "聚酯纤维"), ("夏",), "薄", ("运动", "简约"), 130),
}


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield jackets and coats, without end."""
    while True:
        kind = rng.choice(tuple(_KINDS))
        english, materials, seasons, thickness, styles, base = _KINDS[kind]
        gender = rng.choice(("男款", "女款", "男女同款", "童款") if kind != "毛呢大衣" else ("男款", "女款"))
        shell = kind == "冲锋衣"
        a: dict[str, ItemValue] = {
            "color": rng.choice(
                ("黑色", "灰色", "藏青色", "米色", "棕色", "绿色", "红色", "白色", "蓝色", "粉色", "黄色")
            ),
            "material": rng.choice(materials),
            "gender": gender,
            "cut": rng.choice(("修身", "合身", "宽松")),
            "pattern": rng.choice(("纯色", "纯色", "纯色", "格子")) if kind != "冲锋衣" else "纯色",
            "style": rng.choice(styles),
            "sizes": sizes(gender, rng),
            "season": list(seasons),
            "thickness": thickness,
            "hooded": shell or kind == "防晒衣" or (kind == "羽绒服" and chance(rng, 0.7)),
            "windproof": shell or kind == "羽绒服" or chance(rng, 0.2),
            "rainproof": shell or (kind == "羽绒服" and chance(rng, 0.3)),
            "machine_wash": kind not in ("毛呢大衣", "羽绒服"),
            "audience": who(gender),
            "scene": ["户外", "旅行"] if shell else some(rng, ("通勤", "旅行", "约会", "办公"), 1, 2),
        }
        # The material stands before the noun in the title: 羽绒 + 服, 羊毛 + 大衣.
        noun = {"羽绒服": "服", "毛呢大衣": "大衣"}.get(kind, kind)
        yield garment(
            "外套",
            rng.choice(MAKERS),
            noun,
            {"羽绒服": "jacket", "毛呢大衣": "coat"}.get(kind, english),
            a,
            base,
            rng,
            {
                "冲锋衣": "变天了也不慌，风和小雨都挡在外面。",
                "羽绒服": "冬天出门的底气，轻而暖。",
                "毛呢大衣": "版型挺，穿上就精神。",
                "防晒衣": "薄薄一层，太阳底下也不闷。",
                "夹克": "换季时随手一披的那一件。",
            }[kind],
        )


LINE = Line(
    category="外套",
    prefix="coat",
    n_items=85,
    make=make,
    attributes=(*COMMON, "hooded", "windproof", "rainproof"),
    keep=KEEP,
    often_missing={**OFTEN, "windproof": 0.2, "rainproof": 0.25},
)
