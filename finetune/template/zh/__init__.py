"""Chinese wording: one file per act."""

from finetune.template.zh import answer, ask, chat, compare, explain, handoff, picture, recommend, sorry
from finetune.template.zh.titles import title

ACTS = {
    "ask": ask.write,
    "recommend": recommend.write,
    "answer": answer.write,
    "compare": compare.write,
    "explain": explain.write,
    "handoff": handoff.write,
    "chat": chat.write,
    "sorry": sorry.write,
}

__all__ = ["ACTS", "picture", "title"]
