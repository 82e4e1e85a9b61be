"""Questions for a fact of goods that do not say its name: 谁写的, 坐几号线, 里头填的啥, can I wear it in the pool.

Owns: those words and the keys or concepts that they ask for, likeliest first. Does not know: what makes a question.
"""

from __future__ import annotations

import re

NAMED_OTHERWISE = (
    (
        re.compile(
            r"(?:要|用|需要|得)(?:不要|不用|不得)?(?:自己|自行)?(?:组装|安装|装)(?:吗|不|么|嘛|$)"
            r"|(?<![a-z])(?:assemble it|come assembled|need(?:s)? assembl\w+|assembly required)"
        ),
        ("assembly", "安装"),
    ),
    (
        re.compile(
            r"(?:招牌|拿手|特色|必点)(?:的|菜)*(?:是|有)?(?:什么|啥|哪些|哪个)|(?:什么|啥)(?:是)?(?:招牌|必点|拿手)"
            r"|(?<![a-z])(?:signature|must-try|best) dish(?:es)?"
        ),
        ("dishes", "推荐菜"),
    ),
    (
        re.compile(
            r"(?:周[一二三四五六日天]|星期[一二三四五六日天]|周末|现在|今天|今晚|晚上|早上|节假日)(?:还)?"
            r"(?:开|营业)(?:门|着|放)?"
            r"(?:吗|不|么|没|$)"
            r"|(?<![a-z])what time (?:does|do|is|will) [^,.?!]{1,24} (?:open|close|shut)(?:s|ing)?(?![a-z])"
            r"|(?<![a-z])(?:is|are) (?:it|they|this|that|the [a-z ]+?) (?:still )?open"
            r"(?: (?:on|at|late|early|today|tomorrow|now|every|until|till)[a-z ]*)?"
        ),
        ("opening_hours", "营业时间"),
    ),
    (
        re.compile(
            r"谁写的|谁的书|作者(?:是谁|叫什么)|(?<![a-z])who (?:wrote|is the (?:author|writer)|'?s the (?:author"
            r"|writer))"
        ),
        ("author",),
    ),
    (
        re.compile(
            r"(?:里[头面边]|内里|芯)?(?:是)?(?:填|塞|充)(?:充)?(?:的|了)?(?:是)?(?:什么|啥)|里[头面边](?:装的"
            r"|的)?是(?:什么|啥)"
            r"|(?<![a-z])(?:stuffed|filled) with|what(?:'s| is) inside(?! the box)"
        ),
        ("filling", "填充"),
    ),
    (
        re.compile(
            r"(?:怎么|如何|咋)(?:坐车|坐地铁|坐公交|乘车|换乘)|坐(?:什么|几路|哪路)车|哪(?:条|个|一条)(?:线|地铁)(?:线|站)?(?:边上|旁边|附近|沿线)?|几号线|(?:靠近|挨着)哪个(?:地铁)?站"
            r"|(?<![a-z])(?:(?:which|what|nearest|closest) )?(?:metro|subway|underground|tube) (?:stop|line|station)"
        ),
        ("subway", "地铁"),
    ),
    (
        re.compile(
            r"(?:开|营业)到(?:晚上|夜里|凌晨)?几点|几点(?:打烊|歇业|收摊|闭馆|闭园|开馆|开园|开放|关张)"
            r"|(?<![a-z])(?:how late|until when|till when) (?:is|are|does|do) (?:it|they|this|that)"
        ),
        ("opening_hours", "营业时间"),
    ),
    (re.compile(r"有多沉|多沉|有几斤重"), ("weight", "重量")),
    (re.compile(r"什么(?:木头|木料|布料|皮(?:子|料)?|线|棉)(?:的|做的)?(?=[?,。吗呢啊]|\s*$)"), ("material", "材质")),
    (
        re.compile(
            r"(?:能|可以|会)(?:不能|不可以)?(?:戴着|带着|穿着)?(?:下水|游泳|泡水|洗澡|淋雨|沾水|进水)|(?:泡|进|沾"
            r"|碰)了?水(?:会|有事|怎么)"
            r"|(?<![a-z])(?:in|into|under) the (?:pool|shower|bath|rain|sea|water)(?![a-z])|underwater|(?:get|gets"
            r"|getting) wet"
            r"|(?:swim|shower|dive) (?:with|in|wearing)"
        ),
        ("waterproof", "water_resistant"),
    ),
    (
        re.compile(
            r"(?:下?(?:大|暴|小|中)?雨(?:天)?|淋雨)[^,。?!]{0,4}(?:扛|顶|挡|受|漏|防|撑|没事|没问题)(?:得?住|不住|水|雨|不漏)?"
            r"|(?:扛|挡|防|淋)(?:得?住|不住)?(?:大|暴|小)?雨(?=吗|么|不(?!怕)|没|[?])"
            r"|(?<![a-z])(?:hold up|survive|ok|okay|good|fine) in (?:heavy |light )?rain|keep(?:s)? (?:the )?rain out"
            r"|leak(?:s)? in the rain"
        ),
        ("rain_mm", "rainproof", "waterproof", "water_resistant"),
    ),
    (
        re.compile(
            r"(?:能|可以|够)?(?:几|多少)个?人(?:一起|同时)?(?:玩|打)(?!具)|how many (?:people|players|kids"
            r"|children)(?: \w+)? (?:can )?play"
        ),
        ("players", "people"),
    ),
)
