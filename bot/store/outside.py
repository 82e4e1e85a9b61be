"""What is kept of agents who sit elsewhere: their rows, where hand-offs are shown, deliveries, who speaks with them.

Owns: that one replica speaks with the outside, that a delivery counts once. Does not know: what the outside is, how
hand-offs move (bot.store.handoff). Calls block.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.handoff.machine import State
from bot.store.handoff import Agent
from bot.store.handoff_tables import agents, chats
from bot.store.outside_tables import deliveries, leases, places

#: States in which a hand-off gets a place outside.
_SHOWN = (State.REQUESTED.value, State.ASSIGNED.value, State.LEFT.value)
#: Seconds for which a delivery is remembered; older ones are refused by their time.
REMEMBERED_S = 3600.0


@dataclass(frozen=True)
class Shown:
    """A hand-off with its place: `ref` is "" until there is one; see bot.store.outside_tables for the rest."""

    chat: Row[Any]
    agent: str
    ref: str
    told_seq: int
    told_state: str
    told_agent: str


class OutsideStore:
    """What is kept of one kind of outside desk, behind one engine. Times in UNIX seconds."""

    def __init__(self, engine: Engine, kind: str) -> None:
        self._engine, self._kind = engine, kind

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            yield connection

    # ------------------------------------------------------------ who speaks with the outside

    def lease(self, replica: str, now: float, until: float) -> bool:
        """Take or keep the right to speak with the outside; False where another replica has it."""
        mine = leases.c.name == self._kind
        try:
            with self._writing() as connection:
                free = or_(leases.c.replica == replica, leases.c.until <= now)
                taken = connection.execute(update(leases).where(mine, free).values(replica=replica, until=until))
                if taken.rowcount:
                    return True
                connection.execute(insert(leases).values(name=self._kind, replica=replica, until=until))
                return True
        except IntegrityError:
            return False

    def release(self, replica: str) -> None:
        """Give the right back, so that another replica need not wait for its end."""
        with self._writing() as connection:
            connection.execute(delete(leases).where(leases.c.name == self._kind, leases.c.replica == replica))

    # ------------------------------------------------------------ agents

    def agent(self, key: str, name: str, now: float) -> Agent:
        """Return the agent whom the outside calls `key`, with the name that shoppers read; they count as there."""
        agent_id = f"{self._kind}:{hashlib.sha256(key.encode()).hexdigest()[:20]}"
        with self._writing() as connection:
            row = connection.execute(select(agents).where(agents.c.id == agent_id)).one_or_none()
            if row is None or row.name.split(" (")[0] != name:
                name = self._free_name(connection, agent_id, name[:30], key)
            else:
                name = row.name
            seen = {"name": name, "seen_at": now}
            if row is None:
                # No password has this hash: who sits outside cannot log in at /desk.
                fresh = {"id": agent_id, "password_hash": "!", "role": "agent", "available": True}
                connection.execute(insert(agents).values(**fresh, **seen))
            else:
                connection.execute(update(agents).where(agents.c.id == agent_id).values(**seen))
        return Agent(agent_id, name, "agent")

    def _free_name(self, connection: Connection, agent_id: str, name: str, key: str) -> str:
        for tried in (name, f"{name} ({self._kind})", f"{name} ({self._kind} {key[:16]})"):
            whose = connection.execute(select(agents.c.id).where(agents.c.name == tried)).scalar_one_or_none()
            if whose in (None, agent_id):
                return tried
        return f"{name[:20]} ({agent_id})"

    def seen(self, now: float) -> None:
        """Note that the outside answers: all its agents can hear of what shoppers say."""
        with self._writing() as connection:
            connection.execute(update(agents).where(agents.c.id.startswith(f"{self._kind}:")).values(seen_at=now))

    def owner(self, chat_id: str) -> Agent | None:
        """Return the agent who has a chat now."""
        joined = select(agents).join(chats, chats.c.agent_id == agents.c.id)
        has = chats.c.id == chat_id, chats.c.state == State.ASSIGNED.value
        with self._engine.connect() as connection:
            row = connection.execute(joined.where(*has)).one_or_none()
        return Agent(row.id, row.name, row.role) if row else None

    # ------------------------------------------------------------ places

    def shown(self) -> list[Shown]:
        """Return the hand-offs that are or must be shown outside, those of agents first, then by age."""
        joined = chats.outerjoin(places, places.c.chat_id == chats.c.id).outerjoin(
            agents, agents.c.id == chats.c.agent_id
        )
        columns = (places.c.ref, places.c.told_seq, places.c.told_state, places.c.told_agent)
        wanted = or_(
            chats.c.state.in_(_SHOWN) & places.c.over.is_not(True), places.c.over.is_(False) & (places.c.ref != "")
        )
        found = (
            select(chats, agents.c.name.label("agent_name"), *columns)
            .select_from(joined)
            .where(wanted, or_(places.c.kind.is_(None), places.c.kind == self._kind))
            .order_by(chats.c.state != State.ASSIGNED.value, chats.c.requested_at)
        )
        with self._engine.connect() as connection:
            return [
                Shown(row, row.agent_name or "", row.ref or "", row.told_seq or 0, row.told_state or "",
                      row.told_agent or "")
                for row in connection.execute(found)
            ]  # fmt: skip

    def place(self, chat_id: str, **changed: Any) -> None:
        """Note a place, or what it was told; gone with the shopper's data is well."""
        with self._writing() as connection:
            if connection.execute(update(places).where(places.c.chat_id == chat_id).values(**changed)).rowcount:
                return
            if connection.execute(select(chats.c.id).where(chats.c.id == chat_id)).first() is None:
                return
            new = {"kind": self._kind, "ref": "", "told_seq": 0, "told_state": "", "told_agent": "", "over": False}
            connection.execute(insert(places).values(chat_id=chat_id, **(new | changed)))

    def chat_at(self, ref: str) -> tuple[str, int] | None:
        """Return the hand-off shown at a place and the number of the last message shown there."""
        with self._engine.connect() as connection:
            at = places.c.kind == self._kind, places.c.ref == ref
            row = connection.execute(select(places.c.chat_id, places.c.told_seq).where(*at)).first()
        return (row.chat_id, row.told_seq) if row else None

    # ------------------------------------------------------------ deliveries

    def deliver(self, delivery_id: str, now: float) -> bool:
        """Note a delivery; False where it was taken in before."""
        try:
            with self._writing() as connection:
                connection.execute(delete(deliveries).where(deliveries.c.at < now - REMEMBERED_S))
                connection.execute(insert(deliveries).values(id=delivery_id, at=now))
        except IntegrityError:
            return False
        return True

    def undeliver(self, delivery_id: str) -> None:
        """Forget a delivery that could not be done, so that it may come again."""
        with self._writing() as connection:
            connection.execute(delete(deliveries).where(deliveries.c.id == delivery_id))
