"""The shape of a name of goods: a word that is asked for and ends like a thing that can be bought.

Owns: where such a name stands in a text. Does not know: which goods a shop has. Standard library only.
"""

from __future__ import annotations

import re

#: Last characters of what things are called; only after words of asking, so 手机 in 我的手机坏了 is none.
_THINGS = (
    "机器人|打印机|机|器|仪|椅|桌|床|柜|车|箱|锅|灯|琴|鞋|靴|裤|帽|袋|杯|壶|笔|刀|伞|球|架|盒|毯|炉|扇|铃|镜|箫|鼓|板|梯|秤|缸|"
    "钟|筐|篮|棒|杆|泵|镐|锯|钳|柜子|垫"
)
#: Those of them that are names by themselves: 买把伞.
_SHORT = "伞灯床椅桌柜车锅琴鞋靴裤帽杯壶刀球毯鼓钟缸"
#: Those that are as often a part of what is in view: 有没有遥控器 of a television.
_PART = re.compile(r"(?:器|架|盒|垫|板|笔|杆|袋|箱)$")
_BUYS = re.compile(r"卖|买|想要|需要|推荐|求")
_ASKED_ZH = (
    r"(?:有没有|有木有|有无|卖不卖|卖|想买|要买|买|想要|需要|推荐|找|来|换|求购|求|订|有)(?:一|几)?(?:个|台|款|把|张|辆|只|双|条|件|部|套|支|架|盏|顶|副|口|种)?"
    r"(?:好用的|好的|便宜的)?"
)
_WARE_ZH = re.compile(
    rf"{_ASKED_ZH}(?P<ware>(?![一二两三几这那哪什的个台款把张辆只双条件部套支盏顶副口种])"
    rf"(?:[\u4e00-\u9fff]{{1,5}}?(?:{_THINGS})|[{_SHORT}]))"
    r"(?=$|[,。?!;\s]|吗|么|嘛|没|不|卖|呢|吧|啊|的吗|有吗|有没有)"
)
#: Named first, then asked for: 猫爬架有不, 电饭锅有没有卖.
_WARE_FIRST = re.compile(
    rf"(?:^|[,。?! ])(?P<ware>[\u4e00-\u9fff]{{1,5}}?(?:{_THINGS}))"
    r"(?:你们|你家|咱家|这儿|这边|店里)?(?:有不|有吗|有么|有没有|有木有|有没|有卖|卖不|卖吗|有得卖|还有吗)"
)
_ENDS_EN = (
    "makers?|machines?|holders?|racks?|cleaners?|dispensers?|chairs?|tables?|players?|cookers?|heaters?|dryers?|"
    "mixers?|blenders?|toasters?|grills?|grinders?|printers?|scanners?|projectors?|purifiers?|humidifiers?|"
    "guitars?|pianos?|drums?|bikes?|scooters?|skates?|trees?|kits?|tools?|tubs?|pools?|fryers?|ovens?|mowers?|drills?|saws?"
)
_WARE_EN = re.compile(
    r"(?<![a-z])(?:sell|have|got|stock|carry|buy|need|want|for|find|get|are there|is there)"
    r"(?: me)?(?: any| an?| some| the| new| good)* "
    rf"(?P<ware>(?:[a-z-]+ ){{0,2}}(?:{_ENDS_EN}))(?=$|[,.?!;]| please| here| in stock| under| for)"
)
_SMALL = re.compile(
    r"(?<![a-z])(?:any|an?|some|the|to|for|with|of|my|your|me|you|new|good|cheap|nice|small|big)(?![a-z])"
)
_NO_WARE = re.compile(r"的|手机|司机|时机|商机|机会|不|没|要|有|给|和|跟|想|送|看")


def wares(text: str, showing: bool = False) -> list[tuple[int, int]]:
    """Return the spans of names of goods in a normalised text, by shape alone.

    `showing`: goods are in view, so that what may be a part of them (有没有遥控器) is none unless it is to be bought.
    """
    out = []
    for match in (*_WARE_ZH.finditer(text), *_WARE_FIRST.finditer(text)):
        part = showing and _PART.search(match.group("ware")) and not _BUYS.search(match.group())
        if not part and not _NO_WARE.search(match.group("ware")):
            out.append(match.span("ware"))
    return out + [m.span("ware") for m in _WARE_EN.finditer(text) if not _SMALL.search(m.group("ware"))]
