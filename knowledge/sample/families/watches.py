"""Smart watches: for running, for calls, for children, for older people.

Owns: what watches there are. Does not know: reviews, pictures, other categories.
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
    Series("云雀", "腕记 W{}", "Wristlog W{}", 0.45, "daily", 2, 5),
    Series("松果", "平安 A{}", "Safe A{}", 0.25, "elder", 1, 3),
    Series("松果", "小果核 K{}", "Kernel K{}", 0.18, "kids", 3, 6),
    Series("凌峰", "登顶 T{}", "Summit T{}", 0.80, "sport", 1, 3),
    Series("星禾", "Loop {}", "Loop {}", 0.10, "sport", 4, 7),
    Series("启岚", "Orbit {}", "Orbit {}", 0.95, "daily", 1, 3),
)
_WHO = {"daily": ["上班族"], "elder": ["老人"], "kids": ["孩子"], "sport": ["男生", "学生"]}
_WHERE = {"daily": ["通勤", "办公"], "elder": ["在家"], "kids": ["学习", "户外"], "sport": ["跑步", "运动", "户外"]}
_LEADS = {
    "daily": "抬手看消息、看日程，不用总掏手机。",
    "elder": "字大，一键呼救，家里人在手机上看得到位置。",
    "kids": "上学路上能联系，家长看得到孩子在哪儿。",
    "sport": "记录配速、心率和路线，练得明白。",
}
_EXTRA = (
    "表带可以自己换，宽22毫米。",
    "有跌倒提醒，会打给紧急联系人。",
    "支持离线音乐。",
    "可查看血氧和睡眠。",
    "上课时间可以设为静音。",
    "支持一百多种运动模式。",
    "屏幕常亮可以关掉省电。",
    "磁吸充电底座随表附送。",
)


def _attributes(model: Model, rng: random.Random) -> dict[str, ItemValue]:
    t, bent = model.tier, model.series.bent
    calls = bent == "kids" or (bent != "sport" and t > 0.2 and chance(rng, 0.7)) or (t > 0.7 and chance(rng, 0.5))
    days = {"daily": 6, "elder": 8, "kids": 3, "sport": 16}[bent] + rng.randint(-2, 4) - (2 if calls else 0)
    return {
        "series": model.series_name,
        "color": rng.choice(("黑色", "银色", "粉色", "蓝色", "绿色", "金色", "白色", "橙色")),
        "dial": "方形" if bent in ("kids", "elder") or chance(rng, 0.35) else "圆形",
        "screen_size": round(1.3 + 0.4 * t + rng.choice((0, 0.05, 0.1)), 2),
        "battery_days": max(1, days),
        "waterproof": step(t + (0.2 if bent == "sport" else 0), ("IPX4", "IP67", "IP68", "5ATM"), rng, 0.1),
        "gps": bent in ("kids", "elder", "sport") or chance(rng, 0.6),
        "heart_rate": bent != "kids" or chance(rng, 0.3),
        "calls": calls,
        "nfc": t > 0.3 and chance(rng, 0.7),
        "weight_g": round(28 + 26 * t + rng.gauss(0, 3)),
        "material": rng.choice(("硅胶", "硅胶", "皮革", "编织尼龙"))
        if t < 0.7
        else rng.choice(("硅胶", "皮革", "不锈钢")),
        "audience": _WHO[bent],
        "scene": _WHERE[bent],
        "big_font": bent == "elder" or chance(rng, 0.2),
    }


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield smart watches."""
    for model, _ in models(_SERIES, rng, (2, 4)):
        maker = brand(model.series.brand)
        a = _attributes(model, rng)
        price = price_point(max(129, (190 + 2100 * model.tier**1.5) * maker.level + (120 if a["calls"] else 0)))
        color, dial = str(a["color"]), str(a["dial"])
        yield Draft(
            category="智能手表",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{model.name} {dial[0]}盘 {color}{a['material']}表带",
            title_en=f"{model.english(maker.english)}, {'round' if dial == '圆形' else 'square'} dial, "
            f"{COLORS[color].split('|')[0]}",
            aspects={
                "watch_battery": scale(number(a, "battery_days"), 2, 12),
                "looks": maker.care,
                "value": scale(900 - price, -1200, 800),
                "comfort": scale(number(a, "weight_g"), 60, 30),
                **({"heart": 0.2 + 0.6 * model.tier} if a["heart_rate"] else {}),
                **({"gps": 0.1 + 0.7 * model.tier} if a["gps"] else {}),
                **({"big_text": 0.8} if a["big_font"] else {}),
            },
            lead=_LEADS[model.series.bent],
            extra=some(rng, _EXTRA, 1, 3),
            series=model.series_name,
            generation=model.number,
        )


LINE = Line(
    category="智能手表",
    prefix="watch",
    n_items=65,
    make=make,
    attributes=(
        "title_en",
        "series",
        "color",
        "dial",
        "screen_size",
        "battery_days",
        "waterproof",
        "gps",
        "heart_rate",
        "calls",
        "nfc",
        "weight_g",
        "material",
        "big_font",
        "audience",
        "scene",
    ),
    keep=("title_en", "series", "color", "dial", "material", "audience"),
    often_missing={"nfc": 0.3, "weight_g": 0.15, "big_font": 0.5},
)
