"""The hand-offs of a bot's record: what shoppers, agents and timers do to them, one transaction each.

Owns: which event a request, a press, an agent's act or a timer is; what the shopper is told about it, in the same
transaction. Does not know: HTTP, sentences (they come in as `Words`), passwords. Calls block.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row, bindparam, func, insert, or_, select, update

from bot.handoff.machine import OPEN, Event, State, after
from bot.handoff.presses import Press
from bot.handoff.rules import DeskSettings
from bot.store import handoff_rows as rows
from bot.store.handoff_tables import agents, chats
from bot.store.tables import messages

Message = dict[str, Any]


class Words(Protocol):
    """Says what happened. `chat`: the hand-off's id, for buttons."""

    def said(self, kind: str, locale: str, chat: str, facts: dict[str, Any]) -> Message:
        """Return a system message."""
        ...

    def back(self, locale: str, chat: str, facts: dict[str, Any]) -> Message:
        """Return the bot's message with which it goes on."""
        ...


@dataclass(frozen=True)
class Agent:
    """Who acts at the desk."""

    id: str
    name: str
    role: str


@dataclass(frozen=True)
class Done:
    """What an act came to. `ok` is False where it had no effect: too late, not theirs, or done before.

    `owed`: the bot has to answer something now.
    """

    ok: bool
    session_id: str = ""
    chat_id: str = ""
    owed: bool = False


_NOTHING = Done(False)

#: Hand-offs of which something should have come by now; each parameter is the latest moment that is too long ago.
#: Built once: it is asked every second, and building it costs more than running it.
_DUE = (
    select(chats.c.id)
    .select_from(chats.outerjoin(agents, chats.c.agent_id == agents.c.id))
    .where(
        or_(
            (chats.c.state == State.REQUESTED.value) & (chats.c.queued_at <= bindparam("taken")),
            (chats.c.state == State.WRITING.value) & (chats.c.queued_at <= bindparam("spoken")),
            (chats.c.state == State.ASSIGNED.value)
            & or_(
                chats.c.waiting_since <= bindparam("answered"),
                chats.c.silent_since <= bindparam("spoken"),
                agents.c.seen_at <= bindparam("seen"),
            ),
        )
    )
    .order_by(chats.c.requested_at)
)


