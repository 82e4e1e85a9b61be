"""Tablets: for lessons, for drawing, for children, for shows on the sofa.

Owns: what tablets there are. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, Line, chance, number, price_point, scale, some, step
from knowledge.sample.schema.shared import COLORS
from knowledge.types import ItemValue

from .series import Model, Series, models

_SERIES = (
    Series("云雀", "Pad L{}", "Pad L{}", 0.40, "study", 3, 5),
    Series("松果", "童学 K{}", "Kidstudy K{}", 0.12, "kids", 1, 4),
    Series("墨格", "画板 D{}", "Drawpad D{}", 0.90, "draw", 2, 4),
    Series("星禾", "Tab {}", "Tab {}", 0.50, "shows", 6, 8),
    Series("朗序", "读享 R{}", "Reader R{}", 0.22, "read", 1, 3),
    Series("启岚", "Pad Q{}", "Pad Q{}", 0.82, "shows", 2, 3),
)
_STORAGE = ((4, 64, -200), (4, 128, -100), (6, 128, 0), (8, 128, 100), (8, 256, 250), (12, 256, 450), (12, 512, 800))
_WHO = {"study": ["学生"], "kids": ["孩子"], "draw": ["学生", "上班族"], "shows": ["家庭"], "read": ["老人", "学生"]}
_WHERE = {
    "study": ["学习"],
    "kids": ["学习", "亲子"],
    "draw": ["办公", "学习"],
    "shows": ["看剧", "在家"],
    "read": ["在家"],
}
_LEADS = {
    "study": "上网课、记笔记、查资料，一块屏幕都装下。",
    "kids": "给孩子用的平板，时间和内容都由家长来定。",
    "draw": "配合手写笔，在屏幕上画图像在纸上一样跟手。",
    "shows": "大屏加四个扬声器，窝在沙发上追剧正好。",
    "read": "像纸一样的屏幕，看书看久了眼睛也不累。",
}
_EXTRA = (
    "附赠一个可立起来的保护套。",
    "可以插SIM卡上网。",
    "支持分屏，一边看课一边记笔记。",
    "家长可以用手机远程设定使用时长。",
    "有前置补光灯，网课不怕暗。",
    "支持指纹解锁。",
    "可外接键盘。",
    "边角做了加厚，磕碰不怕。",
)


def _attributes(model: Model, rng: random.Random) -> tuple[dict[str, ItemValue], float]:
    t, bent = model.tier, model.series.bent
    memory, storage, extra = step(t, _STORAGE, rng)
    size = {"kids": 8.7, "read": 10.3, "draw": 12.6, "shows": 11.5}.get(bent, 10.9) + rng.choice((-0.3, 0, 0, 0.3))
    return {
        "series": model.series_name,
        "color": rng.choice(("黑色", "灰色", "银色", "蓝色", "绿色", "粉色", "白色")),
        "screen_size": round(size, 1),
        "resolution": step(t, ("1080P", "1080P", "2K", "2K", "2.8K"), rng, 0.1),
        "refresh_rate": step(t, (60, 60, 90, 120, 144), rng),
        "battery": round((size * 720 + rng.gauss(0, 300)) / 100) * 100,
        "weight_g": round(size * 44 + rng.gauss(0, 15)),
        "memory": memory,
        "storage": storage,
        "performance": step(t, ("入门", "均衡", "高性能", "旗舰"), rng, 0.05),
        "stylus": bent in ("draw", "study") or (t > 0.5 and chance(rng, 0.7)),
        "kids_mode": bent == "kids" or chance(rng, 0.35),
        "eye_care": bent in ("read", "kids", "study") or chance(rng, 0.4),
        "audience": _WHO[bent],
        "scene": _WHERE[bent],
    }, extra


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield tablets."""
    for model, _ in models(_SERIES, rng, (2, 5)):
        maker = brand(model.series.brand)
        a, extra = _attributes(model, rng)
        price = price_point(max(499, (700 + 3900 * model.tier**1.4) * maker.level + extra))
        color, size = str(a["color"]), f"{a['screen_size']}"
        speed = {"入门": -0.4, "均衡": 0.2, "高性能": 0.7, "旗舰": 0.95}[str(a["performance"])]
        yield Draft(
            category="平板",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{model.name} {size}英寸 {a['memory']}GB+{a['storage']}GB {color}",
            title_en=f"{model.english(maker.english)} {size}-inch {a['memory']}GB+{a['storage']}GB "
            f"{COLORS[color].split('|')[0]}",
            aspects={
                "screen": scale(number(a, "screen_size"), 8.5, 12),
                "battery": scale(number(a, "battery"), 5800, 8600),
                "speed": speed,
                "weight": scale(number(a, "weight_g"), 560, 380),
                "looks": maker.care,
                "value": scale(speed * 1200 + 1500 - price * 0.5, -400, 1300),
                "sound": 0.4 * model.tier,
                **({"eyes": 0.8} if a["eye_care"] else {}),
            },
            lead=_LEADS[model.series.bent],
            extra=some(rng, _EXTRA, 1, 3),
            series=model.series_name,
            generation=model.number,
        )


LINE = Line(
    category="平板",
    prefix="tablet",
    n_items=60,
    make=make,
    attributes=(
        "title_en",
        "series",
        "color",
        "screen_size",
        "resolution",
        "refresh_rate",
        "battery",
        "weight_g",
        "memory",
        "storage",
        "performance",
        "stylus",
        "kids_mode",
        "eye_care",
        "audience",
        "scene",
    ),
    keep=("title_en", "series", "color", "screen_size", "memory", "storage", "audience"),
    often_missing={"kids_mode": 0.35, "stylus": 0.2, "eye_care": 0.25},
)
