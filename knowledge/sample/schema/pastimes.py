"""Attributes of snacks, toys and books.

Owns: those attributes and their words. Does not know: any good.
"""

from __future__ import annotations

from .define import attribute

ATTRIBUTES = [
    attribute(
        "snack_kind",
        "category",
        "零食种类|零食类型|哪种零食",
        "kind of snack|snack type",
        ask=("想吃哪一类？", "What kind of snack?"),
        values={
            "坚果": "nuts|果仁|每日坚果|nut",
            "饼干": "biscuits|曲奇|cookies|cookie|biscuit",
            "肉脯": "jerky|肉干|牛肉干|猪肉脯|meat jerky",
            "果干": "dried fruit|水果干|蜜饯|芒果干",
            "糖果": "sweets|糖|软糖|candy|gummies",
            "薯片": "crisps|膨化|薯条|chips|puffs",
            "糕点": "cakes|小蛋糕|点心|麻薯|cake|pastry",
            "海苔": "seaweed|紫菜",
            "巧克力": "chocolate|巧克力豆|chocolates",
        },
    ),
    attribute(
        "flavor",
        "category",
        "口味|味道|什么味",
        "flavour|flavor|taste",
        ask=("喜欢什么口味？", "Which flavour?"),
        values={
            "原味": "original|原味的|plain",
            "甜味": "sweet|甜的|甜口|蜂蜜味|honey",
            "咸味": "salty|咸的|咸口|海盐味|sea salt",
            "麻辣": "spicy|辣的|香辣|辣味|hot",
            "五香": "five-spice|五香味|卤味",
            "酸甜": "sweet and sour|酸的|酸甜口|话梅味",
            "抹茶": "matcha|抹茶味|绿茶味",
            "奶香": "milky|奶味|牛奶味|milk",
            "黑巧": "dark chocolate|黑巧克力|苦一点的",
            "番茄": "tomato|番茄味",
            "烧烤": "barbecue|烧烤味|bbq|孜然",
        },
    ),
    attribute("net_weight", "number", "净重|净含量|多少克|分量", "net weight", unit="g", better="higher"),
    attribute("sugar_free", "bool", "无添加糖|无糖|0糖|不加糖|没有蔗糖", "no added sugar|sugar-free|sugar free"),
    attribute(
        "calories", "number", "每百克热量|热量|卡路里|大卡", "calories per 100 g|calories", unit="千卡", better="lower"
    ),
    attribute(
        "package",
        "category",
        "包装|包装方式",
        "packaging",
        values={
            "袋装": "bag|一袋|袋",
            "罐装": "jar|罐|罐子|tin",
            "礼盒": "gift box|盒装|送礼装|gift set",
            "独立小包": "individually wrapped|小包装|单独包装|独立包装",
        },
    ),
    attribute(
        "allergens",
        "tags",
        "过敏原|含过敏原|致敏物",
        "allergens|contains",
        values={
            "坚果": "nuts|花生坚果|tree nuts",
            "花生": "peanuts|peanut",
            "乳制品": "dairy|牛奶|奶|milk",
            "麸质": "gluten|小麦|面粉|wheat",
            "大豆": "soy|黄豆|soya",
            "鸡蛋": "eggs|蛋|egg",
        },
    ),
    attribute(
        "toy_kind",
        "category",
        "玩具种类|玩具类型|哪种玩具",
        "kind of toy|toy type",
        ask=("想要哪一类玩具？", "What kind of toy?"),
        values={
            "积木": "building blocks|拼装|搭积木|blocks|bricks",
            "拼图": "jigsaw|拼图玩具|puzzle",
            "毛绒玩偶": "soft toy|公仔|玩偶|娃娃|plush toy|stuffed animal",
            "遥控车": "remote-control car|遥控玩具|rc car|remote car",
            "桌游": "board game|棋|桌面游戏|卡牌|board games",
            "过家家": "pretend play|厨房玩具|角色扮演|role play",
            "科学实验": "science kit|实验套装|科学玩具|stem|science",
        },
    ),
    attribute(
        "age_min",
        "number",
        "适用年龄|几岁|年龄|最小年龄|岁数",
        "minimum age|age|from age",
        unit="岁",
        ask=("孩子几岁？", "How old is the child?"),
    ),
    attribute("age_max", "number", "最大年龄|年龄上限|玩到几岁", "up to age|maximum age", unit="岁"),
    attribute(
        "pieces", "number", "件数|颗粒数|片数|多少片|多少颗", "pieces|number of pieces", unit="件", better="higher"
    ),
    attribute(
        "skills",
        "tags",
        "锻炼能力|益智|能锻炼什么",
        "skills|develops",
        values={
            "动手能力": "hands-on skills|动手",
            "逻辑思维": "logic|逻辑|动脑",
            "想象力": "imagination|创造力|creativity",
            "社交": "social skills|合作|teamwork",
            "科学启蒙": "science|启蒙",
            "专注力": "focus|专注|耐心",
        },
    ),
    attribute("battery_needed", "bool", "需要电池|装电池|用电池", "needs batteries|batteries needed"),
    attribute("sound", "bool", "有声音|会响|发声|带音乐", "makes sounds|sound|music"),
    attribute(
        "players", "number", "最多参与人数|几个人玩|人数", "players|number of players", unit="人", better="higher"
    ),
    attribute(
        "genre",
        "category",
        "图书类别|题材|哪类书",
        "genre|subject",
        ask=("想看哪一类书？", "What kind of book?"),
        values={
            "小说": "novel|文学小说|故事|fiction",
            "科幻": "science fiction|科幻小说|sci-fi",
            "推理": "mystery|悬疑|侦探|detective|crime",
            "绘本": "picture book|儿童绘本|图画书|picture books",
            "历史": "history|历史书",
            "科普": "popular science|科学普及|百科|science",
            "菜谱": "cookbook|做菜|食谱|烹饪|cooking",
            "心理": "psychology|心理学|自我成长",
            "编程": "programming|写代码|计算机|coding|computer",
            "诗集": "poetry|诗歌|诗|poems",
        },
    ),
    attribute("author", "text", "作者|谁写的|写书的人", "author|writer|written by"),
    attribute("pages", "number", "页数|多少页|厚薄", "pages|length", unit="页"),
    attribute(
        "binding",
        "category",
        "装帧|精装平装|封面",
        "binding",
        values={"平装": "paperback|软皮|简装", "精装": "hardcover|硬皮|硬壳|hardback"},
    ),
    attribute("year", "number", "出版年份|出版时间|哪年出的", "year published|year", unit="年", better="higher"),
    attribute("large_print", "bool", "大字版|大字|字号大", "large print|large text"),
    attribute("bilingual", "bool", "中英双语|双语|英汉对照", "bilingual|Chinese and English"),
]
