"""Create the tables: runs, listings and their content, locations and the directory's one row."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and the directory's row."""
    create_run()
    create_listing()
    create_location()
    create_directory()


def create_run() -> None:
    """Make the table of runs."""
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("kinds", sa.String(128), nullable=False),
        sa.Column("full", sa.Boolean(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("retrieved_at", MOMENT, nullable=False),
        sa.Column("as_of", sa.String(32)),
        sa.Column("reason", sa.Text()),
        sa.Column("report", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    op.create_index("ix_run_source_status", "run", ["source", "status"])


def create_listing() -> None:
    """Make the tables of listings and of their content."""
    op.create_table(
        "listing",
        sa.Column("founding_key", sa.String(16), nullable=False),
        sa.Column("key", sa.String(16), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("location_id", sa.String(16)),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("missing_since", MOMENT),
        sa.Column("missing_run_id", sa.Integer()),
        sa.Column("retired_at", MOMENT),
        sa.PrimaryKeyConstraint("founding_key", name="pk_listing"),
        sa.UniqueConstraint("key", name="uq_listing_key"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_listing_run_id_run"),
        sa.ForeignKeyConstraint(
            ["missing_run_id"], ["run.id"], name="fk_listing_missing_run_id_run"
        ),
    )
    op.create_index("ix_listing_source", "listing", ["source"])
    op.create_index("ix_listing_location_id", "listing", ["location_id"])
    op.create_table(
        "listing_content",
        sa.Column("founding_key", sa.String(16), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("founding_key", name="pk_listing_content"),
        sa.ForeignKeyConstraint(
            ["founding_key"],
            ["listing.founding_key"],
            name="fk_listing_content_founding_key_listing",
            ondelete="CASCADE",
        ),
    )


def create_location() -> None:
    """Make the table of places."""
    op.create_table(
        "location",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state_province", sa.String(32), nullable=False),
        sa.Column("postal_code", sa.String(16), nullable=False),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("access", sa.String(16), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("retired_at", MOMENT),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_location"),
    )


def create_directory() -> None:
    """Make the table of one row, and the row."""
    op.create_table(
        "directory",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.String(32)),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("locations", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_directory"),
    )
    op.execute(
        "INSERT INTO directory (id, version, stamp, practice, locations)"
        " VALUES (1, NULL, 0, FALSE, 0)"
    )


def downgrade() -> None:
    """Drop everything."""
    op.drop_table("directory")
    op.drop_table("location")
    op.drop_table("listing_content")
    op.drop_table("listing")
    op.drop_table("run")
