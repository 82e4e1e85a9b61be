"""Snacks.

Owns: what snacks there are. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, Line, chance, number, price_point, scale, some
from knowledge.types import ItemValue

_MAKERS = ("嚼山", "糯满", "栗汀", "果绪")
#: kind -> (products with English, flavours, price per 100 g in CNY, kcal per 100 g, allergens)
_KINDS: dict[str, tuple[tuple[tuple[str, str], ...], tuple[str, ...], float, int, tuple[str, ...]]] = {
    "坚果": (
        (
            ("混合坚果", "mixed nuts"),
            ("巴旦木", "almonds"),
            ("腰果", "cashews"),
            ("开心果", "pistachios"),
            ("花生米", "peanuts"),
        ),
        ("原味", "咸味", "五香", "甜味", "麻辣"),
        9.5,
        590,
        ("坚果",),
    ),
    "饼干": (
        (
            ("曲奇", "butter cookies"),
            ("苏打饼", "soda crackers"),
            ("燕麦饼", "oat biscuits"),
            ("夹心饼", "sandwich biscuits"),
        ),
        ("奶香", "抹茶", "咸味", "原味", "黑巧"),
        5.2,
        480,
        ("麸质", "乳制品", "鸡蛋"),
    ),
    "肉脯": (
        (("牛肉干", "beef jerky"), ("猪肉脯", "pork jerky"), ("鸭脖", "duck neck"), ("小鱼干", "dried fish")),
        ("五香", "麻辣", "甜味", "烧烤"),
        14.0,
        340,
        ("大豆",),
    ),
    "果干": (
        (
            ("芒果干", "dried mango"),
            ("草莓干", "dried strawberries"),
            ("红枣片", "date slices"),
            ("山楂条", "hawthorn strips"),
        ),
        ("酸甜", "甜味", "原味"),
        6.8,
        310,
        (),
    ),
    "糖果": (
        (("软糖", "gummies"), ("牛轧糖", "nougat"), ("薄荷糖", "mints"), ("话梅糖", "plum sweets")),
        ("酸甜", "甜味", "奶香"),
        5.5,
        380,
        ("乳制品",),
    ),
    "薯片": (
        (("薯片", "potato crisps"), ("玉米片", "corn chips"), ("虾条", "prawn puffs")),
        ("原味", "番茄", "烧烤", "麻辣", "咸味"),
        6.0,
        530,
        ("麸质",),
    ),
    "糕点": (
        (("麻薯", "mochi"), ("绿豆糕", "mung bean cakes"), ("蛋黄酥", "egg-yolk pastries"), ("小蛋糕", "sponge cakes")),
        ("甜味", "抹茶", "奶香", "咸味"),
        5.8,
        410,
        ("麸质", "鸡蛋", "乳制品"),
    ),
    "海苔": (
        (("烤海苔", "roasted seaweed"), ("夹心海苔", "seaweed crisps")),
        ("原味", "咸味", "麻辣"),
        15.0,
        420,
        ("大豆",),
    ),
    "巧克力": (
        (("巧克力豆", "chocolate drops"), ("巧克力礼盒", "boxed chocolates"), ("巧克力脆", "chocolate crunch")),
        ("黑巧", "奶香", "抹茶", "甜味"),
        11.0,
        540,
        ("乳制品", "坚果"),
    ),
}
_FLAVOR_EN = {
    "原味": "original",
    "甜味": "sweet",
    "咸味": "salted",
    "麻辣": "spicy",
    "五香": "five-spice",
    "酸甜": "sweet and sour",
    "抹茶": "matcha",
    "奶香": "milky",
    "黑巧": "dark",
    "番茄": "tomato",
    "烧烤": "barbecue",
}
_PACKAGE_EN = {"袋装": "bag", "罐装": "jar", "礼盒": "gift box", "独立小包": "individually wrapped"}
_EXTRA = (
    "开封后请在两周内吃完。",
    "夏天发货会加冰袋。",
    "不是油炸的。",
    "每袋都印着生产日期。",
    "配料表只有五样东西。",
    "脱氧剂不能吃，别让小孩拿着玩。",
    "适合配茶。",
    "产自山区合作社。",
)


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield snacks, without end."""
    while True:
        kind = rng.choice(tuple(_KINDS))
        products, flavors, per_100g, kcal, allergens = _KINDS[kind]
        product, english = rng.choice(products)
        flavor, maker = rng.choice(flavors), brand(rng.choice(_MAKERS))
        package = "礼盒" if "礼盒" in product else rng.choice(("袋装", "袋装", "罐装", "礼盒", "独立小包"))
        sugar_free = kind in ("坚果", "海苔", "果干", "饼干", "巧克力") and flavor not in ("甜味",) and chance(rng, 0.3)
        weight = (
            rng.choice((400, 600, 800)) if package == "礼盒" else rng.choice((60, 100, 120, 150, 200, 250, 300, 500))
        )
        extra_allergens = ["花生"] if product in ("花生米", "牛轧糖") else []
        a: dict[str, ItemValue] = {
            "snack_kind": kind,
            "flavor": flavor,
            "net_weight": weight,
            "sugar_free": sugar_free,
            "calories": round((kcal - (40 if sugar_free else 0)) * rng.uniform(0.94, 1.06) / 5) * 5,
            "package": package,
            "allergens": [*allergens, *extra_allergens],
            "shelf_life": rng.choice((3, 6)) if kind == "糕点" else rng.choice((6, 9, 12)),
            "audience": some(rng, ("学生", "上班族", "孩子", "老人", "女生"), 1, 2)
            if flavor != "麻辣"
            else ["学生", "男生"],
            "scene": ["送礼", "聚会"] if package == "礼盒" else some(rng, ("办公", "看剧", "旅行", "聚会"), 1, 2),
        }
        if not a["allergens"]:
            del a["allergens"]
        price = price_point(
            per_100g * weight / 100 * maker.level * (1.35 if package == "礼盒" else 1) * rng.uniform(0.9, 1.12)
        )
        yield Draft(
            category="零食",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{maker.name} {flavor}{'无糖' if sugar_free else ''}{product} {weight}g {package}",
            title_en=f"{maker.english} {_FLAVOR_EN[flavor]} {'no-sugar ' if sugar_free else ''}{english}, {weight} g, "
            f"{_PACKAGE_EN[package]}",
            aspects={
                "taste": 0.2 + maker.care,
                "fresh_food": 0.6 if number(a, "shelf_life") < 9 else 0.1,
                "pack": 0.8 if package != "袋装" else -0.1,
                "value": scale(weight * 0.13 - price, -45, 25),
                **({"spicy": 0.5} if flavor == "麻辣" else {}),
                **(
                    {"sweetness": 0.7 if sugar_free else -0.2}
                    if flavor in ("甜味", "奶香", "酸甜", "抹茶", "黑巧")
                    else {}
                ),
            },
            lead={
                "坚果": "下午饿了抓一小把。",
                "肉脯": "越嚼越香，追剧时手停不下来。",
                "海苔": "一片一片，脆得有声音。",
            }.get(kind, "嘴馋的时候来一口。"),
            extra=some(rng, _EXTRA, 1, 2),
            series=f"{maker.name} {product}",
            stated=("sugar_free",) if sugar_free else (),
        )


LINE = Line(
    category="零食",
    prefix="snack",
    n_items=95,
    make=make,
    attributes=(
        "title_en",
        "snack_kind",
        "flavor",
        "net_weight",
        "sugar_free",
        "calories",
        "package",
        "allergens",
        "shelf_life",
        "audience",
        "scene",
    ),
    keep=("title_en", "snack_kind", "flavor", "net_weight", "package"),
    often_missing={"sugar_free": 0.3, "calories": 0.12, "allergens": 0.08},
)
