"""Laptops.

Owns: what laptops there are. Does not know: reviews, pictures, other categories.
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

_SERIES = (
    Series("墨格", "Air 14 第{}代", "Air 14 G{}", 0.62, "light", 3, 5),
    Series("墨格", "创作 16 第{}代", "Studio 16 G{}", 0.95, "create", 2, 4),
    Series("星禾", "S14 第{}代", "S14 G{}", 0.58, "light", 2, 4),
    Series("星禾", "S16 第{}代", "S16 G{}", 0.66, "office", 2, 4),
    Series("朗序", "14 青春版 {}", "14 Youth {}", 0.55, "student", 2, 4),
    Series("朗序", "15 办公版 {}", "15 Office {}", 0.12, "office", 2, 4),
    Series("凌峰", "猎影 15 第{}代", "Shadowhunt 15 G{}", 0.70, "game", 2, 4),
    Series("凌峰", "猎影 17 第{}代", "Shadowhunt 17 G{}", 0.98, "game", 1, 3),
    Series("启岚", "Feather 13 第{}代", "Feather 13 G{}", 0.88, "light", 1, 3),
    Series("云雀", "小本 12 第{}代", "Minibook 12 G{}", 0.05, "student", 1, 3),
)
_SIZE = {
    "Air 14": 14.0,
    "创作 16": 16.0,
    "S14": 14.0,
    "S16": 16.1,
    "14 青春版": 14.1,
    "15 办公版": 15.6,
    "猎影 15": 15.6,
    "猎影 17": 17.3,
    "Feather 13": 13.3,
    "小本 12": 12.4,
}
_STORAGE = (
    (8, 256, -350),
    (8, 512, -150),
    (16, 512, 0),
    (16, 512, 0),
    (16, 1024, 300),
    (32, 1024, 800),
    (32, 2048, 1700),
)
_WHO = {
    "light": ["上班族", "女生"],
    "create": ["上班族"],
    "office": ["上班族"],
    "student": ["学生"],
    "game": ["游戏玩家", "男生"],
}
_WHERE = {
    "light": ["办公", "通勤", "旅行"],
    "create": ["办公", "拍照"],
    "office": ["办公"],
    "student": ["学习", "看剧"],
    "game": ["游戏"],
}
_LEADS = {
    "light": "装进包里不觉得沉，找个座位就能干活。",
    "create": "剪片、修图、跑模型，给要性能的人。",
    "office": "写文档、开会、做表格，稳当耐用。",
    "student": "上课、写论文、看剧，价格也是学生能接受的。",
    "game": "独立显卡和大风扇，打一晚上也不掉帧。",
}
_EXTRA = (
    "屏幕可以开合到180度。",
    "摄像头带物理挡片。",
    "开机指纹二合一。",
    "留有一个内存插槽，可自己加内存。",
    "Type-C口可以给手机充电。",
    "出厂带正版系统和办公软件。",
    "键程1.5毫米，打字声音小。",
    "送一个电脑包。",
    "接口有HDMI，投影不用转接头。",
    "屏幕是雾面的，不反光。",
)


@dataclass(frozen=True)
class _Known:
    """Figures that are set rather than drawn, for the newest generation's first variant."""

    price: float
    weight: float
    battery_life: int
    resolution: str


_KNOWN = {
    "墨格 Air 14 第5代": _Known(5799, 1.2, 14, "2.8K"),
    "星禾 S14 第4代": _Known(4999, 1.35, 11, "1080P"),
    "朗序 14 青春版 4": _Known(4299, 1.39, 10, "1080P"),
}


