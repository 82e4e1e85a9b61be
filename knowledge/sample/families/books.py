"""Books.

Owns: what books there are; titles and authors are invented. Does not know: reviews, pictures, other categories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge.sample.brands import brand
from knowledge.sample.draft import Draft, Line, chance, price_point, scale, some
from knowledge.types import ItemValue

_PUBLISHERS = ("青檐书社", "纸舟文化", "望隰出版")
#: invented authors: Chinese and English
_AUTHORS = (
    ("沈临溪", "Shen Linxi"),
    ("顾青瓦", "Gu Qingwa"),
    ("陆迟夏", "Lu Chixia"),
    ("苏晚樵", "Su Wanqiao"),
    ("孟九疏", "Meng Jiushu"),
    ("叶观澜", "Ye Guanlan"),
    ("宋小满", "Song Xiaoman"),
    ("韩砚秋", "Han Yanqiu"),
    ("江北雁", "Jiang Beiyan"),
    ("林知槐", "Lin Zhihuai"),
    ("乔一苇", "Qiao Yiwei"),
    ("秦照野", "Qin Zhaoye"),
)
#: genre -> (first parts with English, second parts with English, page range, base price, lead)
_GENRES: dict[str, tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...], tuple[int, int], float, str]] = {
    "小说": (
        (("北岸的", "The North Shore "), ("旧城", "Old Town "), ("南方", "Southern "), ("雨夜", "Rainy Night ")),
        (("灯火", "Lights"), ("邮局", "Post Office"), ("渡口", "Ferry"), ("姊妹", "Sisters")),
        (220, 480),
        45,
        "写给在城市里走散又重逢的人。",
    ),
    "科幻": (
        (("轨道", "Orbital "), ("第七", "The Seventh "), ("静默", "Silent "), ("群星", "Stars and ")),
        (("花园", "Garden"), ("来信", "Letter"), ("电梯", "Elevator"), ("方舟", "Ark")),
        (280, 560),
        52,
        "一个温柔的未来，和一个不温柔的选择。",
    ),
    "推理": (
        (("白塔", "White Tower "), ("雾港", "Foghaven "), ("十三号", "Number Thirteen "), ("钟楼", "Clock Tower ")),
        (("谜案", "Mystery"), ("证词", "Testimony"), ("房间", "Room"), ("来客", "Visitor")),
        (240, 420),
        46,
        "线索都摆在明处，你能先猜到吗。",
    ),
    "绘本": (
        (("小刺猬", "Little Hedgehog "), ("月亮", "Moon "), ("大象", "Elephant "), ("云朵", "Cloud ")),
        (
            ("找朋友", "Finds a Friend"),
            ("的晚安", "Says Good Night"),
            ("去上学", "Goes to School"),
            ("的秘密", "and the Secret"),
        ),
        (32, 48),
        32,
        "适合睡前一起读的图画故事。",
    ),
    "历史": (
        (("运河", "Canal "), ("边城", "Border Town "), ("丝路", "Silk Road "), ("百工", "Craftsmen's ")),
        (("小史", "Brief History"), ("旧影", "Old Pictures"), ("漫记", "Notes"), ("三百年", "Three Centuries")),
        (300, 620),
        62,
        "把大事写小，把小事写活。",
    ),
    "科普": (
        (("看不见的", "The Unseen "), ("身边的", "Everyday "), ("深海", "Deep-sea "), ("星空", "Night-sky ")),
        (("力学", "Mechanics"), ("化学", "Chemistry"), ("地图", "Atlas"), ("邻居", "Neighbours")),
        (180, 360),
        55,
        "不用公式，也能讲明白。",
    ),
    "菜谱": (
        (
            ("一人食", "Cooking for One "),
            ("外婆的", "Grandma's "),
            ("二十分钟", "Twenty-minute "),
            ("四季", "Four Seasons "),
        ),
        (("厨房", "Kitchen"), ("汤锅", "Soup Pot"), ("便当", "Lunch Box"), ("面馆", "Noodle Shop")),
        (120, 260),
        48,
        "步骤有图，材料超市都买得到。",
    ),
    "心理": (
        (("和自己", "With Yourself, "), ("不急的", "The Unhurried "), ("情绪", "Emotion "), ("好好", "Well, ")),
        (("谈谈", "Talk"), ("说明书", "Manual"), ("练习", "Practice"), ("告别", "Farewell")),
        (180, 300),
        45,
        "没有鸡汤，只有能做到的小步骤。",
    ),
    "编程": (
        (("从零写", "From Zero: "), ("漫画", "Comic "), ("给孩子的", "Children's "), ("动手学", "Hands-on ")),
        (("编程", "Programming"), ("算法", "Algorithms"), ("数据", "Data"), ("机器人", "Robots")),
        (200, 520),
        72,
        "每一章都能跑出一个东西来。",
    ),
    "诗集": (
        (("山中", "In the Hills "), ("草木", "Plants and "), ("短短的", "Short "), ("慢", "Slow ")),
        (("来信", "Letters"), ("春天", "Spring"), ("集", "Collection"), ("时辰", "Hours")),
        (96, 200),
        38,
        "一页一首，随手翻开就好。",
    ),
}
_EXTRA = (
    "用的是护眼的米黄纸。",
    "有作者手写的后记。",
    "附一张书签。",
    "书脊是锁线的，可以平摊。",
    "书后有一份延伸书单。",
    "带索引和大事年表。",
    "扫码可以听朗读。",
    "四色印刷。",
)


def make(rng: random.Random) -> Iterator[Draft]:
    """Yield books, without end."""
    while True:
        genre = rng.choice(tuple(_GENRES))
        first, second, pages_range, base, lead = _GENRES[genre]
        (a_zh, a_en), (b_zh, b_en) = rng.choice(first), rng.choice(second)
        author, author_en = rng.choice(_AUTHORS)
        maker = brand(rng.choice(_PUBLISHERS))
        for_kids = genre == "绘本" or a_zh == "给孩子的"
        binding = rng.choice(("平装", "平装", "精装"))
        large = not for_kids and chance(rng, 0.12)
        pages = round(rng.uniform(*pages_range) * (1.25 if large else 1) / 4) * 4
        a: dict[str, ItemValue] = {
            "genre": genre,
            "author": author,
            "pages": pages,
            "binding": binding,
            "year": rng.randint(2012, 2025),
            "large_print": large,
            "bilingual": genre in ("绘本", "诗集", "小说") and chance(rng, 0.15),
            "audience": ["孩子", "家庭"]
            if for_kids
            else (["老人"] if large else some(rng, ("学生", "上班族", "新手"), 1, 2)),
            "scene": ["亲子", "睡觉"] if for_kids else some(rng, ("通勤", "在家", "送礼", "学习", "旅行"), 1, 2),
        }
        if for_kids:
            a["age_min"], a["age_max"] = rng.choice(((2, 5), (3, 6), (4, 8))) if genre == "绘本" else (8, 14)
        price = price_point(
            (base * 0.6 + pages * 0.07) * maker.level * (1.4 if binding == "精装" else 1) * rng.uniform(0.9, 1.1)
        )
        mark = "（大字版）" if large else ""
        yield Draft(
            category="图书",
            brand=maker.name,
            price=price,
            attributes=a,
            title=f"《{a_zh}{b_zh}》{mark} {author} {genre} {binding}",
            title_en=f"“{(a_en + b_en).strip()}” by {author_en}{', large print' if large else ''}, "
            f"{'hardcover' if binding == '精装' else 'paperback'}",
            aspects={
                "story": 0.3 + 0.5 * rng.uniform(-1, 1) + maker.care / 2,
                "print": maker.care + (0.3 if binding == "精装" else 0),
                "value": scale(70 - price, -60, 50),
                "length": scale(pages, 620, 120),
                **({"big_print": 0.9} if large else {}),
                **({"kids_like": 0.6} if for_kids else {}),
            },
            lead=lead,
            extra=some(rng, _EXTRA, 1, 2),
            series=f"{author}作品",
            stated=("large_print", "age_min", "age_max") if large or for_kids else (),
        )


LINE = Line(
    category="图书",
    prefix="book",
    n_items=110,
    make=make,
    attributes=(
        "title_en",
        "genre",
        "author",
        "pages",
        "binding",
        "year",
        "large_print",
        "bilingual",
        "age_min",
        "age_max",
        "audience",
        "scene",
    ),
    keep=("title_en", "genre", "author", "binding", "audience"),
    often_missing={"bilingual": 0.3, "large_print": 0.35},
)
