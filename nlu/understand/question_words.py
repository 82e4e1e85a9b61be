"""The words of questions: what asks, what names an attribute by itself, what asks the bot about itself.

Owns: those patterns. Does not know: what a question asks in a shop (nlu/understand/questions.py).
"""

from __future__ import annotations

import re

from nlu.understand.asked_facts import NAMED_OTHERWISE

#: Before 几: some, not how many (推荐几个评分高的).
_SOME = "(?<![荐来找看选挑给绍换买再这那前后好])"
ASKING = re.compile(
    r"(?:吗|么|嘛|呢|没|不)\s*$|是[^,。?!]{1,8}还是|多(?:少|大|重|长|久|高|厚|宽|快|贵|远|深|粗)|"
    rf"{_SOME}几(?:个|种|款|年|"
    r"天|寸|岁|斤|点|分|层|人|g|岁)|(?<!没)什么|(?<!有)啥|怎么样|怎样|咋样|如何|好不好|哪(?:些|种"
    r"|里|儿|家|个)|在哪|(?:怎么|如何|咋)(?:去|走|用|样|到|坐|乘|搭|过)|是不是|有没有?|能不能|会不会|可不可以|支不支持|够不够"
    r"|(?P<dup>[\u4e00-\u9fff])[不没](?P=dup)|(?<![a-z])(?:what|what's|how|how's|does|is|are|"
    r"can|could|do|did|which|will|would|has|have|any|who|where)(?![a-z])"
)
#: What sounds like a question and is none: this isn't what i asked for, hot pot it is then.
NOT_ASKING = re.compile(
    r"(?<![a-z])(?:not|isn't|wasn't|aren't|weren't) what(?![a-z])|(?<=[a-z] )it is(?: then)?[.! ]*$"
)
#: Goods proposed, after a list: 适合学生的呢, how about a red one.
_PROPOSED_ZH = re.compile(r"(?!\s*(?:那|这|它)?(?:个)?(?:是|有))(?P<what>[^,。?!]+的)呢\s*$")
_PROPOSED_EN = re.compile(
    r"\s*(?:so |and |then |ok |hm+ |well )*(?:how|what) about "
    r"(?!(?:the|its?|this|that|those|these|my|your)(?![a-z]))(?P<what>.+)$"
)
_GOODS_EN = re.compile(r"(?<![a-z])(?:an?|some|something|anything|ones?|for|under|with)(?![a-z])")
HAS_WHAT = re.compile(
    r"(?:都)?有(?:哪些|什么|啥|几种|几个|多少种|哪几种|哪几个)(?:样的|不同的?)?\s*$|(?:哪些|"
    rf"什么|啥|{_SOME}几种|哪几种|{_SOME}几个)\s*$|(?<![a-z])(?:what|which|how many)(?: different| kinds? of|"
    r" types? of| other)?\s*$"
)
HAS_WHAT_AFTER = re.compile(
    r"\s*(?:都)?(?:有|是)?(?:哪些|哪几种|哪几个|几种|些什么|什么可选|可选|有什么|有啥|什么样的)"
)
STOCK = re.compile(
    r"有(?:没有)?(?:现)?货|现货|库存|缺货|断货|卖完|还有货|没货|(?<!所)有房(?!间)|满房|下架|"
    r"(?<![a-z])(?:in stock|out of stock|sold out|still (?:there|available|have it|got it|"
    r"in stock)|available(?: now| today)?\??$|is (?:it|this|that) available|"
    r"how many (?:are )?left)(?![a-z])"
)
#: Question words that name an attribute by themselves.
NAMED = (
    *NAMED_OTHERWISE,
    (
        re.compile(
            r"(?:有)?多重|几斤|多少(?:克|公斤|斤)|重不重|沉不沉|how heavy|what does it weigh|"
            r"how much does (?:it|this|that|the \w+(?: one)?) weigh|weigh(?:s|t)?\?|is it (?:heavy|"
            r"light)"
        ),
        ("weight",),
    ),
    (
        re.compile(
            r"(?:一|每)(?:箱|盒|包|袋|瓶|个|件|斤|套|晚|位|张)多少(?:钱)?(?=[\s?。]*$)|多少(?:钱|元|块)|几(?:块|多)?钱|什么价(?:格|位)?|啥价|价格(?:是)?多少|怎么卖|"
            r"(?<![a-z])how much(?: is| are| does| do| for| would)?(?! (?:memory|storage|ram|"
            r"does it weigh|space|battery))(?: it| this| that| the| they)?(?: costs?)?(?![a-z])|"
            r"what(?:'s| is) the price|what does it cost|price\?"
        ),
        ("price",),
    ),
    (
        re.compile(r"(?:屏幕)?(?:有)?多大|几寸|多少寸|大不大|how (?:big|large)(?: is)?"),
        ("screen_size", "size", "capacity", "area"),
    ),
    (
        re.compile(
            r"(?:能|可以)?(?:用|续航|待机|撑)多久|续航(?:怎么样|如何|好不好|强不强|久不久|长不长|"
            r"行不行|咋样)|how long does (?:the battery|it) last|battery (?:life|last)"
        ),
        ("battery_life", "battery"),
    ),
    (re.compile(r"多长|多少厘米|how long is"), ("length",)),
    (re.compile(r"多厚|厚不厚|how thick"), ("thickness",)),
    (re.compile(r"多高|how (?:tall|high)"), ("height",)),
    (re.compile(r"多少分|(?:网评|打)?(?:是|有)?几分|评分(?:是)?(?:多少|高不高)"), ("rating",)),
    (
        re.compile(
            r"(?:哪些|什么|啥|哪几?[个道])(?:好吃的|拿手|特色|招牌)?菜(?!系)|菜(?:有|是|都)*(?:哪些|什么|啥)"
            r"|what (?:dishes|food)(?![a-z])"
        ),
        ("dishes", "推荐菜"),
    ),
    (
        re.compile(
            r"(?:能|可以)?(?:住|睡|坐|用)(?:几个?人|多少人)|几个?人(?:用|住|的|玩)?(?:\?|$|合适)|"
            r"how many people|sleeps how many"
        ),
        ("people",),
    ),
    (re.compile(r"(?:适合)?(?:几|多大)岁|多大(?:的)?孩子|what age|how old"), ("age_min",)),
    (
        re.compile(
            r"吵不吵|吵吗|声音大(?:不大|吗|不)|"
            r"噪音大(?:吗|不)|how (?:loud|noisy|quiet)|is it (?:loud|noisy|quiet)"
        ),
        ("noise",),
    ),
    (re.compile(r"拍照(?:怎么样|好不好|好吗|清楚吗|效果|如何|咋样)|how(?:'s| is) the camera"), ("camera",)),
    (re.compile(r"多远|离.{0,8}远(?:不远|吗)|how far"), ("distance",)),
    (
        re.compile(
            r"(?:玩|逛|游览|转|参观)[^,。?!]{0,4}?(?:多久|多长时间|几个?小时)|多长时间(?:逛|玩|转)"
            r"|how long (?:does|would|will|do) (?:it|this|that|they|the [a-z ]+?) take"
            r"|how (?:long|much time) (?:to|(?:should|would|will|do|can) (?:i|we|you|one)) (?:visit|stay|need|spend)"
        ),
        ("duration", "visit_time", "游玩时间"),
    ),
    (
        re.compile(
            r"什么(?:做的|材质|料子|面料|材料)|(?<![a-z])(?:is |are )?(?:the [a-z ]+?)?made (?:of|from|out of)(?![a-z])"
        ),
        ("material", "材质", "fabric"),
    ),
    (
        re.compile(
            r"在哪(?:儿|里)?(?!买|下单|订|看)|什么(?:地方|位置)|(?:怎么|如何|咋)(?:过去|去|走|到)|"
            r"where(?:'s| is) (?:it|this|that|the \w+(?: one| hotel| place| restaurant)?)(?![a-z])|"
            r"what's the address|how (?:do|can|to) (?:i |we |you )?get (?:there|to)"
        ),
        ("地址", "address", "location"),
    ),
)
FOR_SOMEONE = re.compile(
    r"[送赠](?:给)?(?:我|咱|他|她|俺)?(?:妈|爸|父|母|老|女|男|爷|奶|外|哥|姐|弟|妹|朋友|同[事学]|领导|孩|儿|小孩|客户|长辈|对象|闺蜜|媳妇|礼|[一-龥]{1,3}的)"
)
#: A question to the bot about itself, where nothing of the shop is named.
TO_BOT = re.compile(
    r"\s*(?:那|请问|话说|对了)?(?:你|您)(?!们|家|店|好|觉得|认为|看|说|推荐|建议|帮|这|那|有没有|有(?!没有)[^,。?!]|能不能给|能给|可以给|确定|知道)"
    r"|\s*(?:so |and |but |hey )*(?:are|were|do|did|can|could|will|would|have) you(?! (?:have|sell|carry|stock|got|"
    r"offer|recommend|suggest|guys|ship|deliver|think|show|tell|help|find|check|get|take|accept|do))"
    r"|\s*(?:so |and |but )*(?:who|what|where|how|why) (?:are|were|do|did) you"
    r"(?! (?:have|sell|carry|recommend|suggest|think|ship))"
)
HAS_BEFORE = re.compile(r"(?:支不支持|支持|有没有|有无|有|带不带|带|具备)(?P<word>[\u4e00-\u9fff]{2,4})$")
DETAILS = re.compile(
    r"(?:详细)?(?:介绍|说说|讲讲|了解)(?:一?下)?(?=\s*(?:第|这|它|那|前|最后|#|\d))|(?:详细)?(?:介绍|说说|讲讲|了解|看看|看下|看一下|说一下)(?:一?下|一下子|"
    r"它)?(?:的)?(?:详情|详细|细节|参数|信息)?\s*$|详情|(?:具体|详细)参数|有什么(?:特点|亮点|"
    r"优点|缺点|功能|卖点)|怎么样$|值得(?:买|入手|选|去|推荐)?(?:吗|么|不)|(?:好|值)不(?:好|"
    r"值)?(?:用|得买?)?$|好(?:用|看|吃|玩)吗$|tell me (?:more )?about|more (?:info|details|"
    r"information)|details|specs|features?"
)


def proposes(text: str, named: bool, after_answer: bool) -> bool:
    """Say whether a clause without a reference proposes goods: 适合学生的呢, how about a red one.

    `named`: it names a value. `after_answer`: a fact was just told, so that 红色的呢 may ask for another fact.
    """
    if found := _PROPOSED_EN.match(text):
        if ASKING.search(found.group("what")):
            return False
        return bool(_GOODS_EN.search(found.group("what"))) or (named and not after_answer)
    found = _PROPOSED_ZH.match(text)
    return found is not None and not after_answer and not ASKING.search(found.group("what"))
