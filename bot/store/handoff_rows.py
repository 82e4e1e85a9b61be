"""Single steps of a hand-off on an open transaction: find it, move it, say something, give messages back to the bot.

Owns: that a move is made once and logged, that the session's owner follows the state. Does not know: which event comes
when (handoff.py), words. Whoever calls these has locked the session's row.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, exists, func, insert, or_, select, update

from bot.handoff.machine import OPEN, Event, State, after, answers
from bot.store.handoff_tables import agents, chats, log
from bot.store.tables import messages, sessions

Message = dict[str, Any]

#: Chats taken lately from whose waiting the next one's is estimated.
N_RECENT = 50

# Built once: building a statement anew costs more than running it.
_LOCKED = select(sessions).where(sessions.c.id == bindparam("b_session")).with_for_update()
_OPEN_CHAT = select(chats).where(
    chats.c.session_id == bindparam("b_session"), chats.c.state.in_([state.value for state in OPEN])
)
_CHAT = select(chats).where(chats.c.id == bindparam("b_chat"))
_NOTE = insert(log)
_NEXT_SEQ = select(sessions.c.next_seq).where(sessions.c.id == bindparam("b_session"))
_ADD_MESSAGE = insert(messages)
_EARLIER = select(func.count()).where(
    chats.c.state == State.REQUESTED.value,
    or_(
        chats.c.requested_at < bindparam("b_at"),
        and_(chats.c.requested_at == bindparam("b_at"), chats.c.id < bindparam("b_chat")),
    ),
)
_WAITED = (
    select(chats.c.first_assigned_at - chats.c.requested_at, chats.c.place)
    .where(chats.c.first_assigned_at.is_not(None), chats.c.place.is_not(None))
    .order_by(chats.c.first_assigned_at.desc())
    .limit(N_RECENT)
)
_N_ONLINE = select(func.count()).where(
    agents.c.available, agents.c.seen_at > bindparam("b_since"), agents.c.id != bindparam("b_but")
)
_OWN = update(sessions).where(sessions.c.id == bindparam("b_session")).values(owner=bindparam("b_owner"))


def locked(connection: Connection, session_id: str) -> Row[Any] | None:
    """Lock the session and return its row, None where it was erased."""
    return connection.execute(_LOCKED, {"b_session": session_id}).one_or_none()


def open_chat(connection: Connection, session_id: str) -> Row[Any] | None:
    """Return the session's hand-off that is not over."""
    return connection.execute(_OPEN_CHAT, {"b_session": session_id}).one_or_none()


def chat_of(connection: Connection, chat_id: str) -> Row[Any] | None:
    """Return a hand-off by its id."""
    return connection.execute(_CHAT, {"b_chat": chat_id}).one_or_none()


def note(connection: Connection, now: float, actor: str, event: str, chat: str = "", **states: str) -> None:
    """Write a line of the log."""
    connection.execute(_NOTE, {"at": now, "actor": actor, "event": event, "chat_id": chat, **states})


def move(
    connection: Connection, chat: Row[Any], event: Event, now: float, actor: str, **columns: Any
) -> Row[Any] | None:
    """Make the move and return the row after it; None where the event has no effect on the state, or came second."""
    before = State(chat.state)
    state = after(before, event)
    if before not in OPEN or state is None:
        return None
    if state not in OPEN:
        columns.setdefault("ended_at", now)
    if state is not State.ASSIGNED:
        columns |= {"waiting_since": None, "silent_since": None}
    columns["state"] = state.value
    # The state in the condition decides between two who come at once, also without the lock on the session.
    moved = connection.execute(
        update(chats).where(chats.c.id == chat.id, chats.c.state == before.value).values(**columns)
    )
    if moved.rowcount != 1:
        return None
    own(connection, chat.session_id, state)
    note(connection, now, actor, event.value, chat.id, before=before.value, after=state.value)
    return chat_of(connection, chat.id)


def own(connection: Connection, session_id: str, state: State) -> None:
    """Make the session's owner who answers in this state."""
    connection.execute(_OWN, {"b_session": session_id, "b_owner": answers(state)})


def append(connection: Connection, session_id: str, said: list[Message], reply_to: int | None = None) -> None:
    """Add messages to the record; a bot's message is what the next one is understood by."""
    seq = connection.execute(_NEXT_SEQ, {"b_session": session_id}).scalar_one()
    changed: dict[str, Any] = {"next_seq": seq + len(said)}
    for offset, message in enumerate(said):
        row = {
            "session_id": session_id, "seq": seq + offset, "id": message["id"], "role": message["role"],
            "state": "done", "reply_to": reply_to, "body": json.dumps(message, ensure_ascii=False),
        }  # fmt: skip
        connection.execute(_ADD_MESSAGE, row)
        if message["role"] == "bot":
            changed |= {"last_act": message["act"], "last_attribute": ""}
    connection.execute(update(sessions).where(sessions.c.id == session_id).values(**changed))


def take_over(connection: Connection, session_id: str, next_seq: int) -> int:
    """Make the messages whose answer is owed the person's; return the number of the first message that is theirs.

    What the bot is saying to one of them just now finds the message answered, and is not stored.
    """
    pending = and_(messages.c.session_id == session_id, messages.c.state == "pending")
    first = connection.execute(select(func.min(messages.c.seq)).where(pending)).scalar_one()
    connection.execute(update(messages).where(pending).values(state="done"))
    connection.execute(update(sessions).where(sessions.c.id == session_id).values(lease_owner=None, lease_until=None))
    return first or next_seq


def give_back(connection: Connection, session_id: str, from_seq: int, seen: int | None) -> int:
    """Owe the bot's answer to what the person did not answer; return to how many messages.

    `from_seq`: first message that was the person's. `seen`: with a number, only what came after it counts as
    unanswered (the person was done and had seen what came before); None = all after the person's last word.
    """
    last = connection.execute(
        select(func.max(messages.c.seq)).where(messages.c.session_id == session_id, messages.c.role == "agent")
    ).scalar_one()
    begin = max(from_seq, (last or 0) + 1, (seen or 0) + 1)
    answer = messages.alias()
    answered = exists().where(answer.c.session_id == session_id, answer.c.reply_to == messages.c.seq)
    owed = connection.execute(
        update(messages)
        .where(messages.c.session_id == session_id, messages.c.seq >= begin, messages.c.role == "user", ~answered)
        .values(state="pending")
    )
    return owed.rowcount


def place(connection: Connection, chat: Row[Any]) -> int:
    """Return the place in the queue, from 1; whoever asked earlier is before."""
    n_earlier: int = connection.execute(_EARLIER, {"b_at": chat.requested_at, "b_chat": chat.id}).scalar_one()
    return n_earlier + 1


def expected_wait(connection: Connection, place: int) -> float | None:
    """Return the seconds until this place's turn by what the last chats waited, None where none was taken yet."""
    rows = connection.execute(_WAITED).all()
    places = sum(row[1] for row in rows)
    return place * sum(row[0] for row in rows) / places if places else None


def n_online(connection: Connection, since: float, but: str | None = None) -> int:
    """Return how many agents take chats and were heard of since then. `but`: an agent not to count."""
    n: int = connection.execute(_N_ONLINE, {"b_since": since, "b_but": but or ""}).scalar_one()
    return n
