"""Half sentences: a message that only bounds the number said just before (两千 … 以内; 2000 … or less).

Owns: which words bound, and the wish that they complete. Does not know: folding, moves, wording.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.types import Act, DialogueState, Operator, Preference, Understanding, UserAct

_BOUNDS: tuple[tuple[Operator, re.Pattern[str]], ...] = (
    (
        "<=",
        re.compile(r"(?:以内|以下|之内|之下|封顶|最多|内|or (?:less|under|below)|max(?:imum)?|at most|tops|and under)"),
    ),
    (">=", re.compile(r"(?:以上|之上|起|往上|至少|or (?:more|over|above)|at least|min(?:imum)?|and up)")),
    ("~", re.compile(r"(?:左右|上下|差不多|or so|around|about|roughly|ish)")),
)
_ENDS = re.compile(r"^[\s,，.。!！~～]*|(?:吧|的|哈|啊|呀|哦|就行|就好|please)?[\s,，.。!！~～]*$")


def completed(before: DialogueState, said: Understanding) -> Understanding:
    """Return the turn as one that bounds the number said in the turn before, where that is all that it says."""
    if said.source != "text" or said.wishes or said.questions or said.references or said.critiques:
        return said
    text = _ENDS.sub("", said.text.strip().lower())
    operator = next((o for o, words in _BOUNDS if words.fullmatch(text)), None)
    last = _last_number(before) if operator else None
    if operator is None or last is None:
        return said
    wish = replace(last, operator=operator, text=f"{last.text}{said.text.strip()}")
    return replace(said, acts=[Act(UserAct.INFORM)], wishes=[wish], dropped=[], unknown=[], ambiguous=[], keywords="")


def _last_number(before: DialogueState) -> Preference | None:
    """Return the number wished for in the turn before, where there was just one."""
    fresh = [
        w
        for w in before.wishes
        if w.said_at == before.turn and isinstance(w.value, (int, float)) and not isinstance(w.value, bool)
    ]
    return fresh[0] if len(fresh) == 1 else None
