"""What shoppers say of skin care, clothes, shoes, snacks, toys, books, trips and camping gear, and of any good.

Owns: those sentences, by aspect. Does not know: which good earns which. The form is that of `device_phrases`.
"""

from __future__ import annotations

GOODS: dict[str, tuple[str, str, str, str]] = {
    "looks": (
        "颜值高，实物比图好看|颜色好看，做工细|外观耐看",
        "颜色和图片差得多|做工粗糙，有毛边|外观显旧",
        "looks great|nicer than the photos",
        "colour differs from the photo|poor finish",
    ),
    "value": (
        "性价比高|这个价位很值|价格实惠，买得不亏",
        "性价比低，不值这个价|偏贵|刚买就降价，不划算",
        "great value|worth the price",
        "overpriced|not worth the money",
    ),
    "absorb": (
        "吸收快，不油腻|质地轻，不糊脸|推开就化",
        "油腻，糊一层|吸收慢，搓泥",
        "absorbs quickly|not greasy",
        "feels greasy|pills on my skin",
    ),
    "gentle": (
        "温和，敏感皮用着没刺痛|没有过敏，放心",
        "用了泛红|有点刺痛，敏感皮慎用",
        "gentle on sensitive skin",
        "made my skin red",
    ),
    "smell": ("味道淡，不冲|没什么味道，喜欢", "味道太香，冲鼻|有股怪味", "light scent", "the scent is too strong"),
    "white_cast": ("不泛白，像没涂一样|上脸自然", "泛白明显，像戴面具|假白", "no white cast", "leaves a white cast"),
    "moist": (
        "保湿好，第二天脸还是润的|冬天不起皮了",
        "不够滋润，一会儿就干|保湿撑不到下午",
        "keeps my skin moist all day",
        "not moisturising enough",
    ),
    "oil": ("控油可以，下午脸不反光|T区清爽了", "控油没效果，中午就出油", "controls oil well", "no oil control at all"),
    "cleanse": (
        "洗得干净不紧绷|泡沫细，冲得快",
        "洗完紧绷|洗不干净",
        "cleans without drying",
        "skin feels tight after washing",
    ),
    "fabric": (
        "料子舒服，贴身不扎|面料软，有质感|{material}的手感对得起价格",
        "料子薄，透|面料扎人|料子硬，不透气",
        "the fabric feels lovely|soft and comfy",
        "fabric is scratchy|thin fabric",
    ),
    "size_fit": (
        "尺码准，按平时的买就行|大小合适|版型好，显精神",
        "偏小，建议买大一码|尺码不准|版型怪",
        "true to size|fits well",
        "runs small|sizing is off",
    ),
    "colorfast": (
        "洗了几次没掉色|不起球",
        "第一次洗就掉色|洗两次起球了",
        "no fading after washing",
        "faded after one wash|it pilled",
    ),
    "warm": ("保暖，零下也不冷|暖和，半夜没被冻醒", "不够暖，风一吹就透|晚上冷醒了", "really warm", "not warm enough"),
    "cool": ("透气，夏天穿不闷|凉快，吸汗", "闷，一出汗就贴身", "breathable in summer", "not breathable"),
    "rain": ("小雨不湿，水珠滚下去|防泼水真的有用", "淋十分钟就透了", "keeps light rain out", "soaked in ten minutes"),
    "crease": ("不太起皱", "容易皱，每次都要熨|坐一会儿全是褶", "hardly creases", "creases easily"),
    "shoe_feel": (
        "脚感软弹，落地轻|缓震好，膝盖不疼了|踩着有弹性",
        "鞋底硬，跑完脚底疼|没什么缓震",
        "soft and bouncy|great cushioning",
        "sole is too hard",
    ),
    "light": ("鞋子轻，{weight_g}克没负担|很轻，跑起来不累", "有点重，跑长了累", "so light", "a bit heavy"),
    "traction": (
        "抓地牢，不打滑|湿路也踩得稳",
        "湿路打滑|瓷砖上有点滑",
        "great grip on wet roads",
        "slippery on wet ground",
    ),
    "shoe_fit": (
        "尺码准，按平时的买就行|宽脚也不挤",
        "偏小半码|夹脚，要买大一码",
        "true to size",
        "runs half a size small",
    ),
    "breathe": ("透气，脚不闷|网面凉快", "闷脚，跑完袜子湿透", "breathable", "feet get hot"),
    "wear": (
        "耐磨，穿了三个月底子还新|结实",
        "两个月鞋底就磨平了|开胶了",
        "durable",
        "sole wore out in two months|came unglued",
    ),
    "taste": (
        "好吃，停不下来|味道正，不齁|家里人都爱吃",
        "味道一般，不会再买|太咸|吃着有点腻",
        "delicious|can't stop eating",
        "tastes bland|too salty",
    ),
    "fresh_food": (
        "日期新鲜，脆|收到就是近期生产的",
        "收到快过期了|不脆，有点受潮",
        "very fresh",
        "close to expiry|a bit stale",
    ),
    "pack": (
        "小包装方便，随手带|包装结实，没压碎",
        "压碎了一半|没有小包装，开了要赶紧吃",
        "handy packaging",
        "arrived crushed",
    ),
    "spicy": ("够辣，过瘾", "辣得受不了|不怎么辣", "properly spicy", "way too hot"),
    "sweetness": ("不甜腻，正好|没有糖的味道也不差", "太甜了", "not too sweet", "too sweet"),
    "fun": (
        "孩子玩一下午不吵|好玩，大人也上瘾|孩子爱不释手",
        "玩两次就没兴趣了|没什么可玩的",
        "my kid plays with it for hours|great fun",
        "boring after two days",
    ),
    "safe": (
        "没有异味，边角圆|没毛刺，给孩子玩放心",
        "味道大，晾了三天|边上有毛刺",
        "smooth edges, no smell",
        "strong plastic smell",
    ),
    "solid": ("结实，摔了几次没坏|用料足", "两天就坏了|零件松，容易掉", "sturdy", "broke in two days"),
    "manual": ("说明书清楚，孩子自己能做", "说明书看不懂|少了两个零件", "clear instructions", "confusing instructions"),
    "soft_touch": ("软乎乎的，抱着睡|手感蓬松", "填充少，瘪瘪的|有点掉毛", "super soft", "thin filling"),
    "loud_toy": ("声音不吵", "声音太大，关不小", "not too loud", "far too loud"),
    "story": (
        "好看，一口气读完|故事抓人|写得真诚，不端着",
        "情节拖，看一半放下了|结尾仓促",
        "couldn't put it down|beautifully written",
        "the plot drags|weak ending",
    ),
    "print": (
        "纸张好，印刷清楚|装订结实",
        "纸薄透字|有几页印歪了",
        "nice paper and print",
        "thin paper|a few crooked pages",
    ),
    "length": ("篇幅不长，周末能看完", "太厚，读不完", "a quick read", "too long"),
    "big_print": (
        "字大，爸爸看着不费劲|大字版给老人正合适",
        "字大了排版有点松",
        "large print is perfect for my dad",
        "layout is a bit loose",
    ),
    "kids_like": (
        "孩子天天要听|画风可爱，娃喜欢",
        "孩子翻两页就不看了",
        "my daughter asks for it every night",
        "my kid lost interest",
    ),
    "guide": (
        "导游负责，讲得细|领队照顾老人，有耐心",
        "导游一路催|导游态度差",
        "the guide was wonderful",
        "the guide kept rushing us",
    ),
    "hotel": (
        "酒店干净，{hotel_stars}星没水分|住得舒服，早餐好",
        "酒店旧，隔音差|住的地方偏",
        "the hotel was clean and comfy",
        "the hotel was old and noisy",
    ),
    "schedule": (
        "行程不赶，老人也跟得上|安排合理，有自由时间",
        "行程太赶，天天早起|一半时间在车上",
        "relaxed pace",
        "too rushed|half the time on the bus",
    ),
    "scenery": (
        "风景绝了，值得去|随手拍都好看",
        "天气不好，什么都没看见",
        "breathtaking scenery",
        "saw nothing because of the weather",
    ),
    "shopping": (
        "全程没进购物店|纯玩，不推销",
        "进了两次购物店|一路推销",
        "no shopping stops at all",
        "two shopping stops",
    ),
    "food": ("团餐好，菜量足", "团餐难吃，天天一样", "good group meals", "the food was poor"),
    "group": ("小团人少，玩得自在", "人太多，等来等去", "small group, very relaxed", "too many people"),
    "tent_rain": (
        "下了一夜雨没漏|防水好，内帐是干的",
        "大雨漏水|地布渗水",
        "stayed dry in heavy rain",
        "leaked in the rain",
    ),
    "setup": (
        "好搭，第一次也就几分钟|一甩就开，省事",
        "不好搭，折腾半小时|收起来塞不回袋子",
        "easy to pitch",
        "a pain to pitch|hard to pack away",
    ),
    "pack_weight": (
        "轻，{weight}公斤背得动|收起来小",
        "太重，背着爬山累|收纳体积大",
        "light to carry",
        "heavy and bulky",
    ),
    "wind": ("风大也稳|七级风没塌", "风一大就晃|杆子被吹弯了", "stable in wind", "poles bent in the wind"),
    "roomy_bag": ("宽松，翻身不憋", "窄，翻身费劲", "roomy", "too narrow"),
    "delivery": (
        "发货快，第二天就到|包装严实",
        "物流慢，等了一周|包装压坏了",
        "fast delivery",
        "slow delivery|box was damaged",
    ),
    "staff": ("客服有问必答", "客服爱答不理", "friendly staff", "staff ignored me"),
}

