"""What T-shirts, jackets and dresses have in common: makers, materials, sizes, prices, titles.

Owns: that. Does not know: any one kind of garment.
"""

from __future__ import annotations

import random

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, price_point, scale, some
from knowledge.sample.schema.shared import ATTRIBUTES, COLORS
from knowledge.types import ItemValue

MAKERS = ("棉序", "拾苎", "陌汀", "原廓")
_SIZES = ("S", "M", "L", "XL", "XXL")
_STYLE_EN = {
    "简约": "minimalist",
    "休闲": "casual",
    "商务": "business",
    "文艺": "artsy",
    "运动": "sporty",
    "甜美": "sweet",
    "街头": "street",
}
_GENDER_EN = {"男款": "men's", "女款": "women's", "男女同款": "unisex", "童款": "kids'"}
#: What a material costs (factor) and how it feels, wears and creases (-1 to 1).
_MATERIALS = {
    "纯棉": (1.0, 0.6),
    "棉麻": (1.1, 0.3),
    "亚麻": (1.3, 0.2),
    "聚酯纤维": (0.8, -0.3),
    "莫代尔": (1.1, 0.7),
    "桑蚕丝": (3.2, 0.9),
    "羊毛": (2.2, 0.5),
    "尼龙": (1.1, 0.0),
    "羽绒": (2.4, 0.6),
    "牛仔布": (1.2, 0.1),
    "雪纺": (0.9, 0.2),
}
_EXTRA = (
    "领口做了加固，不容易变形。",
    "模特身高172厘米，穿M码。",
    "缝线处包边，不扎皮肤。",
    "第一次建议单独洗，可能有轻微浮色。",
    "有内袋，放得下手机。",
    "衣长比一般款略长两厘米。",
    "送一个备用扣。",
    "吊牌可以撕下，没有硬标。",
)
COMMON = (
    "title_en",
    "color",
    "material",
    "gender",
    "cut",
    "pattern",
    "style",
    "sizes",
    "season",
    "thickness",
    "machine_wash",
    "audience",
    "scene",
)
KEEP = ("title_en", "color", "material", "gender", "style", "sizes")
OFTEN = {"thickness": 0.15, "machine_wash": 0.25, "pattern": 0.1, "cut": 0.08}


def _english(key: str, value: str) -> str:
    """Return the English word for a value with a space after it, "" for none."""
    shown = next(a for a in ATTRIBUTES if a.key == key).shown.get(value)
    return f"{shown['en']} " if shown else ""


def garment(
    category: str,
    maker_name: str,
    noun: str,
    noun_en: str,
    a: dict[str, ItemValue],
    base: float,
    rng: random.Random,
    lead: str,
) -> Draft:
    """Finish a garment from its attributes: price (`base` in CNY times material, brand, size), titles, aspects."""
    maker, material = brand(maker_name), str(a["material"])
    factor, feel = _MATERIALS[material]
    price = price_point(base * factor * maker.level * (0.75 if a["gender"] == "童款" else 1) * rng.uniform(0.88, 1.15))
    color = str(a["color"])
    pattern = "" if a["pattern"] == "纯色" else str(a["pattern"])
    return Draft(
        category=category,
        brand=maker_name,
        price=price,
        attributes=a,
        title=f"{maker_name} {a['style']}{pattern}{material}{noun} {a['gender']} {color}",
        title_en=f"{maker.english} {_GENDER_EN[str(a['gender'])]} {_STYLE_EN[str(a['style'])]} "
        f"{_english('pattern', pattern)}{_english('material', material)}{noun_en}, {COLORS[color].split('|')[0]}",
        aspects={
            "fabric": feel,
            "size_fit": {"合身": 0.5, "宽松": 0.2, "修身": -0.1}[str(a["cut"])],
            "looks": 0.3 + maker.care,
            "value": scale(260 * factor - price, -250, 200),
            "colorfast": maker.care - 0.1,
            **({"warm": 0.8} if a.get("thickness") == "厚" else {}),
            **(
                {"cool": 0.7}
                if a.get("thickness") == "薄" and material in ("纯棉", "亚麻", "棉麻", "莫代尔", "桑蚕丝")
                else {}
            ),
            **({"rain": 0.7} if a.get("rainproof") else {}),
            **({"crease": -0.7} if material in ("亚麻", "棉麻", "雪纺") else {}),
        },
        lead=lead,
        extra=some(rng, _EXTRA, 1, 2),
        series=f"{maker_name} {a['style']}系列",
        stated=("pattern",) if pattern else (),
    )


def sizes(gender: str, rng: random.Random) -> list[str]:
    """Draw the sizes that are in the shop, small to large."""
    return list(some(rng, _SIZES, 3, 5)) if gender != "童款" else list(some(rng, _SIZES[:3], 2, 3))


def who(gender: str) -> list[str]:
    """Return the audience that a garment's gender implies."""
    return {"男款": ["男生"], "女款": ["女生"], "男女同款": ["男生", "女生", "情侣"], "童款": ["孩子"]}[gender]