class Handoffs:
    """All hand-offs behind one engine; `now` in UNIX seconds is given in, so that tests own the clock."""

    def __init__(self, engine: Engine, rules: DeskSettings, words: Words) -> None:
        self._engine, self._rules, self._words = engine, rules, words

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            yield connection

    # ------------------------------------------------------------ shoppers, inside the record's transactions

    def requested(
        self, connection: Connection, session: Row[Any], reply_to: int, request: dict[str, Any], now: float
    ) -> list[Message]:
        """Open a hand-off, or find the one that is open; return what is said about it, already on record.

        `request`: the facts for the agent, see `bot.handoff.summary`.
        """
        there = self._rules.in_hours(now) and rows.n_online(connection, now - self._rules.desk_agent_gone_s) > 0
        event = Event.REQUEST if there else Event.AWAY
        chat = rows.open_chat(connection, session.id)
        columns = {"reason": str(request.get("reason", ""))[:40], "summary": json.dumps(request, ensure_ascii=False)}
        if chat is None:
            chat = self._create(connection, session, event, columns, now)
            kind = "queued" if there else "away"
        elif moved := rows.move(connection, chat, event, now, "shopper", requested_at=now, queued_at=now, **columns):
            chat, kind = moved, "queued"
        else:
            kind = {State.REQUESTED: "still_queued", State.LEFT: "left_before"}.get(State(chat.state), "away")
        if kind == "queued":
            chosen = {"place": rows.place(connection, chat)}
            connection.execute(update(chats).where(chats.c.id == chat.id).values(**chosen))
        told = [self._tell(connection, chat, kind)]
        rows.append(connection, session.id, told, reply_to)
        return told

    def _create(
        self, connection: Connection, session: Row[Any], event: Event, columns: dict[str, Any], now: float
    ) -> Row[Any]:
        state = after(None, event)
        assert state is not None
        fresh = {"id": uuid4().hex, "session_id": session.id, "shop": session.shop, "locale": session.locale,
                 "state": state.value, "requested_at": now, "queued_at": now}  # fmt: skip
        connection.execute(insert(chats).values(**fresh, **columns))
        rows.own(connection, session.id, state)
        rows.note(connection, now, "shopper", event.value, fresh["id"], before="", after=state.value)
        chat = rows.chat_of(connection, fresh["id"])
        assert chat is not None
        return chat

    def pressed(
        self, connection: Connection, session: Row[Any], reply_to: int, press: Press, now: float
    ) -> list[Message]:
        """Do what a button of a hand-off means; return what is said to it, already on record."""
        chat = rows.chat_of(connection, press.chat)
        if chat is None or chat.session_id != session.id:
            # The session's own open hand-off would be meant by nobody: say that the button is of no use.
            told = [self._words.said("too_late", session.locale, press.chat, {})]
        elif press.kind == "rate":
            told = [self._words.said(self._rate(connection, chat, press.score, now), chat.locale, chat.id, {})]
        else:
            told = [self._choose(connection, chat, press.kind, now)]
        rows.append(connection, session.id, told, reply_to)
        return told

    def _choose(self, connection: Connection, chat: Row[Any], kind: str, now: float) -> Message:
        keep = kind == "cancel" and chat.note
        event = Event.KEEP if keep else {"cancel": Event.CANCEL, "leave": Event.LEAVE}.get(kind, Event.DECLINE)
        moved = rows.move(connection, chat, event, now, "shopper", **({"queued_at": now} if kind == "leave" else {}))
        said = {"cancel": "cancelled", "leave": "write", "decline": "declined"}[kind]
        return self._tell(connection, moved or chat, said if moved else "too_late")

    def _rate(self, connection: Connection, chat: Row[Any], score: int, now: float) -> str:
        over = chat.state in (State.CLOSED, State.RETURNED)
        if not over:
            return "too_late"
        first = connection.execute(
            update(chats).where(chats.c.id == chat.id, chats.c.rating.is_(None)).values(rating=score)
        )
        if first.rowcount == 0:
            return "rated_before"
        rows.note(connection, now, "shopper", "rate", chat.id, before=chat.state, after=chat.state)
        return "rated"

    def written(
        self, connection: Connection, session: Row[Any], reply_to: int, text: str, now: float
    ) -> list[Message] | None:
        """Take the message that is left for the agents; None where `text` is "": then the bot answers after all."""
        chat = rows.open_chat(connection, session.id)
        if chat is None:
            return None
        if not text:
            rows.move(connection, chat, Event.DECLINE, now, "shopper")
            return None
        moved = rows.move(connection, chat, Event.WRITE, now, "shopper", note=text, queued_at=now)
        if moved is None:
            return None
        told = [self._tell(connection, moved, "left")]
        rows.append(connection, session.id, told, reply_to)
        return told

    def spoke(self, connection: Connection, session_id: str, now: float) -> None:
        """Note that the shopper waits for the agent's word."""
        connection.execute(
            update(chats)
            .where(chats.c.session_id == session_id, chats.c.state == State.ASSIGNED.value)
            .values(waiting_since=func.coalesce(chats.c.waiting_since, now), silent_since=None)
        )

    def speak(self, connection: Connection, session_id: str, locale: str) -> None:
        """Go on in another language; what was said stays as it is."""
        connection.execute(update(chats).where(chats.c.session_id == session_id).values(locale=locale))

    def drafted(self, connection: Connection, session_id: str, text: str) -> None:
        """Keep what the bot would have said to the message during which a person took the chat, for that person."""
        waits = chats.c.state == State.ASSIGNED.value, chats.c.waiting_since.is_not(None)
        connection.execute(update(chats).where(chats.c.session_id == session_id, *waits).values(draft=text))

    # ------------------------------------------------------------ agents

    def take(self, chat_id: str, agent: Agent, now: float) -> Done:
        """Give the chat to the agent. One of many who try gets it; who has it already gets it again."""
        with self._writing() as connection:
            chat = self._locked(connection, chat_id)
            if chat is None:
                return _NOTHING
            if chat.state == State.ASSIGNED and chat.agent_id == agent.id:
                return Done(True, chat.session_id, chat.id)
            first = {
                "first_assigned_at": chat.first_assigned_at or now,
                "assigned_at": now, "agent_id": agent.id, "waiting_since": now, "silent_since": None, "draft": "",
            }  # fmt: skip
            moved = rows.move(connection, chat, Event.TAKE, now, agent.name, **first)
            if moved is None:
                return _NOTHING
            session = rows.locked(connection, chat.session_id)
            assert session is not None
            theirs = rows.take_over(connection, chat.session_id, session.next_seq)
            connection.execute(update(chats).where(chats.c.id == chat.id).values(from_seq=theirs))
            rows.append(connection, chat.session_id, [self._tell(connection, moved, "taken", agent=agent.name)])
            return Done(True, chat.session_id, chat.id)

    def take_next(self, agent: Agent, now: float) -> Done:
        """Give the agent whoever has waited longest."""
        while True:
            with self._engine.connect() as connection:
                oldest = connection.execute(
                    select(chats.c.id)
                    .where(chats.c.state == State.REQUESTED.value)
                    .order_by(chats.c.requested_at, chats.c.id)
                    .limit(1)
                ).scalar_one_or_none()
            if oldest is None:
                return _NOTHING
            done = self.take(oldest, agent, now)
            if done.ok:
                return done  # else another agent was quicker: the next one then

    def say(self, chat_id: str, agent: Agent, message: Message, now: float) -> Done:
        """Put the agent's message on record, once by its id. Only who has the chat may speak in it."""
        with self._writing() as connection:
            chat = self._locked(connection, chat_id)
            if chat is None or chat.state != State.ASSIGNED or chat.agent_id != agent.id:
                return _NOTHING
            same = messages.c.session_id == chat.session_id, messages.c.id == message["id"]
            if connection.execute(select(messages.c.seq).where(*same)).first():
                return Done(True, chat.session_id, chat.id)
            rows.append(connection, chat.session_id, [message])
            spoken = {
                "waiting_since": None, "silent_since": now, "n_said": chat.n_said + 1, "draft": "",
                "first_answer_at": chat.first_answer_at or now,
            }  # fmt: skip
            connection.execute(update(chats).where(chats.c.id == chat.id).values(**spoken))
            return Done(True, chat.session_id, chat.id)

    def end(self, chat_id: str, agent: Agent, event: Event, now: float, outcome: str = "", seen: int = 0) -> Done:
        """Return the chat to the bot, close it, or hand it on to the queue (Event.DROP).

        `seen`: number of the last message that the agent saw; what came after it is answered by the bot.
        """
        with self._writing() as connection:
            chat = self._locked(connection, chat_id)
            if chat is None or chat.agent_id != agent.id:
                return _NOTHING
            return self._end(connection, chat, event, now, agent.name, outcome, seen if event is Event.CLOSE else None)

    def take_back(self, chat_id: str, supervisor: Agent, now: float) -> Done:
        """Put another agent's chat back into the queue."""
        with self._writing() as connection:
            chat = self._locked(connection, chat_id)
            return self._end(connection, chat, Event.DROP, now, supervisor.name) if chat else _NOTHING

    def settle(self, chat_id: str, agent: Agent, now: float) -> Done:
        """Mark a left message as dealt with."""
        with self._writing() as connection:
            chat = self._locked(connection, chat_id)
            moved = chat and rows.move(connection, chat, Event.DONE, now, agent.name, agent_id=agent.id)
            if chat is None or moved is None:
                return _NOTHING
            rows.append(connection, chat.session_id, [self._tell(connection, moved, "done")])
            return Done(True, chat.session_id, chat.id)

    def _end(
        self, connection: Connection, chat: Row[Any], event: Event, now: float, actor: str, outcome: str = "",
        seen: int | None = None, kind: str = "",
    ) -> Done:  # fmt: skip
        """Move a chat away from its agent, tell the shopper, and let the bot answer what the agent did not."""
        name = self._name(connection, chat.agent_id)
        if event is Event.DROP:
            # A place in a queue that nobody serves would be a lie.
            if not rows.n_online(connection, now - self._rules.desk_agent_gone_s, chat.agent_id):
                event = Event.KEEP if chat.note else Event.STRAND
            columns: dict[str, Any] = {"queued_at": now, "agent_id": None}
        else:
            columns = {"outcome": outcome}
        moved = rows.move(connection, chat, event, now, actor, **columns)
        if moved is None:
            return _NOTHING
        owed = rows.give_back(connection, chat.session_id, chat.from_seq, seen)
        kinds = {Event.DROP: kind or "handed_on", Event.STRAND: "stranded", Event.KEEP: "left_before",
                 Event.RETURN: "returned", Event.CLOSE: "closed", Event.SHOPPER_IDLE: "shopper_idle"}  # fmt: skip
        told = [self._tell(connection, moved, kinds[event], agent=name)]
        if moved.state in (State.RETURNED, State.CLOSED):
            facts = {"agent": name, "n_said": chat.n_said, "goods": self._goods(connection, chat), "outcome": outcome}
            told.append(self._words.back(chat.locale, chat.id, facts))
        rows.append(connection, chat.session_id, told)
        return Done(True, chat.session_id, chat.id, owed > 0)

    # ------------------------------------------------------------ timers

    def due(self, now: float) -> list[str]:
        """Return the hand-offs for which some time is up."""
        r = self._rules
        times = {
            "taken": now - r.desk_take_within_s, "answered": now - r.desk_agent_idle_s,
            "spoken": now - r.desk_shopper_idle_s, "seen": now - r.desk_agent_gone_s,
        }  # fmt: skip
        with self._engine.connect() as connection:
            return list(connection.execute(_DUE, times).scalars())

    def tick(self, chat_id: str, now: float) -> Done:
        """Do what a hand-off's time asks for, if it still does."""
        r = self._rules
        with self._writing() as connection:
            chat = self._locked(connection, chat_id)
            if chat is None:
                return _NOTHING
            if chat.state == State.REQUESTED and chat.queued_at <= now - r.desk_take_within_s:
                return self._give_up(connection, chat, Event.KEEP if chat.note else Event.EXPIRE, now)
            if chat.state == State.WRITING and chat.queued_at <= now - r.desk_shopper_idle_s:
                return self._give_up(connection, chat, Event.SHOPPER_IDLE, now)
            if chat.state != State.ASSIGNED:
                return _NOTHING
            seen_at = connection.execute(select(agents.c.seen_at).where(agents.c.id == chat.agent_id)).scalar()
            if seen_at is None or seen_at <= now - r.desk_agent_gone_s:
                return self._end(connection, chat, Event.DROP, now, "timer", kind="dropped")
            if chat.waiting_since is not None and chat.waiting_since <= now - r.desk_agent_idle_s:
                return self._end(connection, chat, Event.DROP, now, "timer", kind="idle_agent")
            if chat.silent_since is not None and chat.silent_since <= now - r.desk_shopper_idle_s:
                return self._end(connection, chat, Event.SHOPPER_IDLE, now, "timer")
            return _NOTHING

    def _give_up(self, connection: Connection, chat: Row[Any], event: Event, now: float) -> Done:
        moved = rows.move(connection, chat, event, now, "timer")
        if moved is None:
            return _NOTHING
        kind = {Event.KEEP: "left_before", Event.EXPIRE: "expired", Event.SHOPPER_IDLE: "unwritten"}[event]
        rows.append(connection, chat.session_id, [self._tell(connection, moved, kind)])
        return Done(True, chat.session_id, chat.id)

    # ------------------------------------------------------------ pieces

    def _locked(self, connection: Connection, chat_id: str) -> Row[Any] | None:
        """Return a hand-off with its session locked; read again under the lock."""
        session_id = connection.execute(select(chats.c.session_id).where(chats.c.id == chat_id)).scalar_one_or_none()
        if session_id is None or rows.locked(connection, session_id) is None:
            return None
        return rows.chat_of(connection, chat_id)

    def _tell(self, connection: Connection, chat: Row[Any], kind: str, **facts: Any) -> Message:
        if chat.state == State.REQUESTED:
            facts["place"] = rows.place(connection, chat)
            facts["wait_s"] = rows.expected_wait(connection, facts["place"])
        return self._words.said(kind, chat.locale, chat.id, {"hours": self._rules.desk_hours, **facts})

    @staticmethod
    def _name(connection: Connection, agent_id: str | None) -> str:
        return connection.execute(select(agents.c.name).where(agents.c.id == agent_id)).scalar() or ""

    @staticmethod
    def _goods(connection: Connection, chat: Row[Any]) -> list[str]:
        said = connection.execute(
            select(messages.c.body).where(
                messages.c.session_id == chat.session_id, messages.c.role == "agent", messages.c.seq >= chat.from_seq
            )
        ).scalars()
        titles = [item["title"] for body in said for item in json.loads(body).get("items", [])]
        return list(dict.fromkeys(titles))


__all__ = ["OPEN", "Agent", "Done", "Handoffs", "Words"]
