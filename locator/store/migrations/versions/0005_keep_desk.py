"""Keep what visitors report and what the desk checks, apart from the directory."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of the desk, and its one row."""
    _make_users()
    _make_reports()
    _make_checks()
    _make_decisions_and_audit()
    desk = op.create_table(
        "desk",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Text()),
        sa.Column("doubts_version", sa.String(32)),
        sa.PrimaryKeyConstraint("id", name="pk_desk"),
    )
    op.bulk_insert(desk, [{"id": 1, "stamp": 0}])


def _make_users() -> None:
    op.create_table(
        "desk_user",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("role", sa.String(64), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_desk_user"),
        sa.UniqueConstraint("name", name="uq_desk_user_name"),
    )


def _make_reports() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("place_id", sa.String(16), nullable=False),
        sa.Column("problem", sa.String(32), nullable=False),
        sa.Column("number", sa.String(32)),
        sa.Column("words", sa.Text()),
        sa.Column("page", sa.Text()),
        sa.Column("reported_on", sa.String(10), nullable=False),
        sa.Column("settled_on", sa.String(10)),
        sa.Column("settled_by", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
    )
    for column in ("place_id", "reported_on"):
        op.create_index(f"ix_report_{column}", "report", [column])


def _make_checks() -> None:
    op.create_table(
        "phone_check",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("place_id", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("number", sa.String(32)),
        sa.Column("outcome", sa.String(16)),
        sa.Column("new_patients", sa.Boolean()),
        sa.Column("first_visit_medicine", sa.Boolean()),
        sa.Column("walk_in", sa.Boolean()),
        sa.Column("checked_on", sa.String(10), nullable=False),
        sa.Column("checked_by", sa.String(64), nullable=False),
        sa.Column("answered_by", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_phone_check"),
    )
    op.create_index(
        "ix_phone_check_place_id_checked_on", "phone_check", ["place_id", "checked_on"]
    )


def _make_decisions_and_audit() -> None:
    op.create_table(
        "desk_decision",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk_decision"),
    )
    op.create_table(
        "desk_audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("place_id", sa.String(16)),
        sa.Column("detail", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_desk_audit"),
    )


def downgrade() -> None:
    """Drop the desk; `locator desk export` keeps a copy of the phone checks."""
    for table in (
        "desk", "desk_audit", "desk_decision", "phone_check", "report", "desk_user"
    ):  # fmt: skip
        op.drop_table(table)
