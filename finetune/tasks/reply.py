"""Pairs of the reply task: the same facts, said in two ways by the template, or stiffly and by people (CrossWOZ).

Owns: which wordings of a decision make a pair. Does not know: where decisions come from. A reply is asked for by
generate/slot_writer.py's request, in serving as here.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator, Sequence

from finetune.checks.denial import denies
from finetune.contract import TONES, GroundedPrompt
from finetune.generate.model_writer import is_exact
from finetune.generate.slot_writer import MIN_FREE, asked_of
from finetune.slots import TooManyFacts, cut, cut_words, numbered, same_slots
from finetune.tasks.pair import TaskPair
from finetune.tasks.styles import relaxed
from finetune.template import TemplateWriter

#: Wordings of one decision, and how many seeds are looked at for one that differs.
N_WORDINGS, N_SEEDS = 3, 8


def pairs(prompts: Sequence[GroundedPrompt], seed: int) -> Iterator[TaskPair]:
    """Yield pairs of each prompt in tones drawn by seed: the request's draft is one wording, the text another."""
    rng = random.Random(seed)
    writer = TemplateWriter()
    for prompt in prompts:
        if is_exact(prompt.decision):
            continue
        for _ in range(N_WORDINGS):
            toned = dataclasses.replace(prompt, tone=rng.choice(TONES), seed=rng.randrange(1 << 30))
            if (pair := _pair(writer, toned, rng)) is not None:
                yield pair


def _pair(writer: TemplateWriter, prompt: GroundedPrompt, rng: random.Random) -> TaskPair | None:
    draft = writer.write(prompt).text
    try:
        known = cut(draft, prompt)
    except TooManyFacts:
        return None
    if known.n_free < MIN_FREE:
        return None
    for _ in range(N_SEEDS):
        other = writer.write(dataclasses.replace(prompt, seed=rng.randrange(1 << 30))).text
        if other == draft:
            continue
        try:  # the same facts must have the same numbers
            text = numbered(cut_words(other, known.values, prompt.locale), known.values)
        except TooManyFacts:
            continue
        if text and same_slots(text, known.text) and denies(text) == denies(known.text):
            if (prompt.locale, prompt.tone) == ("zh", "casual"):
                text = relaxed(text, rng)  # who chats is chatted with
            return TaskPair(asked_of(prompt, known.text), text)
    return None
