"""Chargers and power banks.

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

_CHARGERS = (
    Series("线雀", "插插 C{}", "Plug C{}", 0.08, "one", 3, 5),
    Series("指屿", "小方糖 S{}", "Sugarcube S{}", 0.40, "many", 2, 4),
    Series("墨格", "Port {}", "Port {}", 0.85, "many", 1, 3),
    Series("云雀", "Charge {}", "Charge {}", 0.35, "one", 2, 4),
)
_BANKS = (
    Series("线雀", "备备 B{}", "Spare B{}", 0.05, "plain", 3, 6),
    Series("指屿", "片片 T{}", "Slice T{}", 0.45, "magnetic", 1, 4),
    Series("凌峰", "大仓 D{}", "Hold D{}", 0.75, "large", 1, 3),
)
_CHARGER_EXTRA = (
    "充电时有一盏小灯。",
    "同时插两个口会自动分配功率。",
    "内有过热保护。",
    "两只插脚镀镍。",
    "体积比同功率的小三分之一。",
)
_BANK_EXTRA = (
    "有数字显示剩余电量。",
    "小电流模式可以充耳机和手表。",
    "附收纳袋。",
    "自身充满大约三小时。",
    "外壳阻燃。",
)


def make_chargers(rng: random.Random) -> Iterator[Draft]:
    """Yield chargers."""
    for model, _ in models(_CHARGERS, rng, (3, 6)):
        maker, t = brand(model.series.brand), model.tier
        ports = 1 if model.series.bent == "one" else rng.choice((2, 3, 3, 4))
        power = step(t, (18, 20, 33, 45, 65, 67, 100, 140), rng)
        gan, cable = power >= 45 and chance(rng, 0.85), chance(rng, 0.4)
        a: dict[str, ItemValue] = {
            "series": model.series_name,
            "power": power,
            "ports": ports,
            "gan": gan,
            "cable": cable,
            "foldable": chance(rng, 0.6),
            "weight_g": round(38 + power * 1.05 + 8 * ports + rng.gauss(0, 4)),
            "color": rng.choice(("白色", "白色", "黑色", "灰色", "粉色", "绿色")),
            "scene": ["旅行", "办公"] if ports > 1 else ["在家"],
        }
        price = price_point(max(19, (12 + power * 1.25 + 12 * ports + (10 if cable else 0)) * maker.level))
        color = str(a["color"])
        yield Draft(
            category="充电器",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{model.name} {power}W{'氮化镓' if gan else ''}充电器 {'单' if ports == 1 else ports}口"
            f"{' 带线' if cable else ''} {color}",
            title_en=f"{model.english(maker.english)} {power} W {'GaN ' if gan else ''}charger, {ports} "
            f"port{'s' * (ports > 1)}"
            f"{', cable included' if cable else ''}, {COLORS[color].split('|')[0]}",
            aspects={
                "charge_speed": scale(power, 12, 60),
                "hot": scale(maker.care, -0.6, 0.8),
                "small": 0.6 if gan else 0.0,
                "value": scale(120 - price, -150, 100),
                "looks": maker.care,
            },
            lead="一个头，手机平板都能充。" if ports > 1 else "小小一只，床头常备。",
            extra=some(rng, _CHARGER_EXTRA, 1, 2),
            series=model.series_name,
            generation=model.number,
            stated=("power", "ports", *(("gan",) if gan else ()), *(("cable",) if cable else ())),
        )


def make_banks(rng: random.Random) -> Iterator[Draft]:
    """Yield power banks."""
    for model, _ in models(_BANKS, rng, (3, 6)):
        maker, t, bent = brand(model.series.brand), model.tier, model.series.bent
        battery = {
            "plain": rng.choice((10000, 10000, 20000)),
            "magnetic": rng.choice((5000, 10000)),
            "large": rng.choice((20000, 27000, 30000)),
        }[bent]
        power = step(t, (10, 18, 22.5, 30, 45, 65), rng)
        a: dict[str, ItemValue] = {
            "series": model.series_name,
            "battery": battery,
            "power": power,
            "ports": rng.choice((1, 2)) if bent != "large" else rng.choice((3, 4)),
            "wireless_charging": bent == "magnetic",
            "magnetic": bent == "magnetic",
            "cable": chance(rng, 0.45),
            # Airlines take up to 100 Wh: 27,000 mAh at 3.7 V.
            "airline_ok": battery <= 27000,
            "weight_g": round(55 + battery * 0.0172 + rng.gauss(0, 6)),
            "color": rng.choice(("白色", "黑色", "蓝色", "粉色", "绿色", "紫色")),
            "scene": ["旅行", "通勤"] if battery <= 20000 else ["旅行", "露营"],
            "audience": some(rng, ("学生", "上班族", "女生"), 1, 2),
        }
        price = price_point(
            max(
                39, (22 + battery * 0.0046 + number(a, "power") * 0.9 + (35 if bent == "magnetic" else 0)) * maker.level
            )
        )
        color = str(a["color"])
        yield Draft(
            category="充电宝",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{model.name} {battery}mAh {'磁吸' if bent == 'magnetic' else ''}充电宝 {power:g}W {color}",
            title_en=f"{model.english(maker.english)} {battery} "
            f"mAh {'magnetic ' if bent == 'magnetic' else ''}power bank, "
            f"{power:g} W, {COLORS[color].split('|')[0]}",
            aspects={
                "bank_capacity": scale(battery, 4000, 20000),
                "charge_speed": scale(power, 8, 40),
                "weight": scale(number(a, "weight_g"), 480, 180),
                "value": scale(180 - price, -180, 120),
                "looks": maker.care,
                **({"magnet": 0.6} if bent == "magnetic" else {}),
            },
            lead="手机快没电时的那一点底气。",
            extra=some(rng, _BANK_EXTRA, 1, 2),
            series=model.series_name,
            generation=model.number,
            stated=("battery", "power", "magnetic"),
        )


LINES = (
    Line(
        category="充电器",
        prefix="charger",
        n_items=55,
        make=make_chargers,
        attributes=("title_en", "series", "power", "ports", "gan", "cable", "foldable", "weight_g", "color", "scene"),
        keep=("title_en", "series", "color"),
        often_missing={"foldable": 0.25, "weight_g": 0.2, "cable": 0.15},
    ),
    Line(
        category="充电宝",
        prefix="bank",
        n_items=50,
        make=make_banks,
        attributes=(
            "title_en",
            "series",
            "battery",
            "power",
            "ports",
            "wireless_charging",
            "magnetic",
            "cable",
            "airline_ok",
            "weight_g",
            "color",
            "audience",
            "scene",
        ),
        keep=("title_en", "series", "color"),
        often_missing={"wireless_charging": 0.2, "airline_ok": 0.2},
    ),
)
