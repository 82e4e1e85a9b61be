"""What the desk looks at: the queue, one chat, the report, the log. Only reads, but for notes and tags.

Does not know: who may see what (bot.handoff.routes), how it looks.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Engine, Row, delete, func, insert, select

from bot.handoff.machine import OPEN, State
from bot.store import handoff_rows as rows
from bot.store.handoff import Agent
from bot.store.handoff_tables import agents, chats, log, notes, tags
from bot.store.tables import messages

#: Rows of the log that are read at once.
N_LOG = 500


class Views:
    """The desk's reads behind one engine. Times in UNIX seconds."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def queue(self) -> list[dict[str, Any]]:
        """Return all chats that wait for an agent or have one, and left messages; oldest first."""
        there = (State.REQUESTED.value, State.ASSIGNED.value, State.LEFT.value)
        joined = chats.outerjoin(agents, chats.c.agent_id == agents.c.id)
        found = (
            select(chats, agents.c.name.label("agent"))
            .select_from(joined)
            .where(chats.c.state.in_(there))
            .order_by(chats.c.requested_at, chats.c.id)
        )
        with self._engine.connect() as connection:
            return [_line(row) for row in connection.execute(found)]

    def chat(self, chat_id: str) -> dict[str, Any] | None:
        """Return one chat with its facts, notes and tags."""
        joined = chats.outerjoin(agents, chats.c.agent_id == agents.c.id)
        found = select(chats, agents.c.name.label("agent")).select_from(joined).where(chats.c.id == chat_id)
        with self._engine.connect() as connection:
            row = connection.execute(found).one_or_none()
            if row is None:
                return None
            written = connection.execute(select(notes).where(notes.c.chat_id == chat_id).order_by(notes.c.id)).all()
            tagged = connection.execute(select(tags.c.tag).where(tags.c.chat_id == chat_id).order_by(tags.c.tag))
            return _line(row) | {
                "session_id": row.session_id, "summary": json.loads(row.summary), "draft": row.draft,
                "outcome": row.outcome, "rating": row.rating,
                "notes": [{"agent": n.agent, "at": n.at, "text": n.text} for n in written],
                "tags": list(tagged.scalars()),
            }  # fmt: skip

    def note(self, chat_id: str, agent: Agent, now: float, text: str) -> None:
        """Add a private note."""
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            connection.execute(insert(notes).values(chat_id=chat_id, agent=agent.name, at=now, text=text))
            rows.note(connection, now, agent.name, "note", chat_id)

    def tag(self, chat_id: str, agent: Agent, now: float, wanted: list[str]) -> None:
        """Set the chat's tags."""
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            connection.execute(delete(tags).where(tags.c.chat_id == chat_id))
            for tag in dict.fromkeys(wanted):
                connection.execute(insert(tags).values(chat_id=chat_id, tag=tag))
            rows.note(connection, now, agent.name, "tag", chat_id)

    def for_shopper(self, session_id: str, since: float) -> dict[str, Any]:
        """Return state, place and expected wait of the session's open hand-off; state "bot" where there is none."""
        with self._engine.connect() as connection:
            chat = rows.open_chat(connection, session_id)
            if chat is None:
                return {"state": "bot"}
            shown: dict[str, Any] = {"state": chat.state, "chat": chat.id}
            if chat.state == State.REQUESTED:
                place = rows.place(connection, chat)
                shown |= {"place": place, "wait_s": rows.expected_wait(connection, place)}
            if chat.state == State.ASSIGNED:
                name = connection.execute(select(agents.c.name).where(agents.c.id == chat.agent_id)).scalar()
                shown["agent"] = name
            return shown

    def report(self, since: float) -> list[dict[str, Any]]:
        """Return the times, agent and rating of every hand-off asked for since then, oldest first."""
        columns = (
            chats.c.state, chats.c.reason, chats.c.requested_at, chats.c.first_assigned_at, chats.c.first_answer_at,
            chats.c.ended_at, chats.c.rating, chats.c.n_said, agents.c.name.label("agent"),
        )  # fmt: skip
        joined = chats.outerjoin(agents, chats.c.agent_id == agents.c.id)
        found = select(*columns).select_from(joined).where(chats.c.requested_at >= since).order_by(chats.c.requested_at)
        with self._engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(found)]

    def audit(self) -> list[dict[str, Any]]:
        """Return the newest lines of the log, newest first."""
        with self._engine.connect() as connection:
            found = connection.execute(select(log).order_by(log.c.id.desc()).limit(N_LOG))
            return [dict(row._mapping) for row in found]

    def last_seq(self, session_id: str) -> int:
        """Return the number of the newest message on record, 0 where there is none."""
        with self._engine.connect() as connection:
            found = select(func.max(messages.c.seq)).where(messages.c.session_id == session_id)
            return connection.execute(found).scalar() or 0


def _line(row: Row[Any]) -> dict[str, Any]:
    summary = json.loads(row.summary)
    return {
        "id": row.id, "shop": row.shop, "locale": row.locale, "state": row.state, "reason": row.reason,
        "mood": summary.get("mood", ""), "words": summary.get("text", ""), "note": row.note, "agent": row.agent,
        "requested_at": row.requested_at, "queued_at": row.queued_at, "assigned_at": row.assigned_at,
        "waiting_since": row.waiting_since, "ended_at": row.ended_at, "n_said": row.n_said,
    }  # fmt: skip


__all__ = ["OPEN", "Views"]
