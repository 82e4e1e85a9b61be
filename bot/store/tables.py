"""The tables of conversations. Owns: names and types of columns. Does not know: who reads or writes them.

A message's row is written before anything is done about it; `state` says whether its answer is still owed. That is the
outbox: what is "pending" when a process dies is answered by the next one.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint, text

metadata = MetaData()

#: `owner`: who answers, "bot" or "person". `next_seq`: number of the next message. `lease_*`: the replica that is
#: answering now and until when (UNIX time, seconds). `last_*`: of the bot's last message (categories: of
#: the goods last shown, a JSON list), for understanding the next. `active_at`: when the shopper last spoke (UNIX time).
#: `visitor`: SHA-256 in hex of what the channel knows the shopper by, None = it cannot tell.
sessions = Table(
    "bot_sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("shop", String(100), nullable=False),
    Column("locale", String(8), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("owner", String(16), nullable=False, server_default="bot"),
    Column("created_at", String(32), nullable=False),
    Column("next_seq", Integer, nullable=False, server_default="1"),
    Column("n_turns", Integer, nullable=False, server_default="0"),
    Column("last_act", String(16), nullable=False, server_default=""),
    Column("last_attribute", String(200), nullable=False, server_default=""),
    Column("last_categories", Text, nullable=False, server_default="[]"),
    Column("lease_owner", String(200)),
    Column("lease_until", Float),
    Column("active_at", Float, nullable=False, server_default="0"),
    Column("visitor", String(64)),
    Index("bot_sessions_active", "active_at"),
    Index("bot_sessions_visitor", "visitor"),
)

#: `seq`: order within the session, from 1. `reply_to`: seq of the user's message that a bot's message answers.
#: `state`: "pending" until a user's message has its answer, then "done". `request`: JSON of what understanding needs
#: beside the text. `body`: JSON of the message as the HTTP contract has it.
messages = Table(
    "bot_messages",
    metadata,
    Column("session_id", String(64), ForeignKey("bot_sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(100), nullable=False),
    Column("role", String(16), nullable=False),
    Column("reply_to", Integer),
    Column("state", String(16), nullable=False),
    Column("turn", Integer, nullable=False, server_default="0"),
    Column("request", Text),
    Column("body", Text, nullable=False),
    UniqueConstraint("session_id", "id", name="bot_messages_id"),
)

#: Few rows are pending at any time: the index holds only these.
Index(
    "bot_messages_pending",
    messages.c.session_id,
    messages.c.seq,
    sqlite_where=text("state = 'pending'"),
    postgresql_where=text("state = 'pending'"),
)
