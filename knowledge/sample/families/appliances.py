"""Washing machines and refrigerators.

Owns: what there is of them. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, Line, chance, number, price_point, scale, some, step
from knowledge.sample.schema.shared import COLORS
from knowledge.types import ItemValue

from .series import Series, models

_WASHERS = (
    Series("云雀", "净旋 W{}", "Cleanspin W{}", 0.55, "滚筒", 3, 6),
    Series("云雀", "轻洗 P{}", "Lightwash P{}", 0.20, "波轮", 2, 5),
    Series("沐柏", "叠衣 D{}", "Fold D{}", 0.80, "滚筒", 2, 4),
    Series("恒浣", "大桶 B{}", "Bigtub B{}", 0.08, "波轮", 4, 7),
    Series("恒浣", "巧筒 F{}", "Neatdrum F{}", 0.35, "滚筒", 2, 4),
    Series("霁家", "晴衣 Q{}", "Fairday Q{}", 0.98, "滚筒", 1, 3),
)
_FRIDGES = (
    Series("沐柏", "鲜层 L{}", "Freshlayer L{}", 0.70, "十字对开门", 2, 4),
    Series("沐柏", "窄门 T{}", "Slimdoor T{}", 0.35, "三门", 2, 4),
    Series("恒浣", "小冰 X{}", "Chill X{}", 0.03, "双门", 3, 6),
    Series("霁家", "冰堂 H{}", "Icehall H{}", 0.98, "十字对开门", 1, 3),
    Series("云雀", "双开 K{}", "Wideopen K{}", 0.55, "对开门", 2, 4),
    Series("星禾", "果蔬 G{}", "Greens G{}", 0.40, "三门", 3, 5),
)
_WASHER_EXTRA = (
    "带童锁，洗到一半打不开。",
    "门可以往左或往右开。",
    "可以中途添衣。",
    "有羊毛和羽绒程序。",
    "进水管长1.5米，排水管随机附送。",
    "停电后会接着洗。",
    "手机上能看还剩几分钟。",
    "内筒有自清洁程序。",
)
_FRIDGE_EXTRA = (
    "门封条可以拆下来洗。",
    "背后只要留5厘米就能散热。",
    "冷冻室有三个抽屉。",
    "有一层可以变温，软冻肉直接切。",
    "门没关好会响。",
    "搁板能承重20公斤。",
    "拿东西时灯会慢慢亮，晚上不刺眼。",
)


def make_washers(rng: random.Random) -> Iterator[Draft]:
    """Yield washing machines."""
    for model, _ in models(_WASHERS, rng, (2, 5)):
        maker, t, kind = brand(model.series.brand), model.tier, model.series.bent
        drum = kind == "滚筒"
        drying = drum and chance(rng, 0.15 + 0.6 * t)
        elder = chance(rng, 0.3)
        a: dict[str, ItemValue] = {
            "series": model.series_name,
            "washer_type": kind,
            "capacity_kg": step(t, (8, 9, 10, 10, 12), rng) if drum else rng.choice((3, 5, 6.5, 8, 10)),
            "drying": drying,
            "spin_speed": step(t, (1000, 1200, 1400, 1600), rng) if drum else rng.choice((680, 720, 800)),
            "noise_db": round((66 if drum else 62) - 12 * t + rng.gauss(0, 1.5)),
            "quick_wash": rng.choice((15, 20, 30)),
            "sterilize": t > 0.3 and chance(rng, 0.85),
            "energy_grade": step(t, ("二级", "一级", "一级"), rng, 0.2),
            "width_cm": 60 if drum else rng.choice((44, 50, 54, 56)),
            "weight": round(62 + 8 * t + rng.gauss(0, 2)) if drum else rng.choice((16, 24, 28, 33)),
            "color": rng.choice(("白色", "银色", "灰色", "灰色")),
            "voice_panel": elder,
            "audience": (["老人"] if elder else []) + (["家庭"] if drum else ["学生"]),
        }
        kilos = number(a, "capacity_kg")
        amount = ((1000 if drum else 250) + 55 * kilos + 2600 * t**1.4) * maker.level + (900 if drying else 0)
        price = price_point(max(359, amount))
        color = str(a["color"])
        yield Draft(
            category="洗衣机",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{model.name} {kilos:g}公斤 {'洗烘一体' if drying else ''}{kind}洗衣机 {color}",
            title_en=f"{model.english(maker.english)} {kilos:g} kg {'front' if drum else 'top'}-loading "
            f"{'washer-dryer' if drying else 'washing machine'}, {COLORS[color].split('|')[0]}",
            aspects={
                "clean": 0.1 + 0.7 * t,
                "quiet": scale(number(a, "noise_db"), 67, 53),
                "service": maker.care,
                "looks": maker.care,
                "value": scale(3200 - price, -2800, 2600),
                "spin": scale(number(a, "spin_speed"), 600, 1500),
                **({"dry": 0.2 + 0.6 * t} if drying else {}),
                **({"easy": 0.7} if elder else {}),
            },
            lead="滚筒洗得柔，冬天的大件也塞得下。" if drum else "放进去按一下就洗，桶深好取放。",
            extra=some(rng, _WASHER_EXTRA, 1, 3),
            series=model.series_name,
            generation=model.number,
            stated=("drying",) if drying else (),
        )


def make_fridges(rng: random.Random) -> Iterator[Draft]:
    """Yield refrigerators."""
    base_volume = {"双门": 130, "三门": 225, "对开门": 500, "十字对开门": 470}
    width = {"双门": 48, "三门": 55, "对开门": 90, "十字对开门": 83}
    english_doors = {"双门": "two-door", "三门": "three-door", "对开门": "side-by-side", "十字对开门": "four-door"}
    for model, _ in models(_FRIDGES, rng, (2, 5)):
        maker, t, doors = brand(model.series.brand), model.tier, model.series.bent
        volume = round(base_volume[doors] + rng.randint(-15, 50) + 40 * t)
        a: dict[str, ItemValue] = {
            "series": model.series_name,
            "doors": doors,
            "volume_l": volume,
            "frost_free": t > 0.25 or chance(rng, 0.3),
            "ice_maker": t > 0.6 and chance(rng, 0.4),
            "noise_db": round(42 - 7 * t + rng.gauss(0, 1)),
            "energy_grade": step(t, ("三级", "二级", "一级", "一级"), rng, 0.15),
            "width_cm": width[doors] + rng.choice((-2, 0, 0, 1)),
            "sterilize": t > 0.4 and chance(rng, 0.7),
            "color": rng.choice(("银色", "白色", "灰色", "金色", "绿色", "米色")),
            "audience": ["学生"] if doors == "双门" else ["家庭"],
        }
        price = price_point(max(599, (300 + 3.9 * volume + 3600 * t**1.6) * maker.level))
        color = str(a["color"])
        yield Draft(
            category="冰箱",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{model.name} {volume}升 {doors}{'风冷无霜' if a['frost_free'] else ''}冰箱 {color}",
            title_en=f"{model.english(maker.english)} {volume} L {english_doors[doors]} "
            f"{'frost-free ' if a['frost_free'] else ''}refrigerator, {COLORS[color].split('|')[0]}",
            aspects={
                "fresh": 0.1 + 0.7 * t,
                "quiet": scale(number(a, "noise_db"), 43, 35),
                "service": maker.care,
                "looks": maker.care,
                "room": scale(volume, 130, 480),
                "value": scale(3500 - price, -3500, 2800),
                "frost": 0.8 if a["frost_free"] else -0.6,
            },
            lead="门开得多，东西分得清，一周买一次菜也放得下。" if volume > 300 else "身子窄，小厨房和出租屋都摆得进。",
            extra=some(rng, _FRIDGE_EXTRA, 1, 3),
            series=model.series_name,
            generation=model.number,
            stated=("frost_free",) if a["frost_free"] else (),
        )


LINES = (
    Line(
        category="洗衣机",
        prefix="washer",
        n_items=65,
        make=make_washers,
        attributes=(
            "title_en",
            "series",
            "washer_type",
            "capacity_kg",
            "drying",
            "spin_speed",
            "noise_db",
            "quick_wash",
            "sterilize",
            "energy_grade",
            "width_cm",
            "weight",
            "color",
            "voice_panel",
            "audience",
        ),
        keep=("title_en", "series", "washer_type", "capacity_kg", "color"),
        often_missing={"voice_panel": 0.45, "quick_wash": 0.2, "weight": 0.2},
    ),
    Line(
        category="冰箱",
        prefix="fridge",
        n_items=65,
        make=make_fridges,
        attributes=(
            "title_en",
            "series",
            "doors",
            "volume_l",
            "frost_free",
            "ice_maker",
            "noise_db",
            "energy_grade",
            "width_cm",
            "sterilize",
            "color",
            "audience",
        ),
        keep=("title_en", "series", "doors", "volume_l", "color"),
        often_missing={"ice_maker": 0.4, "sterilize": 0.2, "width_cm": 0.1},
    ),
)
