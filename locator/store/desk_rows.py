"""The desk's tables: kept apart from the directory's, so that no sync ever touches them.

Places are named by the id that they had when something was written; it is the founding
key of a listing, and leads to the place of today whatever was merged since.
"""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from locator.store.rows import Row


class DeskUserRow(Row):
    """Somebody who may work at the desk."""

    __tablename__ = "desk_user"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(64))  # what visitors read: "Front desk"
    password: Mapped[str] = mapped_column(Text())  # a scrypt hash
    # Grows with each new password and each signing out; older sessions are dead.
    epoch: Mapped[int]
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]


class ReportRow(Row):
    """What a visitor said is wrong; nothing of who said it, and no time but the day."""

    __tablename__ = "report"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    place_id: Mapped[str] = mapped_column(String(16), index=True)
    problem: Mapped[str] = mapped_column(String(32))
    number: Mapped[str | None] = mapped_column(String(32))  # the one it is about
    words: Mapped[str | None] = mapped_column(Text())
    page: Mapped[str | None] = mapped_column(Text())  # JSON: what the page said then
    reported_on: Mapped[str] = mapped_column(String(10), index=True)
    settled_on: Mapped[str | None] = mapped_column(String(10))
    settled_by: Mapped[str | None] = mapped_column(String(64))


class PhoneCheckRow(Row):
    """What a place said on the phone, or what the desk made of visitors' reports."""

    __tablename__ = "phone_check"
    __table_args__ = (Index(None, "place_id", "checked_on"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    place_id: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))  # "called" or "reports"
    number: Mapped[str | None] = mapped_column(String(32))
    outcome: Mapped[str | None] = mapped_column(String(16))  # works, fails, closed
    new_patients: Mapped[bool | None]
    first_visit_medicine: Mapped[bool | None]
    walk_in: Mapped[bool | None]
    checked_on: Mapped[str] = mapped_column(String(10))
    checked_by: Mapped[str] = mapped_column(String(64))  # a role
    answered_by: Mapped[str | None] = mapped_column(String(64))  # a role


class DeskDecisionRow(Row):
    """A decision made at the desk that waits to be laid over the directory."""

    __tablename__ = "desk_decision"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    decision: Mapped[str] = mapped_column(Text())  # JSON of a records.Decision


class AuditRow(Row):
    """Who did what at the desk, and when; only ever added to."""

    __tablename__ = "desk_audit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(64))
    what: Mapped[str] = mapped_column(String(32))
    place_id: Mapped[str | None] = mapped_column(String(16))
    detail: Mapped[str | None] = mapped_column(Text())


class DeskRow(Row):
    """The one row that web workers look at to see whether anything changed."""

    __tablename__ = "desk"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stamp: Mapped[int]
    # What is most in doubt, as JSON, and the directory's version it was found in.
    doubts: Mapped[str | None] = mapped_column(Text())
    doubts_version: Mapped[str | None] = mapped_column(String(32))
