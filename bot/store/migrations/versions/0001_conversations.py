"""Sessions and messages."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "bot_sessions",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("shop", sa.String(100), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(16), nullable=False, server_default="bot"),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("next_seq", sa.Integer, nullable=False, server_default="1"),
        sa.Column("n_turns", sa.Integer, nullable=False, server_default="0"),
        sa.Column("last_act", sa.String(16), nullable=False, server_default=""),
        sa.Column("last_attribute", sa.String(200), nullable=False, server_default=""),
        sa.Column("last_categories", sa.Text, nullable=False, server_default="[]"),
        sa.Column("lease_owner", sa.String(200)),
        sa.Column("lease_until", sa.Float),
    )
    op.create_table(
        "bot_messages",
        sa.Column("session_id", sa.String(64), sa.ForeignKey("bot_sessions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("reply_to", sa.Integer),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("turn", sa.Integer, nullable=False, server_default="0"),
        sa.Column("request", sa.Text),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("session_id", "id", name="bot_messages_id"),
    )
    op.create_index(
        "bot_messages_pending",
        "bot_messages",
        ["session_id", "seq"],
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )


def downgrade() -> None:
    op.drop_table("bot_messages")
    op.drop_table("bot_sessions")
