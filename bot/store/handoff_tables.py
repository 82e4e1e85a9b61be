"""The tables of hand-offs and of the agents' desk. Owns: names and types of columns. Does not know: who uses them.

Times are UNIX seconds. What belongs to a shopper goes with the session; the log holds no words and stays.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text, text

from bot.store.tables import metadata

#: `seen_at`: when the agent's page was last heard of. `available`: takes chats now. `role`: "agent" or "supervisor".
agents = Table(
    "handoff_agents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(60), nullable=False, unique=True),
    Column("password_hash", String(200), nullable=False),
    Column("role", String(16), nullable=False),
    Column("available", Boolean, nullable=False),
    Column("seen_at", Float, nullable=False),
)

#: `id`: SHA-256 in hex of the cookie, which is not kept.
logins = Table(
    "handoff_logins",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("agent_id", String(32), ForeignKey("handoff_agents.id", ondelete="CASCADE"), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("expires_at", Float, nullable=False),
)

#: `place`: in the queue when it was asked for. `queued_at`: since when it waits this time; `requested_at` keeps its
#: turn. `from_seq`: first message of the shopper that is the agent's to answer. In state "assigned" exactly one of
#: `waiting_since` (the shopper waits for the agent's word) and `silent_since` (the agent spoke last) is set.
#: `draft`: what the bot would have said to the message during which the chat was taken. `note`: the message left.
chats = Table(
    "handoff_chats",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("session_id", String(64), ForeignKey("bot_sessions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("shop", String(100), nullable=False),
    Column("locale", String(8), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("reason", String(40), nullable=False),
    Column("summary", Text, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("draft", Text, nullable=False, server_default=""),
    Column("outcome", Text, nullable=False, server_default=""),
    Column("agent_id", String(32), ForeignKey("handoff_agents.id", ondelete="SET NULL")),
    Column("place", Integer),
    Column("requested_at", Float, nullable=False),
    Column("queued_at", Float, nullable=False),
    Column("assigned_at", Float),
    Column("first_assigned_at", Float),
    Column("first_answer_at", Float),
    Column("ended_at", Float),
    Column("from_seq", Integer, nullable=False, server_default="0"),
    Column("waiting_since", Float),
    Column("silent_since", Float),
    Column("n_said", Integer, nullable=False, server_default="0"),
    Column("rating", Integer),
)

#: A session has one hand-off that is not over.
Index(
    "handoff_chats_open",
    chats.c.session_id,
    unique=True,
    sqlite_where=text("state IN ('requested', 'assigned', 'offered', 'writing', 'left')"),
    postgresql_where=text("state IN ('requested', 'assigned', 'offered', 'writing', 'left')"),
)

notes = Table(
    "handoff_notes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("chat_id", String(32), ForeignKey("handoff_chats.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("agent", String(60), nullable=False),
    Column("at", Float, nullable=False),
    Column("text", Text, nullable=False),
)

tags = Table(
    "handoff_tags",
    metadata,
    Column("chat_id", String(32), ForeignKey("handoff_chats.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", String(40), primary_key=True),
)

#: Every transition and every act of an agent. `actor`: "shopper", "bot", "timer", or an agent's name.
log = Table(
    "handoff_log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Float, nullable=False, index=True),
    Column("actor", String(60), nullable=False),
    Column("event", String(32), nullable=False),
    Column("chat_id", String(32), nullable=False, server_default="", index=True),
    Column("before", String(16), nullable=False, server_default=""),
    Column("after", String(16), nullable=False, server_default=""),
)
