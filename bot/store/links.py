"""Reads and writes what lets a conversation go on elsewhere, one transaction a call.

Owns: that a link is used by one follower only, which further tokens speak for a session, values that all processes
share. Does not know: signatures (bot.linking), channels. Calls block; the gateway runs them in threads.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.store.conversations import Session
from bot.store.link_tables import links, tokens, values
from bot.store.statements import SESSION_COLUMNS
from bot.store.tables import sessions


class Links:
    """The links behind one engine. Times in UNIX seconds."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            yield connection

    def value(self, name: str) -> str | None:
        """Return a shared value, None where there is none."""
        with self._engine.connect() as connection:
            return connection.execute(select(values.c.value).where(values.c.name == name)).scalar_one_or_none()

    def put_value(self, name: str, value: str) -> None:
        """Set a shared value."""
        with self._writing() as connection:
            if connection.execute(update(values).where(values.c.name == name).values(value=value)).rowcount == 0:
                connection.execute(insert(values).values(name=name, value=value))

    def first_value(self, name: str, value: str) -> str:
        """Set a shared value unless there is one; return what stands there now."""
        try:
            with self._writing() as connection:
                found = connection.execute(select(values.c.value).where(values.c.name == name)).scalar_one_or_none()
                if found is None:
                    connection.execute(insert(values).values(name=name, value=value))
                return found or value
        except IntegrityError:  # another replica was first
            return self.value(name) or value

    def add(self, link_id: bytes, session_id: str, expires_at: float, now: float) -> None:
        """Put a new link on record; those whose time is over go."""
        with self._writing() as connection:
            connection.execute(delete(links).where(links.c.expires_at <= now))
            connection.execute(insert(links).values(id=link_id.hex(), session_id=session_id, expires_at=expires_at))

    def redeem(self, link_id: bytes, claim: str, token_hash: str, now: float) -> Session | None:
        """Let `claim` into the link's session with a token; None where the link is over, or another's.

        The same claim may come again, after a crash or a second press, and gets in with the newer token only.
        """
        with self._writing() as connection:
            taken = connection.execute(
                update(links)
                .where(links.c.id == link_id.hex(), links.c.expires_at > now, links.c.claim.in_(("", claim)))
                .values(claim=claim)
            )
            if taken.rowcount == 0:
                return None
            of_link = select(links.c.session_id).where(links.c.id == link_id.hex()).scalar_subquery()
            row = connection.execute(select(*SESSION_COLUMNS).where(sessions.c.id == of_link)).one()
            connection.execute(delete(tokens).where(tokens.c.session_id == row.id, tokens.c.claim == claim))
            connection.execute(insert(tokens).values(token_hash=token_hash, session_id=row.id, claim=claim))
            return Session(*row)

    def speaks(self, session_id: str, token_hash: str) -> bool:
        """Say whether a token, beside the session's first, speaks for it."""
        mine = tokens.c.session_id == session_id, tokens.c.token_hash == token_hash
        with self._engine.connect() as connection:
            return connection.execute(select(tokens.c.claim).where(*mine)).first() is not None
