"""The tables of agents who sit elsewhere (bot.handoff.outside). Owns: names and types of columns."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table

from bot.store.tables import metadata

#: Where a hand-off is shown outside. `ref`: what the outside calls the place, "" = not opened yet. `told_seq`: last
#: message of the session that the place has; `told_state`, `told_agent`: what it was last told of the hand-off.
#: `over`: the place needs nothing more.
places = Table(
    "handoff_places",
    metadata,
    Column("chat_id", String(32), ForeignKey("handoff_chats.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("ref", String(100), nullable=False),
    Column("told_seq", Integer, nullable=False),
    Column("told_state", String(16), nullable=False),
    Column("told_agent", String(60), nullable=False),
    Column("over", Boolean, nullable=False),
)
Index("handoff_places_ref", places.c.kind, places.c.ref)

#: Deliveries of a webhook that were taken in, so that one that is sent again is refused.
deliveries = Table(
    "handoff_deliveries",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("at", Float, nullable=False),
)

#: Which replica of the gateway speaks with the outside now, and until when.
leases = Table(
    "handoff_leases",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("replica", String(200), nullable=False),
    Column("until", Float, nullable=False),
)
