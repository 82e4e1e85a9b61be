"""The Telegram channel's inbox, chats, keyboards and pictures."""

import sqlalchemy as sa
from alembic import op

revision = "0002_telegram"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "telegram_updates",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("queue", sa.String(40), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("n_sent", sa.Integer, nullable=False, server_default="0"),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index(
        "telegram_updates_pending",
        "telegram_updates",
        ["update_id"],
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index("telegram_updates_queue", "telegram_updates", ["queue"])
    op.create_table(
        "telegram_chats",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("shop", sa.String(100), nullable=False),
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("token", sa.String(200), nullable=False),
        sa.Column("pictures", sa.Boolean, nullable=False),
        sa.Column("blocked", sa.Boolean, nullable=False),
        sa.Column("page_item", sa.String(200), nullable=False),
        sa.Column("media_group", sa.String(64), nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("follows", sa.Text, nullable=False),
    )
    op.create_table(
        "telegram_sessions",
        sa.Column("session_id", sa.String(64), primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False, index=True),
        sa.Column("token", sa.String(200), nullable=False),
    )
    op.create_table(
        "telegram_keyboards",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False, index=True),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("buttons", sa.Text, nullable=False),
    )
    op.create_table(
        "telegram_files",
        sa.Column("address", sa.String(500), primary_key=True),
        sa.Column("file_id", sa.String(300), nullable=False),
    )


def downgrade() -> None:
    for name in ("files", "keyboards", "sessions", "chats", "updates"):
        op.drop_table(f"telegram_{name}")
