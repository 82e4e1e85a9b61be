"""What agents outside read, in both languages: the facts of a hand-off, who said what, where it stands.

Owns: these sentences. Does not know: where they are shown.
"""

from __future__ import annotations

from typing import Any

from bot.handoff.outside.port import Case, Speaker, Standing

_REASONS = {
    "zh": {
        "asked": "主动要求人工", "complaint": "投诉/售后", "order": "订单问题", "payment": "付款问题",
        "safety": "人身安全", "misunderstood": "多次没听懂", "refusals": "多次不满意推荐", "anger": "情绪激动",
    },
    "en": {
        "asked": "asked for a person", "complaint": "complaint", "order": "about an order", "payment": "payment",
        "safety": "safety", "misunderstood": "not understood", "refusals": "refused all goods", "anger": "angry",
    },
}  # fmt: skip
_MOODS = {
    "zh": {"angry": "生气", "upset": "不满", "neutral": "平静", "pleased": "愉快"},
    "en": {"angry": "angry", "upset": "upset", "neutral": "calm", "pleased": "pleased"},
}
_LABELS = {
    "zh": {"reason": "原因", "mood": "情绪", "text": "顾客原话", "wishes": "想要", "against": "不要", "shown": "看过",
           "refused": "已拒绝", "note": "留言", "hint": "直接回复即接入；导购在您接入后不再说话。",
           "log": "此前的对话："},
    "en": {"reason": "Reason", "mood": "Mood", "text": "In their words", "wishes": "Wants", "against": "Doesn't want",
           "shown": "Shown", "refused": "Refused", "note": "Message left",
           "hint": "Reply to take over; the guide is silent from then on.", "log": "The talk so far:"},
}  # fmt: skip
_SPEAKERS: dict[str, dict[Speaker, str]] = {
    "zh": {"shopper": "顾客", "guide": "导购", "agent": "客服", "note": "备注", "system": "系统"},
    "en": {"shopper": "Shopper", "guide": "Guide", "agent": "Agent", "note": "Note", "system": "System"},
}
_STANDS = {
    "zh": {"requested": "顾客在排队，等待接入。", "assigned": "已由{agent}接入。",
           "offered": "没有人接入，导购继续服务。",
           "writing": "顾客正在写留言。", "left": "顾客留了言，回复即可接入。", "returned": "已交还导购。",
           "closed": "已结束。", "cancelled": "顾客不再需要人工。", "done": "留言已处理。"},
    "en": {"requested": "The shopper waits in the queue.", "assigned": "{agent} has taken over.",
           "offered": "Nobody took over; the guide goes on.", "writing": "The shopper is writing a message.",
           "left": "The shopper left a message; reply to take over.", "returned": "Returned to the guide.",
           "closed": "Closed.", "cancelled": "The shopper no longer wants a person.",
           "done": "The message is dealt with."},
}  # fmt: skip
_REFUSED = {
    "zh": {"over": "没有发给顾客：这次人工服务已结束，现在由导购服务。顾客再次要求人工时会有新的对话。",
           "text": "没有发给顾客：只能发文字。", "empty": "没有发给顾客：内容是空的。"},
    "en": {"over": "Not sent: this hand-off is over and the guide answers. It comes back when the shopper asks again.",
           "text": "Not sent: only words reach the shopper.", "empty": "Not sent: there were no words in it."},
}  # fmt: skip


def facts(case: Case) -> str:
    """Return the facts of a hand-off as lines."""
    w, s = _LABELS[case.locale], case.summary
    wishes = {key: [str(wish.get("text", "")) for wish in s.get(key) or []] for key in ("wishes", "against")}
    goods = {key: [str(item.get("title", "")) for item in s.get(key) or []] for key in ("shown", "refused")}
    mood = str(s.get("mood", ""))
    pairs: list[tuple[str, Any]] = [
        ("reason", _REASONS[case.locale].get(case.reason, case.reason)),
        ("mood", _MOODS[case.locale].get(mood, mood)),
        ("text", s.get("text", "")),
        *((key, "、".join(filter(None, values))) for key, values in (wishes | goods).items()),
    ]
    return "\n".join([*(f"{w[key]}: {value}" for key, value in pairs if value), w["hint"]])


def title(case: Case) -> str:
    """Return a short name for a hand-off's place."""
    return f"#{case.chat_id[:4]} {_REASONS[case.locale].get(case.reason, case.reason)} · {case.shop}"


def backlog(case: Case, said: list[tuple[Speaker, str]]) -> str:
    """Return what was said before as one text."""
    lines = [spoken(case.locale, speaker, text) for speaker, text in said]
    return "\n".join([_LABELS[case.locale]["log"], *lines])


def spoken(locale: str, speaker: Speaker, text: str) -> str:
    """Return a line with who said it."""
    return f"{_SPEAKERS[locale][speaker]}: {text}"


def stands(locale: str, standing: Standing, note: str = "") -> str:
    """Return where a hand-off stands. `note`: the message that was left."""
    said = _STANDS[locale].get(standing.state, standing.state).format(agent=standing.agent)
    return f"{said}\n{_LABELS[locale]['note']}: {note}" if note and standing.state == "left" else said


def refused(locale: str, why: str) -> str:
    """Return why an act was not done: over, text, empty."""
    return _REFUSED[locale][why]
