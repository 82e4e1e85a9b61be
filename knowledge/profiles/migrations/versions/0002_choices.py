"""What shoppers who agreed chose for whom, so that it can lead others who choose for the same."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "choices",
        sa.Column("shop", sa.String(length=64), nullable=False),
        sa.Column("audience", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.String(length=128), nullable=False),
        sa.Column("visitor", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("shop", "audience", "item_id", "visitor"),
    )
    op.create_index("choices_visitor", "choices", ["visitor"])


def downgrade() -> None:
    op.drop_table("choices")
