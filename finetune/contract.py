"""What goes into the writer and what comes out: `GroundedPrompt` -> `Draft`.

Owns: the two shapes, and the tone a reply may take. Does not know: wording, models, where the decision came from, or
which facts a draft may state (see facts.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

from knowledge.types import Decision, Locale, Shop

#: How the shopper speaks, and so how a reply is worded. "angry" is met calmly: no cheer, no selling.
Tone = Literal["neutral", "casual", "terse", "formal", "angry"]
TONES: tuple[Tone, ...] = ("neutral", "casual", "terse", "formal", "angry")


@dataclass(frozen=True)
class GroundedPrompt:
    """All that a reply may rest on.

    `decision`: the facts. `shop`: the schema that names them. `locale`: language of the reply. `tone`: see `Tone`.
    `seed`: any whole number; the same prompt and seed give the same draft. `turn`: the shopper's turn, from 1.
    `recent`: texts already said in this conversation, oldest first, whose turns of phrase are not to be repeated.
    `emoji`: True where the shopper uses them. `refused`: what the guard found unsupported in the draft before this one.
    """

    decision: Decision
    shop: Shop
    locale: Locale
    tone: Tone = "neutral"
    seed: int = 0
    turn: int = 1
    recent: tuple[str, ...] = ()
    emoji: bool = False
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A worded reply.

    `quick_replies`: (title, payload as JSON text). `degraded`: True where a backend failed, or wrote something
    unsupported
    twice, and the template spoke instead. `backend`: name of what wrote the text. `unsupported`: what the guard
    refused in
    the drafts that were thrown away, for the log.
    """

    text: str
    quick_replies: list[tuple[str, str]] = field(default_factory=list)
    degraded: bool = False
    backend: str = "template"
    unsupported: list[str] = field(default_factory=list)


class Writer(Protocol):
    """One verb: word a decision. Implementations never raise for a well-formed prompt; see finetune/generate."""

    def write(self, prompt: GroundedPrompt) -> Draft:
        """Return the reply to `prompt`."""
        ...
