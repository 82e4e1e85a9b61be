"""Televisions.

Owns: what televisions there are. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, Line, chance, number, price_point, scale, some, step
from knowledge.types import ItemValue

from .series import Model, Series, models

_SERIES = (
    Series("云雀", "客厅 V{}", "Lounge V{}", 0.45, "home", 3, 5),
    Series("云雀", "天幕 Z{}", "Canopy Z{}", 0.92, "cinema", 1, 3),
    Series("松果", "爸妈 E{}", "Folks E{}", 0.22, "elder", 2, 4),
    Series("凌峰", "G{} 电竞屏", "G{} Arena", 0.72, "game", 2, 4),
    Series("朗序", "小方 C{}", "Cube C{}", 0.02, "small", 4, 8),
    Series("墨格", "Canvas {}", "Canvas {}", 0.98, "cinema", 1, 3),
    Series("星禾", "日常 D{}", "Daily D{}", 0.28, "home", 5, 8),
)
_SIZES = (32, 40, 43, 50, 55, 65, 75, 85, 98)
_WHO = {"home": ["家庭"], "cinema": ["家庭"], "elder": ["老人"], "game": ["游戏玩家"], "small": ["学生"]}
_WHERE = {"home": ["在家", "看剧"], "cinema": ["看剧", "在家"], "elder": ["在家"], "game": ["游戏"], "small": ["在家"]}
_LEADS = {
    "home": "放客厅正合适，一家人看什么都不挑。",
    "cinema": "黑得下去、亮得起来，关了灯就是影院。",
    "elder": "开机就是电视台，遥控器只有十个大按键。",
    "game": "高刷低延迟，接上游戏机就能玩。",
    "small": "放卧室、出租屋，不占地方。",
}
_EXTRA = (
    "开机没有广告。",
    "含挂墙架，师傅可以免费上门装。",
    "支持手机投屏。",
    "遥控器带找寻功能。",
    "可以外接音响。",
    "底座宽度可调，窄柜子也放得下。",
    "有青少年模式，可以限时长。",
    "两侧边框只有1毫米多。",
    "背光不频闪。",
)


def _attributes(model: Model, rng: random.Random) -> dict[str, ItemValue]:
    t, bent = model.tier, model.series.bent
    size = rng.choice(_SIZES[:3]) if bent == "small" else step(0.35 + t / 2, _SIZES, rng, 0.14)
    size = max(size, 50) if bent in ("cinema", "game") else size
    eight = bent == "cinema" and size >= 65 and t > 0.82
    if eight:
        resolution = "8K"
    elif size >= 50 or (size == 43 and (t > 0.15 or chance(rng, 0.4))):
        resolution = "4K"
    else:
        resolution = "1080P" if size >= 40 else "720P"
    return {
        "series": model.series_name,
        "screen_size": size,
        "resolution": resolution,
        "panel": step(t - 0.1, ("LCD", "LCD", "LCD", "Mini LED", "OLED"), rng, 0.08),
        "refresh_rate": rng.choice((144, 240)) if bent == "game" else step(t, (60, 60, 120, 144), rng),
        "memory": step(t, (1, 2, 3, 4, 8), rng),
        "storage": step(t, (8, 16, 32, 64, 128), rng),
        "hdmi": step(t, (1, 2, 3, 4), rng),
        "speaker_w": step(t, (10, 16, 20, 30, 50, 80), rng),
        "voice": t > 0.15 or bent == "elder",
        "elder_mode": bent == "elder" or chance(rng, 0.3),
        "energy_grade": step(t, ("三级", "二级", "一级"), rng, 0.2),
        "weight": round(0.0038 * size**2 + 0.6, 1),
        "audience": _WHO[bent],
        "scene": _WHERE[bent],
    }


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield televisions."""
    for model, _ in models(_SERIES, rng, (2, 5)):
        maker, t = brand(model.series.brand), model.tier
        a = _attributes(model, rng)
        size = number(a, "screen_size")
        amount = (size**2 * (0.42 + 0.55 * t) + 180) * maker.level + {"Mini LED": 700, "OLED": 2200}.get(
            str(a["panel"]), 0
        )
        amount = max(amount + 2300, 6999) if a["resolution"] == "8K" else amount
        price = price_point(max(499, amount))
        picture = {"720P": -0.6, "1080P": -0.1, "4K": 0.4, "8K": 0.9}[str(a["resolution"])]
        yield Draft(
            category="电视",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{model.name} {size:g}英寸 {a['resolution']} {str(a['panel']).replace(' ', '')}电视",
            title_en=f"{model.english(maker.english)} {size:g}-inch {a['resolution']} {a['panel']} TV",
            aspects={
                "picture": picture + (0.3 if a["panel"] != "LCD" else 0),
                "sound": scale(number(a, "speaker_w"), 8, 40),
                "smooth": scale(number(a, "memory"), 0, 4),
                "service": maker.care,
                "looks": maker.care,
                "value": scale(size * 70 - price, -2500, 2500),
                **({"easy": 0.9} if a["elder_mode"] else {}),
                **({"voice": 0.5} if a["voice"] else {}),
            },
            lead=_LEADS[model.series.bent],
            extra=some(rng, _EXTRA, 1, 3),
            series=model.series_name,
            generation=model.number,
        )


LINE = Line(
    category="电视",
    prefix="tv",
    n_items=80,
    make=make,
    attributes=(
        "title_en",
        "series",
        "screen_size",
        "resolution",
        "panel",
        "refresh_rate",
        "memory",
        "storage",
        "hdmi",
        "speaker_w",
        "voice",
        "elder_mode",
        "energy_grade",
        "weight",
        "audience",
        "scene",
    ),
    keep=("title_en", "series", "screen_size", "resolution", "panel"),
    often_missing={"elder_mode": 0.4, "hdmi": 0.15, "weight": 0.25, "speaker_w": 0.15},
)
