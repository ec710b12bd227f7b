"""Keep what geocoders answered, misses included, by a hash of the address."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of answers."""
    op.create_table(
        "geocode",
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("provider", sa.String(32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_geocode"),
    )


def downgrade() -> None:
    """Drop the answers; `locator geocode` asks again."""
    op.drop_table("geocode")
