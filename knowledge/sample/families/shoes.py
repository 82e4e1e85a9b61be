"""Running shoes.

Owns: what running shoes there are. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, Line, chance, number, price_point, scale, some
from knowledge.sample.schema.shared import COLORS
from knowledge.types import ItemValue

from .series import Series, models

_SERIES = (
    Series("驰麓", "云程 C{}", "Cloudleg C{}", 0.50, "soft", 3, 6),
    Series("驰麓", "锋线 R{}", "Edgeline R{}", 0.92, "race", 1, 4),
    Series("逐岚", "山脊 T{}", "Ridge T{}", 0.70, "trail", 2, 5),
    Series("逐岚", "稳步 S{}", "Steady S{}", 0.60, "stable", 2, 4),
    Series("踏隰", "日跑 D{}", "Everyday D{}", 0.15, "soft", 5, 9),
    Series("踏隰", "校园 K{}", "Campus K{}", 0.05, "kids", 2, 5),
    Series("驰麓", "轻燕 L{}", "Swallow L{}", 0.38, "light", 2, 4),
)
_FEEL = {"soft": "软弹", "race": "适中", "trail": "扎实", "stable": "扎实", "kids": "适中", "light": "适中"}
_GENDER_EN = {"男款": "men's", "女款": "women's", "男女同款": "unisex", "童款": "kids'"}
_LEADS = {
    "soft": "脚底软，落地轻，跑十公里膝盖也不抱怨。",
    "race": "为跑出好成绩准备的比赛鞋。",
    "trail": "齿深，鞋头硬，山路湿滑也踩得住。",
    "stable": "后跟稳，不容易崴，体重大一点也撑得住。",
    "kids": "孩子自己就能穿好，操场上放心跑。",
    "light": "轻，透气，平时走路也能穿。",
}
_EXTRA = (
    "鞋舌和鞋面是一体的。",
    "鞋垫可以取出来晒。",
    "送一副鞋带。",
    "橡胶大底只在着力处有，减了重量。",
    "建议按平时尺码买。",
    "鞋口加了一圈软垫。",
    "鞋面可以用湿布擦，别暴晒。",
)


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield running shoes."""
    for model, _ in models(_SERIES, rng, (3, 6)):
        maker, t, bent = brand(model.series.brand), model.tier, model.series.bent
        gender = "童款" if bent == "kids" else rng.choice(("男款", "女款", "男女同款"))
        sizes = {"童款": range(28, 36), "女款": range(35, 41), "男款": range(39, 46), "男女同款": range(36, 45)}[gender]
        weight = {"soft": 275, "race": 205, "trail": 305, "stable": 295, "kids": 170, "light": 222}[bent]
        weight -= 30 if gender == "女款" else 0
        a: dict[str, ItemValue] = {
            "series": model.series_name,
            "color": rng.choice(("黑色", "白色", "灰色", "蓝色", "红色", "绿色", "粉色", "橙色", "黄色", "紫色")),
            "gender": gender,
            "shoe_sizes": [str(s) for s in sizes if not chance(rng, 0.12)],
            "surface": "越野"
            if bent == "trail"
            else rng.choice(("公路", "公路", "跑步机" if bent != "race" else "公路", "塑胶跑道")),
            "cushioning": _FEEL[bent],
            "weight_g": round(weight + rng.gauss(0, 8)),
            "drop_mm": rng.choice((4, 6, 8, 8, 10)),
            "toe_box": "宽楦" if bent == "stable" or chance(rng, 0.25) else "标准楦",
            "carbon_plate": bent == "race" and t > 0.75,
            "reflective": bent != "kids" and chance(rng, 0.5),
            "rainproof": bent == "trail" and chance(rng, 0.6),
            "audience": {"男款": ["男生"], "女款": ["女生"], "男女同款": ["男生", "女生"], "童款": ["孩子"]}[gender]
            + (["新手"] if bent in ("soft", "stable") else []),
            "scene": ["户外", "跑步"] if bent == "trail" else (["跑步", "运动"] if bent != "kids" else ["运动"]),
        }
        price = price_point(max(89, (150 + 900 * t**1.3) * maker.level * (1 if model.newest else 0.85)))
        color = str(a["color"])
        kind = "越野跑鞋" if bent == "trail" else ("碳板跑鞋" if a["carbon_plate"] else "跑鞋")
        yield Draft(
            category="跑鞋",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"{model.name} {kind} {gender} {color}",
            title_en=f"{model.english(maker.english)} {_GENDER_EN[gender]} "
            f"{'trail ' if bent == 'trail' else ('carbon-plate ' if a['carbon_plate'] else '')}running shoes, "
            f"{COLORS[color].split('|')[0]}",
            aspects={
                "shoe_feel": {"软弹": 0.8, "适中": 0.4, "扎实": -0.1}[str(a["cushioning"])],
                "light": scale(number(a, "weight_g"), 310, 210),
                "traction": 0.8 if bent == "trail" else maker.care,
                "looks": maker.care,
                "breathe": -0.3 if a["rainproof"] else 0.5,
                "value": scale(700 - price, -700, 600),
                "shoe_fit": 0.5 if a["toe_box"] == "宽楦" else -0.1,
                "wear": maker.care - 0.1,
                **({"rain": 0.6} if a["rainproof"] else {}),
            },
            lead=_LEADS[bent],
            extra=some(rng, _EXTRA, 1, 2),
            series=model.series_name,
            generation=model.number,
            stated=("carbon_plate",) if a["carbon_plate"] else (),
        )


LINE = Line(
    category="跑鞋",
    prefix="shoe",
    n_items=100,
    make=make,
    attributes=(
        "title_en",
        "series",
        "color",
        "gender",
        "shoe_sizes",
        "surface",
        "cushioning",
        "weight_g",
        "drop_mm",
        "toe_box",
        "carbon_plate",
        "reflective",
        "rainproof",
        "audience",
        "scene",
    ),
    keep=("title_en", "series", "color", "gender", "shoe_sizes"),
    often_missing={"reflective": 0.35, "rainproof": 0.3, "drop_mm": 0.2, "carbon_plate": 0.2},
)
