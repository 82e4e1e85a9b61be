"""Reads and writes conversations, one transaction a call.

Owns: the order of messages, that a message id counts once, that an answer is stored once, and which replica answers a
session. Does not know: Rasa, HTTP, wording. Calls block; the gateway runs them in threads.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.handoff import presses
from bot.store import statements as sql
from bot.store.errors import IdTaken, NoSession, StoreError, TooManyPending
from bot.store.handoff import Handoffs

Message = dict[str, Any]


@dataclass(frozen=True)
class Session:
    """One conversation of one shopper. `token_hash`: SHA-256 in hex of the bearer token, which is not kept; `visitor`:
    of what the channel knows the shopper by, None = it cannot tell.
    """

    id: str
    token_hash: str
    shop: str
    locale: str
    channel: str
    owner: str
    visitor: str | None = None


@dataclass(frozen=True)
class Lease:
    """The right of one replica to answer a session until `until`; `now` and `until` in UNIX time, seconds."""

    replica: str
    now: float
    until: float


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


@dataclass(frozen=True)
class Accepted:
    """A user's message that is on record as number `seq`.

    `new` is False where its id was on record before; `replies` is None while its answer is owed; `job` is the message
    to answer where nothing stands before it and the lease was free.
    """

    seq: int
    new: bool
    replies: list[Message] | None
    job: Job | None = None


class Conversations:
    """The record behind one engine. Times are given in, so that tests own the clock.

    `handoffs`: settles in the same transactions who answers a message; None = always the bot.
    """

    def __init__(
        self, engine: Engine, handoffs: Handoffs | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self._engine, self._handoffs, self._clock = engine, handoffs, clock

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            yield connection

    def ping(self) -> None:
        """Raise StoreError where the database cannot be read."""
        try:
            with self._engine.connect() as connection:
                connection.execute(sql.PING)
        except SQLAlchemyError as error:
            raise StoreError(f"the database cannot be read: {type(error).__name__}") from error

    def create(self, session: Session, at: str) -> None:
        """Put a new session on record; `at` is the ISO time."""
        with self._writing() as connection:
            connection.execute(sql.ADD_SESSION, {"created_at": at, **session.__dict__})

    def session(self, session_id: str) -> Session | None:
        """Return the session, None where there is none."""
        with self._engine.connect() as connection:
            row = connection.execute(sql.SESSION, {"b_session": session_id}).one_or_none()
        return Session(*row) if row else None

    def of_visitor(self, visitor: str) -> list[str]:
        """Return the ids of all sessions of a visitor."""
        with self._engine.connect() as connection:
            return [row[0] for row in connection.execute(sql.OF_VISITOR, {"b_visitor": visitor})]

    def accept(
        self,
        session_id: str,
        message: Message,
        request: dict[str, Any],
        max_pending: int,
        lease: Lease | None = None,
    ) -> Accepted:
        """Put a user's message on record, or find it there by its id; take it at once with `lease` where that may be.

        Where a person owns the chat no answer is owed. `request["press"]`: the payload of a button of a hand-off, which
        is answered here. Raises NoSession, IdTaken, TooManyPending.
        """
        with self._writing() as connection:
            head = connection.execute(sql.LOCKED_SESSION, {"b_session": session_id}).one_or_none()
            if not head:
                raise NoSession(session_id)
            row = connection.execute(sql.FIND, {"b_session": session_id, "b_id": message["id"]}).one_or_none()
            if row:
                if row.role != "user":
                    raise IdTaken(message["id"])
                done = row.state == "done"
                return Accepted(row.seq, False, _replies(connection, session_id, row.seq) if done else None)
            n_pending = connection.execute(sql.COUNT_PENDING, {"b_session": session_id}).scalar_one()
            if n_pending >= max_pending:
                raise TooManyPending(session_id)
            press = presses.read(request.get("press"))
            seq, turn, owed = head.next_seq, head.n_turns + 1, head.owner == "bot" and press is None
            columns = {"turn": turn, "state": "pending" if owed else "done", "request": _dump(request)}
            _add(connection, session_id, seq, message, columns)
            counted = {"b_next_seq": seq + 1, "b_n_turns": turn, "b_now": self._clock()}
            connection.execute(sql.COUNT_ON, {"b_session": session_id, **counted})
            if not owed and (told := self._told(connection, head, seq, message, request, press)) is not None:
                return Accepted(seq, True, told)
            if n_pending or lease is None or not _free(head, lease):
                return Accepted(seq, True, None)
            _take(connection, session_id, lease)
            return Accepted(seq, True, None, _job(head, seq, message["id"], turn, message["text"], request))

    def _told(
        self, connection: Connection, head: Any, seq: int, message: Message, request: dict[str, Any],
        press: presses.Press | None,
    ) -> list[Message] | None:  # fmt: skip
        """Return what is said at once to a message that is not the bot's to answer, None where it turns out to be."""
        if self._handoffs is None:
            return []
        now = self._clock()
        if press is not None:
            return self._handoffs.pressed(connection, head, seq, press, now)
        if head.owner == "person":
            self._handoffs.spoke(connection, head.id, now)
            return []
        told = self._handoffs.written(connection, head, seq, "" if request.get("payload") else message["text"], now)
        if told is None:
            connection.execute(sql.REOPEN, {"b_session": head.id, "b_seq": seq})
        return told

    def take(self, session_id: str, lease: Lease) -> Job | bool | None:
        """Lease the session and return its oldest message whose answer is owed.

        Returns None where nothing is owed, False where another replica has the lease. A replica that comes back under
        its old name has its old lease.
        """
        with self._writing() as connection:
            head = connection.execute(sql.LOCKED_SESSION, {"b_session": session_id}).one_or_none()
            row = connection.execute(sql.OLDEST_PENDING, {"b_session": session_id}).one_or_none()
            if head is None or row is None:
                return None
            if not _free(head, lease):
                return False
            _take(connection, session_id, lease)
            return _job_of(head, row)

    def finish(
        self, session_id: str, seq: int, replies: list[Message], lease: Lease | None = None,
        request: dict[str, Any] | None = None,
    ) -> tuple[list[Message], Job | None]:  # fmt: skip
        """Store the answer to message `seq`; return what is on record as its answer and, with `lease`, the next job.

        `request`: the facts for a person where the answer asks for one; what is said about the queue joins the answer.

        The answer is the earlier one, if any, and [] where the session was erased meanwhile. Without a next job the
        lease ends.
        """
        with self._writing() as connection:
            head = connection.execute(sql.LOCKED_SESSION, {"b_session": session_id}).one_or_none()
            if not head:
                return [], None
            closed = connection.execute(sql.CLOSE, {"b_session": session_id, "b_seq": seq})
            if closed.rowcount == 0:
                if self._handoffs and head.owner == "person" and replies:
                    self._handoffs.drafted(connection, session_id, replies[-1]["text"])
                return _replies(connection, session_id, seq), None
            for offset, reply in enumerate(replies):
                _add(connection, session_id, head.next_seq + offset, reply, {"reply_to": seq, "state": "done"})
            after = _after(head, replies)
            row = connection.execute(sql.OLDEST_PENDING, {"b_session": session_id}).one_or_none() if lease else None
            owner, until = (lease.replica, lease.until) if lease and row else (None, None)
            connection.execute(sql.AFTER_REPLY, {"b_session": session_id, "b_owner": owner, "b_until": until, **after})
            if request is not None and self._handoffs:
                replies = replies + self._handoffs.requested(connection, head, seq, request, self._clock())
            if row is None:
                return replies, None
            # The next message sees what was just said.
            head = connection.execute(sql.LOCKED_SESSION, {"b_session": session_id}).one()
            return replies, _job_of(head, row)

    def speak(self, session_id: str, locale: str) -> Session | None:
        """Go on in another language; return the session, None where there is none."""
        with self._writing() as connection:
            connection.execute(sql.SPEAK, {"b_session": session_id, "b_locale": locale})
            if self._handoffs:
                self._handoffs.speak(connection, session_id, locale)
            row = connection.execute(sql.SESSION, {"b_session": session_id}).one_or_none()
        return Session(*row) if row else None

    def last_heard(self, session_id: str) -> Job | None:
        """Return the shopper's newest message with what answering it needs, None where nothing was said."""
        with self._engine.connect() as connection:
            head = connection.execute(sql.SESSION_ROW, {"b_session": session_id}).one_or_none()
            row = connection.execute(sql.LAST_HEARD, {"b_session": session_id}).one_or_none()
        return _job_of(head, row) if head and row else None

    def answer_to(self, session_id: str, seq: int) -> list[Message] | None:
        """Return the answer to message `seq`, None while it is owed; [] also where there is no such message."""
        with self._engine.connect() as connection:
            state = connection.execute(sql.STATE, {"b_session": session_id, "b_seq": seq}).scalar_one_or_none()
            return None if state == "pending" else _replies(connection, session_id, seq)

    def history(self, session_id: str, after: int = 0) -> list[tuple[int, Message]]:
        """Return (seq, message) of all messages with a number above `after`, in order."""
        with self._engine.connect() as connection:
            rows = connection.execute(sql.HISTORY, {"b_session": session_id, "b_seq": after})
            return [(seq, json.loads(body)) for seq, body in rows]

    def seq_of(self, session_id: str, message_id: str) -> int | None:
        """Return the number of a message by its id, None where the session has no such message."""
        with self._engine.connect() as connection:
            row = connection.execute(sql.FIND, {"b_session": session_id, "b_id": message_id}).one_or_none()
        return row.seq if row else None

    def owing(self) -> list[str]:
        """Return the sessions that have a message whose answer is owed."""
        with self._engine.connect() as connection:
            return [row[0] for row in connection.execute(sql.OWING)]

    def erase(self, session_id: str) -> bool:
        """Delete the session and all its messages; say whether there was one."""
        with self._writing() as connection:
            connection.execute(sql.ERASE_MESSAGES, {"b_session": session_id})
            return connection.execute(sql.ERASE_SESSION, {"b_session": session_id}).rowcount > 0


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _free(head: Any, lease: Lease) -> bool:
    return head.lease_owner in (None, lease.replica) or head.lease_until <= lease.now


