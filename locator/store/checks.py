"""Phone checks: what a place itself said, and until when one may still say so."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, delete, insert, select

from locator.store.desk_rows import PhoneCheckRow
from locator.store.redirects import follow, today_of

CALLED, REPORTS = "called", "reports"
WORKS, FAILS, CLOSED = "works", "fails", "closed"
OUTCOMES = (WORKS, FAILS, CLOSED)
# For how many days a fact of a phone check stands; after that it is unknown again.
LASTS_DAYS = {
    "outcome": 180,
    "new_patients": 14,
    "first_visit_medicine": 60,
    "walk_in": 60,
}
ASKED = tuple(field for field in LASTS_DAYS if field != "outcome")


@dataclass(frozen=True, slots=True)
class PhoneCheck:
    """One call to a place; None is a question that was not asked or not answered."""

    place_id: str
    checked_on: str  # ISO 8601 date
    checked_by: str  # a role, never a name
    kind: str = CALLED
    number: str | None = None  # E.164, as listed then
    outcome: str | None = None
    new_patients: bool | None = None
    first_visit_medicine: bool | None = None
    walk_in: bool | None = None
    answered_by: str | None = None  # a role


@dataclass(frozen=True, slots=True)
class KeptCheck:
    """A phone check, its number in the table, and the place it belongs to today."""

    id: int
    place_id: str
    check: PhoneCheck


COLUMNS = tuple(getattr(PhoneCheckRow, name) for name in PhoneCheck.__slots__)


def read_checks(
    connection: Connection, *, place_id: str | None = None, today: date | None = None
) -> list[KeptCheck]:
    """Return the checks (of a place; that still stand on a day), the oldest first."""
    current = today_of(PhoneCheckRow.place_id)
    query = follow(
        select(PhoneCheckRow.id, current, *COLUMNS), PhoneCheckRow.place_id
    ).order_by(PhoneCheckRow.checked_on, PhoneCheckRow.id)
    if place_id is not None:
        query = query.where(current == place_id)
    if today is not None:
        oldest = today - timedelta(days=max(LASTS_DAYS.values()))
        query = query.where(PhoneCheckRow.checked_on >= oldest.isoformat())
    return [
        KeptCheck(row[0], row[1], PhoneCheck(*row[2:]))
        for row in connection.execute(query)
    ]


def write_check(connection: Connection, check: PhoneCheck) -> None:
    """Keep one phone check."""
    connection.execute(insert(PhoneCheckRow), [asdict(check)])


def remove_check(connection: Connection, check_id: int) -> None:
    """Take a check back that was a mistake."""
    connection.execute(delete(PhoneCheckRow).where(PhoneCheckRow.id == check_id))
