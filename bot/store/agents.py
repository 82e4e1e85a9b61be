"""The agents of the desk: who they are, their logins, whether they are there. Does not know: hashing, HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.store.errors import StoreError
from bot.store.handoff import Agent
from bot.store.handoff_rows import note
from bot.store.handoff_tables import agents, logins

ROLES = ("agent", "supervisor")


class NameTaken(StoreError):
    """There is an agent of this name already."""


@dataclass(frozen=True)
class Login:
    """A login that is valid: whose, and the token that each change must carry."""

    agent: Agent
    csrf: str
    available: bool


class Agents:
    """The agents behind one engine. Times in UNIX seconds."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            yield connection

    def add(self, name: str, password_hash: str, role: str, now: float) -> Agent:
        """Add an agent. Raises NameTaken."""
        agent = Agent(uuid4().hex, name, role)
        try:
            with self._writing() as connection:
                connection.execute(
                    insert(agents).values(
                        id=agent.id, name=name, password_hash=password_hash, role=role, available=True, seen_at=0.0
                    )
                )
                note(connection, now, name, f"add_{role}")
        except IntegrityError as error:
            raise NameTaken(f"there is an agent {name!r} already") from error
        return agent

    def reset(self, name: str, password_hash: str, now: float) -> bool:
        """Set a new password and end the agent's logins; say whether there is such an agent."""
        with self._writing() as connection:
            found = connection.execute(
                update(agents).where(agents.c.name == name).values(password_hash=password_hash)
            ).rowcount
            whose = select(agents.c.id).where(agents.c.name == name).scalar_subquery()
            connection.execute(delete(logins).where(logins.c.agent_id == whose))
            note(connection, now, name, "reset_password")
            return found > 0

    def remove(self, name: str, now: float) -> bool:
        """Remove an agent; the chats they have go back to the queue by the timers."""
        with self._writing() as connection:
            found = connection.execute(delete(agents).where(agents.c.name == name)).rowcount
            note(connection, now, name, "remove")
            return found > 0

    def all(self, since: float) -> list[dict[str, object]]:
        """Return name, role and whether each is there (heard of after `since`), by name."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(agents).order_by(agents.c.name))
            return [
                {"name": r.name, "role": r.role, "available": r.available, "online": r.seen_at > since} for r in rows
            ]

    def password_of(self, name: str) -> tuple[Agent, str] | None:
        """Return an agent and the hash of their password."""
        with self._engine.connect() as connection:
            row = connection.execute(select(agents).where(agents.c.name == name)).one_or_none()
        return (Agent(row.id, row.name, row.role), row.password_hash) if row else None

    def rehash(self, agent: Agent, password_hash: str) -> None:
        """Keep the same password under a newer kind of hash."""
        with self._writing() as connection:
            connection.execute(update(agents).where(agents.c.id == agent.id).values(password_hash=password_hash))

    def log_in(self, agent: Agent, login_id: str, csrf: str, now: float, until: float, old: str = "") -> None:
        """Begin a login and end the one that the browser had before."""
        with self._writing() as connection:
            connection.execute(delete(logins).where((logins.c.expires_at <= now) | (logins.c.id == old)))
            connection.execute(insert(logins).values(id=login_id, agent_id=agent.id, csrf=csrf, expires_at=until))
            note(connection, now, agent.name, "log_in")

    def log_out(self, login_id: str, agent: Agent, now: float) -> None:
        """End a login."""
        with self._writing() as connection:
            connection.execute(delete(logins).where(logins.c.id == login_id))
            note(connection, now, agent.name, "log_out")

    def login(self, login_id: str, now: float) -> Login | None:
        """Return the login of this id that has not run out."""
        joined = select(agents, logins.c.csrf).join(logins, logins.c.agent_id == agents.c.id)
        with self._engine.connect() as connection:
            row = connection.execute(joined.where(logins.c.id == login_id, logins.c.expires_at > now)).one_or_none()
        return Login(Agent(row.id, row.name, row.role), row.csrf, row.available) if row else None

    def seen(self, agent: Agent, now: float, available: bool | None = None) -> None:
        """Note that the agent's page was heard of, and whether they take chats where that is given."""
        changed: dict[str, object] = {"seen_at": now}
        if available is not None:
            changed["available"] = available
        with self._writing() as connection:
            connection.execute(update(agents).where(agents.c.id == agent.id).values(**changed))
            if available is not None:
                note(connection, now, agent.name, "available" if available else "away")

    def audit(self, now: float, agent: Agent, event: str, chat_id: str = "") -> None:
        """Log an act of an agent that changes no state of a chat."""
        with self._writing() as connection:
            note(connection, now, agent.name, event, chat_id)
