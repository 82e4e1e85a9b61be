"""Attributes that goods of many kinds have: colour, for whom, for what occasion, weight, power, size, material.

Owns: those attributes and their words in Chinese and English. Does not know: which category states which of them.
"""

from __future__ import annotations

from .define import attribute

COLORS = {
    "黑色": "black|黑|曜石黑|暗夜黑|纯黑",
    "白色": "white|白|雪白|纯白|月白",
    "灰色": "grey|灰|gray|深灰|太空灰|浅灰",
    "银色": "silver|银|银白",
    "蓝色": "blue|蓝|天蓝|浅蓝|海蓝",
    "藏青色": "navy|藏青|深蓝|藏蓝|navy blue",
    "绿色": "green|绿|墨绿|军绿|薄荷绿",
    "红色": "red|红|大红|酒红|正红",
    "粉色": "pink|粉|粉红|樱花粉|粉红色",
    "紫色": "purple|紫|浅紫|香芋紫|lilac",
    "黄色": "yellow|黄|明黄|鹅黄",
    "橙色": "orange|橙|橘色|橘红",
    "米色": "beige|米|米白|燕麦色|奶油色|cream",
    "棕色": "brown|棕|咖色|咖啡色|卡其|khaki",
    "金色": "gold|金|香槟金|golden",
    "透明": "clear|透明色|transparent",
}

AUDIENCES = {
    "老人": "seniors|长辈|老年人|老人家|爸妈|父母|妈妈|爸爸|我妈|我爸|爷爷|奶奶|姥姥|姥爷|外婆|外公|elderly|older people"
    "|parents|mom|mum|dad|grandma|grandpa|grandparents",
    "学生": "students|学生党|上学|大学生|中学生|高中生|student|college",
    "孩子": "children|小孩|儿童|小朋友|娃|宝宝|儿子|女儿|kids|kid|child|son|daughter",
    "游戏玩家": "gamers|玩家|电竞|游戏党|gamer",
    "上班族": "office workers|打工人|上班|白领|商务人士|commuters|office worker|professionals",
    "女生": "women|女士|女朋友|女友|老婆|闺蜜|女性|妹子|girlfriend|wife|woman",
    "男生": "men|男士|男朋友|男友|老公|男性|boyfriend|husband|man",
    "家庭": "families|一家人|全家|一家三口|family",
    "情侣": "couples|两口子|小两口|couple",
    "新手": "beginners|入门|小白|初学者|beginner|newbie",
}

SCENES = {
    "通勤": "commuting|上下班|地铁|挤地铁|公交|commute|subway",
    "运动": "sports|健身|锻炼|健身房|gym|workout|exercise",
    "跑步": "running|慢跑|夜跑|跑马|run|jogging",
    "在家": "at home|家里|家用|居家|home",
    "办公": "office work|工作|上班用|写文档|办公室|work|office",
    "学习": "studying|上课|网课|读书用|study|school",
    "游戏": "gaming|打游戏|玩游戏|开黑|电竞|games",
    "看剧": "watching shows|追剧|看视频|看电影|刷剧|movies|streaming|video",
    "拍照": "photography|摄影|自拍|拍视频|photos|camera use",
    "旅行": "travel|出差|出门|旅游|trips|travelling",
    "户外": "outdoors|爬山|登山|徒步|hiking|outdoor",
    "露营": "camping|野营|camp",
    "约会": "dates|约会穿|dating",
    "送礼": "gifts|礼物|送人|生日礼物|gift|present",
    "睡觉": "sleeping|睡前|助眠|sleep",
    "聚会": "parties|聚餐|派对|party",
    "亲子": "with children|带娃|陪孩子|遛娃|family time",
}

