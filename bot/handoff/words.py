"""What shoppers are told about a hand-off, in both languages. Owns: these sentences and their buttons.

Every sentence says what is so when it is written: a place in the queue only where somebody is there, a waiting time
only where earlier ones are known. Does not know: when a thing is said.
"""

from __future__ import annotations

import math
from typing import Any

from bot.gateway.shapes import Message, QuickReply
from bot.handoff.presses import Press, payload

_SAID: dict[str, dict[str, str]] = {
    "queued": {"zh": "已进入人工排队，您排第{place}位{wait}。等待时您可以继续问我。",
               "en": "You are number {place} in the queue for a person{wait}. I keep answering meanwhile."},
    "still_queued": {"zh": "您已经在排队了，现在排第{place}位{wait}。",
                     "en": "You are in the queue already, now number {place}{wait}."},
    "away": {"zh": "现在没有客服在线{hours}。您可以留言，客服上线后会在这里回复；我也可以继续帮您挑。",
             "en": "Nobody is at the desk now{hours}. You can leave a message and they will answer here; I can go on "
                   "helping you meanwhile."},
    "expired": {"zh": "抱歉，客服都在忙，暂时没人能接待。您可以留言，客服会在这里回复；我也可以继续帮您挑。",
                "en": "Sorry, nobody was free to take your chat. You can leave a message and they will answer here; I "
                      "can go on helping you meanwhile."},
    "taken": {"zh": "客服{agent}已接入，接下来由{agent}为您服务。",
              "en": "{agent} has joined and answers you from here."},
    "cancelled": {"zh": "已取消排队，我继续为您服务。", "en": "You left the queue; I go on from here."},
    "dropped": {"zh": "客服{agent}的连接中断了，您已回到队伍的第{place}位{wait}。这段时间我先接着回答。",
                "en": "{agent} was cut off. You are back in the queue as number {place}{wait}; I answer meanwhile."},
    "handed_on": {"zh": "客服{agent}把您转给同事，您现在排第{place}位{wait}。这段时间我先接着回答。",
                  "en": "{agent} is passing you to a colleague. You are number {place} in the queue{wait}; I answer "
                        "meanwhile."},
    "idle_agent": {"zh": "客服{agent}暂时没有回应，已为您重新排队，您排第{place}位{wait}。这段时间我先接着回答。",
                   "en": "{agent} has not answered, so you are back in the queue as number {place}{wait}; I answer "
                         "meanwhile."},
    "stranded": {"zh": "客服{agent}现在不在，也没有其他客服在线。您可以留言，客服上线后会在这里回复；"
                       "我先接着为您服务。",
                 "en": "{agent} is not there now and nobody else is at the desk. You can leave a message and they will "
                       "answer here; I go on meanwhile."},
    "returned": {"zh": "客服{agent}已把对话交还给导购。", "en": "{agent} has given the chat back to the guide."},
    "closed": {"zh": "客服{agent}已结束服务。", "en": "{agent} has closed the chat."},
    "shopper_idle": {"zh": "一段时间没有收到您的消息，人工服务已结束。需要时再说“转人工”就行。",
                     "en": "Nothing came from you for a while, so the chat with {agent} is closed. Ask for a person "
                           "whenever you need one."},
    "write": {"zh": "请写下要留给客服的话，您发的下一条消息会作为留言。",
              "en": "Please write your message for them: what you send next is kept for the desk."},
    "left": {"zh": "留言已记下，客服上线后会在这里回复您。我继续为您服务。",
             "en": "Your message is kept; they will answer here. I go on from here."},
    "unwritten": {"zh": "没有收到留言。想留言时可以再点下面的按钮，我先继续为您服务。",
                  "en": "No message came. You can still leave one; I go on meanwhile."},
    "left_before": {"zh": "现在没有客服有空{hours}。您的留言还在，客服上线后会在这里回复；我先继续为您服务。",
                    "en": "Nobody is free at the desk now{hours}. Your message is still kept and they will answer "
                          "here; I go on meanwhile."},
    "declined": {"zh": "好的，不留言。我继续为您服务。", "en": "All right, no message. I go on from here."},
    "done": {"zh": "客服已处理您的留言。", "en": "The desk has dealt with your message."},
    "rated": {"zh": "谢谢您的评价！", "en": "Thank you for rating!"},
    "rated_before": {"zh": "您已经评价过了，谢谢！", "en": "You have rated already, thank you!"},
    "too_late": {"zh": "这个按钮已经过期了。", "en": "That button no longer applies."},
}  # fmt: skip

