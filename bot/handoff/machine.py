"""The states of a hand-off and which event leads where. Owns: this table. Does not know: SQL, clocks, words.

    (none) ─request─> REQUESTED ─take─> ASSIGNED ─return─> RETURNED
       │                 │  ^              │  ├────close──> CLOSED
       └──away──> OFFERED <┘  └────drop────┘  └─shopper_idle┘
                     └─leave─> WRITING ─write─> LEFT ─take─> ASSIGNED, or ─done─> DONE

Exactly one side answers in each state, see `answers`: nobody is left without an answer, and never do two speak.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a hand-off stands."""

    REQUESTED = "requested"  # in the queue; the bot goes on answering
    ASSIGNED = "assigned"  # a person owns the chat; the bot is silent
    OFFERED = "offered"  # nobody is there: the shopper may leave a message; the bot answers
    WRITING = "writing"  # the next thing that the shopper writes is the message
    LEFT = "left"  # a message waits for the agents; the bot answers
    RETURNED = "returned"  # the person gave the chat back to the bot
    CLOSED = "closed"  # the person was done
    CANCELLED = "cancelled"  # the shopper no longer wants a person
    DONE = "done"  # an agent has dealt with the message that was left


class Event(StrEnum):
    """What happens to a hand-off."""

    REQUEST = "request"  # a person is wanted, and somebody is there
    AWAY = "away"  # a person is wanted, and nobody is there
    TAKE = "take"
    CANCEL = "cancel"
    EXPIRE = "expire"  # nobody took it in time
    DROP = "drop"  # the agent is gone or does not answer; others are there
    STRAND = "strand"  # the agent is gone or does not answer, and nobody else is there
    RETURN = "return"
    CLOSE = "close"
    SHOPPER_IDLE = "shopper_idle"
    LEAVE = "leave"  # the shopper wants to leave a message
    WRITE = "write"  # and wrote it
    DECLINE = "decline"
    DONE = "done"
    KEEP = "keep"  # as cancel, expire or strand, where a message was left already: it stays with the agents


#: States that a session can have one of at a time; the others are over.
OPEN = frozenset({State.REQUESTED, State.ASSIGNED, State.OFFERED, State.WRITING, State.LEFT})

TRANSITIONS: dict[tuple[State | None, Event], State] = {
    (None, Event.REQUEST): State.REQUESTED,
    (None, Event.AWAY): State.OFFERED,
    (State.OFFERED, Event.REQUEST): State.REQUESTED,
    (State.LEFT, Event.REQUEST): State.REQUESTED,
    (State.WRITING, Event.REQUEST): State.REQUESTED,
    (State.REQUESTED, Event.TAKE): State.ASSIGNED,
    (State.REQUESTED, Event.CANCEL): State.CANCELLED,
    (State.REQUESTED, Event.EXPIRE): State.OFFERED,
    (State.ASSIGNED, Event.DROP): State.REQUESTED,
    (State.ASSIGNED, Event.STRAND): State.OFFERED,
    (State.ASSIGNED, Event.RETURN): State.RETURNED,
    (State.ASSIGNED, Event.CLOSE): State.CLOSED,
    (State.ASSIGNED, Event.SHOPPER_IDLE): State.CLOSED,
    (State.OFFERED, Event.LEAVE): State.WRITING,
    (State.OFFERED, Event.DECLINE): State.CANCELLED,
    (State.WRITING, Event.WRITE): State.LEFT,
    (State.WRITING, Event.DECLINE): State.CANCELLED,
    (State.WRITING, Event.SHOPPER_IDLE): State.OFFERED,
    (State.LEFT, Event.TAKE): State.ASSIGNED,
    (State.LEFT, Event.DONE): State.DONE,
    (State.REQUESTED, Event.KEEP): State.LEFT,
    (State.ASSIGNED, Event.KEEP): State.LEFT,
}

#: Who answers what the shopper says, where it is not the bot.
_OTHERS = {State.ASSIGNED: "person", State.WRITING: "desk"}


def answers(state: State | None) -> str:
    """Return who answers in this state: "bot", "person", or "desk" (the gateway itself, at once)."""
    return _OTHERS.get(state, "bot") if state else "bot"


def after(state: State | None, event: Event) -> State | None:
    """Return the state that `event` leads to, None where it has no effect (it came twice, or too late)."""
    start = state if state in OPEN else None
    return TRANSITIONS.get((start, event))
