"""What reviews say of an item, summed up by a model of ours in the shopper's tone.

Owns: which answers are summed up, the request for it, what a sum must say. Does not know: how reviews are counted. The
model words two figures and two lists, all of them slots; the item's name and the quote stand around its words as the
template would have them. The wordings that it learnt from are Chinese (finetune/tasks/styles.toml): others reword.
"""

from __future__ import annotations

import re
from functools import partial

from finetune.ads.brief import Style
from finetune.contract import GroundedPrompt, Tone
from finetune.generate.wording import Wording
from finetune.requests import SLOTS, request
from finetune.tasks.rewrite import figures
from finetune.template.context import Context
from finetune.template.zh import answer as said
from finetune.values import clean
from knowledge.types import Answer

#: The style that mirrors how the shopper speaks; who is angry gets no jokes.
STYLES: dict[Tone, Style] = {
    "neutral": "warm", "casual": "playful", "terse": "brief", "formal": "formal", "angry": "formal",
}  # fmt: skip
_BLAME = re.compile("意见|不足|不太?满意|吐槽|[怨差]|情绪|缺点|抱怨|不好")
_PRAISE = re.compile("夸|认可|喜欢|点赞|人气|圈粉|优点|好：")


def sum_of(prompt: GroundedPrompt, honest: str, adapter: str) -> Wording | None:
    """Return how the reviews are to be summed up; None where `honest`, the template's text, is no such answer alone."""
    answers = prompt.decision.answers
    if prompt.locale != "zh" or prompt.decision.act != "answer" or len(answers) != 1:
        return None
    (answer,) = answers
    if not _is_whole(answer) or honest != said.all_of(ctx := Context(prompt)):
        return None
    values = [f"{answer.n_reviews}", f"{round((answer.share_positive or 0) * 100)}%"]
    sides = []
    for topics in (answer.praised, answer.blamed):
        sides.append(SLOTS[len(values)] if topics else "")
        if topics:
            values.append("、".join(f"{clean(t, 8)}（{n}条）" for t, n in topics[: said.N_TOPICS]))
    asked = request("summary", [("fact", figures(*SLOTS[:2], *sides))], manner=STYLES[prompt.tone])
    quote = clean(answer.quote, said.MAX_QUOTE_CHARS).rstrip("。")
    return Wording(
        asked, tuple(values), adapter, partial(_wrong, praised=sides[0], blamed=sides[1]),
        before=f"{ctx.name(answer.item)}：" if answer.item else "", after=f"有人说：“{quote}”。" if quote else "",
    )  # fmt: skip


def _is_whole(answer: Answer) -> bool:
    """Say whether an answer is about all that the reviews say, with all the figures that a sum tells."""
    return (
        answer.source == "reviews"
        and answer.question.attribute == "reviews"
        and not answer.n_mention
        and answer.share_positive is not None
        and answer.n_reviews >= said.N_FOR_SHARE
        and bool(answer.praised or answer.blamed)
    )


def _wrong(slotted: str, *, praised: str, blamed: str) -> list[str]:
    """Return what a sum turns round: the count is of reviews, the share is none, praise comes before blame."""
    found = []
    if f"{SLOTS[0]}条" not in slotted or f"{SLOTS[1]}条" in slotted:
        found.append("the number of reviews or the share stands for the other")
    of_praise, of_blame = slotted, slotted
    if praised and blamed:
        at = slotted.find(praised) + len(praised)
        of_praise, of_blame = slotted[:at], slotted[at:]
    if praised and (_BLAME.search(of_praise) or not _PRAISE.search(slotted)):
        found.append("praise is told as blame")
    if blamed and (blamed not in of_blame or not _BLAME.search(of_blame)):
        found.append("blame is told as praise")
    if blamed and not praised and _PRAISE.search(slotted):
        found.append("praise is made up")
    if re.search(r"[\d〇一二三四五六七八九十百千]+\s?[%％成条]", re.sub("<s\\d+>", "", slotted)):
        found.append("a figure that is none of the facts")
    return found
