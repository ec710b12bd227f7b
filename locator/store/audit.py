"""The desk's diary: who did what, and when; rows are never changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from locator.store.desk_rows import AuditRow


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody did at the desk."""

    at: datetime
    who: str
    what: str
    place_id: str | None = None
    detail: str | None = None


COLUMNS = tuple(getattr(AuditRow, name) for name in Deed.__slots__)


def write_deed(connection: Connection, deed: Deed) -> None:
    """Note one deed."""
    values = {name: getattr(deed, name) for name in Deed.__slots__}
    connection.execute(insert(AuditRow), [values])


def read_deeds(connection: Connection, limit: int | None) -> list[Deed]:
    """Return the newest deeds, the newest first."""
    query = select(*COLUMNS).order_by(AuditRow.id.desc()).limit(limit)
    return [Deed(*row) for row in connection.execute(query)]
