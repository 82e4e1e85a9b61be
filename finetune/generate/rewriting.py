"""Other words for a person: theirs in another style, a polite answer to a complaint. Drafts, to be read before sending.

Owns: the two requests of the rewrite adapter, what a draft of it must hold, the rules that speak where none does. Does
not know: chats, agents. Chinese alone: no English wordings with styles are learnt from.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import partial

from finetune.ads.brief import Style
from finetune.checks.faithful import unfaithful
from finetune.checks.lists import lists
from finetune.checks.vocabulary import vocabulary_of
from finetune.generate.model_writer import MAX_GROWTH
from finetune.generate.own import OwnWriter
from finetune.generate.slot_writer import added, is_babble, write_drafts
from finetune.generate.wording import Wording
from finetune.requests import SLOTS, request
from finetune.slots import TooManyFacts, cut_words, fill
from finetune.tasks.rewrite import MAX_COMPLAINT_CHARS, TOPICS
from finetune.tasks.styles import restyle, wordings
from finetune.values import is_han
from knowledge.types import Shop

#: What only the shop may promise, and only in words of its own.
_PROMISES = re.compile("赔|退[款货换]|补发|补偿|保证|承诺|优惠|红包|换货|换新|折")
#: Names such as X2: no number of anything.
_MODEL = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+-?\d[A-Za-z0-9]*")
_SORRY = re.compile("歉|对不起|不好意思|赔个?不是|我们不好")
#: Characters that carry politeness or grammar, not what is said.
_LIGHT = frozenset("的了呢吧哦呀啦嘛哟您你我们请看是有就这那给为在和与及也都还很，。！？～、")
#: Share of the other characters that a rewriting has to keep.
MIN_KEPT = 0.6
#: Stands for what a complaint is about where it names nothing that is known.
_SOMETHING = "您说的情况"


@dataclass(frozen=True)
class Rewritten:
    """`text`: to be read before it is sent. `backend`: "local" or "rules". `degraded`: a model was asked, and no draft
    of its could stand.
    """

    text: str
    backend: str
    degraded: bool = False


class Rewriter:
    """Rewords with the rewrite adapter where there is one, by rule elsewhere. Threads may share it."""

    def __init__(self, own: OwnWriter | None) -> None:
        self._own = own
        self._adapter = own.adapter("rewrite") if own else None

    def reword(self, text: str, style: Style, shop: Shop, seed: int = 0) -> Rewritten:
        """Say a Chinese text in a style; numbers, foreign names and the shop's words stay as they are."""
        low = text.lower()
        names = [word for _, word, lower in vocabulary_of(shop).words if lower in low] + _MODEL.findall(text)
        try:
            known = cut_words(text, names, "zh")
        except TooManyFacts:
            return Rewritten(text, "rules")
        by_rule = fill(restyle(known.text, style, random.Random(seed)), known.values)
        asked = request("rewrite", [("draft", known.text)], manner=style)
        wrong = partial(_unfaithful, source=known.text, shop=shop)
        return self._best(Wording(asked, known.values, self._adapter or "", wrong), by_rule, seed)

    def answer(self, complaint: str, style: Style, seed: int = 0) -> Rewritten:
        """Answer a complaint politely, naming what it is about in the shopper's words; nothing is promised."""
        topic = TOPICS.search(complaint)
        about = f"{topic.group()}的问题" if topic else _SOMETHING
        by_rule = random.Random(seed).choice(wordings("complaint", style, "tuning")).format(a=about)
        if topic is None:
            return Rewritten(by_rule, "rules")
        begin = max(0, topic.end() - MAX_COMPLAINT_CHARS)
        said = complaint[begin : begin + MAX_COMPLAINT_CHARS].replace(topic.group(), SLOTS[0], 1)
        asked = request("rewrite", [("said", said)], manner=style)
        return self._best(Wording(asked, (topic.group(),), self._adapter or "", _impolite), by_rule, seed)

    def _best(self, wording: Wording, by_rule: str, seed: int) -> Rewritten:
        if self._own is None or self._adapter is None:
            return Rewritten(by_rule, "rules")
        drafts = write_drafts(self._own.model, wording.asked, len(wording.values), adapter=wording.adapter, seed=seed)
        text = next(
            (wording.whole(d) for d in drafts if not wording.wrong(d) and not is_babble(d, wording.asked)), None
        )
        return Rewritten(by_rule, "rules", degraded=True) if text is None else Rewritten(text, "local")


def _unfaithful(slotted: str, *, source: str, shop: Shop) -> list[str]:
    """Return what a rewriting adds to its source or leaves out."""
    found = unfaithful(slotted, source, "zh") + _claims(slotted, source) + added(slotted, source, shop)
    content = {c for c in source if is_han(c) and c not in _LIGHT}
    if content and len(content & set(slotted)) < MIN_KEPT * len(content):
        found.append("most of what was said is gone")
    if len(slotted) > MAX_GROWTH * len(source) + 40:
        found.append("too long")
    return found


def _impolite(slotted: str) -> list[str]:
    """Return what speaks against an answer to a complaint."""
    return _claims(slotted, "") + ([] if _SORRY.search(slotted) else ["no apology"])


def _claims(slotted: str, source: str) -> list[str]:
    """Return promises, boasts and properties that a text has and its source has not."""
    loud = [m.group() for pattern in (_PROMISES, lists().forbidden) for m in pattern.finditer(slotted)]
    loud += [word for word in lists().properties if word in slotted]
    return [f"claim {word}" for word in loud if word not in source]
