"""Tents and sleeping bags.

Owns: what camping gear there is. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, Line, chance, number, price_point, scale, some, step
from knowledge.sample.schema.shared import COLORS
from knowledge.types import ItemValue

from .series import Series, models

_TENTS = (
    Series("松果", "山径 {}", "Trail {}", 0.68, "hike", 2, 4),
    Series("松果", "果壳 速开 {}", "Shell Instant {}", 0.30, "family", 1, 4),
    Series("野汀", "周末 W{}", "Weekend W{}", 0.08, "family", 3, 6),
    Series("野汀", "河滩 H{}", "Riverbank H{}", 0.25, "family", 2, 4),
    Series("岭宿", "雪线 S{}", "Snowline S{}", 0.95, "snow", 1, 3),
    Series("岭宿", "轻宿 U{}", "Ultralight U{}", 0.80, "hike", 2, 4),
)
_BAGS = (
    Series("野汀", "眠 M{}", "Nap M{}", 0.08, "env", 3, 5),
    Series("松果", "暖壳 N{}", "Warmshell N{}", 0.45, "env", 2, 4),
    Series("岭宿", "绒 R{}", "Loft R{}", 0.90, "mummy", 1, 4),
)
#: First variants whose main figures are set rather than drawn: price and number of people.
_KNOWN = {"松果 山径 2": (899, 2)}
_TENT_EXTRA = (
    "附地钉、风绳和修补片。",
    "收纳袋有背带。",
    "内帐有两个挂兜。",
    "前厅能放下两个背包。",
    "顶部有通风窗，晚上不容易结露。",
    "可以单独当天幕用。",
    "地布要另外买。",
    "门帘两面都能拉。",
)
_BAG_EXTRA = (
    "送压缩袋。",
    "帽子可以收紧。",
    "拉链有防夹片。",
    "内侧有一个小口袋。",
    "可以水洗，晾干就能用。",
    "脚部有一条短拉链，热了可以打开。",
)


def make_tents(rng: random.Random) -> Iterator[Draft]:
    """Yield tents."""
    for model, variant in models(_TENTS, rng, (3, 6)):
        maker, t, bent = brand(model.series.brand), model.tier, model.series.bent
        known = _KNOWN.get(model.name) if variant == 0 else None
        persons = known[1] if known else (rng.choice((3, 4, 4, 5, 6)) if bent == "family" else rng.choice((1, 2, 2, 3)))
        setup = (
            "速开"
            if "速开" in model.name or (bent == "family" and chance(rng, 0.4))
            else ("充气" if bent == "family" and chance(rng, 0.15) else "手搭")
        )
        a: dict[str, ItemValue] = {
            "series": model.series_name,
            "persons": persons,
            "weight": round(
                (0.8 if bent == "hike" else 1.35)
                + persons * (0.55 if bent == "hike" else 0.85)
                - 0.4 * t
                + rng.gauss(0, 0.1),
                2,
            ),
            "season": ["春", "夏", "秋", "冬"] if bent == "snow" else ["春", "夏", "秋"],
            "rain_mm": step(t, (1000, 1500, 2000, 3000, 4000, 5000), rng),
            "setup": setup,
            "setup_min": {"速开": 1, "充气": 5, "手搭": rng.choice((8, 10, 12, 15))}[setup],
            "layers": "双层" if t > 0.2 else rng.choice(("单层", "双层")),
            "material": "铝合金" if t > 0.4 else "玻璃纤维",
            "windproof": t > 0.45,
            "snow_skirt": bent == "snow",
            "color": rng.choice(("绿色", "橙色", "米色", "灰色", "蓝色", "棕色", "黄色")),
            "audience": ["家庭"]
            if bent == "family"
            else (["情侣"] if persons == 2 else ["男生"]) + (["新手"] if setup == "速开" else []),
            "scene": ["露营", "户外"] if bent != "family" else ["露营", "亲子"],
        }
        price = price_point(
            max(129, (120 + 95 * persons + 1500 * t**1.5) * maker.level + (300 if setup == "充气" else 0))
        )
        price = float(known[0]) if known else price
        color = str(a["color"])
        said = "" if setup == "手搭" or setup in model.name else setup
        english = {"速开": "instant ", "充气": "inflatable ", "手搭": ""}[setup]
        yield Draft(
            category="帐篷",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{model.name} {persons}人{said}帐篷 {color}",
            title_en=f"{model.english(maker.english)} {persons}-person {english}tent, {COLORS[color].split('|')[0]}",
            aspects={
                "tent_rain": scale(number(a, "rain_mm"), 800, 3500),
                "setup": {"速开": 0.9, "充气": 0.5, "手搭": -0.1}[setup],
                "pack_weight": scale(number(a, "weight") / persons, 1.8, 0.8),
                "room": scale(persons, 0, 5),
                "looks": maker.care,
                "value": scale(700 - price, -1200, 600),
                "wind": 0.7 if a["windproof"] else -0.5,
            },
            lead={
                "hike": "背得动，搭得快，走到哪儿住到哪儿。",
                "family": "周末带上家人，草地上住一晚。",
                "snow": "风雪里也能安稳睡一夜。",
            }[bent],
            extra=some(rng, _TENT_EXTRA, 1, 3),
            series=model.series_name,
            generation=model.number,
            stated=("weight", "setup"),
        )


def make_bags(rng: random.Random) -> Iterator[Draft]:
    """Yield sleeping bags."""
    for model, _ in models(_BAGS, rng, (4, 7)):
        maker, t, mummy = brand(model.series.brand), model.tier, model.series.bent == "mummy"
        filling = step(t, ("棉", "棉", "鸭绒", "鹅绒"), rng, 0.08)
        temp = step(t, (15, 10, 5, 0, -5, -10, -15), rng, 0.12)
        a: dict[str, ItemValue] = {
            "series": model.series_name,
            "bag_shape": "木乃伊式" if mummy else "信封式",
            "comfort_temp": temp,
            "filling": filling,
            "weight": round(
                {"棉": 1.25, "鸭绒": 0.95, "鹅绒": 0.8}[filling] + (15 - temp) * 0.018 + rng.gauss(0, 0.04), 2
            ),
            "joinable": not mummy and chance(rng, 0.6),
            "rainproof": t > 0.4 and chance(rng, 0.6),
            "machine_wash": filling == "棉",
            "season": ["春", "夏", "秋"] if temp >= 5 else ["春", "秋", "冬"],
            "color": rng.choice(("绿色", "橙色", "灰色", "蓝色", "红色", "紫色")),
            "audience": some(rng, ("情侣", "学生", "家庭", "男生"), 1, 2),
            "scene": ["露营", "户外"],
        }
        price = price_point(
            max(59, (70 + {"棉": 0, "鸭绒": 260, "鹅绒": 520}[filling] + (15 - temp) * 14) * maker.level)
        )
        color = str(a["color"])
        english = {"棉": "synthetic", "鸭绒": "duck-down", "鹅绒": "goose-down"}[filling]
        yield Draft(
            category="睡袋",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{model.name} {a['bag_shape']}{filling}睡袋 {temp}℃ {color}",
            title_en=f"{model.english(maker.english)} {'mummy' if mummy else 'rectangular'} {english} sleeping bag, "
            f"{temp} °C, {COLORS[color].split('|')[0]}",
            aspects={
                "warm": scale(temp, 14, -5),
                "pack_weight": scale(number(a, "weight"), 1.6, 0.9),
                "looks": maker.care,
                "soft_touch": 0.2 + 0.5 * t,
                "value": scale(450 - price, -700, 400),
                "roomy_bag": -0.5 if mummy else 0.7,
            },
            lead="晚上冷了也能睡个整觉。" if temp < 5 else "春天到秋天的露营，盖着正好。",
            extra=some(rng, _BAG_EXTRA, 1, 2),
            series=model.series_name,
            generation=model.number,
            stated=("comfort_temp", "filling", "bag_shape"),
        )


LINES = (
    Line(
        category="帐篷",
        prefix="tent",
        n_items=70,
        make=make_tents,
        attributes=(
            "title_en",
            "series",
            "persons",
            "weight",
            "season",
            "rain_mm",
            "setup",
            "setup_min",
            "layers",
            "material",
            "windproof",
            "snow_skirt",
            "color",
            "audience",
            "scene",
        ),
        keep=("title_en", "series", "persons", "color"),
        often_missing={"snow_skirt": 0.4, "windproof": 0.2, "setup_min": 0.15},
    ),
    Line(
        category="睡袋",
        prefix="bag",
        n_items=45,
        make=make_bags,
        attributes=(
            "title_en",
            "series",
            "bag_shape",
            "comfort_temp",
            "filling",
            "weight",
            "joinable",
            "rainproof",
            "machine_wash",
            "season",
            "color",
            "audience",
            "scene",
        ),
        keep=("title_en", "series", "color"),
        often_missing={"rainproof": 0.3, "joinable": 0.25},
    ),
)