def _attributes(model: Model, rng: random.Random) -> tuple[dict[str, ItemValue], float]:
    t, bent = model.tier, model.series.bent
    memory, storage, extra = step(t, _STORAGE, rng)
    size = next(s for name, s in _SIZE.items() if model.series.name.startswith(name))
    weight = {"light": 1.18, "student": 1.42, "office": 1.66, "create": 1.85, "game": 2.2}[bent] + (size - 14) * 0.09
    hours = {"light": 13, "student": 9.5, "office": 9, "create": 8, "game": 5}[bent] + rng.uniform(-1, 2) + 2 * t
    a: dict[str, ItemValue] = {
        "series": model.series_name,
        "color": rng.choice(("银色", "灰色", "黑色", "蓝色", "粉色", "白色") if bent != "game" else ("黑色", "灰色")),
        "screen_size": size,
        "resolution": step(t, ("1080P", "1080P", "2K", "2.8K", "4K"), rng, 0.08),
        "refresh_rate": rng.choice((144, 165, 240)) if bent == "game" else step(t, (60, 60, 90, 120), rng, 0.15),
        "weight": round(max(0.98, weight + rng.gauss(0, 0.05)), 2),
        "battery_life": round(hours),
        "processor": f"岳芯 {('N', 'U', 'P', 'H')[min(3, int(t * 4))]}{rng.randint(5, 6) + int(t * 3)}",
        "performance": "旗舰" if bent == "game" and t > 0.8 else step(t, ("入门", "均衡", "高性能", "旗舰"), rng, 0.06),
        "graphics": "独立显卡" if bent in ("game", "create") else "集成显卡",
        "memory": memory,
        "storage": storage,
        "touchscreen": bent in ("light", "create") and chance(rng, 0.35),
        "keyboard_light": t > 0.2 and chance(rng, 0.8),
        "material": "铝合金" if t > 0.4 and bent != "game" else ("镁合金" if t > 0.85 else "塑料"),
        "audience": _WHO[bent],
        "scene": _WHERE[bent],
    }
    return a, extra


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield laptops."""
    for model, variant in models(_SERIES, rng, (2, 5)):
        maker = brand(model.series.brand)
        a, extra = _attributes(model, rng)
        amount = (1900 + 6300 * model.tier**1.3) * maker.level + extra + (900 if a["graphics"] == "独立显卡" else 0)
        price = price_point(amount * (1 if model.newest else 0.92))
        known = _KNOWN.get(model.name) if variant == 0 else None
        if known:
            price = known.price
            a.update({"weight": known.weight, "battery_life": known.battery_life, "resolution": known.resolution})
        gigabytes = int(number(a, "storage"))
        disk = f"{gigabytes // 1024}TB" if gigabytes >= 1024 else f"{gigabytes}GB"
        ram_rom = f"{a['memory']}GB+{disk}"
        color = str(a["color"])
        speed = {"入门": -0.5, "均衡": 0.2, "高性能": 0.7, "旗舰": 0.95}[str(a["performance"])]
        yield Draft(
            category="笔记本电脑",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{model.name} {a['screen_size']:g}英寸 {ram_rom} {color}",
            title_en=f"{model.english(maker.english)} {a['screen_size']:g}-inch {ram_rom} "
            f"{COLORS[color].split('|')[0]}",
            aspects={
                "hours": scale(number(a, "battery_life"), 5, 13),
                "carry": scale(number(a, "weight"), 2.2, 1.2),
                "speed": speed,
                "screen": {"1080P": 0.0, "2K": 0.5, "2.8K": 0.7, "4K": 0.9}[str(a["resolution"])],
                "looks": maker.care,
                "keyboard": 0.5 if a["keyboard_light"] else 0.0,
                "fan": -0.5 if model.series.bent == "game" else 0.4,
                "value": scale(speed * 2500 + 4500 - price * 0.7, -1500, 2500),
            },
            lead=_LEADS[model.series.bent],
            extra=some(rng, _EXTRA, 1, 3),
            series=model.series_name,
            generation=model.number,
            stated=("weight", "battery_life", "resolution") if known else (),
        )


LINE = Line(
    category="笔记本电脑",
    prefix="laptop",
    n_items=110,
    make=make,
    attributes=(
        "title_en",
        "series",
        "color",
        "screen_size",
        "resolution",
        "refresh_rate",
        "weight",
        "battery_life",
        "processor",
        "performance",
        "graphics",
        "memory",
        "storage",
        "touchscreen",
        "keyboard_light",
        "material",
        "audience",
        "scene",
    ),
    keep=("title_en", "series", "color", "screen_size", "memory", "storage", "graphics", "audience", "scene"),
    often_missing={"touchscreen": 0.3, "keyboard_light": 0.25, "refresh_rate": 0.12},
)
