"""Dresses.

Owns: what there is of them. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.draft import Draft, Line, chance, some
from knowledge.types import ItemValue

from .garments import COMMON, KEEP, MAKERS, OFTEN, garment, sizes


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield dresses, without end."""
    names = {"短裙": "短款", "中长裙": "中长款", "长裙": "长款"}
    while True:
        kid = chance(rng, 0.15)
        sleeve, length = rng.choice(("短袖", "长袖", "无袖")), rng.choice(("短裙", "中长裙", "长裙"))
        material = rng.choice(("纯棉", "雪纺", "亚麻", "棉麻", "桑蚕丝", "聚酯纤维", "牛仔布"))
        a: dict[str, ItemValue] = {
            "color": rng.choice(("黑色", "白色", "蓝色", "绿色", "红色", "粉色", "紫色", "黄色", "米色", "藏青色")),
            "material": material,
            "gender": "童款" if kid else "女款",
            "sleeve": sleeve,
            "dress_length": length,
            "cut": rng.choice(("修身", "合身", "宽松")),
            "pattern": rng.choice(("纯色", "碎花", "格子", "条纹", "印花")),
            "style": rng.choice(("甜美", "文艺", "简约", "休闲", "商务") if not kid else ("甜美", "休闲")),
            "sizes": sizes("童款" if kid else "女款", rng),
            "season": ["春", "秋"] if sleeve == "长袖" else ["夏"],
            "thickness": "适中" if material == "牛仔布" or sleeve == "长袖" else "薄",
            "machine_wash": material not in ("桑蚕丝", "雪纺"),
            "audience": ["孩子"] if kid else ["女生"],
            "scene": some(rng, ("约会", "通勤", "旅行", "聚会"), 1, 2),
        }
        cut = {"短袖": "short-sleeved", "长袖": "long-sleeved", "无袖": "sleeveless"}[sleeve]
        english = f"{cut} {({'短裙': 'short', '中长裙': 'midi', '长裙': 'maxi'})[length]} dress"
        yield garment(
            "连衣裙",
            rng.choice(MAKERS),
            f"{sleeve}{names[length]}连衣裙",
            english,
            a,
            175,
            rng,
            "一件就能出门，不用想怎么搭。",
        )


LINE = Line("连衣裙", "dress", 85, make, (*COMMON, "sleeve", "dress_length"), (*KEEP, "sleeve", "dress_length"), OFTEN)
