"""What our own writer model is asked, in pieces of its vocabulary: the same string in training and in serving.

Owns: the special pieces and their order in a request. Does not know: tokenizers, models, where the parts come from.
Facts stand in a request as slots `<s0>`, `<s1>` ...; the model places slots, and code fills them (finetune/slots.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, get_args

PAD, END = "<pad>", "<end>"
#: Ends a request: from here on the model writes.
WRITE = "<write>"
Task = Literal["reply", "adcopy", "summary", "rewrite"]
#: One adapter per task, switched at run time.
TASKS: tuple[Task, ...] = get_args(Task)
#: How to speak: the tones of replies (finetune/contract.py), the styles of ads and rewriting (finetune/ads/brief.py).
MANNERS = ("neutral", "casual", "terse", "formal", "angry", "warm", "playful", "brief")
LOCALES = ("zh", "en")
#: What a part of a request is: facts or attributes, a wish in the shopper's words, what was said, a text to reword,
#: whom it is for, what must not be said again.
PARTS = ("fact", "wish", "said", "draft", "audience", "not")
N_SLOTS = 32
SLOTS = tuple(f"<s{i}>" for i in range(N_SLOTS))
#: Pieces that later tasks may give a meaning, so that the base need not be trained anew.
_SPARE = tuple(f"<x{i}>" for i in range(16))
SPECIAL = (
    PAD, END, WRITE, *(f"<{n}>" for n in (*TASKS, *MANNERS, *LOCALES, *PARTS)), *SLOTS, *_SPARE,
)  # fmt: skip
_ORDERS = re.compile("<(?:" + "|".join(piece[1:-1] for piece in SPECIAL if piece not in SLOTS) + ")>")


def request(task: Task, parts: Sequence[tuple[str, str]], *, manner: str = "neutral", locale: str = "zh") -> str:
    """Return a request: task, language and manner, then each (kind, text) of `parts` in order; WRITE is not yet there.

    Texts may hold slots; any other special piece in them is taken out, so that data cannot pose as an order. Empty
    texts are left out. Raises ValueError for an unknown task, manner, locale or kind.
    """
    for name, found, known in (("task", task, TASKS), ("manner", manner, MANNERS), ("locale", locale, LOCALES)):
        if found not in known:
            raise ValueError(f"{name}: expected one of {', '.join(known)}, found {found!r}")
    told = []
    for kind, text in parts:
        if kind not in PARTS:
            raise ValueError(f"part: expected one of {', '.join(PARTS)}, found {kind!r}")
        if plain := disarmed(text):
            told.append(f"<{kind}>{plain}")
    return f"<{task}><{locale}><{manner}>{''.join(told)}"


def disarmed(text: str) -> str:
    """Return a text without special pieces other than slots."""
    while _ORDERS.search(text):  # again, since what is left may close up to another: <dr<draft>aft>
        text = _ORDERS.sub("", text)
    return text.strip()
