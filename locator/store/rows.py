"""The tables, as typed rows; plain column types that SQLite and PostgreSQL share."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its time zone, kept in UTC; SQLite drops zones, so put it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, _dialect: Dialect
    ) -> datetime | None:
        """Turn a moment into UTC; one without a zone is a mistake of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, _dialect: Dialect
    ) -> datetime | None:
        """Say UTC again where the database forgot it."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Row(DeclarativeBase):
    """What all rows share: the names of their constraints and their types."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads a plain class attribute
        datetime: UtcDateTime(),
        bytes: LargeBinary(),
        str: String(),
        int: Integer(),
        float: Float(),
        bool: Boolean(),
    }


class RunRow(Row):
    """One attempt to bring a source into the directory, and how it ended."""

    __tablename__ = "run"
    __table_args__: tuple[Any, ...] = (Index(None, "source", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    source: Mapped[str] = mapped_column(String(64))
    mode: Mapped[str] = mapped_column(String(16))  # sync, import, practice, decisions
    # The halves of the list that an accepted run brought, as "MH SA".
    kinds: Mapped[str] = mapped_column(String(128))
    full: Mapped[bool]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(16))  # accepted, refused, failed
    rows: Mapped[int]
    # When the rows were copied; when the run started, where nothing says so.
    retrieved_at: Mapped[datetime]
    as_of: Mapped[str | None] = mapped_column(String(32))
    reason: Mapped[str | None] = mapped_column(Text())
    report: Mapped[str] = mapped_column(Text())  # JSON


class ListingRow(Row):
    """A listing's life; narrow, because every accepted run touches every row."""

    __tablename__ = "listing"

    founding_key: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True)
    source: Mapped[str] = mapped_column(String(64), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    # Not a foreign key: places are rewritten in the same transaction, in any order.
    location_id: Mapped[str | None] = mapped_column(String(16), index=True)
    practice: Mapped[bool]
    digest: Mapped[str] = mapped_column(String(32))
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    missing_since: Mapped[datetime | None]
    missing_run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
    retired_at: Mapped[datetime | None]


class ListingContentRow(Row):
    """What one directory says of one place; written only when it changes."""

    __tablename__ = "listing_content"

    founding_key: Mapped[str] = mapped_column(
        String(16),
        ForeignKey("listing.founding_key", ondelete="CASCADE"),
        primary_key=True,
    )
    payload: Mapped[bytes]
    raw: Mapped[bytes]  # zlib of the JSON that the source gave


class ListingEventRow(Row):
    """Something that happened to a listing; only ever added to."""

    __tablename__ = "listing_event"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    # Not a foreign key: a list of ids may give a listing back its older id.
    founding_key: Mapped[str] = mapped_column(String(16), index=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    what: Mapped[str] = mapped_column(String(16))  # see `events`, `place_changes`
    # The place that it belongs to from then on, where that is what happened.
    location_id: Mapped[str | None] = mapped_column(String(16), index=True)


class IdAliasRow(Row):
    """An id that was given before a list of ids gave its listing an older one."""

    __tablename__ = "id_alias"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    founding_key: Mapped[str] = mapped_column(String(16), index=True)


class LocationRow(Row):
    """One place, ready to show; the columns are for people who look with SQL."""

    __tablename__ = "location"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    slug: Mapped[str] = mapped_column(String(160))
    name: Mapped[str] = mapped_column(Text())
    state_province: Mapped[str] = mapped_column(String(32))
    postal_code: Mapped[str] = mapped_column(String(16))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    access: Mapped[str] = mapped_column(String(16))
    practice: Mapped[bool]
    retired_at: Mapped[datetime | None]
    payload: Mapped[bytes]
    digest: Mapped[str] = mapped_column(String(32))


class DecisionRow(Row):
    """What an operator decided of a listing, which need not be known today."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(16))
    listing_key: Mapped[str] = mapped_column(String(16), index=True)
    other_key: Mapped[str | None] = mapped_column(String(16))
    field: Mapped[str | None] = mapped_column(String(32))
    value: Mapped[str | None] = mapped_column(Text())
    reason: Mapped[str] = mapped_column(Text())
    decided_by: Mapped[str] = mapped_column(Text())
    decided_on: Mapped[str] = mapped_column(String(10))
    expires_on: Mapped[str | None] = mapped_column(String(10))


class DirectoryRow(Row):
    """The one row that says which directory this is; watchers read only this."""

    __tablename__ = "directory"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[str | None] = mapped_column(String(32))
    stamp: Mapped[int]
    practice: Mapped[bool]
    locations: Mapped[int]
    changed_at: Mapped[datetime | None]
