"""Remember what happened to each listing, and which ids lead to another."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# What happened before is known only where a listing is missing or retired now.
MISSED = """
INSERT INTO listing_event (founding_key, run_id, what)
SELECT founding_key, missing_run_id, 'missing' FROM listing
WHERE missing_run_id IS NOT NULL ORDER BY founding_key
"""
RETIRED = """
INSERT INTO listing_event (founding_key, run_id, what)
SELECT listing.founding_key, MAX(run.id), 'retired' FROM listing
JOIN run ON run.source = listing.source AND run.retrieved_at = listing.retired_at
WHERE run.status = 'accepted' GROUP BY listing.founding_key
ORDER BY listing.founding_key
"""


def upgrade() -> None:
    """Make the tables, and tell what can still be told."""
    op.create_table(
        "listing_event",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("founding_key", sa.String(16), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("location_id", sa.String(16)),
        sa.PrimaryKeyConstraint("id", name="pk_listing_event"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name="fk_listing_event_run_id_run"
        ),
    )
    for column in ("founding_key", "location_id"):
        op.create_index(f"ix_listing_event_{column}", "listing_event", [column])
    op.create_table(
        "id_alias",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("founding_key", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_id_alias"),
    )
    op.create_index("ix_id_alias_founding_key", "id_alias", ["founding_key"])
    op.execute(MISSED)
    op.execute(RETIRED)


def downgrade() -> None:
    """Forget both; the listings themselves stay as they are."""
    op.drop_table("id_alias")
    op.drop_table("listing_event")
