"""Small shops as the import would write their lexicons: an electronics shop, home goods, Beijing places, an English
outfitter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from knowledge.types import Attribute, Category, Shop, to_json


def attribute(key: str, type_: str, zh: str = "", en: str = "", **more: Any) -> Attribute:
    """Build an attribute; names are separated by |."""
    names = {locale: text.split("|") for locale, text in (("zh", zh), ("en", en)) if text}
    return Attribute(key, type_, names=names, **more)  # type: ignore[arg-type]


def category(name: str, zh: str = "", en: str = "", parent: str | None = None) -> Category:
    """Build a category; other names are separated by |."""
    names = {locale: text.split("|") for locale, text in (("zh", zh), ("en", en)) if text}
    return Category(name, names, parent)


COLORS = {
    "黑色": ["black", "黑"],
    "白色": ["white", "白"],
    "蓝色": ["blue", "蓝"],
    "红色": ["red", "红"],
    "粉色": ["pink", "粉"],
    "银色": ["silver"],
}

ELECTRONICS: dict[str, Any] = {
    "shop": Shop(
        name="digital",
        title={"zh": "数码小店", "en": "Gadgets"},
        language="zh",
        currency="CNY",
        categories=[
            category("手机", "智能手机", "phone|phones|smartphone"),
            category("笔记本电脑", "笔记本|笔电|轻薄本", "laptop|laptops"),
            category("蓝牙耳机", "耳机|无线耳机", "earphones|headphones|earbuds"),
            category("电视", "电视机", "tv|television"),
            category("洗衣机", "", "washing machine"),
            category("鼠标", "无线鼠标", "mouse|mice"),
            category("连衣裙", "裙子", "dress|dresses"),
            category("面霜", "乳霜", "face cream"),
            category("户外装备", "户外|户外用品", "outdoor gear|outdoors"),
            category("帐篷", "露营帐篷", "tent|tents", parent="户外装备"),
            category("睡袋", "户外睡袋", "sleeping bag", parent="户外装备"),
            category("跑鞋", "跑步鞋|运动鞋", "running shoes"),
            category("零食", "小吃", "snacks"),
            category("玩具", "", "toys"),
        ],
        attributes=[
            attribute("color", "category", "颜色|配色", "colour|color", values=COLORS, askable=True),
            attribute(
                "screen_size",
                "number",
                "屏幕尺寸|屏幕|尺寸|屏",
                "screen size|screen",
                unit="英寸",
                better="higher",
                categories=["手机", "笔记本电脑", "电视"],
            ),
            attribute(
                "battery",
                "number",
                "电池容量|电池|续航",
                "battery capacity|battery",
                unit="mAh",
                better="higher",
                categories=["手机"],
            ),
            attribute(
                "battery_life",
                "number",
                "续航|续航时间",
                "battery life",
                unit="小时",
                better="higher",
                categories=["笔记本电脑", "蓝牙耳机"],
            ),
            attribute(
                "memory",
                "number",
                "运行内存|内存",
                "memory|RAM",
                unit="GB",
                better="higher",
                categories=["手机", "笔记本电脑"],
            ),
            attribute(
                "storage",
                "number",
                "存储容量|存储|硬盘",
                "storage|SSD",
                unit="GB",
                better="higher",
                categories=["手机", "笔记本电脑"],
            ),
            attribute(
                "camera",
                "number",
                "主摄像素|像素|拍照",
                "main camera|camera",
                unit="万像素",
                better="higher",
                categories=["手机"],
            ),
            attribute(
                "fast_charge",
                "number",
                "快充功率|快充",
                "fast charging",
                unit="W",
                better="higher",
                categories=["手机"],
            ),
            attribute(
                "weight", "number", "重量|多重", "weight", unit="kg", better="lower", categories=["笔记本电脑", "帐篷"]
            ),
            attribute(
                "weight_g",
                "number",
                "重量|多重",
                "weight",
                unit="g",
                better="lower",
                categories=["手机", "蓝牙耳机", "跑鞋"],
            ),
            attribute(
                "resolution",
                "category",
                "分辨率|画质",
                "resolution",
                values={"1080P": ["全高清", "full hd"], "4K": ["超高清", "uhd"], "8K": []},
                categories=["电视"],
            ),
            attribute(
                "capacity", "number", "洗涤容量|容量", "capacity", unit="kg", better="higher", categories=["洗衣机"]
            ),
            attribute("nfc", "bool", "NFC", "NFC", categories=["手机"]),
            attribute("wireless_charging", "bool", "无线充电", "wireless charging", categories=["手机"]),
            attribute(
                "waterproof",
                "category",
                "防水等级|防水",
                "waterproof|water resistance",
                values={"IP54": [], "IP68": []},
            ),
            attribute("big_font", "bool", "放大字体模式|大字体|大字", "large text", categories=["手机"]),
            attribute(
                "fit",
                "category",
                "佩戴方式|戴法",
                "wearing style",
                categories=["蓝牙耳机"],
                values={
                    "入耳式": ["in-ear", "入耳"],
                    "半入耳式": ["半入耳", "semi in-ear"],
                    "头戴式": ["over-ear", "头戴"],
                    "骨传导": ["bone conduction"],
                },
            ),
            attribute("noise_cancelling", "bool", "主动降噪|降噪", "noise cancelling", categories=["蓝牙耳机"]),
            attribute(
                "anti_drop",
                "bool",
                "防掉|不容易掉",
                "secure fit",
                categories=[
                    "蓝牙耳机",
                ],
            ),
            attribute(
                "audience",
                "tags",
                "适合人群",
                "made for",
                askable=True,
                values={
                    "老人": ["长辈", "爸妈", "妈妈", "elderly"],
                    "学生": ["student"],
                    "孩子": ["小孩", "kids"],
                    "女生": ["女朋友", "women"],
                },
            ),
            attribute(
                "cut", "category", "版型", "cut", values={"女款": ["women's", "for women"]}, categories=["连衣裙"]
            ),
            attribute(
                "scene",
                "tags",
                "使用场景|用途",
                "use",
                askable=True,
                values={
                    "通勤": ["commuting"],
                    "跑步": ["running"],
                    "运动": ["sports"],
                    "办公": ["office"],
                    "游戏": ["打游戏", "gaming"],
                    "露营": ["camping"],
                    "户外": ["outdoor", "outdoors"],
                    "在家": ["home"],
                },
            ),
            attribute("comfort_temp", "number", "舒适温度", "comfort temperature", unit="℃", categories=["睡袋"]),
            attribute("people", "number", "可住人数|几人用", "sleeps|people", unit="人", categories=["帐篷"]),
            attribute("alcohol_free", "bool", "无酒精|不含酒精", "alcohol-free", categories=["面霜"]),
            attribute("age_min", "number", "适用年龄|几岁", "age", unit="岁", categories=["玩具"]),
            attribute(
                "flavor",
                "category",
                "口味|味道",
                "flavour|taste",
                values={"原味": [], "麻辣": ["spicy", "辣"], "甜味": ["sweet"]},
                categories=["零食"],
            ),
            attribute("net_weight", "number", "净含量", "net weight", unit="g", categories=["零食"]),
            attribute("sugar_free", "bool", "无添加糖|无糖|不加糖", "sugar-free|no added sugar", categories=["零食"]),
            attribute("size", "number", "鞋码|尺码", "shoe size|size", unit="码", categories=["跑鞋"]),
        ],
        brands={
            "云雀": ["Skylark"],
            "松果": ["Pinecone"],
            "凌峰": ["Lingpeak"],
            "墨格": ["Mogrid"],
            "星禾": ["Starhe"],
            "朗序": ["Langxu"],
        },
        policies={"returns": {"zh": "7天内可退"}},
    ),
    "numbers": {
        "price": {
            "unit": "元",
            "min": 9,
            "max": 12999,
            "by_category": {
                "手机": [699, 6999],
                "笔记本电脑": [2999, 12999],
                "蓝牙耳机": [79, 1999],
                "电视": [999, 9999],
                "洗衣机": [799, 5999],
                "鼠标": [29, 499],
                "帐篷": [199, 1999],
                "跑鞋": [129, 999],
                "零食": [9, 99],
                "连衣裙": [89, 999],
                "面霜": [49, 899],
                "玩具": [19, 599],
            },
        },
        "screen_size": {
            "unit": "英寸",
            "min": 5.4,
            "max": 85,
            "by_category": {"手机": [5.4, 6.9], "笔记本电脑": [13, 17], "电视": [32, 85]},
        },
        "battery": {"unit": "mAh", "min": 3500, "max": 7000, "by_category": {"手机": [3500, 7000]}},
        "battery_life": {
            "unit": "小时",
            "min": 4,
            "max": 60,
            "by_category": {"笔记本电脑": [6, 20], "蓝牙耳机": [4, 60]},
        },
        "memory": {"unit": "GB", "min": 4, "max": 32, "by_category": {"手机": [4, 16], "笔记本电脑": [8, 32]}},
        "storage": {
            "unit": "GB",
            "min": 64,
            "max": 2048,
            "by_category": {"手机": [64, 1024], "笔记本电脑": [256, 2048]},
        },
        "camera": {"unit": "万像素", "min": 1300, "max": 20000, "by_category": {"手机": [1300, 20000]}},
        "fast_charge": {"unit": "W", "min": 10, "max": 120, "by_category": {"手机": [10, 120]}},
        "weight": {"unit": "kg", "min": 0.9, "max": 6, "by_category": {"笔记本电脑": [0.9, 3], "帐篷": [1.2, 6]}},
        "weight_g": {
            "unit": "g",
            "min": 4,
            "max": 350,
            "by_category": {"手机": [150, 240], "蓝牙耳机": [4, 350], "跑鞋": [180, 320]},
        },
        "capacity": {"unit": "kg", "min": 3, "max": 12, "by_category": {"洗衣机": [3, 12]}},
        "people": {"unit": "人", "min": 1, "max": 8, "by_category": {"帐篷": [1, 8]}},
        "age_min": {"unit": "岁", "min": 0, "max": 14, "by_category": {"玩具": [0, 14]}},
        "net_weight": {"unit": "g", "min": 50, "max": 1000, "by_category": {"零食": [50, 1000]}},
        "size": {"unit": "码", "min": 35, "max": 46, "by_category": {"跑鞋": [35, 46]}},
        "rating": {"min": 1, "max": 5, "by_category": {}},
    },
    "items": [
        ["p1", "松果 长辈版 X2", "手机", "松果"],
        ["p2", "云雀 L9", "手机", "云雀"],
        ["p3", "凌峰 Note 8", "手机", "凌峰"],
        ["p4", "云雀 L9 Pro", "手机", "云雀"],
        ["n1", "墨格 Air 14 轻薄本", "笔记本电脑", "墨格"],
        ["n2", "星禾 S14", "笔记本电脑", "星禾"],
        ["n3", "朗序 14 青春版", "笔记本电脑", "朗序"],
        ["t1", "松果 Trail 2 双人帐篷", "帐篷", "松果"],
        ["m1", "云雀 M3 无线鼠标", "鼠标", "云雀"],
        ["w1", "云雀 滚筒 W10", "洗衣机", "云雀"],
    ],
}

HOME: dict[str, Any] = {
    "shop": Shop(
        name="home",
        title={"zh": "好物"},
        language="zh",
        currency="CNY",
        categories=[
            category("居家"),
            *(category(n, parent="居家") for n in ("床品件套", "被枕", "布艺软装", "灯具", "家具", "宠物")),
            category("洗护"),
            category("毛巾", parent="洗护"),
            category("餐厨"),
            category("锅具", parent="餐厨"),
            category("服装"),
            category("内裤", parent="服装"),
            category("饮食"),
            category("糕点", parent="饮食"),
        ],
        attributes=[
            attribute("颜色", "category", "颜色", values={"白色": [], "灰色": [], "粉色": []}),
            attribute("材质", "category", "材质", values={"100%棉": [], "羊毛": [], "桑蚕丝": []}),
            attribute("尺寸", "category", "尺寸", values={"1.5m": [], "1.8m": []}),
            attribute("产地", "category", "产地", values={"中国": [], "日本": []}),
            attribute("重量", "number", "重量", unit="g"),
            attribute("适用人数", "number", "适用人数", unit="人"),
        ],
        brands={"MUJI制造商": [], "Ralph Lauren制造商": [], "罗莱制造商": []},
    ),
    "numbers": {
        "price": {
            "unit": "元",
            "min": 9.9,
            "max": 3899,
            "by_category": {"毛巾": [15, 99], "床品件套": [199, 899], "被枕": [59, 3899], "锅具": [59, 599]},
        },
        "重量": {"unit": "g", "min": 50, "max": 8000, "by_category": {"毛巾": [50, 500]}},
    },
    "items": [
        ["g1", "轻奢纯棉刺绣水洗四件套", "床品件套", None],
        ["g2", "双宫茧桑蚕丝被 空调被", "被枕", None],
        ["g3", "皇室御用超柔毛巾", "毛巾", None],
        ["g4", "日式和风懒人沙发", "家具", None],
        ["g5", "100年传世珐琅锅 全家系列", "锅具", None],
    ],
}

PLACES: dict[str, Any] = {
    "shop": Shop(
        name="beijing",
        title={"zh": "北京"},
        language="zh",
        currency="CNY",
        categories=[category("酒店"), category("餐馆"), category("景点")],
        attributes=[
            attribute("price", "number", "价格|人均消费|门票", unit="元", better="lower"),
            attribute("rating", "number", "评分", unit="分", better="higher"),
            attribute("stars", "number", "星级", unit="星", categories=["酒店"]),
            attribute(
                "酒店类型",
                "category",
                "酒店类型|类型",
                values={"经济型": [], "舒适型": [], "高档型": [], "豪华型": []},
                categories=["酒店"],
            ),
            attribute(
                "酒店设施",
                "tags",
                "酒店设施|设施|服务",
                categories=["酒店"],
                values={
                    "wifi": ["酒店各处提供wifi"],
                    "24小时热水": [],
                    "无烟房": [],
                    "叫醒服务": [],
                    "健身房": [],
                    "早餐服务": [],
                    "接机服务": [],
                    "室内游泳池": [],
                },
            ),
            attribute(
                "推荐菜",
                "tags",
                "推荐菜|招牌菜|特色菜",
                values={
                    "烤鸭": [],
                    "羊肉串": [],
                    "宫保鸡丁": [],
                    "豆汁": [],
                    "火锅": [],
                    "没有": [],
                    **{f"招牌{n}号套餐": [] for n in range(100)},
                },
                categories=["餐馆"],
            ),
            attribute("菜系", "tags", "菜系", values={"火锅": [], "川菜": []}, categories=["餐馆"]),
            attribute("地铁", "text", "地铁|地铁站"),
            attribute("地址", "text", "地址|位置"),
            attribute("电话", "text", "电话|联系方式"),
            attribute("营业时间", "text", "营业时间|几点开门", categories=["餐馆"]),
            attribute("游玩时间", "text", "游玩时间|玩多久", categories=["景点"]),
            attribute("near", "tags", "附近|周边", "near"),
        ],
    ),
    "numbers": {
        "price": {
            "unit": "元",
            "min": 0,
            "max": 5000,
            "by_category": {"酒店": [100, 5000], "餐馆": [10, 800], "景点": [0, 300]},
        },
        "rating": {"unit": "分", "min": 3, "max": 5, "by_category": {"酒店": [3, 5], "餐馆": [3, 5], "景点": [3, 5]}},
        "stars": {"unit": "星", "min": 2, "max": 5, "by_category": {"酒店": [2, 5]}},
    },
    "items": [
        ["a1", "故宫", "景点", None],
        ["a2", "八达岭长城", "景点", None],
        ["a3", "天安门广场", "景点", None],
        ["a4", "鸟巢（国家体育场）", "景点", None],
        ["h1", "北京贵都大酒店", "酒店", None],
        ["h2", "北京王府井希尔顿酒店", "酒店", None],
        ["r1", "北京全聚德(王府井店)", "餐馆", None],
        ["r2", "四季民福烤鸭店（灯市口店）", "餐馆", None],
        ["r3", "海底捞火锅(西单店)", "餐馆", None],
    ],
}

OUTFITTER: dict[str, Any] = {
    "shop": Shop(
        name="outfitter",
        title={"en": "Ridge & Co"},
        language="en",
        currency="USD",
        categories=[
            category("Tents", en="tent"),
            category("Backpacks", en="backpack|pack"),
            category("Jackets", en="jacket|coat"),
            category("Hiking boots", en="boots|hiking boot"),
        ],
        attributes=[
            attribute(
                "color",
                "category",
                en="colour|color",
                values={"red": [], "green": [], "white": [], "black": [], "orange": []},
            ),
            attribute("capacity", "number", en="sleeps|capacity|people", unit="person", categories=["Tents"]),
            attribute("weight", "number", en="weight", unit="kg", better="lower"),
            attribute("volume", "number", en="volume", unit="l", categories=["Backpacks"]),
            attribute("waterproof", "bool", en="waterproof|water-resistant"),
            attribute(
                "season", "category", en="season", values={"summer": [], "winter": [], "3-season": ["three season"]}
            ),
            attribute("material", "category", en="material|fabric", values={"nylon": [], "wool": [], "cotton": []}),
            attribute(
                "size",
                "tags",
                en="size|sizes",
                values={"S": ["small"], "M": ["medium"], "L": ["large"]},
                categories=["Jackets"],
            ),
        ],
        brands={"Pinecone": ["pine cone"], "Northfell": [], "Karst": []},
    ),
    "numbers": {
        "price": {
            "unit": "USD",
            "min": 20,
            "max": 900,
            "by_category": {
                "Tents": [80, 900],
                "Backpacks": [40, 400],
                "Jackets": [60, 500],
                "Hiking boots": [70, 300],
            },
        },
        "weight": {
            "unit": "kg",
            "min": 0.2,
            "max": 7,
            "by_category": {"Tents": [0.9, 7], "Backpacks": [0.5, 3], "Jackets": [0.2, 1.5], "Hiking boots": [0.6, 2]},
        },
        "capacity": {"unit": "person", "min": 1, "max": 8, "by_category": {"Tents": [1, 8]}},
        "volume": {"unit": "l", "min": 10, "max": 80, "by_category": {"Backpacks": [10, 80]}},
    },
    "items": [
        ["T1", "Pinecone Trail 2", "Tents", "Pinecone"],
        ["T2", "Northfell Basecamp 4", "Tents", "Northfell"],
        ["B1", "Karst Crag 45", "Backpacks", "Karst"],
        ["J1", "Northfell Drizzle Shell", "Jackets", "Northfell"],
    ],
}

SHOPS = {"digital": ELECTRONICS, "home": HOME, "beijing": PLACES, "outfitter": OUTFITTER}


def lexicon(name: str, version: int = 1) -> dict[str, Any]:
    """Return a shop's lexicon as the import writes it."""
    shop: Shop = SHOPS[name]["shop"]
    return {
        "version": version,
        "shop": to_json(shop),
        "brands": shop.brands,
        "values": {a.key: a.values for a in shop.attributes if a.values},
        "numbers": SHOPS[name]["numbers"],
        "items": SHOPS[name]["items"],
    }


def write(directory: Path) -> None:
    """Write the lexicons of all shops."""
    directory.mkdir(parents=True, exist_ok=True)
    for name in SHOPS:
        (directory / f"{name}.json").write_text(json.dumps(lexicon(name), ensure_ascii=False), "utf-8")
