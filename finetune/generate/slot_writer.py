"""A writer that lets our own model reword what the template says, facts held in slots.

Owns: that exchange: several drafts at once, the likeliest that stands up to the guard. Does not know: how pieces are
chosen (finetune/decode), how reviews are summed up (review_sums.py). The model sees and places slots; it cannot write a
number, or leave a fact out.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, OrderedDict
from threading import Lock

import numpy as np

from finetune.checks.clauses import position
from finetune.checks.faithful import relabelled, unfaithful
from finetune.checks.manner import astray
from finetune.checks.vocabulary import vocabulary_of
from finetune.contract import Draft, GroundedPrompt
from finetune.decode.model import Asked, WriterModel
from finetune.decode.sampling import Choice, Rules, best
from finetune.generate.model_writer import MAX_GROWTH, EmptyReply, is_exact
from finetune.generate.own import OwnWriter
from finetune.generate.review_sums import sum_of
from finetune.generate.wording import Wording
from finetune.guard import unsupported
from finetune.requests import END, SLOTS, SPECIAL, WRITE, request
from finetune.slots import TooManyFacts, attribute_names, cut
from finetune.template import TemplateWriter
from knowledge.types import Shop

_SLOT = re.compile("<s\\d+>")
#: Drafts written together: the first is the likeliest at each step, the others are drawn.
N_DRAFTS = 8
#: A text with fewer free characters has nothing to reword.
MIN_FREE = 4
#: A text with more facts leaves no room for other words; every third such text came back mixed up.
MOST_FACTS = 10
N_KEPT = 512
#: A draft with so many pieces more than its request is given up: who waits must not wait for babble. One in a thousand
#: pairs has a longer text.
MORE_PIECES = 24


def asked_of(prompt: GroundedPrompt, draft: str) -> str:
    """Return the request to reword a draft with slots: the same in training (finetune/tasks/reply.py) and here."""
    wishes = "，".join(dict.fromkeys(w.text for w in prompt.decision.wishes if w.text and w.text not in draft))
    return request("reply", [("wish", wishes[:60]), ("draft", draft)], manner=prompt.tone, locale=prompt.locale)


def rules_for(model: WriterModel, n_slots: int, *, ordered: bool = False, most: int | None = None) -> Rules:
    """Return the rules of a text with slots 0 to n_slots - 1: each once, no digits, no piece that orders something.

    `ordered`, `most`: see Rules.
    """
    slots = tuple(model.id(s) for s in SLOTS)
    end = model.id(END)
    orders = [model.id(p) for p in SPECIAL if p not in SLOTS and p != END]
    digits = [model.tokenizer.token_to_id(name) for d in "0123456789" for name in (d, f"<0x{ord(d):02X}>")]
    banned = np.array([p for p in [*orders, *digits] if p is not None], np.int64)
    return Rules(end, banned, slots[:n_slots], slots, ordered, most)


class SlotWriter:
    """Rewords the template's text with a model of ours, sums up reviews; quick replies stay the template's."""

    def __init__(self, own: OwnWriter, *, temperature: float = 0.7, name: str = "local") -> None:
        self._own, self._name = own, name
        self._temperature = temperature
        self._honest = TemplateWriter()
        self._kept: OrderedDict[tuple[str, str, int], list[str]] = OrderedDict()
        self._lock = Lock()

    def write(self, prompt: GroundedPrompt) -> Draft:
        """Return the reworded reply, the template's own where there is nothing to reword.

        Raises EmptyReply where no draft stands up to the guard; the guarded writer then asks once more with another
        seed, and then lets the template speak.
        """
        honest = self._honest.write(prompt)
        wording = None if is_exact(prompt.decision) else self._wording(prompt, honest.text)
        if wording is None:
            return honest
        refused: list[str] = []
        for slotted in self._drafts(wording, prompt.seed):
            text = wording.whole(slotted)
            found = wording.wrong(slotted) or unsupported(text, prompt)
            if len(text) > MAX_GROWTH * len(honest.text) + 40 or is_babble(slotted, wording.asked):
                found = ["too long, or a loop"]
            if not found:
                return dataclasses.replace(honest, text=text, backend=self._name)
            refused += found
        raise EmptyReply(f"expected a draft that states only facts, found {refused or 'none that ends'}")

    def _wording(self, prompt: GroundedPrompt, honest: str) -> Wording | None:
        """Return what the model is to write, None where the honest text has nothing to reword."""
        if prompt.decision.act == "answer":  # a plain fact gains nothing from other words; what reviews say does
            sums = self._own.adapter("summary")
            return sum_of(prompt, honest, sums) if sums is not None else None
        return rewording(prompt, honest, self._own.adapter("reply") or "")

    def _drafts(self, wording: Wording, seed: int) -> list[str]:
        """Return drafts with slots, likeliest first; the same request and seed are written once."""
        key = (wording.adapter, wording.asked, seed)
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
        if kept is None:
            kept = write_drafts(
                self._own.model, wording.asked, len(wording.values), adapter=wording.adapter, seed=seed,
                temperature=self._temperature, ordered=wording.ordered,
            )  # fmt: skip
            with self._lock:
                self._kept[key] = kept
                if len(self._kept) > N_KEPT:
                    self._kept.popitem(last=False)
        return kept


def rewording(prompt: GroundedPrompt, honest: str, adapter: str) -> Wording | None:
    """Return how an honest text is to be reworded; None where it has too many facts, or no words beside them."""
    try:
        known = cut(honest, prompt)
    except TooManyFacts:
        return None
    if known.n_free < MIN_FREE or len(known.values) > MOST_FACTS:
        return None
    if len(_SLOT.findall(known.text)) > len(known.values):
        return None  # a fact that is said twice: each slot is written once

    def wrong(slotted: str) -> list[str]:
        return (
            unfaithful(slotted, known.text, prompt.locale)
            or relabelled(slotted, known.text, attribute_names(prompt))
            or astray(slotted, known.text, prompt.locale)
            or added(slotted, known.text, prompt.shop)
        )

    # Nineteen in twenty wordings of a decision have its facts in one order; in another, facts change their goods.
    return Wording(asked_of(prompt, known.text), known.values, adapter, wrong, ordered=True)


def added(slotted: str, draft: str, shop: Shop) -> list[str]:
    """Return the values of the shop that a text with slots names and its draft does not: all facts are in the slots."""
    text, known = _SLOT.sub(" ", slotted).lower(), draft.lower()
    words = vocabulary_of(shop).words
    return [
        f"{kind} {word}" for kind, word, low in words if low in text and low not in known and position(word, text) >= 0
    ]


def is_babble(text: str, asked: str) -> bool:
    """Say whether a text repeats itself: some six signs stand there twice more often than in what was asked."""
    known = _sixes(asked)
    return any(n > 1 + known[six] for six, n in _sixes(text).items())


def _sixes(text: str) -> Counter[str]:
    """Count runs of six signs; each slot is one sign of its own."""
    signs = _SLOT.sub(lambda m: chr(0xE000 + int(m.group()[2:-1])), text)
    return Counter(signs[i : i + 6] for i in range(len(signs) - 5))


def write_drafts(
    model: WriterModel, asked: str, n_slots: int, *, adapter: str = "", seed: int = 0, temperature: float = 0.7,
    n: int = N_DRAFTS, ordered: bool = False, most: int | None = None,
) -> list[str]:  # fmt: skip
    """Return up to `n` texts with slots for a request, likeliest first, none twice: one greedy, the others drawn.

    `ordered`: slots come in their order. `most`: pieces after which one is given up, None = as a rewording of the
    request may be long.
    """
    rules = rules_for(model, n_slots, ordered=ordered, most=most or MORE_PIECES + len(model.ids(asked)))
    prompts = [
        Asked(asked + WRITE, rules, Choice(temperature if i else 0.0), seed + i, prefix=asked.find(">") + 1)
        for i in range(n)
    ]
    texts = best(model.write(prompts, adapter))
    return list(dict.fromkeys(model.text(t.ids, keep=rules.slots).strip() for t in texts if t.ids))
