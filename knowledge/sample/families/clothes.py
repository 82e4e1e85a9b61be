"""T-shirts, jackets and dresses.

Owns: what clothes there are. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, Line, chance, price_point, scale, some
from knowledge.sample.schema.shared import ATTRIBUTES, COLORS
from knowledge.types import ItemValue

_MAKERS = ("棉序", "拾苎", "陌汀", "原廓")
_SIZES = ("S", "M", "L", "XL", "XXL")
_STYLE_EN = {"简约": "minimalist", "休闲": "casual", "商务": "business", "文艺": "artsy", "运动": "sporty", "甜美": "sweet", "街头": "street"}
_GENDER_EN = {"男款": "men's", "女款": "women's", "男女同款": "unisex", "童款": "kids'"}
#: What a material costs (factor) and how it feels, wears and creases (-1 to 1).
_MATERIALS = {
    "纯棉": (1.0, 0.6), "棉麻": (1.1, 0.3), "亚麻": (1.3, 0.2), "聚酯纤维": (0.8, -0.3), "莫代尔": (1.1, 0.7), "桑蚕丝": (3.2, 0.9),
    "羊毛": (2.2, 0.5), "尼龙": (1.1, 0.0), "羽绒": (2.4, 0.6), "牛仔布": (1.2, 0.1), "雪纺": (0.9, 0.2),
}  # fmt: skip
#: kind of jacket -> (English, materials, seasons, thickness, styles, base price)
_JACKETS = {
    "夹克": ("jacket", ("聚酯纤维", "纯棉", "牛仔布"), ("春", "秋"), "适中", ("休闲", "简约", "街头"), 220),
    "冲锋衣": ("shell jacket", ("尼龙", "聚酯纤维"), ("春", "秋", "冬"), "适中", ("运动", "休闲"), 420),
    "羽绒服": ("down jacket", ("羽绒",), ("冬",), "厚", ("简约", "休闲", "街头"), 330),
    "毛呢大衣": ("wool coat", ("羊毛",), ("秋", "冬"), "厚", ("商务", "简约", "文艺"), 380),
    "防晒衣": ("sun jacket", ("尼龙", "聚酯纤维"), ("夏",), "薄", ("运动", "简约"), 130),
}
_EXTRA = (
    "领口做了加固，不容易变形。", "模特身高172厘米，穿M码。", "缝线处包边，不扎皮肤。", "第一次建议单独洗，可能有轻微浮色。", "有内袋，放得下手机。", "衣长比一般款略长两厘米。",
    "送一个备用扣。", "吊牌可以撕下，没有硬标。",
)  # fmt: skip


def _english(key: str, value: str) -> str:
    """Return the English word for a value with a space after it, "" for none."""
    shown = next(a for a in ATTRIBUTES if a.key == key).shown.get(value)
    return f"{shown['en']} " if shown else ""


def _draft(
    category: str, maker_name: str, noun: str, noun_en: str, a: dict[str, ItemValue], base: float, rng: random.Random, lead: str
) -> Draft:
    maker, material = brand(maker_name), str(a["material"])
    factor, feel = _MATERIALS[material]
    price = price_point(base * factor * maker.level * (0.75 if a["gender"] == "童款" else 1) * rng.uniform(0.88, 1.15))
    color = str(a["color"])
    pattern = "" if a["pattern"] == "纯色" else str(a["pattern"])
    return Draft(
        category=category, brand=maker_name, price=price, attributes=a,
        title=f"{maker_name} {a['style']}{pattern}{material}{noun} {a['gender']} {color}",
        title_en=f"{maker.english} {_GENDER_EN[str(a['gender'])]} {_STYLE_EN[str(a['style'])]} {_english('pattern', pattern)}"
        f"{_english('material', material)}{noun_en}, "
        f"{COLORS[color].split('|')[0]}",
        aspects={
            "fabric": feel, "size_fit": {"合身": 0.5, "宽松": 0.2, "修身": -0.1}[str(a["cut"])], "looks": 0.3 + maker.care,
            "value": scale(260 * factor - price, -250, 200), "colorfast": maker.care - 0.1,
            **({"warm": 0.8} if a.get("thickness") == "厚" else {}),
            **({"cool": 0.7} if a.get("thickness") == "薄" and material in ("纯棉", "亚麻", "棉麻", "莫代尔", "桑蚕丝") else {}),
            **({"rain": 0.7} if a.get("rainproof") else {}),
            **({"crease": -0.7} if material in ("亚麻", "棉麻", "雪纺") else {}),
        },
        lead=lead, extra=some(rng, _EXTRA, 1, 2), series=f"{maker_name} {a['style']}系列", stated=("pattern",) if pattern else (),
    )  # fmt: skip


def _sizes(gender: str, rng: random.Random) -> list[ItemValue]:
    return list(some(rng, _SIZES, 3, 5)) if gender != "童款" else list(some(rng, _SIZES[:3], 2, 3))


def _who(gender: str) -> list[str]:
    return {"男款": ["男生"], "女款": ["女生"], "男女同款": ["男生", "女生", "情侣"], "童款": ["孩子"]}[gender]


def make_tshirts(rng: random.Random) -> Iterator[Draft]:
    """Yield T-shirts, without end."""
    while True:
        gender = rng.choice(("男款", "女款", "男女同款", "童款"))
        sleeve = rng.choice(("短袖", "短袖", "短袖", "长袖"))
        a: dict[str, ItemValue] = {
            "color": rng.choice([c for c in COLORS if c not in ("透明", "金色", "银色")]),
            "material": rng.choice(("纯棉", "纯棉", "纯棉", "莫代尔", "聚酯纤维", "棉麻", "桑蚕丝")),
            "gender": gender, "sleeve": sleeve, "cut": rng.choice(("修身", "合身", "合身", "宽松")),
            "pattern": rng.choice(("纯色", "纯色", "条纹", "字母", "印花") if gender != "童款" else ("卡通", "纯色", "条纹")),
            "style": rng.choice(("简约", "休闲", "运动", "街头", "文艺")), "sizes": _sizes(gender, rng),  # type: ignore[dict-item]
            "season": ["春", "夏"] if sleeve == "短袖" else ["春", "秋"], "thickness": "薄" if sleeve == "短袖" else "适中",
            "machine_wash": True, "audience": _who(gender), "scene": some(rng, ("通勤", "在家", "运动", "约会", "旅行"), 1, 2),
        }  # fmt: skip
        a["machine_wash"] = a["material"] != "桑蚕丝"
        yield _draft("T恤", rng.choice(_MAKERS), f"{sleeve}T恤", "T-shirt" if sleeve == "短袖" else "long-sleeved T-shirt", a, 78,
                     rng, "一年里穿得最多的那一件，先要舒服。")  # fmt: skip


def make_jackets(rng: random.Random) -> Iterator[Draft]:
    """Yield jackets and coats, without end."""
    while True:
        kind = rng.choice(tuple(_JACKETS))
        english, materials, seasons, thickness, styles, base = _JACKETS[kind]
        gender = rng.choice(("男款", "女款", "男女同款", "童款") if kind != "毛呢大衣" else ("男款", "女款"))
        shell = kind == "冲锋衣"
        a: dict[str, ItemValue] = {
            "color": rng.choice(("黑色", "灰色", "藏青色", "米色", "棕色", "绿色", "红色", "白色", "蓝色", "粉色", "黄色")),
            "material": rng.choice(materials), "gender": gender, "cut": rng.choice(("修身", "合身", "宽松")),
            "pattern": rng.choice(("纯色", "纯色", "纯色", "格子")) if kind != "冲锋衣" else "纯色", "style": rng.choice(styles),
            "sizes": _sizes(gender, rng), "season": list(seasons), "thickness": thickness,  # type: ignore[dict-item]
            "hooded": shell or kind == "防晒衣" or (kind == "羽绒服" and chance(rng, 0.7)),
            "windproof": shell or kind == "羽绒服" or chance(rng, 0.2), "rainproof": shell or (kind == "羽绒服" and chance(rng, 0.3)),
            "machine_wash": kind not in ("毛呢大衣", "羽绒服"), "audience": _who(gender),
            "scene": ["户外", "旅行"] if shell else some(rng, ("通勤", "旅行", "约会", "办公"), 1, 2),
        }  # fmt: skip
        # The material stands before the noun in the title: 羽绒 + 服, 羊毛 + 大衣.
        noun = {"羽绒服": "服", "毛呢大衣": "大衣"}.get(kind, kind)
        yield _draft("外套", rng.choice(_MAKERS), noun, {"羽绒服": "jacket", "毛呢大衣": "coat"}.get(kind, english), a, base, rng,
                     {"冲锋衣": "变天了也不慌，风和小雨都挡在外面。", "羽绒服": "冬天出门的底气，轻而暖。", "毛呢大衣": "版型挺，穿上就精神。",
                      "防晒衣": "薄薄一层，太阳底下也不闷。", "夹克": "换季时随手一披的那一件。"}[kind])  # fmt: skip


def make_dresses(rng: random.Random) -> Iterator[Draft]:
    """Yield dresses, without end."""
    names = {"短裙": "短款", "中长裙": "中长款", "长裙": "长款"}
    while True:
        kid = chance(rng, 0.15)
        sleeve, length = rng.choice(("短袖", "长袖", "无袖")), rng.choice(("短裙", "中长裙", "长裙"))
        material = rng.choice(("纯棉", "雪纺", "亚麻", "棉麻", "桑蚕丝", "聚酯纤维", "牛仔布"))
        a: dict[str, ItemValue] = {
            "color": rng.choice(("黑色", "白色", "蓝色", "绿色", "红色", "粉色", "紫色", "黄色", "米色", "藏青色")),
            "material": material, "gender": "童款" if kid else "女款", "sleeve": sleeve, "dress_length": length,
            "cut": rng.choice(("修身", "合身", "宽松")), "pattern": rng.choice(("纯色", "碎花", "格子", "条纹", "印花")),
            "style": rng.choice(("甜美", "文艺", "简约", "休闲", "商务") if not kid else ("甜美", "休闲")),
            "sizes": _sizes("童款" if kid else "女款", rng), "season": ["春", "秋"] if sleeve == "长袖" else ["夏"],  # type: ignore[dict-item]
            "thickness": "适中" if material == "牛仔布" or sleeve == "长袖" else "薄",
            "machine_wash": material not in ("桑蚕丝", "雪纺"), "audience": ["孩子"] if kid else ["女生"],
            "scene": some(rng, ("约会", "通勤", "旅行", "聚会"), 1, 2),
        }  # fmt: skip
        cut = {"短袖": "short-sleeved", "长袖": "long-sleeved", "无袖": "sleeveless"}[sleeve]
        english = f"{cut} {({'短裙': 'short', '中长裙': 'midi', '长裙': 'maxi'})[length]} dress"
        yield _draft("连衣裙", rng.choice(_MAKERS), f"{sleeve}{names[length]}连衣裙", english, a, 175, rng,
                     "一件就能出门，不用想怎么搭。")  # fmt: skip


_COMMON = ("title_en", "color", "material", "gender", "cut", "pattern", "style", "sizes", "season", "thickness", "machine_wash",
           "audience", "scene")  # fmt: skip
_KEEP = ("title_en", "color", "material", "gender", "style", "sizes")
_OFTEN = {"thickness": 0.15, "machine_wash": 0.25, "pattern": 0.1, "cut": 0.08}

LINES = (
    Line("T恤", "tee", 85, make_tshirts, (*_COMMON, "sleeve"), (*_KEEP, "sleeve"), _OFTEN),
    Line(
        "外套", "coat", 85, make_jackets, (*_COMMON, "hooded", "windproof", "rainproof"), _KEEP,
        {**_OFTEN, "windproof": 0.2, "rainproof": 0.25},
    ),
    Line("连衣裙", "dress", 85, make_dresses, (*_COMMON, "sleeve", "dress_length"), (*_KEEP, "sleeve", "dress_length"), _OFTEN),
)  # fmt: skip
