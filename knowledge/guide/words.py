"""Word lists in Chinese and English that reading prose needs: moods, topics, words without content.

Owns: the lists. Does not know: how they are used. General words only: nothing here belongs to one shop.
"""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """Return the words of a text laid out in lines."""
    return tuple(text.split())


#: Words of praise.
POSITIVE = listed(
    """
    好 不错 满意 喜欢 推荐 清晰 流畅 舒服 舒适 方便 值 快 漂亮 好看 好用 好吃 精致 安静 稳 结实 轻便 耐用 干净
    热情 完美 惊喜 给力 划算 够用 good great nice love loved excellent comfortable fast easy clear smooth quiet
    solid perfect happy recommend worth beautiful reliable light durable clean delicious crisp sharp
    性价比高 有问必答 实惠 不亏 严实 颜值高 耐看 做工细 值得 回购 再买 五星 透气 没掉色 不掉色 有质感 省心 贴身不扎 不糊
    不油腻 合适 没压碎 超出预期 细腻 显精神 绝了 暖和 保暖 保暖好 测得准 定位准 尺码准 抓拍准 孔位准 自然 鲜艳 耐磨
    宽敞 放心
    好玩 耐心 层次分明 不累 不闷 不慌 没有杂音 不刺耳 贴合 新鲜 灵敏 不飘 软乎乎 蓬松 清爽 没话说 很顶 很轻 面料软
    质地轻 不冲
    不齁 不结霜 第二天就到 不卡顿 听得清 看得清 没毛病 好评 上瘾 爱不释手 扣得紧 吸得紧 抓地牢 不打滑 听不见吵 停不下来
    仔细 周到 专业
    recommended lovely handy fun warm soft comfy breathable moist friendly nicer fits gentle impressive amazing awesome
    helpful cosy cozy tasty bright easily
    """
)

#: Words of blame.
NEGATIVE = listed(
    """
    差 坏 卡 慢 失望 难 贵 吵 烫 发热 掉 漏 破 退货 后悔 垃圾 不值 小了 大了 紧 松 疼 痛 脏 异味 味道重 不清 模糊
    噪 死机 断 裂 褪色 起球 不够 bad poor slow broken disappointed disappointing noisy hot leak leaks return
    returned regret cheap-looking uncomfortable tight loose dirty blurry laggy lag crash fades worse worst waste
    heavy 爱答不理 压坏 掉色 偏贵 性价比低 降价 凑合 差评 不会再买 等了一周 等了几天 掉电快 耗电快 掉电 毛边 会漂 过期
    慎用 听不清 看不清 漏气 刺痛 冻醒 发柴 乱叫 drains ignored muffled expired overpriced flimsy itchy rude stale
    unstable
    """
)

#: What turns a mood round when it stands just before it.
NEGATIONS = ("不", "没", "无", "别", "not ", "n't ", "no ", "never ", "without ")

#: Topics that shoppers speak of whatever is sold, a line each: the name in Chinese, the name in English, other words
#: for it. A shop's own attributes come on top.
TOPICS = tuple(
    tuple(line.split())
    for line in """
    屏幕 screen 显示 画面 display
    电池 battery 续航 耗电 电量 待机 掉电
    充电 charging 快充 charger
    拍照 camera 相机 摄像 照片 photos
    音质 sound 声音 音效 audio
    流畅 smoothness 卡顿 卡 死机 反应 lag laggy smooth
    发热 heat 发烫 烫 热 hot
    噪音 noise 吵 安静 静音 noisy quiet
    做工 build 质量 品质 质感 quality
    外观 looks 颜色 颜值 好看 colour color design
    手感 feel 重量 轻 重 weight
    佩戴 wearing 戴 wear
    舒适 comfort 舒服 comfortable comfy
    尺码 size 大小 偏大 偏小 合身 版型 fit
    面料 fabric 材质 布料 material
    味道 taste 口感 好吃 口味 flavour flavor
    气味 smell 异味 香味 scent
    效果 effect 保湿 清洁力 洗得
    安装 installation 组装 setup
    包装 packaging 盒子
    物流 delivery 快递 发货 送货 shipping
    客服 service 服务 售后 态度 staff
    价格 price 性价比 价钱 value
    卫生 cleanliness 干净 整洁 clean
    位置 location 交通 地铁
    环境 surroundings 氛围 atmosphere
    早餐 breakfast
    房间 room 房型 床 bed
    景色 view 风景 scenery
    """.strip().splitlines()
)

#: Words that ask and bind but name nothing.
EMPTY = listed(
    """
    的 了 吗 呢 吧 啊 呀 么 嘛 不 没 有 没有 是 会 能 可以 可 支持 带 请问 这 那 这个 那个 它 他 她 个 款 第 一 二
    三 四 五 怎么样 怎么 如何 什么 多少 几 好 很 太 大家 说 觉得 用 和 跟 与 在 里 要 想 想要 我 你 您 你们 不是
    是不是 有没有 能不能 会不会 还 也 都 就 再 又 时候 时间 年 a an the is are was does do did can could will
    would has have it its this that these those one ones of for with to in on and or i you my me your what how
    which when there any some much many good so very support supports come comes get about people say think use
    used be 礼物 礼品 gift gifts present presents always ever really just please also too
    """
)
