"""Hand-offs: chats, agents, logins, notes, tags, log."""

import sqlalchemy as sa
from alembic import op

revision = "0003_handoff"
down_revision = "0002_telegram"

_OPEN = sa.text("state IN ('requested', 'assigned', 'offered', 'writing', 'left')")


def upgrade() -> None:
    op.create_table(
        "handoff_agents",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(60), nullable=False, unique=True),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("available", sa.Boolean, nullable=False),
        sa.Column("seen_at", sa.Float, nullable=False),
    )
    op.create_table(
        "handoff_logins",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("agent_id", sa.String(32), sa.ForeignKey("handoff_agents.id", ondelete="CASCADE"), nullable=False),
        sa.Column("csrf", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.Float, nullable=False),
    )
    op.create_table(
        "handoff_chats",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("session_id", sa.String(64), sa.ForeignKey("bot_sessions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("shop", sa.String(100), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("draft", sa.Text, nullable=False, server_default=""),
        sa.Column("outcome", sa.Text, nullable=False, server_default=""),
        sa.Column("agent_id", sa.String(32), sa.ForeignKey("handoff_agents.id", ondelete="SET NULL")),
        sa.Column("place", sa.Integer),
        sa.Column("requested_at", sa.Float, nullable=False),
        sa.Column("queued_at", sa.Float, nullable=False),
        sa.Column("assigned_at", sa.Float),
        sa.Column("first_assigned_at", sa.Float),
        sa.Column("first_answer_at", sa.Float),
        sa.Column("ended_at", sa.Float),
        sa.Column("from_seq", sa.Integer, nullable=False, server_default="0"),
        sa.Column("waiting_since", sa.Float),
        sa.Column("silent_since", sa.Float),
        sa.Column("n_said", sa.Integer, nullable=False, server_default="0"),
        sa.Column("rating", sa.Integer),
    )
    op.create_index("ix_handoff_chats_session_id", "handoff_chats", ["session_id"])
    op.create_index("ix_handoff_chats_state", "handoff_chats", ["state"])
    op.create_index(
        "handoff_chats_open", "handoff_chats", ["session_id"], unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
    )
    op.create_table(
        "handoff_notes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("chat_id", sa.String(32), sa.ForeignKey("handoff_chats.id", ondelete="CASCADE"), nullable=False),
        sa.Column("agent", sa.String(60), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("ix_handoff_notes_chat_id", "handoff_notes", ["chat_id"])
    op.create_table(
        "handoff_tags",
        sa.Column("chat_id", sa.String(32), sa.ForeignKey("handoff_chats.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("tag", sa.String(40), primary_key=True),
    )
    op.create_table(
        "handoff_log",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("actor", sa.String(60), nullable=False),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("chat_id", sa.String(32), nullable=False, server_default=""),
        sa.Column("before", sa.String(16), nullable=False, server_default=""),
        sa.Column("after", sa.String(16), nullable=False, server_default=""),
    )
    op.create_index("ix_handoff_log_at", "handoff_log", ["at"])
    op.create_index("ix_handoff_log_chat_id", "handoff_log", ["chat_id"])


def downgrade() -> None:
    for name in ("log", "tags", "notes", "chats", "logins", "agents"):
        op.drop_table(f"handoff_{name}")
