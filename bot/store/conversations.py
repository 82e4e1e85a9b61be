"""Reads and writes conversations, one transaction a call.

Owns: the order of messages, that a message id counts once, that an answer is stored once, and which replica answers a
session. Does not know: Rasa, HTTP, wording. Calls block; the gateway runs them in threads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from bot.store.errors import IdTaken, NoSession, StoreError, TooManyPending
from bot.store.tables import messages, sessions

Message = dict[str, Any]


@dataclass(frozen=True)
class Session:
    """One conversation of one shopper. `token_hash`: SHA-256 in hex of the bearer token, which is not kept."""

    id: str
    token_hash: str
    shop: str
    locale: str
    channel: str
    owner: str


@dataclass(frozen=True)
class Accepted:
    """A user's message that is on record as number `seq`. `new` is False where its id was on record before; `replies`
    is None while its answer is owed.
    """

    seq: int
    new: bool
    replies: list[Message] | None


@dataclass(frozen=True)
class Job:
    """A message whose answer is owed, with what answering needs. `turn` counts the session's user messages from 1."""

    session: Session
    seq: int
    id: str
    turn: int
    text: str
    request: dict[str, Any]
    last_act: str
    last_attribute: str
    last_categories: list[str]


class Conversations:
    """The record behind one engine. Times are given in, so that tests own the clock."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            yield connection

    def ping(self) -> None:
        """Raise StoreError where the database cannot be read."""
        try:
            with self._engine.connect() as connection:
                connection.execute(select(func.count()).select_from(sessions).where(sessions.c.id == ""))
        except SQLAlchemyError as error:
            raise StoreError(f"the database cannot be read: {type(error).__name__}") from error

    def create(self, session: Session, at: str) -> None:
        """Put a new session on record; `at` is the ISO time."""
        with self._writing() as connection:
            connection.execute(insert(sessions).values(created_at=at, **session.__dict__))

    def session(self, session_id: str) -> Session | None:
        """Return the session, None where there is none."""
        with self._engine.connect() as connection:
            row = connection.execute(select(*_SESSION).where(sessions.c.id == session_id)).one_or_none()
        return Session(*row) if row else None

    def accept(
        self, session_id: str, message: Message, request: dict[str, Any], max_pending: int, owed: bool = True
    ) -> Accepted:
        """Put a user's message on record, or find it there by its id.

        `owed` False marks it as needing no answer of the bot (a person owns the chat). Raises NoSession, IdTaken,
        TooManyPending.
        """
        with self._writing() as connection:
            # The session's row is locked first, so that two callers with one id meet here, not at the insert.
            head = connection.execute(
                select(sessions.c.next_seq, sessions.c.n_turns).where(sessions.c.id == session_id).with_for_update()
            ).one_or_none()
            if not head:
                raise NoSession(session_id)
            row = connection.execute(_find, {"session": session_id, "id": message["id"]}).one_or_none()
            if row:
                if row.role != "user":
                    raise IdTaken(message["id"])
                done = row.state == "done"
                return Accepted(row.seq, False, _replies(connection, session_id, row.seq) if done else None)
            n_pending = connection.execute(
                select(func.count()).where(messages.c.session_id == session_id, messages.c.state == "pending")
            ).scalar_one()
            if n_pending >= max_pending:
                raise TooManyPending(session_id)
            turn = head.n_turns + 1
            _add(connection, session_id, head.next_seq, message, turn=turn, state="pending" if owed else "done",
                 request=json.dumps(request, ensure_ascii=False))  # fmt: skip
            connection.execute(
                update(sessions).where(sessions.c.id == session_id).values(next_seq=head.next_seq + 1, n_turns=turn)
            )
            return Accepted(head.next_seq, True, None if owed else [])

    def take(self, session_id: str, replica: str, now: float, lease_s: float) -> Job | bool | None:
        """Lease the session to `replica` and return its oldest message whose answer is owed.

        Returns None where nothing is owed, False where another replica has the lease. A replica that comes back under
        its old name has its old lease.
        """
        with self._writing() as connection:
            row = connection.execute(
                select(messages.c.seq, messages.c.id, messages.c.turn, messages.c.body, messages.c.request)
                .where(messages.c.session_id == session_id, messages.c.state == "pending")
                .order_by(messages.c.seq)
                .limit(1)
            ).one_or_none()
            if row is None:
                return None
            s = connection.execute(
                select(*_SESSION, sessions.c.last_act, sessions.c.last_attribute, sessions.c.last_categories,
                       sessions.c.lease_owner, sessions.c.lease_until).where(sessions.c.id == session_id).with_for_update()
            ).one()  # fmt: skip
            if s.lease_owner not in (None, replica) and s.lease_until > now:
                return False
            connection.execute(
                update(sessions)
                .where(sessions.c.id == session_id)
                .values(lease_owner=replica, lease_until=now + lease_s)
            )
            body = json.loads(row.body)
            return Job(Session(*s[: len(_SESSION)]), row.seq, row.id, row.turn, body["text"],
                       json.loads(row.request or "{}"), s.last_act, s.last_attribute,
                       json.loads(s.last_categories))  # fmt: skip

    def finish(self, session_id: str, seq: int, replies: list[Message]) -> list[Message]:
        """Store the answer to message `seq` and return what is on record as its answer (the earlier one, if any).

        Returns [] where the session was erased meanwhile.
        """
        with self._writing() as connection:
            head = connection.execute(
                select(sessions.c.next_seq).where(sessions.c.id == session_id).with_for_update()
            ).one_or_none()
            if not head:
                return []
            closed = connection.execute(
                update(messages)
                .where(messages.c.session_id == session_id, messages.c.seq == seq, messages.c.state == "pending")
                .values(state="done")
            )
            if closed.rowcount == 0:
                return _replies(connection, session_id, seq)
            for offset, reply in enumerate(replies):
                _add(connection, session_id, head.next_seq + offset, reply, reply_to=seq, state="done")
            values = {"next_seq": head.next_seq + len(replies), "lease_owner": None, "lease_until": None}
            if replies:
                values |= {"last_act": replies[-1]["act"], "last_attribute": replies[-1]["attribute"][:200]}
                shown = list(dict.fromkeys(item["category"] for item in replies[-1]["items"] if item["category"]))
                if shown:
                    values["last_categories"] = json.dumps(shown, ensure_ascii=False)
            connection.execute(update(sessions).where(sessions.c.id == session_id).values(**values))
            return replies

    def answer_to(self, session_id: str, seq: int) -> list[Message] | None:
        """Return the answer to message `seq`, None while it is owed; [] also where there is no such message."""
        with self._engine.connect() as connection:
            state = connection.execute(
                select(messages.c.state).where(messages.c.session_id == session_id, messages.c.seq == seq)
            ).scalar_one_or_none()
            return None if state == "pending" else _replies(connection, session_id, seq)

    def history(self, session_id: str, after: int = 0) -> list[tuple[int, Message]]:
        """Return (seq, message) of all messages with a number above `after`, in order."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(messages.c.seq, messages.c.body)
                .where(messages.c.session_id == session_id, messages.c.seq > after)
                .order_by(messages.c.seq)
            )
            return [(seq, json.loads(body)) for seq, body in rows]

    def seq_of(self, session_id: str, message_id: str) -> int | None:
        """Return the number of a message by its id, None where the session has no such message."""
        with self._engine.connect() as connection:
            row = connection.execute(_find, {"session": session_id, "id": message_id}).one_or_none()
        return row.seq if row else None

    def owing(self) -> list[str]:
        """Return the sessions that have a message whose answer is owed."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(messages.c.session_id).where(messages.c.state == "pending").distinct())
            return [row[0] for row in rows]

    def erase(self, session_id: str) -> bool:
        """Delete the session and all its messages; say whether there was one."""
        with self._writing() as connection:
            connection.execute(delete(messages).where(messages.c.session_id == session_id))
            return connection.execute(delete(sessions).where(sessions.c.id == session_id)).rowcount > 0


_SESSION = (
    sessions.c.id, sessions.c.token_hash, sessions.c.shop, sessions.c.locale, sessions.c.channel, sessions.c.owner
)  # fmt: skip


_find = select(messages.c.seq, messages.c.role, messages.c.state).where(
    messages.c.session_id == bindparam("session"), messages.c.id == bindparam("id")
)


def _add(connection: Connection, session_id: str, seq: int, message: Message, **columns: Any) -> None:
    connection.execute(
        insert(messages).values(
            session_id=session_id,
            seq=seq,
            id=message["id"],
            role=message["role"],
            body=json.dumps(message, ensure_ascii=False),
            **columns,
        )
    )


def _replies(connection: Connection, session_id: str, seq: int) -> list[Message]:
    rows = connection.execute(
        select(messages.c.body)
        .where(messages.c.session_id == session_id, messages.c.reply_to == seq)
        .order_by(messages.c.seq)
    )
    return [json.loads(row.body) for row in rows]
