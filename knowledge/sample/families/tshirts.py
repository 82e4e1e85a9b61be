"""T-shirts.

Owns: what there is of them. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.draft import Draft, Line, some
from knowledge.sample.schema.shared import COLORS
from knowledge.types import ItemValue

from .garments import COMMON, KEEP, MAKERS, OFTEN, garment, sizes, who


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield T-shirts, without end."""
    while True:
        gender = rng.choice(("男款", "女款", "男女同款", "童款"))
        sleeve = rng.choice(("短袖", "短袖", "短袖", "长袖"))
        a: dict[str, ItemValue] = {
            "color": rng.choice([c for c in COLORS if c not in ("透明", "金色", "银色")]),
            "material": rng.choice(("纯棉", "纯棉", "纯棉", "莫代尔", "聚酯纤维", "棉麻", "桑蚕丝")),
            "gender": gender,
            "sleeve": sleeve,
            "cut": rng.choice(("修身", "合身", "合身", "宽松")),
            "pattern": rng.choice(
                ("纯色", "纯色", "条纹", "字母", "印花") if gender != "童款" else ("卡通", "纯色", "条纹")
            ),
            "style": rng.choice(("简约", "休闲", "运动", "街头", "文艺")),
            "sizes": sizes(gender, rng),
            "season": ["春", "夏"] if sleeve == "短袖" else ["春", "秋"],
            "thickness": "薄" if sleeve == "短袖" else "适中",
            "machine_wash": True,
            "audience": who(gender),
            "scene": some(rng, ("通勤", "在家", "运动", "约会", "旅行"), 1, 2),
        }
        a["machine_wash"] = a["material"] != "桑蚕丝"
        yield garment(
            "T恤",
            rng.choice(MAKERS),
            f"{sleeve}T恤",
            "T-shirt" if sleeve == "短袖" else "long-sleeved T-shirt",
            a,
            78,
            rng,
            "一年里穿得最多的那一件，先要舒服。",
        )


LINE = Line("T恤", "tee", 85, make, (*COMMON, "sleeve"), (*KEEP, "sleeve"), OFTEN)
