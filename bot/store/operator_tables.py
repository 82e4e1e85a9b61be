"""The tables of the operator's page and of shared rate limits. Owns: names and types of columns.

Times are UNIX seconds.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from bot.store.tables import metadata

#: One row for each wish that the shop could not meet. `topic`: of the reply (decision 0003), or "unchecked" where the
#: catalogue cannot tell. `wanted`: what was missed, in one line; `words`: what the shopper said. Goes with the session.
unmet = Table(
    "operator_unmet",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Float, nullable=False),
    Column("session_id", String(64), ForeignKey("bot_sessions.id", ondelete="CASCADE"), nullable=False),
    Column("shop", String(100), nullable=False),
    Column("topic", String(32), nullable=False),
    Column("wanted", String(120), nullable=False),
    Column("words", String(200), nullable=False),
    Index("operator_unmet_at", "at"),
    Index("operator_unmet_session", "session_id"),
)

#: `state`: "running", "done" or "failed". `steps`: JSON {step: [done, of or null]}. `report`: JSON of what was done.
#: `heard_at`: when the gateway that runs it last wrote; a running one that is not heard of was cut off.
imports = Table(
    "operator_imports",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("shop", String(100), nullable=False),
    Column("file", String(200), nullable=False),
    Column("n_bytes", BigInteger, nullable=False),
    Column("agent", String(60), nullable=False),
    Column("dry_run", Boolean, nullable=False),
    Column("state", String(16), nullable=False),
    Column("steps", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("started_at", Float, nullable=False),
    Column("heard_at", Float, nullable=False),
    Column("ended_at", Float),
    Index("operator_imports_started", "started_at"),
)

#: Token buckets that all replicas share. `key`: SHA-256 in hex of what is limited; addresses are not kept.
buckets = Table(
    "security_buckets",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("tokens", Float, nullable=False),
    Column("at", Float, nullable=False),
    Index("security_buckets_at", "at"),
)
