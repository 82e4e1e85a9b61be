"""Turns of public task dialogues as examples of shoppers' acts: sentences that people wrote, labelled by their authors.

Owns: how the acts of CrossWOZ (Zhu et al. 2020) and SGD (Rastogi et al. 2020, 1909.05855) become ours, and which of
their turns are drawn. Does not know models. Their spans are of other kinds and are left out.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from nlu.training import crosswoz
from nlu.training.examples import Example

_SGD_ACTS = {
    "INFORM_INTENT": "recommend", "INFORM": "inform", "REQUEST": "ask_attribute", "REQUEST_ALTS": "more",
    "SELECT": "pick", "AFFIRM": "affirm", "AFFIRM_INTENT": "affirm", "NEGATE": "deny", "NEGATE_INTENT": "deny",
    "THANK_YOU": "thank", "GOODBYE": "bye",
}  # fmt: skip
#: What the system did, as the context that our guide gives.
_SGD_CONTEXTS = {"REQUEST": "ask scene", "OFFER": "recommend", "INFORM": "answer", "CONFIRM": "", "REQ_MORE": "chat"}
#: Bookings and payments are other acts here than there.
_ORDER = re.compile(r"\b(book|reserv\w*|buy|purchase|order|pay|transfer|send|schedule)\b", re.I)
_SEEKS = re.compile(r"找|推荐|想吃|想去|想住|有没有|哪[家里]|安排")


def _even(examples: Iterable[Example], most: int, rng: random.Random) -> list[Example]:
    """Return at most `most` examples of each set of acts, drawn by `rng`."""
    groups: dict[tuple[str, ...], list[Example]] = {}
    for example in examples:
        groups.setdefault(tuple(sorted(example.acts)), []).append(example)
    return [e for key in sorted(groups) for e in rng.sample(groups[key], min(most, len(groups[key])))]


def crosswoz_turns(folder: Path, most: int, seed: int) -> list[Example]:
    """Return users' templates of the folder, filled from its database, at most `most` for each set of acts."""
    out = []
    for side, example in crosswoz.filled(folder, times=1, seed=seed):
        if side != "user" or "出租" in crosswoz.domains_of(example):
            continue
        acts = set()
        for label in (*example.acts, *(s.label for s in example.spans)):
            intent, what, slot = label.split("+")[:3]
            if intent == "General":
                acts.add({"greet": "greet", "thank": "thank", "bye": "bye"}.get(what, ""))
            elif intent == "Request":
                acts.add("recommend" if slot == "名称" or slot.startswith("周边") else "ask_attribute")
            elif slot.startswith("酒店设施"):
                acts.add("")  # a wish or a question: only what was said before tells which
            elif slot != "名称":  # a name alone only says what is spoken of
                acts.add("recommend" if _SEEKS.search(example.text) else "inform")
        if "recommend" in acts:
            acts.discard("inform")  # ours says "inform" where nothing is asked for
        if acts and "" not in acts:
            out.append(Example(example.text, acts=tuple(sorted(acts)), has_spans=False))
    return _even(out, most, random.Random(seed))


def sgd_turns(path: Path, most: int, seed: int) -> list[Example]:
    """Return users' turns of the gzipped dialogues with what the system did before, at most `most` a set of acts."""
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            before: Sequence[str] = ()
            for turn in json.loads(line)["turns"]:
                acts = {_SGD_ACTS.get(a, "") for a in turn["acts"]}
                if turn["speaker"] == "user" and acts and "" not in acts and not _ORDER.search(turn["text"]):
                    context = next((_SGD_CONTEXTS[a] for a in before if a in _SGD_CONTEXTS), "")
                    out.append(Example(turn["text"], context, tuple(sorted(acts)), has_spans=False))
                before = turn["acts"]
    rng = random.Random(seed)
    return [replace(e, text=_typed(e.text, rng)) for e in _even(out, most, rng)]


def _typed(text: str, rng: random.Random) -> str:
    """Return the sentence as shoppers type it, half the time: lower case, no full stop."""
    return text if rng.random() < 0.5 else text.lower().rstrip(".!")
