"""What visitors say is wrong: kept with what the page said, forgotten in good time."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, insert, select, update

from locator.store.desk_rows import ReportRow
from locator.store.redirects import follow, today_of

WORDS_LAST_DAYS = 180
# How many distinct days of reports the desk needs before it may say so in public.
DAYS_TO_SAY_SO = 3


@dataclass(frozen=True, slots=True)
class Report:
    """One report; nothing in it tells who sent it."""

    place_id: str
    problem: str
    reported_on: str  # ISO 8601 date
    number: str | None = None
    words: str | None = None
    page: str | None = None  # JSON: what the page said then


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report, its number in the table, and the place it belongs to today."""

    id: int
    place_id: str
    report: Report


COLUMNS = tuple(getattr(ReportRow, name) for name in Report.__slots__)


def write_report(connection: Connection, report: Report) -> None:
    """Keep one report."""
    connection.execute(insert(ReportRow), [asdict(report)])


def read_reports(
    connection: Connection, place_id: str | None = None
) -> list[KeptReport]:
    """Return reports nobody has settled, the oldest first."""
    current = today_of(ReportRow.place_id)
    query = follow(
        select(ReportRow.id, current, *COLUMNS), ReportRow.place_id
    ).order_by(ReportRow.id)
    query = query.where(ReportRow.settled_on.is_(None))
    if place_id is not None:
        query = query.where(current == place_id)
    return [
        KeptReport(row[0], row[1], Report(*row[2:]))
        for row in connection.execute(query)
    ]


def settle_reports(connection: Connection, ids: list[int], *, on: str, by: str) -> None:
    """Mark reports as dealt with."""
    change = update(ReportRow).where(ReportRow.id.in_(ids))
    connection.execute(change.values(settled_on=on, settled_by=by))


def count_reports(connection: Connection, on: str, place_id: str) -> tuple[int, int]:
    """Return how many reports came on a day, in all and of one place."""
    of_the_day = select(func.count()).where(ReportRow.reported_on == on)
    of_place = of_the_day.where(ReportRow.place_id == place_id)
    return (
        connection.execute(of_the_day).scalar_one(),
        connection.execute(of_place).scalar_one(),
    )


def forget_words(connection: Connection, today: date) -> int:
    """Delete the words, and the copies of pages, of reports older than 180 days."""
    oldest = (today - timedelta(days=WORDS_LAST_DAYS)).isoformat()
    change = update(ReportRow).where(
        ReportRow.reported_on < oldest,
        ReportRow.words.is_not(None) | ReportRow.page.is_not(None),
    )
    return connection.execute(change.values(words=None, page=None)).rowcount
