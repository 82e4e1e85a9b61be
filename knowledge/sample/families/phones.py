"""Phones: large text for older people, cameras, gaming, endurance, students.

Owns: what phones there are and what their figures are worth. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, Line, chance, number, price_point, scale, some, step
from knowledge.sample.schema.shared import COLORS
from knowledge.types import ItemValue

from .series import Model, Series, models

SERIES = (
    Series("松果", "长辈版 X{}", "Elder X{}", 0.42, "elder", 1, 3),
    Series("松果", "果粒 G{}", "Nut G{}", 0.08, "student", 4, 7),
    Series("云雀", "L{}", "L{}", 0.36, "battery", 7, 10),
    Series("云雀", "S{} 影像版", "S{} Photo", 0.72, "camera", 6, 9),
    Series("凌峰", "Note {}", "Note {}", 0.46, "battery", 6, 9),
    Series("凌峰", "电竞 R{}", "Arena R{}", 0.80, "game", 3, 6),
    Series("墨格", "M{}", "M{}", 0.62, "balance", 10, 13),
    Series("墨格", "M{} Pro", "M{} Pro", 0.95, "camera", 11, 13),
    Series("星禾", "Neo {}", "Neo {}", 0.45, "student", 5, 8),
    Series("星禾", "轻鸢 {}", "Kite {}", 0.50, "light", 2, 4),
    Series("朗序", "青春版 Y{}", "Youth Y{}", 0.14, "student", 20, 23),
    Series("朗序", "悦览 J{}", "Joy J{}", 0.34, "battery", 3, 5),
    Series("朗序", "安心 A{}", "Ease A{}", 0.04, "elder", 1, 4),
    Series("启岚", "Q{}", "Q{}", 0.90, "balance", 4, 6),
    Series("启岚", "星图 F{}", "Atlas F{}", 1.00, "camera", 1, 2),
)

#: (memory GB, storage GB, added to the price in CNY), from plain to fine.
_STORAGE = (
    (4, 64, -150),
    (4, 128, -60),
    (6, 128, 0),
    (8, 128, 80),
    (8, 256, 180),
    (12, 256, 350),
    (12, 512, 650),
    (16, 512, 900),
    (16, 1024, 1500),
)
_PERFORMANCE = ("入门", "均衡", "高性能", "旗舰")
_BATTERY = {"elder": 500, "battery": 1100, "game": 500, "light": -400, "student": 100, "camera": 0, "balance": 100}


@dataclass(frozen=True)
class _Known:
    """A phone whose main figures are set rather than drawn, so that talks about the shop can speak of it."""

    price: float
    screen_size: float
    battery: int
    fast_charge: int | None = None
    big_font: bool | None = None
    waterproof: str | None = None


#: First variants of these models.
_KNOWN = {
    "松果 长辈版 X2": _Known(1599, 6.9, 6000, big_font=True),
    "云雀 L9": _Known(1399, 6.8, 5800, waterproof="IP54"),
    "凌峰 Note 8": _Known(1899, 6.7, 6500, fast_charge=40),
}


def _attributes(model: Model, rng: random.Random) -> tuple[dict[str, ItemValue], float]:
    t, bent = model.tier, model.series.bent
    memory, storage, extra = step(t, _STORAGE, rng)
    size = {"light": 6.1, "elder": 6.8, "battery": 6.7, "game": 6.75}.get(bent, 6.5) + rng.choice((-0.1, 0, 0, 0.1))
    battery = 4600 + _BATTERY[bent] + 300 * t + rng.choice((-200, -100, 0, 100, 200))
    a: dict[str, ItemValue] = {
        "series": model.series_name,
        "color": rng.choice([c for c in COLORS if c not in ("透明", "米色", "棕色", "黄色")]),
        "screen_size": round(size, 1),
        "resolution": step(t, ("720P", "1080P", "1080P", "1.5K", "2K"), rng, 0.08),
        "refresh_rate": 144 if bent == "game" else step(t, (60, 90, 120, 120), rng),
        "battery": round(battery / 100) * 100,
        "fast_charge": step(t + (0.15 if bent == "game" else 0), (10, 18, 33, 44, 66, 80, 100, 120), rng),
        "weight_g": round(158 + (size - 6.1) * 28 + (battery - 4200) * 0.012 + rng.gauss(0, 4)),
        "memory": memory,
        "storage": storage,
        "performance": "旗舰" if bent == "game" and t > 0.75 else step(t, _PERFORMANCE, rng, 0.05),
        "processor": f"衡芯 {('E', 'K', 'H', 'X')[min(3, int(t * 4))]}{rng.randint(3, 5) + int(t * 4)}",
        "camera": step(t + (0.2 if bent == "camera" else 0), (800, 1300, 4800, 5000, 6400, 10800, 20000), rng),
        "waterproof": step(t, ("不防水", "不防水", "IP54", "IP54", "IP67", "IP68"), rng, 0.1),
        "wireless_charging": t > 0.6 and chance(rng, 0.75),
        "nfc": t > 0.25 and chance(rng, 0.85),
        "network": "4G" if t < 0.08 else "5G",
        "big_font": True if bent == "elder" else chance(rng, 0.12),
        "loud_speaker": True if bent == "elder" else chance(rng, 0.2),
    }
    audience = {
        "elder": ["老人"],
        "student": ["学生"],
        "game": ["游戏玩家"],
        "light": ["女生", "上班族"],
        "camera": ["女生"],
        "battery": ["上班族"],
        "balance": ["上班族"],
    }[bent]
    a["audience"] = list(dict.fromkeys([*audience, *some(rng, ("学生", "上班族", "男生"), 0, 1)]))
    scene = {
        "elder": ["在家"],
        "student": ["学习"],
        "game": ["游戏"],
        "camera": ["拍照", "旅行"],
        "battery": ["旅行", "通勤"],
        "light": ["通勤"],
        "balance": ["办公", "通勤"],
    }[bent]
    a["scene"] = [*scene, *([s] if (s := rng.choice(("看剧", "游戏"))) not in scene else [])]
    return a, extra


def _aspects(a: dict[str, ItemValue], price: float, care: float) -> dict[str, float]:
    speed = {"入门": -0.5, "均衡": 0.1, "高性能": 0.6, "旗舰": 0.95}[str(a["performance"])]
    return {
        "battery": scale(number(a, "battery"), 3900, 5800),
        "screen": scale(number(a, "screen_size") + (0.4 if a["resolution"] in ("1.5K", "2K") else 0), 6.0, 6.9),
        "speed": speed,
        "camera": scale(number(a, "camera"), 800, 8000),
        "charging": scale(number(a, "fast_charge"), 10, 70),
        "weight": scale(number(a, "weight_g"), 215, 165),
        "sound": 0.6 if a["loud_speaker"] else care / 2,
        **({"big_text": 0.9} if a["big_font"] else {}),
        "looks": care,
        "value": scale(speed * 1600 + 1800 - price * 0.6, -500, 1500),
        "heat": -0.3 if a["performance"] == "旗舰" else 0.2,
    }


_LEADS = {
    "elder": "为看不清小字、听不清铃声的长辈做的手机，图标大，声音足。",
    "battery": "一块大电池，给忘记充电的人留足余地。",
    "camera": "把夜景和人像拍好，是这台手机最在意的事。",
    "game": "给长时间对局准备的手机，散热和触控都往上堆。",
    "student": "价格友好，上课、刷题、和同学联系都够用。",
    "light": "轻，薄，单手就能握住，放进口袋不坠。",
    "balance": "不偏科的主力机，工作和生活都稳当。",
}
_EXTRA = (
    "包装内附手机壳和一根USB-C充电线。",
    "支持双卡双待。",
    "侧边指纹解锁，手湿也能用。",
    "后盖是磨砂工艺，不容易沾指纹。",
    "出厂已贴好屏幕膜。",
    "保留3.5毫米耳机孔。",
    "带红外遥控，可以当电视遥控器。",
    "系统承诺更新四年。",
    "支持一键远程协助，子女可以帮忙操作。",
    "可以插存储卡扩容。",
    "充电器需要另购。",
)


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield phones."""
    for model, variant in models(SERIES, rng, (1, 4)):
        maker = brand(model.series.brand)
        a, extra = _attributes(model, rng)
        amount = (560 + 5200 * model.tier**1.55) * maker.level + extra
        if model.series.bent == "game":
            amount += 300
        price = price_point(max(399, amount * (1 if model.newest else 0.94)))
        known = _KNOWN.get(model.name) if variant == 0 else None
        if known:
            price = known.price
            a.update({k: v for k, v in vars(known).items() if k != "price" and v is not None})
        ram_rom = f"{a['memory']}GB+{'1TB' if a['storage'] == 1024 else str(a['storage']) + 'GB'}"
        color = str(a["color"])
        yield Draft(
            category="手机",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{model.name} {ram_rom} {color}",
            title_en=f"{model.english(maker.english)} {ram_rom} {COLORS[color].split('|')[0]}",
            aspects=_aspects(a, price, maker.care),
            lead=_LEADS[model.series.bent],
            extra=some(rng, _EXTRA, 1, 3),
            series=model.series_name,
            generation=model.number,
            stated=("waterproof", "big_font", "fast_charge") if known else (),
        )


LINE = Line(
    category="手机",
    prefix="phone",
    n_items=130,
    make=make,
    attributes=(
        "title_en",
        "series",
        "color",
        "screen_size",
        "resolution",
        "refresh_rate",
        "battery",
        "fast_charge",
        "weight_g",
        "memory",
        "storage",
        "performance",
        "processor",
        "camera",
        "waterproof",
        "wireless_charging",
        "nfc",
        "network",
        "big_font",
        "loud_speaker",
        "audience",
        "scene",
    ),
    keep=("title_en", "series", "color", "memory", "storage", "screen_size", "battery", "audience", "scene"),
    often_missing={
        "wireless_charging": 0.45,
        "nfc": 0.25,
        "big_font": 0.5,
        "loud_speaker": 0.6,
        "processor": 0.15,
        "weight_g": 0.1,
        "waterproof": 0.15,
    },
)
