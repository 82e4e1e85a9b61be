"""What is said in Chinese of a picture that the shopper sent: its colours, and no more than that."""

from __future__ import annotations

from finetune.template.context import Context
from knowledge.types import Looked


def write(ctx: Context) -> str:
    """Say what was made of the picture that came with this turn; "" where none did."""
    looked = ctx.decision.looked
    if looked is None:
        return ""
    if not looked.used:
        return "照片我只会看颜色，这里用不上；照片也不会保存，请用文字告诉我。"
    if not looked.values:
        if looked.by_pictures:
            return "照片里是什么我认不出来，只能按颜色相近的给您找。"
        return "照片里是什么我认不出来，店里也没有能对上的颜色，这张照片用不上。"
    colour = "或".join(ctx.values.value(looked.attribute, v) for v in looked.values)
    return f"照片里是什么我认不出来，只看得出主要是{colour}，{_then(ctx, looked)}。"


def _then(ctx: Context, looked: Looked) -> str:
    kinds = [w.value for w in ctx.decision.wishes if w.attribute == "category" and w.polarity == "for"]
    if ctx.decision.act == "ask" and not kinds:
        return "颜色先记下了"
    kind = ctx.values.category(kinds[0]) if kinds and isinstance(kinds[0], str) else ""
    if not looked.n_alike:
        return f"不过合适的{kind or '商品'}里没有这个颜色"
    return f"我按这个颜色找{kind}" if kind else "我按这个颜色来找"
