"""Travel packages.

Owns: what packages there are. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, Line, chance, number, price_point, scale, some, step
from knowledge.types import ItemValue

_CITIES = {"北京": "Beijing", "上海": "Shanghai", "广州": "Guangzhou", "成都": "Chengdu", "武汉": "Wuhan"}
_MAKERS = ("途屿旅行", "慢汀假期", "远檐旅行")
#: destination -> (English, themes, seasons, day counts, cost per day, distance 0 to 1, name of the trip)
_PLACES: dict[
    str, tuple[str, tuple[str, ...], tuple[str, ...], tuple[int, ...], int, float, tuple[tuple[str, str], ...]]
] = {
    "云南": (
        "Yunnan",
        ("古镇", "雪山", "美食"),
        ("春", "夏", "秋", "冬"),
        (5, 6, 7),
        420,
        0.6,
        (("苍山洱海", "lakes and hills"), ("古城慢游", "old towns")),
    ),
    "海南": (
        "Hainan",
        ("海岛", "美食"),
        ("秋", "冬", "春"),
        (4, 5, 6),
        470,
        0.6,
        (("椰风海岛", "palm beaches"), ("环岛看海", "island round trip")),
    ),
    "四川": (
        "Sichuan",
        ("美食", "雪山", "徒步"),
        ("春", "夏", "秋"),
        (5, 6, 8),
        400,
        0.5,
        (("川西高原", "western highlands"), ("熊猫与火锅", "pandas and hotpot")),
    ),
    "新疆": (
        "Xinjiang",
        ("草原", "自驾", "雪山"),
        ("夏", "秋"),
        (7, 8, 10),
        520,
        1.0,
        (("湖泊草原", "lakes and grassland"), ("落日公路", "sunset roads")),
    ),
    "西藏": ("Tibet", ("雪山", "历史"), ("夏", "秋"), (7, 9), 560, 1.0, (("圣湖雪山", "holy lakes"),)),
    "内蒙古": (
        "Inner Mongolia",
        ("草原", "自驾"),
        ("夏",),
        (4, 5, 6),
        430,
        0.5,
        (("草原骑马", "grassland riding"), ("星空露营", "starry camps")),
    ),
    "桂林": ("Guilin", ("古镇", "徒步"), ("春", "夏", "秋"), (3, 4, 5), 350, 0.5, (("漓江竹筏", "river rafting"),)),
    "西安": ("Xi'an", ("历史", "美食"), ("春", "秋"), (3, 4, 5), 330, 0.4, (("古都夜色", "ancient capital"),)),
    "江南": (
        "Jiangnan",
        ("古镇", "历史", "美食"),
        ("春", "秋"),
        (2, 3, 4),
        360,
        0.3,
        (("水乡园林", "water towns and gardens"),),
    ),
    "东北": ("the North-East", ("滑雪", "美食"), ("冬",), (4, 5, 6), 460, 0.5, (("雪乡滑雪", "snow and skiing"),)),
    "贵州": (
        "Guizhou",
        ("徒步", "古镇"),
        ("春", "夏", "秋"),
        (4, 5, 6),
        370,
        0.6,
        (("瀑布山寨", "waterfalls and villages"),),
    ),
    "厦门": ("Xiamen", ("海岛", "美食"), ("春", "秋", "冬"), (3, 4), 380, 0.5, (("海边小城", "seaside town"),)),
}
_EXTRA = (
    "可以加钱单独住一间。",
    "每人每天一瓶水。",
    "含旅行意外险。",
    "儿童不占床可减600元。",
    "到达当天有接机。",
    "导游会说英语。",
    "最后半天自由活动。",
)


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield travel packages, without end."""
    while True:
        place = rng.choice(tuple(_PLACES))
        english, themes, seasons, day_counts, per_day, distance, names = _PLACES[place]
        (name, name_en), days = rng.choice(names), rng.choice(day_counts)
        maker = brand(rng.choice(_MAKERS))
        t = min(1.0, max(0.0, 0.45 + (maker.level - 1) + rng.gauss(0, 0.18)))
        slow = maker.name == "慢汀假期" or chance(rng, 0.25)
        small = t > 0.6 or chance(rng, 0.2)
        departure = rng.choice(tuple(_CITIES))
        transport = "飞机" if distance > 0.45 else rng.choice(("高铁", "高铁", "大巴"))
        a: dict[str, ItemValue] = {
            "destination": place,
            "days": days,
            "departure": departure,
            "theme": some(rng, themes, 1, len(themes)),
            "season": list(seasons),
            "transport": transport,
            "hotel_stars": step(t, (3, 3, 4, 4, 5), rng),
            "group_size": rng.choice((8, 10, 12, 16)) if small else rng.choice((20, 26, 30, 36)),
            "no_shopping": t > 0.4 or chance(rng, 0.3),
            "meals": chance(rng, 0.6),
            "slow_pace": slow,
            "audience": some(rng, ("家庭", "情侣", "学生"), 1, 2) + (["老人"] if slow else []),
            "scene": ["旅行", *(["亲子"] if chance(rng, 0.3) else [])],
        }
        stars = number(a, "hotel_stars")
        amount = (per_day * days * (0.55 + 0.16 * stars) + 1300 * distance) * maker.level * (1.15 if small else 1)
        price = price_point(amount * rng.uniform(0.93, 1.08))
        yield Draft(
            category="旅行套餐",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{maker.name} {place}{name}{days}日游 {departure}出发{' 小团' if small else ''}",
            title_en=f"{maker.english}: {english}, {name_en}, {days} days from "
            f"{_CITIES[departure]}"
            f"{', small group' if small else ''}",
            aspects={
                "guide": 0.2 + maker.care,
                "hotel": scale(stars, 2.6, 4.6),
                "schedule": 0.7 if slow else -0.3,
                "value": scale(per_day * days * 1.3 + 900 - price, -2500, 2500),
                "scenery": 0.7,
                "shopping": 0.7 if a["no_shopping"] else -0.7,
                **({"food": 0.2} if a["meals"] else {}),
                "group": 0.6 if small else -0.3,
            },
            lead=f"{days}天，看{place}的{name}{'，走得慢一些' if slow else ''}。",
            extra=some(rng, _EXTRA, 1, 3) + (["随车带氧气瓶。"] if place in ("西藏", "四川", "云南") else []),
            series=f"{maker.name} {place}",
            stated=("group_size",) if small else (),
        )


LINE = Line(
    category="旅行套餐",
    prefix="trip",
    n_items=90,
    make=make,
    attributes=(
        "title_en",
        "destination",
        "days",
        "departure",
        "theme",
        "season",
        "transport",
        "hotel_stars",
        "group_size",
        "no_shopping",
        "meals",
        "slow_pace",
        "audience",
        "scene",
    ),
    keep=("title_en", "destination", "days", "departure"),
    often_missing={"meals": 0.15, "no_shopping": 0.15, "slow_pace": 0.25, "group_size": 0.1},
)
