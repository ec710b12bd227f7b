"""Who may work at the desk; passwords are only ever seen here as hashes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from locator.store.desk_rows import DeskUserRow


@dataclass(frozen=True, slots=True)
class DeskUser:
    """One person who signs in."""

    name: str
    role: str
    password: str  # a hash
    epoch: int = 1
    failures: int = 0
    locked_until: datetime | None = None


COLUMNS = tuple(getattr(DeskUserRow, name) for name in DeskUser.__slots__)


def read_users(connection: Connection) -> list[DeskUser]:
    """Return everybody, by name."""
    query = select(*COLUMNS).order_by(DeskUserRow.name)
    return [DeskUser(*row) for row in connection.execute(query)]


def write_user(connection: Connection, user: DeskUser) -> None:
    """Add a person."""
    values = {name: getattr(user, name) for name in DeskUser.__slots__}
    connection.execute(insert(DeskUserRow), [values])


def remove_user(connection: Connection, name: str) -> bool:
    """Take a person's leave; their sessions end with them."""
    gone = delete(DeskUserRow).where(DeskUserRow.name == name)
    return connection.execute(gone).rowcount == 1


def write_password(connection: Connection, name: str, password: str) -> bool:
    """Set a new password hash: sessions end, and a lock-out as well."""
    change = update(DeskUserRow).where(DeskUserRow.name == name)
    values = {
        "password": password,
        "epoch": DeskUserRow.epoch + 1,
        "failures": 0,
        "locked_until": None,
    }
    return connection.execute(change.values(values)).rowcount == 1


def end_sessions(connection: Connection, name: str) -> None:
    """Make every session of a person worthless."""
    change = update(DeskUserRow).where(DeskUserRow.name == name)
    connection.execute(change.values(epoch=DeskUserRow.epoch + 1))


def note_failure(
    connection: Connection, name: str, *, at_most: int, locked_until: datetime
) -> None:
    """Count a wrong password; the last one allowed locks the account."""
    of_user = DeskUserRow.name == name
    change = update(DeskUserRow).where(of_user)
    connection.execute(change.values(failures=DeskUserRow.failures + 1))
    lock = change.where(DeskUserRow.failures >= at_most)
    connection.execute(lock.values(failures=0, locked_until=locked_until))


def forgive(connection: Connection, name: str) -> None:
    """Forget wrong passwords after a right one."""
    change = update(DeskUserRow).where(DeskUserRow.name == name)
    connection.execute(change.values(failures=0, locked_until=None))
