"""Toys.

Owns: what toys there are. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, Line, chance, price_point, scale, some
from knowledge.types import ItemValue

_MAKERS = ("木咕", "积棠", "巧橹")
#: kind -> (subjects with English, materials, ages from/to, piece counts, skills, base price)
_KINDS: dict[
    str,
    tuple[
        tuple[tuple[str, str], ...],
        tuple[str, ...],
        tuple[tuple[int, int], ...],
        tuple[int, ...],
        tuple[str, ...],
        float,
    ],
] = {
    "积木": (
        (
            ("城堡", "castle"),
            ("消防车", "fire engine"),
            ("太空站", "space station"),
            ("农场", "farm"),
            ("小火车", "little train"),
        ),
        ("塑料", "榉木"),
        ((1, 3), (3, 6), (6, 12), (8, 14)),
        (40, 80, 160, 320, 680),
        ("动手能力", "想象力", "专注力"),
        60,
    ),
    "拼图": (
        (("世界地图", "world map"), ("恐龙", "dinosaur"), ("森林动物", "forest animals"), ("星空", "starry sky")),
        ("卡纸", "榉木"),
        ((2, 4), (3, 6), (6, 12), (8, 99)),
        (24, 60, 120, 300, 500, 1000),
        ("专注力", "逻辑思维"),
        38,
    ),
    "毛绒玩偶": (
        (
            ("小熊", "bear"),
            ("长耳兔", "long-eared rabbit"),
            ("企鹅", "penguin"),
            ("柴犬", "shiba dog"),
            ("鲸鱼", "whale"),
        ),
        ("毛绒",),
        ((0, 6), (1, 10), (3, 99)),
        (1,),
        ("想象力",),
        55,
    ),
    "遥控车": (
        (("越野车", "off-road car"), ("翻斗车", "dump truck"), ("赛车", "racing car"), ("挖掘机", "excavator")),
        ("塑料",),
        ((4, 8), (6, 12), (8, 14)),
        (3, 5),
        ("动手能力",),
        125,
    ),
    "桌游": (
        (
            ("小镇经营", "town builder"),
            ("飞行棋", "flying chess"),
            ("谁是卧底", "find the spy"),
            ("成语接龙", "word chain"),
        ),
        ("卡纸", "榉木"),
        ((4, 99), (6, 99), (8, 99)),
        (54, 80, 120),
        ("社交", "逻辑思维"),
        62,
    ),
    "过家家": (
        (("厨房", "kitchen"), ("医生箱", "doctor's case"), ("收银台", "shop till"), ("茶具", "tea set")),
        ("塑料", "榉木"),
        ((2, 5), (3, 7)),
        (18, 26, 42),
        ("想象力", "社交"),
        85,
    ),
    "科学实验": (
        (("火山", "volcano"), ("水晶种植", "crystal growing"), ("电路", "electric circuits"), ("望远镜", "telescope")),
        ("塑料",),
        ((6, 12), (8, 14), (10, 16)),
        (20, 36, 64),
        ("科学启蒙", "动手能力"),
        98,
    ),
}
_NOUN = {
    "积木": "积木",
    "拼图": "拼图",
    "毛绒玩偶": "毛绒玩偶",
    "遥控车": "遥控车",
    "桌游": "桌游",
    "过家家": "过家家玩具",
    "科学实验": "科学实验套装",
}
_NOUN_EN = {
    "积木": "building blocks",
    "拼图": "jigsaw",
    "毛绒玩偶": "soft toy",
    "遥控车": "remote-control car",
    "桌游": "board game",
    "过家家": "pretend-play set",
    "科学实验": "science kit",
}
_EXTRA = (
    "附收纳盒。",
    "通过了儿童玩具安全检测。",
    "送一本小故事册。",
    "包装盒可以当礼盒。",
    "边角打磨成圆的。",
    "说明书是步骤图，孩子自己能看懂。",
    "丢了零件可以单独补。",
)
_PLUSH_EXTRA = ("可以整个水洗。", "通过了儿童玩具安全检测。", "眼睛是绣上去的，抠不下来。", "坐着大约35厘米高。")


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield toys, without end."""
    while True:
        kind = rng.choice(tuple(_KINDS))
        subjects, materials, ages, counts, skills, base = _KINDS[kind]
        subject, english = rng.choice(subjects)
        maker, material = brand(rng.choice(_MAKERS)), rng.choice(materials)
        place = rng.randrange(len(ages))
        low, high = ages[place]
        # Older children get more pieces.
        span = counts[int(place * len(counts) / len(ages)) : int((place + 1) * len(counts) / len(ages)) + 1]
        pieces = rng.choice(span)
        powered = kind == "遥控车" or (kind in ("科学实验", "过家家") and chance(rng, 0.4))
        a: dict[str, ItemValue] = {
            "toy_kind": kind,
            "age_min": low,
            "age_max": high,
            "pieces": pieces,
            "material": material,
            "skills": some(rng, skills, 1, len(skills)),
            "battery_needed": powered,
            "sound": powered and chance(rng, 0.6),
            "audience": ["孩子"] if high < 99 else ["孩子", "家庭"],
            "scene": some(rng, ("在家", "亲子", "送礼"), 1, 2) if kind != "桌游" else ["聚会", "亲子"],
        }
        if kind == "桌游":
            a["players"] = rng.choice((4, 6, 8))
        if kind == "毛绒玩偶":
            a["color"] = rng.choice(("棕色", "白色", "粉色", "灰色", "蓝色", "黄色"))
            del a["pieces"]
        worth = base * maker.level * (1.4 if material == "榉木" else 1) * (1 + (pieces / max(counts)) ** 0.8)
        price = price_point(worth * rng.uniform(0.9, 1.12))
        detail = f"{pieces}件" if kind in ("积木", "拼图") else ""
        yield Draft(
            category="玩具",
            brand=maker.name,
            price=price,
            attributes=a,
            title=" ".join(
                p
                for p in (f"{maker.name} {subject}{_NOUN[kind]}", detail, f"{low}岁以上", str(a.get("color", "")))
                if p
            ),
            title_en=f"{maker.english} {english} {_NOUN_EN[kind]}{f', {pieces} pieces' if detail else ''}, ages {low}+",
            aspects={
                "fun": 0.3 + maker.care,
                "safe": 0.8 if material in ("榉木", "毛绒") else 0.1,
                "value": scale(150 - price, -200, 120),
                "solid": 0.7 if material == "榉木" else maker.care - 0.1,
                "looks": maker.care,
                **({"manual": 0.3} if kind in ("积木", "科学实验", "桌游") else {}),
                **({"soft_touch": 0.7} if kind == "毛绒玩偶" else {}),
                **({"loud_toy": -0.4} if a["sound"] else {}),
            },
            lead=f"给{low}岁以上孩子的{subject}主题{_NOUN[kind]}。",
            extra=some(rng, _EXTRA if kind != "毛绒玩偶" else _PLUSH_EXTRA, 1, 2),
            series=f"{maker.name} {_NOUN[kind]}",
            stated=("age_min", "age_max", "color"),
        )


LINE = Line(
    category="玩具",
    prefix="toy",
    n_items=85,
    make=make,
    attributes=(
        "title_en",
        "toy_kind",
        "age_min",
        "age_max",
        "pieces",
        "material",
        "skills",
        "battery_needed",
        "sound",
        "players",
        "color",
        "audience",
        "scene",
    ),
    keep=("title_en", "toy_kind", "age_min", "audience", "pieces"),
    often_missing={"sound": 0.3, "battery_needed": 0.12},
)
