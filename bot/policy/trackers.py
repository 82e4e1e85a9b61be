"""Keeps conversations in SQL without reading or sending a whole conversation at each turn.

Owns: which events a turn needs, when a tracker in memory is still the truth. Does not know: what events mean to the
shop.

The rows are those of Rasa's SQLTrackerStore (one an event), so its tools read them. A turn needs the slots and the last
few turns; these are read by index, so turn 200 costs what turn 5 costs. A tracker stays in memory after a turn and is
used again only if SQL has no newer event of that conversation: another replica may have answered in between. Nothing
counts as said until its row is committed, so a killed process loses no answered turn.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections import OrderedDict, deque
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, sa
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    AllSlotsReset,
    ConversationPaused,
    ConversationResumed,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
    deserialise_events,
)
from rasa.shared.core.trackers import DialogueStateTracker

logger = logging.getLogger(__name__)

#: Turns of the shopper that a tracker keeps; older ones count only through the slots. Rules look at no more.
KEPT_TURNS = 1
#: Rows read at once, newest first. A turn leaves about seven.
READ_ROWS = 24
#: Conversations kept in memory; about 30 kB each.
CACHED_TRACKERS = 1000

#: Asked twice a turn; built anew it took a tenth of Rasa's part of a turn.
_NEWEST = sa.text("SELECT max(id) FROM events WHERE sender_id = :sender")

_CARRIED = (SessionStarted, Restarted, AllSlotsReset, SlotSet, ConversationPaused, ConversationResumed)
_CARRIED_TYPES = tuple(event.type_name for event in _CARRIED)


class RecentTracker(DialogueStateTracker):
    """A tracker whose events are the last turns, led by the older events that still set its slots.

    `n_stored`: how many of its events, from the oldest, are already in SQL.
    """

    n_stored = 0


def recent(events: Sequence[Event], kept_turns: int = KEPT_TURNS) -> list[Event]:
    """Return the events that matter: the last `kept_turns` turns and, before them, whatever slots still hold.

    Replaying the result gives the same slots and the same pause as replaying `events`.
    """
    heard = [position for position, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(heard) <= kept_turns:
        return list(events)
    cut = heard[-kept_turns]
    if cut and isinstance(events[cut - 1], ActionExecuted) and events[cut - 1].action_name == ACTION_LISTEN_NAME:
        cut -= 1
    carried: dict[str, Event] = {}
    for event in islice(events, cut):
        if isinstance(event, (SessionStarted, Restarted)):
            carried = {}
        elif isinstance(event, AllSlotsReset):
            carried = {key: kept for key, kept in carried.items() if key == "pause"}
        elif isinstance(event, SlotSet):
            carried[f"slot {event.key}"] = event
        elif isinstance(event, (ConversationPaused, ConversationResumed)):
            carried["pause"] = event
    return [*carried.values(), *islice(events, cut, None)]


class RecentTrackerStore(SQLTrackerStore):
    """SQL tracker store whose turns cost the same however long the conversation is."""

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, **location: Any) -> None:
        """Open the database; `location` as for SQLTrackerStore: dialect="sqlite", db=FILE or host=URL."""
        self._cache: OrderedDict[str, tuple[int, RecentTracker]] = OrderedDict()
        self._kept: Any = None
        super().__init__(domain=domain, event_broker=event_broker, **location)
        self._table = self.SQLEvent.__table__
        self._insert = self._table.insert()
        with self.engine.begin() as connection:
            # The newest rows of a conversation, and the newest of each slot without reading the rows between.
            for columns in ("sender_id, id", "sender_id, type_name, action_name, id"):
                name = "ix_events_" + columns.replace(", ", "_")
                connection.exec_driver_sql(f"CREATE INDEX IF NOT EXISTS {name} ON events ({columns})")
        if self.engine.dialect.name == "sqlite":
            # One connection for good: SQLAlchemy would open the file anew for each turn. Readers do not wait for the
            # writer (WAL); a commit survives the death of the process, though not of the machine's power.
            self._kept = self.engine.connect()
            for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000"):
                self._kept.exec_driver_sql(f"PRAGMA {pragma}")

    @contextlib.contextmanager
    def _connection(self) -> Iterator[Any]:
        """Give a connection inside a transaction, committed at the end, rolled back on an error."""
        if self._kept is not None:
            with self._kept.begin():
                yield self._kept
        else:
            with self.engine.begin() as connection:
                yield connection

    def init_tracker(self, sender_id: str) -> RecentTracker:
        """Return an empty tracker that knows how much of it is stored."""
        return RecentTracker(sender_id, self.domain.slots, max_event_history=None)

    def _newest(self, connection: Any, sender_id: str) -> int:
        return connection.execute(_NEWEST, {"sender": sender_id}).scalar() or 0

    async def retrieve(self, sender_id: str) -> RecentTracker | None:
        """Return the conversation's tracker, None for a new one. The caller owns it until it is saved.

        It leaves the memory here: if the turn fails half-way, what it did to the tracker is forgotten with it.
        """
        newest_in_memory, tracker = self._cache.pop(sender_id, (0, None))
        with self._connection() as connection:
            newest = self._newest(connection, sender_id)
            if tracker is not None and newest == newest_in_memory:
                return tracker
            return self._read(connection, sender_id) if newest else None

    def peek(self, sender_id: str) -> RecentTracker | None:
        """Return the conversation as it stands in SQL, a tracker of its own; None for a new one."""
        with self._connection() as connection:
            return self._read(connection, sender_id) if self._newest(connection, sender_id) else None

    def _read(self, connection: Any, sender_id: str) -> RecentTracker:
        column = self._table.c
        rows = connection.execute(
            sa.select(column.id, column.data)
            .where(column.sender_id == sender_id)
            .order_by(column.id.desc())
            .limit(READ_ROWS)
        ).all()
        rows.reverse()
        if len(rows) == READ_ROWS:
            rows = [*self._carried(connection, sender_id, before=rows[0].id), *rows]
        events = recent(deserialise_events([json.loads(row.data) for row in rows]))
        tracker = self.init_tracker(sender_id)
        for event in events:
            tracker.update(event, self.domain)
        tracker.n_stored = len(tracker.events)
        return tracker

    def _carried(self, connection: Any, sender_id: str, before: int) -> Sequence[Any]:
        """Return the older rows that still set slots: the newest of each slot and of each kind of reset and pause."""
        column = self._table.c
        newest = (
            sa.select(sa.func.max(column.id))
            .where(column.sender_id == sender_id, column.id < before, column.type_name.in_(_CARRIED_TYPES))
            .group_by(column.type_name, column.action_name)
        )
        return connection.execute(
            sa.select(column.id, column.data).where(column.id.in_(newest)).order_by(column.id)
        ).all()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Commit the tracker's new events and keep it in memory; nothing is written where nothing is new.

        Raises TypeError for a tracker that this store did not make, and the database's errors.
        """
        if not isinstance(tracker, RecentTracker):
            raise TypeError(f"expected a tracker of this store, found {type(tracker).__name__}")
        new = list(islice(tracker.events, tracker.n_stored, None))
        if not new:
            return
        with self._connection() as connection:
            connection.execute(self._insert, [self._row(tracker.sender_id, event) for event in new])
            newest = self._newest(connection, tracker.sender_id)
        tracker.events = deque(recent(list(tracker.events)))
        tracker.n_stored = len(tracker.events)
        self._cache[tracker.sender_id] = (newest, tracker)
        while len(self._cache) > CACHED_TRACKERS:
            self._cache.popitem(last=False)
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)

    @staticmethod
    def _row(sender_id: str, event: Event) -> dict[str, Any]:
        data = event.as_dict()
        return {
            "sender_id": sender_id,
            "type_name": event.type_name,
            "timestamp": data.get("timestamp"),
            "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
            "action_name": data.get("name"),
            "data": json.dumps(data),
        }

    def forget(self, sender_id: str) -> int:
        """Erase a conversation for good; return how many events it had."""
        self._cache.pop(sender_id, None)
        with self._connection() as connection:
            return connection.execute(self._table.delete().where(self._table.c.sender_id == sender_id)).rowcount
