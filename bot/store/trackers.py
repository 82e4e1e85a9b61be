"""Looks into the dialogue engine's own record: was this message acted on, and what was said to it?

Owns: the reading of the table `events` of Rasa's SQLTrackerStore (rasa 3.6: one row an event, `data` is its JSON).
Never writes. Reading the rows instead of asking the engine gives the answer also while the engine is down.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Executable, Row, bindparam, create_engine, inspect, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from bot.store.engine import open_engine
from bot.store.errors import StoreError
from nlu.names import META_MESSAGE_ID

_ROWS = text(
    "SELECT type_name, data FROM events WHERE sender_id = :sender AND type_name IN ('user', 'bot') "
    "ORDER BY id DESC LIMIT :n"
).bindparams(bindparam("sender"), bindparam("n"))

_WHOLE = text(
    "SELECT data FROM events WHERE sender_id = :sender AND "
    "(type_name IN ('user', 'bot') OR (type_name = 'slot' AND action_name = 'state')) ORDER BY id"
).bindparams(bindparam("sender"))

#: Rows looked at, newest first: the message in doubt is the last one, its answer a few rows at most.
_N_ROWS = 40


class Trackers:
    """The engine's conversations behind one SQLAlchemy URL (read only)."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self._file = Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None
        self._engine: Engine = (
            create_engine(f"sqlite:///file:{self._file}?mode=ro&uri=true") if self._file else open_engine(url)
        )

    def replies(self, sender: str, message_id: str) -> list[dict[str, Any]]:
        """Return what was uttered to the message, [] where it was not acted on or nothing was said to it.

        `message_id` is what the message's metadata carries under META_MESSAGE_ID. An earlier failure is no reply.
        Raises StoreError where the record cannot be read.
        """
        rows = self._read(_ROWS, {"sender": sender, "n": _N_ROWS})
        uttered: list[dict[str, Any]] = []
        mine = False
        for kind, data in reversed(rows):
            event = json.loads(data)
            if kind == "user":
                mine = (event.get("metadata") or {}).get(META_MESSAGE_ID) == message_id
                uttered = [] if mine else uttered  # sent again after a failure: the last one counts
            elif mine:
                custom = (event.get("data") or {}).get("custom")
                uttered.append({"custom": custom} if custom else {"text": event.get("text") or ""})
        return [] if any(is_failure(u) for u in uttered) else uttered

    def events(self, sender: str) -> list[dict[str, Any]]:
        """Return what was said by both sides and the states between, oldest first; [] where there is no such
        conversation. Raises StoreError where the record cannot be read.
        """
        return [json.loads(data) for (data,) in self._read(_WHOLE, {"sender": sender})]

    def _read(self, query: Executable, values: dict[str, Any]) -> Sequence[Row[Any]]:
        if self._file and not self._file.exists():
            return []  # nobody has said anything yet
        try:
            with self._engine.connect() as connection:
                if not inspect(connection).has_table("events"):
                    return []
                return connection.execute(query, values).all()
        except SQLAlchemyError as error:
            raise StoreError(f"the dialogue engine's record cannot be read: {type(error).__name__}") from error

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()


def is_failure(uttered: dict[str, Any]) -> bool:
    """Say whether an utterance is the engine's own "something broke" (docs/decisions/0003, topic failure)."""
    custom = uttered.get("custom")
    return isinstance(custom, dict) and custom.get("topic") == "failure"
