"""Attributes of clothes and running shoes.

Owns: those attributes and their words. Does not know: any good.
"""

from __future__ import annotations

from .define import attribute

ATTRIBUTES = [
    attribute(
        "cut",
        "category",
        "版型|宽松修身|松紧",
        "cut|fit",
        ask=("喜欢修身还是宽松？", "Slim or loose?"),
        values={
            "修身": "slim|紧身|贴身|显瘦|slim fit",
            "合身": "regular|标准|常规|直筒|regular fit",
            "宽松": "loose|宽大|oversize|肥一点|oversized|loose fit",
        },
    ),
    attribute(
        "sizes",
        "tags",
        "尺码|码数|码|号",
        "sizes|size",
        values={
            "S": "small|小码|s码",
            "M": "medium|中码|m码",
            "L": "large|大码|l码",
            "XL": "extra large|加大|xl码",
            "XXL": "2XL|特大|xxl码",
        },
    ),
    attribute(
        "season",
        "tags",
        "适合季节|季节|什么季节",
        "season|seasons",
        ask=("什么季节穿？", "For which season?"),
        values={
            "春": "spring|春天|春季",
            "夏": "summer|夏天|夏季",
            "秋": "autumn|秋天|秋季|fall",
            "冬": "winter|冬天|冬季",
        },
    ),
    attribute(
        "style",
        "category",
        "风格|款式|穿搭风格",
        "style",
        ask=("喜欢什么风格？", "Which style do you like?"),
        values={
            "简约": "minimalist|简单|基础款|极简|simple|basic",
            "休闲": "casual|日常|随意",
            "商务": "business|正式|职业|formal",
            "文艺": "artsy|森系|复古|vintage|retro",
            "运动": "sporty|运动风|athletic",
            "甜美": "sweet|可爱|少女|cute",
            "街头": "street|潮流|潮牌|街头风|streetwear",
        },
    ),
    attribute(
        "thickness",
        "category",
        "厚薄|厚度|薄厚",
        "thickness",
        values={"薄": "thin|轻薄|薄款", "适中": "medium|中等|不薄不厚", "厚": "thick|加厚|厚款|保暖|warm"},
    ),
    attribute(
        "sleeve",
        "category",
        "袖长|袖子",
        "sleeves|sleeve length",
        values={
            "短袖": "short sleeves|短袖的|short sleeve",
            "长袖": "long sleeves|长袖的|long sleeve",
            "无袖": "sleeveless|背心式",
        },
    ),
    attribute(
        "dress_length",
        "category",
        "裙长|裙子长度|长短",
        "skirt length|length",
        values={
            "短裙": "short|短款|膝上|mini",
            "中长裙": "knee length|中长款|过膝|midi",
            "长裙": "long|长款|到脚踝|maxi",
        },
    ),
    attribute("hooded", "bool", "带帽|连帽|有帽子|帽子", "hooded|hood"),
    attribute("windproof", "bool", "防风|挡风|不透风", "windproof"),
    attribute("rainproof", "bool", "防泼水|防雨|防小雨|拒水", "rain-repellent|rainproof|water-repellent"),
    attribute("machine_wash", "bool", "可机洗|机洗|能用洗衣机洗", "machine washable"),
    attribute(
        "surface",
        "category",
        "适合路面|路面|跑什么路",
        "surface|terrain",
        ask=("主要跑什么路面？", "Which surface do you run on?"),
        values={
            "公路": "road|马路|柏油路|城市|roads",
            "越野": "trail|山路|野路|trails|off-road",
            "跑步机": "treadmill|室内|健身房跑步机",
            "塑胶跑道": "track|操场|跑道",
        },
    ),
    attribute(
        "cushioning",
        "category",
        "缓震|软硬|脚感|减震",
        "cushioning",
        ask=("喜欢软弹还是扎实的脚感？", "Soft or firm cushioning?"),
        values={"软弹": "soft|软|软底|缓震好|plush", "适中": "medium|不软不硬", "扎实": "firm|硬|支撑好|稳|stable"},
    ),
    attribute(
        "toe_box",
        "category",
        "楦型|鞋楦|脚宽|宽窄",
        "width|last",
        values={"标准楦": "standard width|标准|普通楦|standard", "宽楦": "wide|宽脚|脚宽|脚胖|wide fit"},
    ),
    attribute(
        "shoe_sizes",
        "tags",
        "鞋码|码数|多少码|尺码",
        "shoe sizes|size",
        values={str(n): f"|{n}码|{n}号|size {n}" for n in range(28, 47)},
    ),
    attribute("drop_mm", "number", "前后掌落差|落差", "heel-to-toe drop|drop", unit="mm"),
    attribute("carbon_plate", "bool", "碳板|全掌碳板|带碳板", "carbon plate"),
    attribute("reflective", "bool", "夜间反光|反光|反光条", "reflective|reflective details"),
]
