"""Whose conversation a session is, as a hash, where the channel can tell: a returning shopper is known by it."""

import sqlalchemy as sa
from alembic import op

revision = "0006_visitor"
down_revision = "0005_elsewhere"


def upgrade() -> None:
    # Not in batch mode, as in 0004.
    op.add_column("bot_sessions", sa.Column("visitor", sa.String(64)))
    op.create_index("bot_sessions_visitor", "bot_sessions", ["visitor"])


def downgrade() -> None:
    op.drop_index("bot_sessions_visitor", "bot_sessions")
    op.execute("ALTER TABLE bot_sessions DROP COLUMN visitor")
