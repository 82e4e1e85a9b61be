"""The words of pointing: counting in a list, it and that, the cheapest.

Owns: those patterns. Does not know: what they refer to (nlu/understand/references.py).
"""

from __future__ import annotations

import re

NUMBERS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "首": 1,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    **{letter: i for i, letter in enumerate("abcde", start=1)},
}
DIGIT = "[一二两三四五六七八九十]|10|[1-9]"
ORD = "first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th"
MEASURE = "个|款|台|件|双|家|间|条|种|张|本|部|只|支|瓶|盒|套|号|位|床|把|副|顶|块|根|盏|口|辆|袋|箱|包|罐|枚|座|处"
ORDINAL = re.compile(
    rf"(?:倒数)?第(?P<n1>{DIGIT})(?:{MEASURE})?"
    r"|(?<![\d.十月第大小])(?P<n2>[1-9一二三四五六])号(?![线楼店院门])(?:的?那?[款个家台](?![式型]))?"
    rf"|(?:选|要|买|拿)\s?(?P<n6>[1-9])(?=$|吧|了|号)|#(?P<n3>[1-9])"
    rf"|(?:(?:number|option|item) ?(?P<n4>[1-9]|one|two|three|four|five)|no\.? ?(?P<n7>[1-9]))(?![\d.a-z])"
    r"|(?:(?<![a-z])(?:option|choice|plan) |(?:选项|选|方案)\s?)(?P<n8>[a-e])(?![a-z\d])"
    rf"|(?<![a-z])(?:the )?(?P<n5>{ORD})(?: one| option| item| choice)?(?![a-z])"
    r"(?! (?:two|three|2|3|grades?|class|rate|aid|floor|time|generation|hand|thoughts?|of all|birthday|glance"
    r"|day|week|month|year)(?![a-z]))"
    r"(?!-(?:hand|class|rate|generation))"
)
HEADS = re.compile(
    rf"(?:前|头)(?:面)?(?P<n1>{DIGIT})(?:{MEASURE})?(?!天|年|个月)"
    rf"|(?<![a-z])(?:the )?first (?P<n2>two|three|four|2|3|4)(?: ones)?(?![a-z])"
)
TAILS = re.compile(
    rf"(?:后|最后)(?:面)?(?P<n1>[两二三]|[23])(?:{MEASURE})"
    rf"|(?<![a-z])(?:the )?last (?P<n2>two|three|2|3)(?: ones)?(?![a-z])"
)
LAST = re.compile(
    rf"(?:最后(?:面)?|最末尾?|末尾|末)(?:那|这)?(?:一)?(?:{MEASURE})|最后那个"
    r"|(?<![a-z])(?:the )?last (?:one|option|item)(?![a-z])"
)
LISTED = re.compile(
    r"(?<![\d.a-z¥$-])(?P<a>[1-9])(?P<rest>(?:\s*(?:和|跟|与|、|,|vs\.?|还是|或|or|and|&|对比|"
    r"pk)\s*[1-9])+)(?![\d.]|\s*(?:寸|千|百|万|k|w|g|块|元|人|天|岁|斤|kg|inch|英寸|星|点|折|"
    r"年|月|小时|%|¥|\$|people|days|months|hundred|thousand|grand|hours|years|stars|kilos?|pounds))"
)
LISTED_ZH = re.compile(
    r"(?<![\u4e00-\u9fff])[一二三四五六]{2,4}(?=都|全)|"
    r"(?<![\u4e00-\u9fff])[一二三四五六](?:\s*(?:和|跟|与|、|还是|"
    r"对比?)\s*[一二三四五六])+(?=有|哪|比|选|对|怎|的|呢|$|\s|,)"
)
ALL = re.compile(
    r"(?:这|那|以上|上面|上述)(?:几|些|两|二|三|四|五|[2-5])(?!天|年|周|次|月|个月|日|种人)(?:个|款|台|件|双|家|间|种|样)?|"
    r"它们(?:俩|仨)?|[这那](?:俩|仨)(?![口个人])|(?:三|两|几|四|五)(?:个|款|家)(?:都|全)"
    r"|都(?=比较|对比|比一)|全部(?=比较|对比|比)|(?<![a-z])(?:all of (?:them|these|those)|"
    r"these|those|them(?: all)?|both(?: of (?:them|these))?|all (?:three|two|four|"
    r"five))(?![a-z])"
)
FOCUS = re.compile(
    rf"它(?!们)|(?:这|该|此)(?:一)?(?:{MEASURE}|玩意|东西|机(?!器))(?!牌|意思|想法|品牌|颜色|价位|月|周|时候|问题|价格|城市|菜|口味|味道|类型)"
    rf"|这(?=防水|有|能|会|多少|支持|是|怎么|带|手机|耳机)"
    rf"|那(?:一)?(?:{MEASURE})(?!更|便宜|贵|大|小|轻|最|红|黑|白|蓝)(?!牌)"
    r"|(?<![a-z])(?<!make )(?:it|its|this(?: one| item| product)?|"
    r"that(?: one)?)(?![a-z'])(?! (?:is|'s) (?:all|it|fine|ok|okay|enough)\b)"
    r"(?! (?:doesn't|does not|don't|needn't) (?:have|need) to(?![a-z]))"
    r"(?! (?:should|must|has to|needs to|ought to)(?: only| just| not)?(?: be| have| come| cost| weigh)?\b)|"
    r"(?<![a-z])it(?='s)"
)
#: 那家好像不错 and 那家好吃吗 speak of no better one, 这个快充 of no faster.
_NOT_BEFORE = {
    "好": "(?![像吃看玩用喝听评])",
    "快": "(?![充递门洗餐捷速])",
    "大": "(?![小家概约])",
    "高": "(?![铁清度])",
}
ADJ_ZH = "|".join(
    re.escape(w) + _NOT_BEFORE.get(w, "")
    for w in sorted(
        (
            "便宜",
            "贵",
            "大",
            "小",
            "轻",
            "重",
            "薄",
            "厚",
            "长",
            "短",
            "新",
            "快",
            "好",
            "高",
            "近",
            "实惠",
            "久",
            "安静",
        ),
        key=len,
        reverse=True,
    )
)
SUPERLATIVE = re.compile(
    rf"(?:那(?:个|款|台|家|间)?|这(?:个|款)?)(?P<q1>最|更|比较|稍)?(?P<a1>{ADJ_ZH})(?:一点|点|一些|些)?的?(?:那|这)?(?:个|款|台|家|间)?"
    rf"|(?P<q2>最)(?P<a2>{ADJ_ZH})"
    # 最好 before a thing wishes: 最好家用的
    r"(?:(?<!最好)|(?=[的那这吗呢啊呀吧了,。?!]|一?(?:[个款台间件]|双(?=[的吗呢啊,。]|\s*$))|家(?![庭人用居里])|\s*$))"
    rf"的?(?:那|这)?(?:一)?(?P<c2>个|款|台|家(?![庭人用居里])|间|双|件)?"
    rf"|(?P<a3>{ADJ_ZH})(?:一点|点|一些|些)?的(?:那|这)(?:个|款|台|家|间)"
    rf"|哪一?(?:个|款|台|家|间|双)(?P<q4>最|更|比较)?(?P<a4>{ADJ_ZH})(?:一点|点|些)?(?=$|[?,。吗呢啊])"
    r"|(?<![a-z])(?:the|that|which one (?:is|was)(?: the)?|which (?:is|was|were)(?: the)?|"
    r"which one's(?: the)?) (?P<a5>cheap|cheaper|cheapest|lightest|lighter|biggest|bigger|"
    r"largest|larger|smallest|smaller|newest|newer|most expensive|more expensive|heaviest|"
    r"heavier|best rated|thinnest|thinner|closest|nearest|quietest|fastest|"
    r"longest)(?P<c5> one)?(?![a-z])"
)
#: 最好 before a wish is "preferably"; 最好用, 最好的, 最好那个 and a last 最好 speak of the best.
PREFERABLY = re.compile(
    r"最好(?=\s*,?\s*[a-z0-9\u4e00-\u9fff])(?![用看吃玩喝听闻穿住]|的|那|这|一?[个款台家间双件]|[吗呢啊呀吧了])"
)
SUPER_EN = {
    "cheap": ("price", -1),
    "cheaper": ("price", -1),
    "cheapest": ("price", -1),
    "lightest": ("weight", -1),
    "lighter": ("weight", -1),
    "biggest": ("screen_size size capacity people area", 1),
    "bigger": ("screen_size size capacity people area", 1),
    "largest": ("screen_size size capacity people area", 1),
    "larger": ("screen_size size capacity people area", 1),
    "smallest": ("screen_size size capacity people area", -1),
    "smaller": ("screen_size size capacity people area", -1),
    "newest": ("year", 1),
    "newer": ("year", 1),
    "most expensive": ("price", 1),
    "more expensive": ("price", 1),
    "heaviest": ("weight", 1),
    "heavier": ("weight", 1),
    "best rated": ("rating", 1),
    "thinnest": ("thickness weight", -1),
    "thinner": ("thickness weight", -1),
    "closest": ("distance", -1),
    "nearest": ("distance", -1),
    "quietest": ("noise", -1),
    "fastest": ("performance speed", 1),
    "longest": ("battery_life battery length", 1),
}
#: 有虾球这个菜的餐馆 names a value and points at nothing.
POINT_AFTER = re.compile(
    r"\s*(?:的|家的|款|色的)?(?:那|这)(?:个|款|台|件|双|家|间|本|条|张|只|支|把|床|盒|袋|瓶|套|副|部|辆|顶|盏|口)"
    r"(?!菜|牌子|品牌|颜色|款式|类型|口味|味道|价位|价格|功能|设施|服务|材质|尺寸|型号)|\s*ones?(?![a-z])"
)
POINT_BEFORE = re.compile(
    r"(?:那|这)(?:个|款|台|件|双|家|间|本|条|张|只|支|把|床|盒|袋|瓶|套|副|部|辆|顶|盏|口)?\s*$"
    r"|(?:(?<![a-z])(?:the|that|this)\s*)$"
)