ATTRIBUTES = [
    attribute("title_en", "text", "英文名", "English name"),
    attribute("series", "text", "系列|产品系列", "series|line"),
    attribute(
        "color", "category", "颜色|色|配色", "colour|color",
        ask=("喜欢什么颜色？", "Which colour would you like?"), values=COLORS,
    ),
    attribute(
        "audience", "tags", "适合人群|给谁用|人群|适合谁", "made for|who it is for|audience",
        ask=("是给谁用的？", "Who is it for?"), values=AUDIENCES,
    ),
    attribute(
        "scene", "tags", "使用场景|用途|场景|场合", "use|occasion|purpose",
        ask=("主要在哪儿用？", "Where will it mostly be used?"), values=SCENES,
    ),
    attribute("weight", "number", "重量|多重|份量", "weight", unit="kg", better="lower",
              ask=("重量有要求吗？", "How light should it be?")),
    attribute("weight_g", "number", "重量|多重|份量|克重", "weight", unit="g", better="lower"),
    attribute("power", "number", "功率|充电功率|输出功率", "power|output power", unit="W", better="higher",
              ask=("需要多大功率？", "How much power do you need?")),
    attribute("ports", "number", "接口数量|接口数|几个口|插口", "ports|number of ports", unit="个", better="higher"),
    attribute("material", "category", "材质|面料|料子|材料", "material|fabric",
              ask=("材质有偏好吗？", "Any preferred material?"),
              values={
                  "纯棉": "cotton|全棉|棉|100%棉|pure cotton", "亚麻": "linen|麻|麻料",
                  "棉麻": "cotton and linen|棉麻混纺|cotton-linen", "聚酯纤维": "polyester|涤纶|化纤",
                  "羊毛": "wool|羊毛呢|毛呢", "桑蚕丝": "silk|真丝|丝绸", "尼龙": "nylon|锦纶",
                  "羽绒": "down|鹅绒|鸭绒", "莫代尔": "modal", "牛仔布": "denim|牛仔|丹宁", "雪纺": "chiffon",
                  "硅胶": "silicone|液态硅胶", "皮革": "leather|皮|真皮|皮质", "铝合金": "aluminium|铝|金属|aluminum|metal",
                  "塑料": "plastic|ABS|PC", "榉木": "beech wood|木头|木质|实木|木制|wood|wooden",
                  "毛绒": "plush|毛绒布|绒布", "卡纸": "cardboard|纸质|纸", "玻璃纤维": "fibreglass|玻纤|fiberglass",
                  "镁合金": "magnesium|镁", "凯夫拉纤维": "aramid fibre|芳纶|凯夫拉|aramid", "不锈钢": "stainless steel|钢|steel",
                  "编织尼龙": "woven nylon|编织",
              }),
    attribute("gender", "category", "款式性别|男款女款|性别", "men's or women's|gender",
              ask=("要男款还是女款？", "Men's or women's?"),
              values={"男款": "men's|男|男士|男式|男装|mens|for men", "女款": "women's|女|女士|女式|女装|womens|for women",
                      "男女同款": "unisex|中性|情侣款|男女通用", "童款": "kids'|儿童款|童装|小童|for kids"}),
    attribute("energy_grade", "category", "能效等级|能效|几级能效", "energy grade|energy rating",
              values={"一级": "grade 1|一级能效|1级|新一级", "二级": "grade 2|二级能效|2级", "三级": "grade 3|三级能效|3级"}),
    attribute("noise_db", "number", "噪音|声音大不大|运行噪音", "noise|noise level", unit="dB", better="lower",
              ask=("对噪音有要求吗？", "How quiet should it be?")),
    attribute("width_cm", "number", "宽度|机身宽度|多宽", "width", unit="cm", better="lower"),
    attribute("shelf_life", "number", "保质期|能放多久", "shelf life", unit="个月", better="higher"),
    attribute("fragrance_free", "bool", "无香精|不含香精|没有香精|无香", "fragrance-free|unscented"),
    attribute("pattern", "category", "图案|花色|花纹", "pattern",
              values={"纯色": "plain|素色|无图案|solid", "条纹": "striped|条子|stripes", "格子": "checked|格纹|plaid",
                      "印花": "printed|图案款|print", "碎花": "floral|小碎花|花朵", "卡通": "cartoon|动漫", "字母": "lettering|文字"}),
    attribute("waterproof", "category", "防水等级|防水|防水性能|防溅", "water resistance|waterproof|waterproof rating",
              ask=("需要防水吗？", "Does it need to be water resistant?"),
              values={"不防水": "not water resistant|无防水|没有防水", "IPX4": "|ipx4", "IP54": "|ip54", "IP55": "|ip55",
                      "IPX7": "|ipx7", "IP67": "|ip67", "IP68": "|ip68", "5ATM": "|5atm|50米防水"}),
]  # fmt: skip
