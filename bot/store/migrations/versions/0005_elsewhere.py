"""Conversations that go on elsewhere (links, tokens) and agents who sit elsewhere (places, deliveries, leases)."""

import sqlalchemy as sa
from alembic import op

revision = "0005_elsewhere"
down_revision = "0004_operator"


def upgrade() -> None:
    op.create_table(
        "bot_values",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "bot_tokens",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("session_id", sa.String(64), sa.ForeignKey("bot_sessions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("claim", sa.String(64), nullable=False),
    )
    op.create_index("ix_bot_tokens_session_id", "bot_tokens", ["session_id"])
    op.create_table(
        "bot_links",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("session_id", sa.String(64), sa.ForeignKey("bot_sessions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("expires_at", sa.Float, nullable=False),
        sa.Column("claim", sa.String(64), nullable=False, server_default=""),
    )
    op.create_index("ix_bot_links_session_id", "bot_links", ["session_id"])
    op.create_table(
        "handoff_places",
        sa.Column("chat_id", sa.String(32), sa.ForeignKey("handoff_chats.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("ref", sa.String(100), nullable=False),
        sa.Column("told_seq", sa.Integer, nullable=False),
        sa.Column("told_state", sa.String(16), nullable=False),
        sa.Column("told_agent", sa.String(60), nullable=False),
        sa.Column("over", sa.Boolean, nullable=False),
    )
    op.create_index("handoff_places_ref", "handoff_places", ["kind", "ref"])
    op.create_table(
        "handoff_deliveries",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_table(
        "handoff_leases",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("replica", sa.String(200), nullable=False),
        sa.Column("until", sa.Float, nullable=False),
    )


def downgrade() -> None:
    for name in ("handoff_leases", "handoff_deliveries", "handoff_places", "bot_links", "bot_tokens", "bot_values"):
        op.drop_table(name)
