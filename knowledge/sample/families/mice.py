"""Mice.

Owns: what mice there are. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, Line, chance, price_point, scale, some, step
from knowledge.sample.schema.shared import COLORS
from knowledge.types import ItemValue

from .series import Series, models

_SERIES = (
    Series("线雀", "点点 {}", "Dot {}", 0.05, "office", 2, 5),
    Series("线雀", "静语 Q{}", "Hush Q{}", 0.20, "office", 1, 3),
    Series("指屿", "掌心 M{}", "Palm M{}", 0.45, "office", 2, 4),
    Series("凌峰", "猎影 G{}", "Shadowhunt G{}", 0.80, "game", 1, 4),
    Series("墨格", "Slide {}", "Slide {}", 0.70, "office", 1, 3),
)
_RECEIVER = "接收器收在鼠标底部。"
_EXTRA = (
    "侧面有前进后退键。",
    "左右手都能用。",
    "滚轮可以无级滚动。",
    "可以在玻璃上用。",
    "脚贴是聚四氟乙烯的。",
)


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield mice."""
    for model, _ in models(_SERIES, rng, (2, 5)):
        maker, t, game = brand(model.series.brand), model.tier, model.series.bent == "game"
        connection = (
            rng.choice(("有线", "双模无线"))
            if game
            else step(t, ("有线", "2.4G无线", "2.4G无线", "蓝牙", "双模无线"), rng, 0.2)
        )
        silent = model.series.name.startswith("静语") or (not game and chance(rng, 0.5))
        wireless = connection != "有线"
        a: dict[str, ItemValue] = {
            "series": model.series_name,
            "color": rng.choice(("黑色", "白色", "灰色", "粉色", "绿色", "蓝色", "紫色")),
            "connection": connection,
            "dpi": rng.choice((12000, 18000, 26000)) if game else rng.choice((1200, 1600, 2400, 4000)),
            "silent": silent,
            "rechargeable": wireless and t > 0.35 and chance(rng, 0.7),
            "weight_g": round((68 if game else 85) + rng.gauss(0, 9)),
            "audience": ["游戏玩家"] if game else rng.choice((["上班族"], ["学生"], ["女生", "学生"])),
            "scene": ["游戏"] if game else rng.choice((["办公"], ["办公", "学习"])),
        }
        price = price_point(max(19, (24 + 330 * t**1.4) * maker.level + (25 if wireless else 0)))
        color = str(a["color"])
        english = {"有线": "wired", "2.4G无线": "2.4G wireless", "蓝牙": "Bluetooth", "双模无线": "dual-mode wireless"}[
            connection
        ]
        yield Draft(
            category="鼠标",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{model.name} {connection}{'静音' if silent else ''}鼠标 {color}",
            title_en=f"{model.english(maker.english)} {english} {'silent ' if silent else ''}mouse, "
            f"{COLORS[color].split('|')[0]}",
            aspects={
                "grip": 0.2 + 0.5 * t,
                "looks": maker.care,
                "value": scale(180 - price, -150, 150),
                "click": 0.8 if silent else -0.1,
                "precision": 0.8 if game else 0.2,
                **({"link": 0.3 + 0.4 * t} if wireless else {}),
            },
            lead="给打游戏的手准备，跟得上。" if game else "放在电脑旁边，安静地干活。",
            extra=some(rng, (*_EXTRA, _RECEIVER) if "无线" in connection else _EXTRA, 1, 2),
            series=model.series_name,
            generation=model.number,
            stated=("silent",) if silent else (),
        )


LINE = Line(
    category="鼠标",
    prefix="mouse",
    n_items=60,
    make=make,
    attributes=(
        "title_en",
        "series",
        "color",
        "connection",
        "dpi",
        "silent",
        "rechargeable",
        "weight_g",
        "audience",
        "scene",
    ),
    keep=("title_en", "series", "color", "connection"),
    often_missing={"rechargeable": 0.2, "weight_g": 0.2, "silent": 0.15},
)
