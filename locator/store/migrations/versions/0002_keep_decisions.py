"""Keep what an operator decided of listings: it outlives every sync and rebuild."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of decisions."""
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("listing_key", sa.String(16), nullable=False),
        sa.Column("other_key", sa.String(16)),
        sa.Column("field", sa.String(32)),
        sa.Column("value", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.String(10), nullable=False),
        sa.Column("expires_on", sa.String(10)),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index("ix_decision_listing_key", "decision", ["listing_key"])


def downgrade() -> None:
    """Drop the decisions; `locator decisions export` keeps a copy."""
    op.drop_table("decision")
