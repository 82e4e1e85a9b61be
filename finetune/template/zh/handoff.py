"""Chinese hand-off: the trouble is taken seriously, no cheer, no selling, one apology at most."""

from __future__ import annotations

from finetune.template.context import Context
from finetune.template.zh.words import sentences

ANGRY = -0.5


def write(ctx: Context) -> str:
    """Word an offer of a person, or that one has been asked for."""
    upset = ctx.tone == "angry" or ctx.decision.sentiment <= ANGRY
    if ctx.decision.topic == "requested":
        # Whether somebody is there, and for how long one waits, only the gateway knows: it adds that.
        return ctx.say(
            [
                "好的，我帮您找人工客服。接手的客服能看到前面聊的内容，您不用再讲一遍。",
                "好，我帮您转人工。谁来接手都能看到我们聊过的内容，不用再重复。",
            ]
        )
    feel = ctx.say(["这事确实让人着急。", "遇到这种情况，确实让人窝火。", "这样的情况确实不该发生。"]) if upset else ""
    if ctx.decision.attribute == "misunderstood":
        return ctx.say(["我没能理解好您的意思，要不要请人工客服来帮您？", "怕耽误您时间，要不要转人工？"])
    need = ctx.say(["这类问题需要人工来处理，要我现在转人工吗？", "这得由人工客服来查，现在帮您转过去？"])
    if ctx.decision.attribute == "refusals":
        return ctx.say(["几次都没挑到合适的，要不要请人工客服来帮您看看？", "挑了几轮都不合意，换人工客服来帮您？"])
    if ctx.decision.attribute == "safety":
        feel = "请先停止使用，带电的先断开电源；有人不舒服或受伤，请先就医。"
    elif ctx.decision.attribute == "payment":
        need = ctx.say(["付款的事我查不了也改不了，要我现在转人工吗？", "钱的事得由人工客服来查，现在帮您转过去？"])
    return sentences(feel, need, queue(ctx))


def queue(ctx: Context) -> str:
    """Say how long it takes, only where that is known."""
    ahead, wait_min = ctx.decision.numbers.get("ahead"), ctx.decision.numbers.get("wait_min")
    if ahead is None:
        return ""
    text = f"前面有{int(ahead)}位" if ahead else "马上就能接通"
    return f"{text}，大约{int(wait_min)}分钟。" if ahead and wait_min else f"{text}。"
