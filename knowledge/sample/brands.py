"""The invented brands of the sample shop: names, aliases, and how dear and how good each makes its goods.

Owns: brands. Does not know: what any category's goods look like. None of the names is meant to be a real brand's.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Brand:
    """A brand.

    `level` is its price level, 1.0 the middle; `care` how well made its goods are, -1 to 1; `hue` its colour, degrees.
    """

    name: str
    english: str
    level: float
    care: float
    hue: int
    aliases: tuple[str, ...] = ()


_BRANDS = (
    # electronics
    Brand("云雀", "Skylark", 1.00, 0.35, 205, ("云雀家", "sky lark")),
    Brand("松果", "Pinecone", 0.92, 0.40, 28, ("松果家", "pine cone")),
    Brand("凌峰", "Lingpeak", 1.02, 0.00, 355, ("凌峰家", "ling peak")),
    Brand("墨格", "Mogrid", 1.18, 0.45, 225, ("墨格家", "mo grid")),
    Brand("星禾", "Starhe", 0.95, 0.25, 262, ("星禾家", "star he")),
    Brand("朗序", "Langxu", 0.80, 0.05, 172, ("朗序家",)),
    Brand("启岚", "Kilan", 1.30, 0.50, 190, ("启岚家",)),
    Brand("鸣屿", "Singisle", 1.10, 0.45, 300, ("鸣屿家",)),
    Brand("回澜", "Huilane", 0.85, 0.15, 245, ("回澜家",)),
    Brand("线雀", "Linewren", 0.75, 0.10, 145, ("线雀家",)),
    Brand("指屿", "Tapisle", 0.95, 0.30, 330, ("指屿家",)),
    # home appliances
    Brand("沐柏", "Mubaio", 1.05, 0.30, 198, ("沐柏家",)),
    Brand("恒浣", "Henwash", 0.85, 0.05, 215, ("恒浣家",)),
    Brand("霁家", "Jihome", 1.25, 0.45, 165, ("霁家电器",)),
    # skin care
    Brand("苔屿", "Mossisle", 1.15, 0.40, 130, ("苔屿家",)),
    Brand("初蘅", "Chuheng", 0.80, 0.25, 95, ("初蘅家",)),
    Brand("半芷", "Banzee", 1.00, 0.20, 340, ("半芷家",)),
    Brand("岑露", "Cendew", 1.40, 0.35, 185, ("岑露家",)),
    # clothes
    Brand("棉序", "Mianxu", 0.85, 0.30, 45, ("棉序家",)),
    Brand("拾苎", "Shizhu", 1.15, 0.35, 75, ("拾苎家",)),
    Brand("陌汀", "Moting", 1.00, 0.10, 235, ("陌汀家",)),
    Brand("原廓", "Yuankuo", 1.30, 0.25, 15, ("原廓家",)),
    # shoes
    Brand("驰麓", "Chilu", 1.05, 0.40, 10, ("驰麓家",)),
    Brand("逐岚", "Zhulan", 1.25, 0.35, 200, ("逐岚家",)),
    Brand("踏隰", "Trailmarsh", 0.80, 0.05, 110, ("踏隰家",)),
    # snacks
    Brand("嚼山", "Chewhill", 0.95, 0.30, 20, ("嚼山家",)),
    Brand("糯满", "Nuoman", 0.85, 0.20, 350, ("糯满家",)),
    Brand("栗汀", "Chestnook", 1.15, 0.40, 35, ("栗汀家",)),
    Brand("果绪", "Guoxu", 1.00, 0.25, 85, ("果绪家",)),
    # toys
    Brand("木咕", "Mugu", 1.05, 0.40, 32, ("木咕家",)),
    Brand("积棠", "Jitang", 0.85, 0.20, 320, ("积棠家",)),
    Brand("巧橹", "Qiaolu", 1.00, 0.10, 210, ("巧橹家",)),
    # publishers
    Brand("青檐书社", "Qingyan Press", 1.00, 0.40, 155, ("青檐",)),
    Brand("纸舟文化", "Paperskiff Books", 0.95, 0.25, 205, ("纸舟",)),
    Brand("望隰出版", "Wangxi Press", 1.10, 0.30, 25, ("望隰",)),
    # travel
    Brand("途屿旅行", "Tuisle Travel", 1.00, 0.25, 195, ("途屿",)),
    Brand("慢汀假期", "Manting Holidays", 1.30, 0.45, 140, ("慢汀",)),
    Brand("远檐旅行", "Yuanyan Tours", 0.80, 0.00, 18, ("远檐",)),
    # outdoors
    Brand("野汀", "Wildbank", 0.90, 0.15, 105, ("野汀家",)),
    Brand("岭宿", "Ridgestay", 1.30, 0.45, 160, ("岭宿家",)),
)

BRANDS: dict[str, Brand] = {b.name: b for b in _BRANDS}


def brand(name: str) -> Brand:
    """Return the brand of this name; KeyError where there is none."""
    return BRANDS[name]
