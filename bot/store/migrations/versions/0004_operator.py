"""What the operator's page looks at: when a session was last active, unmet wishes, imports; and shared rate limits."""

import sqlalchemy as sa
from alembic import op

revision = "0004_operator"
down_revision = "0003_handoff"


def upgrade() -> None:
    # Not in batch mode: on SQLite that drops the table for a moment, and every message with it (ON DELETE CASCADE).
    op.add_column("bot_sessions", sa.Column("active_at", sa.Float, nullable=False, server_default="0"))
    op.create_index("bot_sessions_active", "bot_sessions", ["active_at"])
    op.create_table(
        "operator_unmet",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("session_id", sa.String(64), sa.ForeignKey("bot_sessions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("shop", sa.String(100), nullable=False),
        sa.Column("topic", sa.String(32), nullable=False),
        sa.Column("wanted", sa.String(120), nullable=False),
        sa.Column("words", sa.String(200), nullable=False),
    )
    op.create_index("operator_unmet_at", "operator_unmet", ["at"])
    op.create_index("operator_unmet_session", "operator_unmet", ["session_id"])
    op.create_table(
        "operator_imports",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("shop", sa.String(100), nullable=False),
        sa.Column("file", sa.String(200), nullable=False),
        sa.Column("n_bytes", sa.BigInteger, nullable=False),
        sa.Column("agent", sa.String(60), nullable=False),
        sa.Column("dry_run", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("steps", sa.Text, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("started_at", sa.Float, nullable=False),
        sa.Column("heard_at", sa.Float, nullable=False),
        sa.Column("ended_at", sa.Float),
    )
    op.create_index("operator_imports_started", "operator_imports", ["started_at"])
    op.create_table(
        "security_buckets",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("tokens", sa.Float, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("security_buckets_at", "security_buckets", ["at"])


def downgrade() -> None:
    for table in ("security_buckets", "operator_imports", "operator_unmet"):
        op.drop_table(table)
    op.drop_index("bot_sessions_active", "bot_sessions")
    op.execute("ALTER TABLE bot_sessions DROP COLUMN active_at")
