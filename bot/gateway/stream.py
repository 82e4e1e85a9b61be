"""Server-sent events: the record, told as it grows. Owns: who waits for which session. Keeps no messages itself.

Every event is read from the record by its number, so a reconnect loses and doubles nothing. The hub only wakes the
readers; messages of other replicas are found by looking now and then.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from sse_starlette import ServerSentEvent

from bot.gateway.blocking import Blocking
from bot.store import Conversations

#: Seconds between looks at the record when nobody wakes the reader: another replica may have written.
_LOOK_EVERY_S = 2.0

#: Stands for all hand-offs where a session's id would: the agents' pages wait for it. No session has this id.
DESK = "desk"


class Hub:
    """Wakes the streams of a session when something was added to its record."""

    def __init__(self) -> None:
        self._events: dict[str, set[asyncio.Event]] = {}
        self._closing = False

    def subscribe(self, session_id: str, event: asyncio.Event | None = None) -> asyncio.Event:
        """Return an event that is set when the session's record grows: `event`, so that one may wait for several."""
        event = event or asyncio.Event()
        self._events.setdefault(session_id, set()).add(event)
        return event

    def unsubscribe(self, session_id: str, event: asyncio.Event) -> None:
        """Forget the event."""
        waiting = self._events.get(session_id, set())
        waiting.discard(event)
        if not waiting:
            self._events.pop(session_id, None)

    def publish(self, session_id: str) -> None:
        """Wake the session's streams."""
        for event in self._events.get(session_id, ()):
            event.set()

    def close(self) -> None:
        """End all streams."""
        self._closing = True
        for session_id in list(self._events):
            self.publish(session_id)

    @property
    def closing(self) -> bool:
        """Say whether streams are to end."""
        return self._closing


async def events(
    store: Conversations, blocking: Blocking, hub: Hub, session_id: str, after: int
) -> AsyncIterator[ServerSentEvent]:
    """Yield every message with a number above `after`, now and later, until the session is erased or the hub closes."""
    waiting = hub.subscribe(session_id)
    try:
        yield ServerSentEvent(retry=1000, comment="ready")
        while not hub.closing:
            waiting.clear()
            for seq, message in await blocking.read(store.history, session_id, after):
                after = seq
                data = json.dumps(message, ensure_ascii=False)
                yield ServerSentEvent(data=data, id=message["id"], event="message")
            try:
                await asyncio.wait_for(waiting.wait(), _LOOK_EVERY_S)
            except TimeoutError:
                if await blocking.read(store.session, session_id) is None:
                    yield ServerSentEvent(data="{}", event="erased")
                    return
    finally:
        hub.unsubscribe(session_id, waiting)
