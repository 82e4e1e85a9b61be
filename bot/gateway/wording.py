"""The few sentences that the gateway says itself, when the guide cannot. The guide's own words are the writer's."""

from __future__ import annotations

import json

from bot.gateway.shapes import Message, QuickReply
from knowledge.types import Payload, UserAct, to_json

_FAILED = {
    "zh": "抱歉，我这边刚才出了点问题，没能处理您的消息。您可以再发一次，或者找人工客服。",
    "en": "Sorry, something failed on my side and I could not handle your message. Please send it again, or talk to "
    "a person.",
}
_FAILED_BUT_A_PERSON = {
    "zh": "我这边刚才出了点问题，我直接帮您找人工客服。",
    "en": "Something failed on my side, so I ask for a person at once.",
}
_NOT_LOOKED_AT = {
    "zh": "图片收到了，但我这会儿没法看图。请用文字说说您想找什么，比如品类、颜色、预算。",
    "en": "I got your picture, but I cannot look at pictures just now. Please tell me in words what you look for: the "
    "kind, colour, budget.",
}
_NOT_LOOKED_AT_BUT_WORDS = {
    "zh": "我这会儿没法看图，先按您的文字来找。",
    "en": "I cannot look at pictures just now, so I go by your words.",
}
_PERSON = {"zh": "找人工客服", "en": "Talk to a person"}

#: Payload of a picture that came without words: show me goods like this.
SHOW_ME = json.dumps(to_json(Payload(acts=[UserAct.RECOMMEND])))

#: Stands for a picture in the history; the picture itself is not kept.
PICTURE_MARK = {"zh": "[图片]", "en": "[picture]"}


def to_a_person(locale: str) -> QuickReply:
    """Return the quick reply that asks for a person."""
    payload = json.dumps(to_json(Payload(acts=[UserAct.HANDOFF])), ensure_ascii=False)
    return QuickReply(title=_PERSON[locale], payload=payload)


def failed(locale: str) -> Message:
    """Return the message that says that something failed inside and offers a person."""
    return Message(role="bot", act="sorry", text=_FAILED[locale], degraded=True, quick_replies=[to_a_person(locale)])


def failed_but_a_person(locale: str) -> Message:
    """Return the message for who asked for a person while the guide was away."""
    return Message(role="bot", act="handoff", text=_FAILED_BUT_A_PERSON[locale], degraded=True)


def asks_for_a_person(payload: str | None) -> bool:
    """Say whether a pressed quick reply asks for a person and nothing else."""
    return bool(payload) and json.loads(payload or "{}").get("acts") == [UserAct.HANDOFF]


def not_looked_at(locale: str, with_words: bool) -> Message:
    """Return the message that says that the picture could not be looked at."""
    words = _NOT_LOOKED_AT_BUT_WORDS if with_words else _NOT_LOOKED_AT
    return Message(role="bot", act="sorry", text=words[locale], degraded=True)
