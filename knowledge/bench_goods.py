"""Generated goods and queries of any number for benchmarks: seeded, with shared values, ranges and links.

Owns: the generator. Does not know: what is measured. The goods are nonsense; their statistics (attributes per item,
values per attribute with a long tail, words per title) are those of a real shop of mixed goods.
"""

from __future__ import annotations

import random
from dataclasses import replace

from knowledge.importing.reserved import with_reserved
from knowledge.types import Attribute, Category, Item, ItemValue, Link, Preference, Shop

_SYLLABLES = "松果云雀凌峰墨格星禾朗序晴川远山清和木棉青禾北辰南溪东篱西岭白鹿苍梧紫藤金桐玉兰银杏"
_KINDS = [
    "手机",
    "笔记本",
    "耳机",
    "电视",
    "洗衣机",
    "面霜",
    "外套",
    "跑鞋",
    "坚果",
    "积木",
    "小说",
    "背包",
    "台灯",
    "水杯",
    "帐篷",
    "键盘",
    "鼠标",
    "音箱",
    "手表",
    "相机",
]
_WORDS = [
    "轻薄",
    "大屏",
    "长续航",
    "降噪",
    "防水",
    "快充",
    "静音",
    "便携",
    "复古",
    "高清",
    "无线",
    "折叠",
    "智能",
    "儿童",
    "长辈",
    "户外",
    "办公",
    "游戏",
    "运动",
    "家用",
    "商务",
    "学生",
    "旅行",
    "纯棉",
    "真皮",
    "保湿",
    "抗皱",
    "有机",
    "低糖",
    "益智",
    "经典",
    "限量",
    "新款",
    "透气",
    "防滑",
    "耐磨",
    "速干",
    "加厚",
    "超轻",
    "迷你",
    "双面",
    "可调",
    "护眼",
    "高音质",
    "机械",
    "蓝牙",
]
_COLORS = ["黑", "白", "银", "灰", "蓝", "红", "绿", "粉", "金", "紫"]
_MATERIALS = ["铝合金", "塑料", "不锈钢", "纯棉", "真皮", "陶瓷", "玻璃", "竹木", "硅胶", "碳纤维"]


def bench_shop() -> Shop:
    """Return the schema of the generated goods: 20 categories, 10 attributes of their own, all of them to be asked."""
    attributes = [
        Attribute("color", "text", {"zh": ["颜色"]}),
        Attribute("material", "text", {"zh": ["材质"]}),
        Attribute("weight", "number", {"zh": ["重量"]}, unit="g"),
        Attribute("size", "number", {"zh": ["尺寸"]}, unit="cm"),
        Attribute("battery", "number", {"zh": ["电池"]}, unit="mAh"),
        Attribute("waterproof", "bool", {"zh": ["防水"]}),
        Attribute("foldable", "bool", {"zh": ["可折叠"]}),
        Attribute("features", "tags", {"zh": ["特点"]}),
        Attribute("audience", "tags", {"zh": ["人群"]}),
        Attribute("origin", "text", {"zh": ["产地"]}),
    ]
    askable = [replace(a, askable=True) for a in attributes]
    shop = Shop("bench", {"zh": "测量"}, "zh", "CNY", [Category(k) for k in _KINDS], askable)
    return with_reserved(shop, ("category", "brand", "price", "stock"))


def bench_goods(n: int, seed: int = 1) -> tuple[list[Item], list[Link]]:
    """Make `n` items, and links from a tenth of them (accessory, series)."""
    draw = random.Random(seed)
    brands = ["".join(draw.sample(_SYLLABLES, 2)) for _ in range(max(20, n // 200))]
    places = ["".join(draw.sample(_SYLLABLES, 2)) for _ in range(40)]
    items, links = [], []
    for i in range(n):
        kind, brand = draw.choice(_KINDS), brands[int(len(brands) * draw.random() ** 2)]
        words = draw.sample(_WORDS, 4)
        title = f"{brand} {''.join(words[:2])}{kind} {draw.choice('ABCDEFGH')}{draw.randrange(1000)}"
        description = f"{brand}的{words[2]}{kind}，{'，'.join(draw.sample(_WORDS, 10))}，适合{words[3]}使用。"
        attributes: dict[str, ItemValue] = {
            "color": draw.choice(_COLORS),
            "material": draw.choice(_MATERIALS),
            "weight": float(draw.randrange(50, 5000)),
            "size": round(draw.uniform(5, 200), 1),
            "waterproof": draw.random() < 0.4,
            "foldable": draw.random() < 0.2,
            "features": draw.sample(_WORDS[:30], 3),
            "audience": draw.sample(["学生", "长辈", "儿童", "上班族"], 1),
            "origin": draw.choice(places),
        }
        if draw.random() < 0.5:
            attributes["battery"] = float(draw.randrange(1000, 10000))
        price = round(10 * 2 ** draw.uniform(0, 10), 2)
        items.append(Item(str(i), title, kind, description, brand, price, draw.randrange(100), attributes=attributes))
        if i and draw.random() < 0.1:
            links.append(Link(str(i), draw.choice(["accessory_of", "same_series"]), str(draw.randrange(i))))
    return items, links


def bench_queries(items: list[Item], n: int, seed: int = 2) -> list[tuple[str, list[Preference], str]]:
    """Make `n` of (text of two to three words, one to three hard wishes, id of the item under discussion)."""
    draw = random.Random(seed)
    queries = []
    for _ in range(n):
        item = draw.choice(items)
        text = " ".join([*draw.sample(_WORDS, draw.randint(1, 2)), item.category])
        price = item.price or 0.0
        wishes = [
            Preference("category", "=", item.category),
            Preference("price", "<=", round(price * draw.uniform(1.0, 2.0), 2)),
            Preference("color", "=", str(item.attributes["color"]), draw.choice(["for", "against"])),  # type: ignore[arg-type]
        ]
        queries.append((text, draw.sample(wishes, draw.randint(1, 3)), item.item_id))
    return queries