#: Aspects that any good may be spoken of, with how often against the good's own ones.
COMMON = ("delivery", "staff")

OPENERS = (
    "用了一周来评价，",
    "用了两个月，",
    "第二次买了，",
    "朋友推荐的，",
    "对比了好几家，",
    "活动时买的，",
    "等了几天收到，",
    "半年后来追评，",
)
OPENERS_FOR = {
    "老人": ("给我妈买的，", "给爸爸买的，", "给爷爷奶奶用，", "送长辈的，"),
    "孩子": ("给孩子买的，", "给女儿买的，"),
    "学生": ("学生党，", "宿舍用，", "开学买的，"),
    "游戏玩家": ("主要打游戏，", "每天开黑，"),
    "家庭": ("一家四口用，", "家里用，"),
    "上班族": ("上下班用，", "办公室用，"),
    "女生": ("给女朋友买的，", "闺蜜种草，"),
    "男生": ("给老公买的，",),
    "情侣": ("和对象一起用，",),
    "新手": ("第一次买这类，",),
}
OPENERS_OF_CATEGORY = {
    "旅行套餐": ("国庆去的，", "跟家里人去的，", "刚回来，", "第一次跟团，"),
    "图书": ("看完来评，", "读了一半，", "书友推荐的，"),
    "零食": ("办公室分着吃，", "追剧时吃，", "第三次回购，", "尝鲜买的，"),
}
CLOSERS_GOOD = ("推荐", "会回购", "满意", "五星", "值得买", "下次还来", "没有后悔")
CLOSERS_BAD = ("不推荐", "差评", "已申请退货", "失望", "后悔买了", "不会再买")
CLOSERS_MIXED = ("中规中矩", "凑合用", "一般般", "看个人吧")
GOOD_ALONE = ("不错", "挺好的，满意", "好评", "和描述一致，满意", "没毛病", "用着挺好")
BAD_ALONE = ("差评，别买", "用几天就坏了", "和描述不符", "失望")
EN_GOOD = ("Very happy.", "Would buy again.", "Recommended.", "Five stars.", "")
EN_BAD = ("Disappointed.", "Sent it back.", "Would not buy again.", "")
EN_MIXED = ("It is okay.", "Average.", "")
