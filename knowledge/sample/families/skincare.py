"""Face creams, face washes and sunscreens.

Owns: what skin care there is. Does not know: reviews, pictures, other categories. Makes no medical claims.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, Line, chance, price_point, scale, some
from knowledge.types import ItemValue

_MAKERS = ("苔屿", "初蘅", "半芷", "岑露")
#: theme -> (zh, en, skin types, effects, ingredients, added tier)
_THEMES = {
    "barrier": ("云苔修护", "Cloudmoss Repair", ("敏感肌", "干皮"), ("舒缓", "保湿"), ("神经酰胺", "积雪草"), 0.3),
    "water": ("晨露水润", "Dawn Dew", ("干皮", "混合皮"), ("保湿",), ("透明质酸", "角鲨烷"), 0.0),
    "oil": ("清湾控油", "Clearbay Balance", ("油皮", "混合皮", "痘肌"), ("控油", "清洁"), ("水杨酸", "烟酰胺"), 0.05),
    "bright": (
        "月见焕亮",
        "Moonview Bright",
        ("混合皮", "干皮", "油皮"),
        ("美白", "保湿"),
        ("烟酰胺", "维生素C"),
        0.25,
    ),
    "firm": ("时杉紧致", "Timefir Firming", ("干皮", "混合皮"), ("抗皱", "保湿"), ("视黄醇", "角鲨烷"), 0.5),
    "gentle": (
        "素麦温和",
        "Plainwheat Gentle",
        ("敏感肌", "干皮", "混合皮"),
        ("温和", "清洁"),
        ("氨基酸", "透明质酸"),
        0.1,
    ),
}
_KINDS = {
    "面霜": ("face cream", (30, 50, 75), ("滋润", "水润", "清爽"), 96, ("barrier", "water", "bright", "firm", "oil")),
    "洗面奶": (
        "face wash",
        (80, 100, 120, 150),
        ("泡沫", "啫喱", "乳液"),
        42,
        ("gentle", "oil", "water", "barrier", "bright"),
    ),
    "防晒霜": (
        "sunscreen",
        (30, 50, 60),
        ("清爽", "水润", "喷雾", "乳液"),
        72,
        ("barrier", "oil", "water", "bright", "gentle"),
    ),
}
_EXTRA = {
    "面霜": (
        "按压泵头，不用手指挖。",
        "一次用黄豆大就够全脸。",
        "附一支小挖勺。",
        "早晚都能用，白天用后面再涂防晒。",
        "玻璃瓶身有点重，旅行不太方便带。",
    ),
    "洗面奶": (
        "一次挤两厘米就够。",
        "洗完不拔干。",
        "管口是小孔，不容易挤多。",
        "可以顺便卸淡妆。",
        "软管站立放，不占台面。",
    ),
    "防晒霜": (
        "用普通洗面奶就能洗掉。",
        "不泛白。",
        "室外每两小时补一次。",
        "后面可以直接上底妆。",
        "瓶子扁，放得进口袋。",
    ),
}
_FEEL_ZH = {
    "滋润": "抹开像一层奶",
    "水润": "推开就化成水",
    "清爽": "抹完像没抹",
    "泡沫": "泡沫密，冲得快",
    "啫喱": "凉凉的，不起沫也干净",
    "乳液": "像牛奶一样好推",
    "喷雾": "一喷就匀",
}
_TEXTURE_EN = {
    "滋润": "rich",
    "水润": "watery",
    "清爽": "light",
    "泡沫": "foam",
    "啫喱": "gel",
    "乳液": "lotion",
    "喷雾": "spray",
}
_TEXTURE_FEEL = {"滋润": -0.1, "水润": 0.4, "清爽": 0.7, "泡沫": 0.5, "啫喱": 0.5, "乳液": 0.3, "喷雾": 0.5}


def _make(kind: str, rng: random.Random) -> Iterator[Draft]:
    english, volumes, textures, base, themes = _KINDS[kind]
    plans = [(m, th, v, x) for m in _MAKERS for th in themes for v in volumes for x in textures]
    rng.shuffle(plans)
    for maker_name, theme, volume, texture in plans:
        maker = brand(maker_name)
        zh, en, skins, effects, ingredients, tier = _THEMES[theme]
        if (texture == "滋润" and theme == "oil") or (texture == "泡沫" and theme == "barrier"):
            continue
        sun = kind == "防晒霜"
        a: dict[str, ItemValue] = {
            "series": f"{maker_name} {zh}",
            "skin_type": some(rng, skins, 1, len(skins)),
            "effect": list(dict.fromkeys([*(("防晒",) if sun else ()), *effects])),
            "texture": texture,
            "ingredients": [*ingredients, *(("氧化锌",) if sun and chance(rng, 0.4) else ())],
            "volume_ml": volume,
            "fragrance_free": theme in ("barrier", "gentle") or chance(rng, 0.25),
            "alcohol_free": theme in ("barrier", "gentle", "water") or chance(rng, 0.4),
            "shelf_life": rng.choice((24, 36, 36)),
            "audience": some(rng, ("学生", "上班族", "女生", "男生"), 1, 2) if theme != "firm" else ["女生", "上班族"],
        }
        spf = rng.choice((30, 50, 50)) if sun else 0
        if sun:
            a["spf"] = spf
            a["water_resistant"] = chance(rng, 0.5)
            a["scene"] = ["通勤", "户外"] if spf == 50 else ["通勤"]
        price = price_point(
            base * maker.level * (1 + 1.6 * tier) * (volume / volumes[1]) ** 0.7 * rng.uniform(0.9, 1.12)
        )
        skin = str(a["skin_type"][0])  # type: ignore[index]
        yield Draft(
            category=kind,
            brand=maker_name,
            price=price,
            attributes=a,
            title=f"{maker_name} {zh}{kind} {texture}型{f' SPF{spf}' if sun else ''} {volume}ml",
            title_en=f"{maker.english} {en} {english}{f' SPF {spf}' if sun else ''}, "
            f"{_TEXTURE_EN[texture]}, "
            f"{volume} ml",
            aspects={
                "absorb": _TEXTURE_FEEL[texture],
                "gentle": 0.8 if a["fragrance_free"] and a["alcohol_free"] else -0.1,
                "value": scale(volume * 1.6 - price, -180, 120),
                "looks": maker.care,
                "smell": 0.2 if not a["fragrance_free"] else 0.4,
                **({"white_cast": -0.5 if "氧化锌" in a["ingredients"] else 0.6} if sun else {}),  # type: ignore[operator]
                **({"moist": 0.7} if "保湿" in effects and kind == "面霜" else {}),
                **({"oil": 0.6} if theme == "oil" else {}),
                **({"cleanse": 0.5 if theme in ("oil", "gentle") else 0.2} if kind == "洗面奶" else {}),
            },
            lead=f"{skin}也能放心试的一支，{_FEEL_ZH[texture]}。",
            extra=some(rng, _EXTRA[kind], 1, 2),
            series=f"{maker_name} {zh}",
            stated=("spf", "texture", "volume_ml"),
        )


def make_creams(rng: random.Random) -> Iterator[Draft]:
    """Yield face creams."""
    yield from _make("面霜", rng)


def make_washes(rng: random.Random) -> Iterator[Draft]:
    """Yield face washes."""
    yield from _make("洗面奶", rng)


def make_sunscreens(rng: random.Random) -> Iterator[Draft]:
    """Yield sunscreens."""
    yield from _make("防晒霜", rng)


_COMMON = (
    "title_en",
    "series",
    "skin_type",
    "effect",
    "texture",
    "ingredients",
    "volume_ml",
    "fragrance_free",
    "alcohol_free",
    "shelf_life",
    "audience",
)
_KEEP = ("title_en", "series", "texture", "volume_ml", "skin_type")
_OFTEN = {"alcohol_free": 0.25, "fragrance_free": 0.2, "ingredients": 0.12, "shelf_life": 0.2}

LINES = (
    Line("面霜", "cream", 65, make_creams, _COMMON, _KEEP, _OFTEN),
    Line("洗面奶", "wash", 55, make_washes, _COMMON, _KEEP, _OFTEN),
    Line(
        "防晒霜",
        "sun",
        55,
        make_sunscreens,
        (*_COMMON, "spf", "water_resistant", "scene"),
        (*_KEEP, "spf"),
        {**_OFTEN, "water_resistant": 0.3},
    ),
)
