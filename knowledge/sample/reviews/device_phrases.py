"""What shoppers say of devices, by aspect: praise and blame in Chinese and English.

Owns: sentences about phones, tablets, watches, computers, earphones, televisions, appliances and accessories. Does not
know: which good earns which. {key} stands for an attribute of the good; a sentence is used only where the good states
it. Rows: aspect -> (praise zh, blame zh, praise en, blame en), sentences parted by "|".
"""

from __future__ import annotations

DEVICES: dict[str, tuple[str, str, str, str]] = {
    "battery": (
        "续航很顶，{battery}毫安时能用两天|电池耐用，早上充满晚上还剩一半|待机时间长，忘了充电也不慌|一天重度使用没问题，电池给力",
        "掉电快，半天就要找充电器|续航一般，出门得带充电宝|电池不太耐用，晚上六点就见红",
        "battery easily lasts two days|great battery, {battery} mAh is no joke",
        "battery drains fast|barely lasts half a day",
    ),
    "screen": (
        "屏幕大，{screen_size}英寸看着舒服|屏幕清楚，颜色也正|显示细腻，户外也看得见|屏幕素质超出预期",
        "屏幕有点小，看久了累|屏幕颗粒感明显|太阳底下屏幕看不清",
        "the {screen_size}-inch screen is lovely|bright and sharp screen",
        "screen is too small for me|the screen looks grainy",
    ),
    "speed": (
        "很流畅，切应用不卡|速度快，用了几个月还是流畅|系统流畅，多开几个也不卡顿|打开软件几乎不用等",
        "用久了会卡|开几个应用就卡顿|反应慢半拍，有点卡|偶尔卡住要等几秒",
        "fast and smooth|no lag at all",
        "it lags when several apps are open|slow after a few months",
    ),
    "camera": (
        "拍照清晰，夜景也不糊|相机很满意，拍娃抓拍准|拍出来的颜色自然",
        "拍照糊，晚上噪点多|相机拉胯，扫码都要对半天|前置拍人发黄",
        "photos are crisp even at night|love the camera",
        "photos are blurry at night|the camera is disappointing",
    ),
    "charging": (
        "充电快，{fast_charge}瓦半小时就大半|快充好用，洗个澡就充满|充电速度没话说",
        "充电慢，要等两个多小时|充电太慢了，得睡前插上",
        "charges really fast|{fast_charge} W charging is great",
        "charging is slow|takes over two hours to charge",
    ),
    "weight": (
        "拿着轻，不坠手|重量合适，单手能拿|比想象中轻",
        "有点沉，拿久了手酸|偏重，放口袋里坠|份量不轻",
        "light in the hand|lighter than I expected",
        "a bit heavy|too heavy for one hand",
    ),
    "sound": (
        "音质好，低音够|声音清楚，不刺耳|音量大，老人也听得清|听歌层次分明",
        "声音发闷|音质一般，没什么低音|声音小，吵的地方听不见",
        "sound is clear|rich sound with good bass",
        "sound is muffled|weak bass",
    ),
    "big_text": (
        "字大，老人看得清|放大字体以后我妈不用戴老花镜了|图标大，爸爸一学就会",
        "字还是不够大|大字模式下有些软件排版乱",
        "big text, mum can read it without glasses|easy to read",
        "text is still too small|some apps look odd with large text",
    ),
    "heat": (
        "玩久了也不怎么热|散热不错|边充边用也只是温",
        "发热明显，打游戏烫手|夏天有点烫|充电时后背发烫",
        "stays cool|no heating issues",
        "gets hot while gaming|heats up when charging",
    ),
    "eyes": (
        "护眼模式看久了眼睛不涩|屏幕不伤眼，孩子上网课放心",
        "看久了眼睛还是会酸",
        "easy on the eyes",
        "my eyes still get tired",
    ),
    "watch_battery": (
        "充一次能用{battery_days}天|续航省心，一周充一次|电量掉得慢",
        "两天就要充一次，麻烦|续航比标的短|睡一晚掉不少电",
        "battery lasts {battery_days} days|I rarely charge it",
        "needs charging too often|battery is shorter than promised",
    ),
    "comfort": (
        "戴着舒服，睡觉也不硌|戴一下午也不累|不夹不胀，很舒服|几乎感觉不到重量",
        "戴久了耳朵疼|有点硌，戴不住太久|戴着闷",
        "comfortable all day|I forget I am wearing it",
        "hurts after an hour|uncomfortable for long wear",
    ),
    "heart": (
        "心率测得准，和医院差不多|运动时心率跟得上",
        "心率忽高忽低，不太准",
        "heart rate is accurate",
        "heart rate jumps around",
    ),
    "gps": (
        "定位准，跑步路线没有漂|定位快，出门就连上",
        "定位会漂，路线歪到河里去了",
        "GPS is spot on",
        "GPS drifts a lot",
    ),
    "hours": (
        "续航够用，{battery_life}小时不虚|电池耐用，一天不用插电|出差两天没带充电器也够",
        "续航短，用不到半天|电池不耐用，总要插着",
        "battery lasts {battery_life} hours as stated|all-day battery",
        "battery life is short|has to stay plugged in",
    ),
    "call": (
        "通话清楚，对方说听得很清|打电话没有杂音",
        "通话对方说听不清|一刮风通话全是噪音",
        "calls are clear",
        "people can't hear me on calls",
    ),
    "stay": (
        "跑步不会掉，很稳|甩头都不掉，防掉没问题|跳绳也没掉过",
        "跑两步就要掉|戴不稳，总要用手扶",
        "stays in when I run|never falls out",
        "falls out when running|keeps slipping out",
    ),
    "noise_cancel": (
        "降噪明显，地铁上安静了|一开降噪世界就静了|降噪效果好，飞机上睡着了",
        "降噪几乎没感觉|开了降噪耳朵有压迫感",
        "noise cancelling works great on the subway|the ANC is impressive",
        "noise cancelling is barely noticeable|ANC feels weak",
    ),
    "sweat": (
        "出一身汗也没事，防水可以|雨里跑过两次没坏",
        "出汗后进水坏了",
        "survived sweaty runs and rain",
        "died after a sweaty run",
    ),
    "latency": (
        "打游戏没延迟，声画同步|延迟低，听声辨位可以",
        "打游戏声音慢半拍",
        "no lag in games",
        "sound lags in games",
    ),
    "carry": (
        "很轻，{weight}公斤背着没负担|轻薄，塞进包里没感觉|每天背着上下班不累",
        "太沉了，背着肩膀疼|有点重，不适合天天带",
        "so light, only {weight} kg|easy to carry every day",
        "heavy to carry|too heavy for commuting",
    ),
    "keyboard": (
        "键盘手感好，打字不累|键盘声音小，晚上用也行",
        "键盘软，打字没反馈|键盘有点挤",
        "nice keyboard",
        "keyboard feels mushy",
    ),
    "fan": (
        "风扇安静，办公听不见|噪音小，图书馆能用",
        "风扇声音大，像要起飞|一跑程序风扇就呼呼响",
        "very quiet fan",
        "fan is loud",
    ),
    "grip": ("手感好，握着贴手|大小正合适", "手小握着累|有点滑|手感廉价", "good grip", "slippery|feels cheap"),
    "click": (
        "按键没声音，晚上不吵人|静音效果好，同事没意见",
        "按键声音大，办公室尴尬",
        "really silent clicks",
        "clicks are loud",
    ),
    "precision": ("定位准，指哪打哪|灵敏，移动不飘", "光标会飘，不准", "precise tracking", "cursor drifts"),
    "link": (
        "连接稳，没断过|插上就用，不掉线",
        "偶尔断连|隔一米就卡",
        "connection is stable",
        "drops connection now and then",
    ),
    "picture": (
        "画质清晰，{resolution}看球爽|颜色鲜艳，黑色也够黑|画面细腻，追剧享受",
        "画质一般，暗处一片黑|画面有拖影|看着发灰",
        "picture quality is stunning|colours pop",
        "picture is mediocre|motion blur is obvious",
    ),
    "smooth": (
        "系统流畅，开机快|遥控反应快，不卡",
        "系统卡，换台要等|用半年开始卡顿",
        "menus are fast",
        "the menus lag",
    ),
    "service": (
        "师傅上门快，装得也仔细|客服有耐心，问什么都回|售后响应快",
        "约了三次师傅才来|客服半天不回|售后推来推去",
        "installer came on time|helpful service",
        "service was slow|support did not answer",
    ),
    "easy": (
        "爸妈自己就会用|操作简单，开机直接看台|语音播报老人也懂",
        "菜单太深，老人找不到",
        "my parents use it on their own",
        "too many menus for my parents",
    ),
    "voice": (
        "语音找片子准，不用打字|说话就能换台",
        "语音经常听错|带口音就听不懂",
        "voice search works well",
        "voice control mishears me",
    ),
    "clean": (
        "洗得干净，领口都洗掉了|衣服洗完没有残留|洗得很干净还不缠",
        "洗不太干净，袖口还有印|洗完有絮",
        "washes really clean",
        "stains stay after washing",
    ),
    "quiet": (
        "声音小，{noise_db}分贝晚上也敢开|很静音，睡觉不受影响|运行安静",
        "噪音大，隔壁屋都听得见|脱水像打雷|半夜嗡嗡响",
        "very quiet at night|only {noise_db} dB, hardly hear it",
        "noisy|loud humming at night",
    ),
    "spin": ("甩得干，晾半天就干|脱水有力", "甩不干，还滴水", "spins nearly dry", "clothes come out dripping"),
    "dry": (
        "烘干好用，毛巾蓬松|梅雨天全靠烘干",
        "烘干慢，要三个多小时|烘完还是潮",
        "the dryer is a life saver",
        "drying takes forever",
    ),
    "fresh": (
        "保鲜好，青菜放五天还绿|肉拿出来不发柴",
        "菜放两天就蔫|有串味",
        "keeps vegetables fresh",
        "vegetables wilt in two days",
    ),
    "room": (
        "空间大，放得下一家人的东西|容量够用|里面宽敞",
        "空间小，东西塞不下|比想的小一圈",
        "plenty of room",
        "smaller than expected",
    ),
    "frost": (
        "不结霜，不用除冰|用了半年一点霜没有",
        "结霜厉害，隔一个月要除一次",
        "no frost at all",
        "frost builds up quickly",
    ),
    "case_fit": (
        "孔位准，扣得紧|贴合，按键不硬",
        "尺寸有点松|孔位偏了一点",
        "fits perfectly",
        "cutouts are slightly off",
    ),
    "feel": ("手感细腻，不沾指纹|摸着舒服", "手感塑料|容易沾指纹", "feels great", "feels plasticky"),
    "protect": ("摔了两次手机没事|四角厚实，防摔", "摔一次就裂了", "survived two drops", "cracked at the first drop"),
    "yellow": ("用到现在没发黄", "两个月就发黄了|透明的变黄快", "has not yellowed", "turned yellow in two months"),
    "magnet": ("磁吸牢，车上不掉|吸得紧", "吸力弱，一晃就掉", "strong magnet", "weak magnet"),
    "charge_speed": (
        "充得快，{power}瓦没虚标|给手机充电速度满意",
        "充电慢|标的功率达不到",
        "charges fast, a real {power} W|charges really fast",
        "charging is slow",
    ),
    "hot": ("充着也不烫|温度控制可以", "充电时烫手|发热严重", "stays cool", "gets really hot"),
    "small": ("小巧，出差好带|体积小，不挡旁边插座", "个头大，挡住旁边插孔", "nice and small", "bulky"),
    "bank_capacity": (
        "{battery}毫安时能充好几次|容量足，旅行两天够用",
        "充不到两次就没电|容量感觉虚",
        "charges my phone several times",
        "capacity feels lower than stated",
    ),
}
