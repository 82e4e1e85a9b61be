"""The sample shop's tree of categories and the words shoppers use for them.

Owns: names and aliases. Does not know: which goods lie in a category. Rows: name, parent, other zh names, en names.
"""

from __future__ import annotations

from knowledge.types import Category

_ROWS: tuple[tuple[str, str | None, str, str], ...] = (
    ("手机数码", None, "数码|数码产品|电子产品", "electronics|gadgets|digital"),
    (
        "手机",
        "手机数码",
        "智能手机|电话|移动电话",
        "phone|phones|cell|cell phone|mobile|mobile phone|smartphone|smartphones",
    ),
    ("平板", "手机数码", "平板电脑|PAD|学习平板", "tablet|tablets|pad"),
    ("智能手表", "手机数码", "手表|电子表|运动手表|腕表", "smartwatch|smart watch|watch|watches|smartwatches"),
    ("蓝牙耳机", "手机数码", "耳机|耳麦|无线耳机|耳塞|TWS", "earphones|headphones|earbuds|headset|earphone|headphone"),
    ("数码配件", "手机数码", "配件|手机配件|周边", "accessories|phone accessories"),
    ("手机壳", "数码配件", "保护壳|手机套|壳子|手机保护套", "phone case|phone cases|case|cases|cover"),
    ("充电器", "数码配件", "充电头|快充头|电源适配器|插头", "charger|chargers|power adapter|wall charger"),
    ("充电宝", "数码配件", "移动电源|便携电源", "power bank|power banks|portable charger"),
    ("电脑办公", None, "办公设备|电脑周边", "computers|computing"),
    (
        "笔记本电脑",
        "电脑办公",
        "笔记本|笔电|本子|电脑|手提电脑|轻薄本|游戏本",
        "laptop|laptops|notebook computer|computer|notebook",
    ),
    ("鼠标", "电脑办公", "无线鼠标|滑鼠", "mouse|mice|computer mouse"),
    ("家用电器", None, "家电|电器", "home appliances|appliances"),
    ("电视", "家用电器", "电视机|彩电|智能电视|液晶电视", "television|tv|tvs|televisions|smart tv"),
    ("洗衣机", "家用电器", "洗衣机器|全自动洗衣机", "washing machine|washing machines|washer|washers"),
    ("冰箱", "家用电器", "电冰箱|冷藏箱", "refrigerator|fridge|refrigerators|fridges"),
    ("护肤", None, "护肤品|化妆品|面部护理", "skin care|skincare|beauty"),
    ("面霜", "护肤", "乳霜|保湿霜|润肤霜|擦脸霜", "face cream|cream|moisturizer|moisturiser|creams"),
    ("洗面奶", "护肤", "洁面|洁面乳|洗脸的|洁面膏", "face wash|cleanser|facial cleanser|cleansers"),
    ("防晒霜", "护肤", "防晒|防晒乳|防晒喷雾|防晒品", "sunscreen|sun cream|sunblock|sunscreens"),
    ("服装", None, "衣服|服饰|穿的", "clothes|clothing|apparel"),
    ("T恤", "服装", "t恤|短袖|体恤|T恤衫|打底衫", "t-shirt|tshirt|tee|t-shirts|tees|t shirt"),
    ("外套", "服装", "夹克|冲锋衣|羽绒服|大衣|上衣外套", "jacket|coat|jackets|coats|outerwear"),
    ("连衣裙", "服装", "裙子|长裙|裙装|连身裙", "dress|dresses"),
    ("鞋", None, "鞋子|鞋类", "shoes|footwear"),
    ("跑鞋", "鞋", "跑步鞋|运动鞋|慢跑鞋|球鞋", "running shoes|running shoe|runners|trainers|sneakers"),
    ("食品", None, "吃的|食物", "food"),
    ("零食", "食品", "小吃|小零食|休闲食品|嘴馋的", "snack|snacks"),
    ("玩具", None, "儿童玩具|玩的|益智玩具", "toy|toys"),
    ("图书", None, "书|书籍|课外书|读物", "book|books"),
    (
        "旅行套餐",
        None,
        "旅游|旅行|旅行团|跟团游|旅游套餐|度假套餐|旅游线路",
        "travel package|trip|trips|tour|tours|holiday|holidays|travel packages|package tour|vacation",
    ),
    ("户外装备", None, "户外|露营装备|户外用品", "outdoor gear|camping gear|outdoors"),
    ("帐篷", "户外装备", "露营帐篷|账篷|天幕帐", "tent|tents"),
    ("睡袋", "户外装备", "户外睡袋|露营睡袋", "sleeping bag|sleeping bags"),
)

CATEGORIES = [
    Category(name=name, names={"zh": [name, *zh.split("|")], "en": en.split("|")}, parent=parent)
    for name, parent, zh, en in _ROWS
]


def english(category: str) -> str:
    """Return the English name shown for a category; KeyError where there is none."""
    return {c.name: c.names["en"][0] for c in CATEGORIES}[category]
