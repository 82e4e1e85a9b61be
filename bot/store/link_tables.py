"""The tables of conversations that go on elsewhere. Owns: names and types of columns. Does not know: who uses them."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, String, Table, Text

from bot.store.tables import metadata

#: Small values that all processes share: the key of links, which channels are there.
values = Table(
    "bot_values",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("value", Text, nullable=False),
)

#: Bearer tokens of a session beside its first. `token_hash`: SHA-256 in hex. `claim`: who got it, one token each.
tokens = Table(
    "bot_tokens",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("session_id", String(64), ForeignKey("bot_sessions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("claim", String(64), nullable=False),
)

#: `claim`: SHA-256 of who followed the link, "" = nobody yet.
links = Table(
    "bot_links",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("session_id", String(64), ForeignKey("bot_sessions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_at", Float, nullable=False),
    Column("claim", String(64), nullable=False, server_default=""),
)
