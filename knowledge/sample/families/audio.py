"""Bluetooth earphones: in-ear, half in-ear, over-ear, bone conduction and clips.

Owns: what earphones there are. Does not know: reviews, pictures, other categories.
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
    Series("云雀", "小喙 B{}", "Beak B{}", 0.30, "入耳式", 3, 6),
    Series("云雀", "风羽 S{}", "Plume S{}", 0.40, "半入耳式", 2, 4),
    Series("凌峰", "Pods {}", "Pods {}", 0.35, "入耳式", 2, 5),
    Series("凌峰", "疾行 R{}", "Dash R{}", 0.45, "骨传导", 1, 3),
    Series("鸣屿", "静海 N{}", "Stillsea N{}", 0.85, "头戴式", 2, 4),
    Series("鸣屿", "听潮 T{}", "Tide T{}", 0.70, "入耳式", 3, 5),
    Series("鸣屿", "听岸 O{}", "Shore O{}", 0.55, "骨传导", 2, 4),
    Series("回澜", "Lite {}", "Lite {}", 0.05, "半入耳式", 5, 8),
    Series("回澜", "大耳 H{}", "Bigear H{}", 0.25, "头戴式", 1, 3),
    Series("松果", "果夹 C{}", "Nutclip C{}", 0.38, "耳夹式", 1, 3),
    Series("星禾", "Buds {}", "Buds {}", 0.28, "半入耳式", 3, 5),
    Series("启岚", "Aria {}", "Aria {}", 0.95, "头戴式", 1, 2),
)
_IP = ("不防水", "IPX4", "IPX4", "IP54", "IP55", "IPX7", "IP67", "IP68")
_FIT_EN = {
    "入耳式": "in-ear",
    "半入耳式": "semi in-ear",
    "头戴式": "over-ear",
    "骨传导": "bone-conduction",
    "耳夹式": "ear-clip",
}
_LEADS = {
    "入耳式": "塞得住也听得清，地铁上能安静一会儿。",
    "半入耳式": "不往耳道里塞，戴一下午也不胀。",
    "头戴式": "整个包住耳朵，坐下来好好听一张专辑。",
    "骨传导": "耳朵空着，跑步时听得见身后的车。",
    "耳夹式": "像耳饰一样夹在耳边，戴着几乎忘了它。",
}
_EXTRA = (
    "支持一拖二，电脑手机一起连。",
    "手机上可以调均衡器。",
    "充电十分钟听两小时。",
    "有三麦克风，通话时压住风声。",
    "送收纳袋。",
)
_BUDS_EXTRA = (
    "开盖就连上手机，不用再点。",
    "两只可以分开用。",
    "充电仓是磨砂的，不留指纹。",
    "可以用手机找丢掉的那一只。",
)
_FIT_EXTRA = {
    "入耳式": (*_BUDS_EXTRA, "附三种大小的耳塞套。"),
    "半入耳式": _BUDS_EXTRA,
    "耳夹式": _BUDS_EXTRA,
    "头戴式": ("耳罩可以拆下来换。", "没电了可以插线听。", "折起来能放进背包。"),
    "骨传导": ("自带8GB存储，不带手机也能听歌。", "后挂是记忆钛丝，掰不断。"),
}


def _attributes(model: Model, rng: random.Random) -> dict[str, ItemValue]:
    t, fit = model.tier, model.series.bent
    sporty = fit == "骨传导" or (fit in ("入耳式", "半入耳式", "耳夹式") and chance(rng, 0.4))
    gaming = not sporty and chance(rng, 0.25)
    hours = {"头戴式": 38, "骨传导": 9, "耳夹式": 8}.get(fit, 6) * (1 + 0.4 * t) + rng.uniform(-1, 2)
    weight = {"头戴式": 245, "骨传导": 27, "耳夹式": 6}.get(fit, 4.6) * rng.uniform(0.92, 1.1)
    noise = fit in ("入耳式", "头戴式") and chance(rng, 0.3 + 0.7 * t)
    scene = (["运动", "跑步"] if sporty else []) + (["游戏"] if gaming else []) + (["通勤"] if noise else [])
    if fit == "头戴式":
        scene += ["在家", "办公"]
    return {
        "series": model.series_name,
        "color": rng.choice(("黑色", "白色", "白色", "蓝色", "粉色", "绿色", "米色", "灰色", "紫色")),
        "fit": fit,
        "noise_cancelling": noise,
        "anti_drop": fit == "骨传导" or (sporty and fit != "耳夹式" and chance(rng, 0.8)),
        "battery_life": round(hours * 2) / 2,
        "waterproof": step(0.45 + t / 2 if sporty else t / 2, _IP, rng, 0.12)
        if fit != "头戴式"
        else step(t / 4, _IP, rng, 0.1),
        "latency_ms": rng.choice((38, 45, 48, 55)) if gaming else rng.choice((80, 100, 120, 150, 180)),
        "bluetooth": step(0.4 + t / 2, ("5.0", "5.2", "5.3", "5.4"), rng),
        "weight_g": round(weight, 1) if weight < 100 else round(weight),
        "wireless_charging": fit in ("入耳式", "半入耳式") and t > 0.5 and chance(rng, 0.7),
        "audience": list(
            dict.fromkeys((["游戏玩家"] if gaming else []) + [rng.choice(("学生", "上班族", "女生", "男生"))])
        ),
        "scene": list(dict.fromkeys(scene or [rng.choice(("通勤", "在家", "学习"))])),
    }


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield earphones."""
    for model, _ in models(_SERIES, rng, (2, 4)):
        maker = brand(model.series.brand)
        a = _attributes(model, rng)
        fit, color = str(a["fit"]), str(a["color"])
        base = (70 + 1150 * model.tier**1.5) * maker.level + (60 if a["noise_cancelling"] else 0)
        price = price_point(max(59, base + (250 if fit == "头戴式" else 0)))
        marks = ["主动降噪"] * bool(a["noise_cancelling"]) + ["耳翼防掉"] * bool(a["anti_drop"] and fit != "骨传导")
        marks_en = ["ANC"] * bool(a["noise_cancelling"]) + ["with ear wings"] * bool(a["anti_drop"] and fit != "骨传导")
        yield Draft(
            category="蓝牙耳机",
            brand=maker.name,
            price=price,
            attributes=a,
            title=" ".join([model.name, fit, *marks, color]),
            title_en=" ".join([model.english(maker.english), _FIT_EN[fit], *marks_en, COLORS[color].split("|")[0]]),
            aspects={
                "sound": 1.5 * model.tier - 0.45 + 0.3 * maker.care,
                "comfort": {"入耳式": -0.1, "头戴式": 0.2}.get(fit, 0.6),
                "hours": scale(number(a, "battery_life"), 4, 9),
                "looks": maker.care,
                "call": 0.9 * model.tier - 0.2,
                "value": scale(600 - price, -700, 500),
                "stay": 0.9 if a["anti_drop"] else {"半入耳式": -0.5, "入耳式": 0.0}.get(fit, 0.3),
                **({"noise_cancel": 0.3 + 0.6 * model.tier} if a["noise_cancelling"] else {}),
                **({"sweat": 0.7} if a["waterproof"] in ("IP55", "IPX7", "IP67", "IP68") else {}),
                **({"latency": 0.8} if number(a, "latency_ms") < 60 else {}),
            },
            lead=_LEADS[fit],
            extra=some(rng, (*_FIT_EXTRA[fit], *_EXTRA), 1, 3),
            series=model.series_name,
            generation=model.number,
            stated=("noise_cancelling", "anti_drop") if marks else (),
        )


LINE = Line(
    category="蓝牙耳机",
    prefix="ear",
    n_items=115,
    make=make,
    attributes=(
        "title_en",
        "series",
        "color",
        "fit",
        "noise_cancelling",
        "anti_drop",
        "battery_life",
        "waterproof",
        "latency_ms",
        "bluetooth",
        "weight_g",
        "wireless_charging",
        "audience",
        "scene",
    ),
    keep=("title_en", "series", "color", "fit", "scene"),
    often_missing={"latency_ms": 0.3, "wireless_charging": 0.4, "weight_g": 0.12, "anti_drop": 0.15, "waterproof": 0.1},
)