_BUTTONS = {
    "cancel": {"zh": "取消排队", "en": "Leave the queue"},
    "leave": {"zh": "留言", "en": "Leave a message"},
    "decline": {"zh": "不用了", "en": "No, thanks"},
}
_RATINGS = {"zh": ("很满意", "一般", "不满意"), "en": ("Good", "So-so", "Bad")}

#: Stands where an agent sends goods without words.
LOOK = {"zh": "您看看这个：", "en": "Have a look at this:"}

#: Which buttons stand under which sentence.
_OF = {
    "queued": ("cancel",), "still_queued": ("cancel",), "dropped": ("cancel",), "handed_on": ("cancel",),
    "idle_agent": ("cancel",), "away": ("leave", "decline"), "expired": ("leave", "decline"),
    "stranded": ("leave", "decline"), "unwritten": ("leave", "decline"), "write": ("decline",),
}  # fmt: skip


def said(kind: str, locale: str, chat: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the system message that tells a shopper of `kind`. `facts`: agent, place, wait_s (None = not known)."""
    slots = {"agent": facts.get("agent", ""), "place": facts.get("place", ""), "wait": _wait(facts, locale),
             "hours": _hours(facts.get("hours", ""), locale)}  # fmt: skip
    buttons = [
        QuickReply(title=_BUTTONS[name][locale], payload=payload(Press(name, chat)))  # type: ignore[arg-type]
        for name in _OF.get(kind, ())
    ]
    text = _SAID[kind][locale].format(**slots)
    return Message(role="system", act="handoff", text=text, quick_replies=buttons).model_dump()


def back(locale: str, chat: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the bot's own message with which it goes on after a person. `facts`: agent, n_said, goods, outcome."""
    agent, n_said, outcome = facts["agent"], facts["n_said"], facts.get("outcome", "")
    goods = "、".join(facts["goods"][:3]) if locale == "zh" else ", ".join(facts["goods"][:3])
    if locale == "zh":
        did = f"客服{agent}回复了您{n_said}条消息" if n_said else f"客服{agent}没有留下回复"
        did += f"，给您看了{goods}" if goods else ""
        did += f"。处理结果：{outcome}" if outcome else ""
        text = f"{_ended(did, '。')}我接着为您服务，想继续挑什么直接说。这次人工服务您满意吗？"
    else:
        did = f"{agent} answered you {n_said} time{'s' * (n_said != 1)}" if n_said else f"{agent} left no answer"
        did += f" and showed you {goods}" if goods else ""
        did += f". Outcome: {outcome}" if outcome else ""
        text = f"{_ended(did, '.')} I am back, so just tell me what you need. How was the help you got?"
    return Message(role="bot", act="chat", text=text, quick_replies=ratings(locale, chat)).model_dump()


def ratings(locale: str, chat: str) -> list[QuickReply]:
    """Return the buttons that rate a hand-off, best first."""
    pairs = zip((3, 2, 1), _RATINGS[locale], strict=True)
    return [QuickReply(title=title, payload=payload(Press("rate", chat, score))) for score, title in pairs]


def _ended(text: str, stop: str) -> str:
    return text if text.endswith(("。", "！", "？", ".", "!", "?")) else text + stop


def _wait(facts: dict[str, Any], locale: str) -> str:
    seconds = facts.get("wait_s")
    if seconds is None:
        return ""
    minutes = math.ceil(seconds / 60)
    if locale == "zh":
        return f"，预计等待{minutes}分钟" if seconds >= 60 else "，预计等待不到1分钟"
    return (
        f", about {minutes} minute{'s' * (minutes != 1)} to wait" if seconds >= 60 else ", less than a minute to wait"
    )


def _hours(hours: str, locale: str) -> str:
    if not hours:
        return ""
    return f"（服务时间{hours}）" if locale == "zh" else f" (open {hours})"