def _take(connection: Connection, session_id: str, lease: Lease) -> None:
    connection.execute(sql.LEASE, {"b_session": session_id, "b_owner": lease.replica, "b_until": lease.until})


def _job(head: Any, seq: int, message_id: str, turn: int, text: str, request: dict[str, Any]) -> Job:
    session = Session(*(getattr(head, column.name) for column in sql.SESSION_COLUMNS))
    categories = json.loads(head.last_categories)
    return Job(session, seq, message_id, turn, text, request, head.last_act, head.last_attribute, categories)


def _job_of(head: Any, row: Any) -> Job:
    return _job(head, row.seq, row.id, row.turn, json.loads(row.body)["text"], json.loads(row.request or "{}"))


def _after(head: Any, replies: list[Message]) -> dict[str, Any]:
    """Return the session's columns after these replies; the goods last shown stay known where none were shown."""
    last = replies[-1] if replies else None
    shown = list(dict.fromkeys(i["category"] for i in last["items"] if i["category"])) if last else []
    return {
        "b_next_seq": head.next_seq + len(replies),
        "b_act": last["act"] if last else head.last_act,
        "b_attribute": last["attribute"][:200] if last else head.last_attribute,
        "b_categories": _dump(shown) if shown else head.last_categories,
    }


def _add(connection: Connection, session_id: str, seq: int, message: Message, columns: dict[str, Any]) -> None:
    row = {"session_id": session_id, "seq": seq, "id": message["id"], "role": message["role"], "body": _dump(message)}
    connection.execute(sql.ADD_MESSAGE, row | columns)


def _replies(connection: Connection, session_id: str, seq: int) -> list[Message]:
    rows = connection.execute(sql.REPLIES, {"b_session": session_id, "b_seq": seq})
    return [json.loads(row.body) for row in rows]
