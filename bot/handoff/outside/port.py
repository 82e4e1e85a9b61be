"""The port to a desk outside of this house. Owns: what passes through it. Does not know: who is behind it, SQL, HTTP.

A desk outside is where agents sit who do not use /desk: a Chatwoot account, a Telegram group. Each hand-off is shown
there in a place of its own, and what agents do in it comes back as acts.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

#: Who said a line. "note" and "system" are for agents only.
Speaker = Literal["shopper", "guide", "agent", "note", "system"]
ActKind = Literal["say", "take", "return", "close", "note"]


class OutsideError(Exception):
    """Root of what goes wrong outside; the message is what the other side said."""


class Away(OutsideError):
    """The outside does not answer, or asks to wait `wait_s` seconds: the same may succeed later."""

    def __init__(self, reason: str, wait_s: float = 0.0) -> None:
        super().__init__(reason)
        self.wait_s = wait_s


class Gone(OutsideError):
    """The place was deleted outside: another must be opened."""


@dataclass(frozen=True)
class Case:
    """A hand-off that is to be shown. `summary`: the facts for agents (bot.store.handoff); times in UNIX seconds."""

    chat_id: str
    session_id: str
    shop: str
    locale: str
    reason: str
    summary: dict[str, Any]


@dataclass(frozen=True)
class Line:
    """Something to show in a place; `locale`: of the shopper, for the words around it."""

    speaker: Speaker
    text: str
    locale: str = "zh"


@dataclass(frozen=True)
class Standing:
    """Where a hand-off stands: its state (bot.handoff.machine) and the agent who has it, "" = none."""

    state: str
    agent: str = ""


@dataclass(frozen=True)
class Act:
    """What an agent did in a place. `id` is the same when the same act is told again; `text`: words, or an outcome.

    `agent_key` names the agent for good, `agent` is what shoppers read; both may be "" where the outside does not say
    who acted.
    """

    kind: ActKind
    ref: str
    id: str = ""
    text: str = ""
    agent_key: str = ""
    agent: str = ""


#: Does an act; returns why it was not done, "" where it was or needed no doing.
Take = Callable[[Act], Awaitable[str]]


class Outside(Protocol):
    """A desk outside. Every verb but `hear` raises Away, and those with a place Gone."""

    kind: str  # also the beginning of ids; at most 10 letters
    title: str  # stands for an agent whose name is not known

    async def open(self, case: Case) -> str:
        """Make a place for a hand-off; return what it is called outside, at most 100 characters."""
        ...

    async def show(self, ref: str, lines: list[Line]) -> None:
        """Show lines in a place, in order."""
        ...

    async def stand(self, ref: str, standing: Standing) -> None:
        """Have the outside's own state of the place follow the hand-off's."""
        ...

    async def alive(self) -> None:
        """Return where the outside answers."""
        ...

    async def hear(self, take: Take) -> None:
        """Hear agents until cancelled; where the outside calls us (a webhook), there is nothing to do here."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...
