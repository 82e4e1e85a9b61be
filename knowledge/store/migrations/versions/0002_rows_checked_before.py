"""What of its row an item was made from, so that the same row need not be checked again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("items", sa.Column("checked", sa.String(length=34), nullable=True))


def downgrade() -> None:
    op.drop_column("items", "checked")
