"""Word lists in Chinese and English that reading prose needs: moods, topics, words without content.

Owns: the lists. Does not know: how they are used. General words only: nothing here belongs to one shop.
"""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: Words of praise.
POSITIVE = _listed(
    """
    好 不错 满意 喜欢 推荐 清晰 流畅 舒服 舒适 方便 值 快 漂亮 好看 好用 好吃 精致 安静 稳 结实 轻便 耐用 干净
    热情 完美 惊喜 给力 划算 够用 good great nice love loved excellent comfortable fast easy clear smooth quiet
    solid perfect happy recommend worth beautiful reliable light durable clean delicious crisp sharp
    """
)

#: Words of blame.
NEGATIVE = _listed(
    """
    差 坏 卡 慢 失望 难 贵 吵 烫 发热 掉 漏 破 退货 后悔 垃圾 不值 小了 大了 紧 松 疼 痛 脏 异味 味道重 不清 模糊
    噪 死机 断 裂 褪色 起球 不够 bad poor slow broken disappointed disappointing noisy hot leak leaks return
    returned regret cheap-looking uncomfortable tight loose dirty blurry laggy lag crash fades worse worst waste
    heavy
    """
)

#: Topics that shoppers speak of whatever is sold; a shop's own attributes come on top.
TOPICS = _listed(
    """
    屏幕 电池 续航 拍照 音质 做工 质量 物流 包装 性价比 味道 口感 尺码 面料 版型 客服 服务 卫生 位置 环境 早餐
    隔音 外观 颜色 手感 速度 噪音 screen battery camera sound build quality delivery packaging taste size fabric
    fit service location breakfast design colour speed noise
    """
)

#: Words that ask and bind but name nothing.
EMPTY = _listed(
    """
    的 了 吗 呢 吧 啊 呀 么 嘛 不 没 有 没有 是 会 能 可以 可 支持 带 请问 这 那 这个 那个 它 他 她 个 款 第 一 二
    三 四 五 怎么样 怎么 如何 什么 多少 几 好 很 太 大家 说 觉得 用 和 跟 与 在 里 要 想 想要 我 你 您 你们 不是
    是不是 有没有 能不能 会不会 还 也 都 就 再 又 时候 时间 年 a an the is are was does do did can could will
    would has have it its this that these those one ones of for with to in on and or i you my me your what how
    which when there any some much many good so very support supports come comes get about people say think use
    used be
    """
)
