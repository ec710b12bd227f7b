"""The desk as everything else sees it: users, reports, phone checks, decisions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection, Engine, delete, insert, select, update

from locator.records import Decision
from locator.store import audit, checks, desk_users, reports
from locator.store.audit import Deed
from locator.store.checks import KeptCheck, PhoneCheck
from locator.store.desk_rows import DeskDecisionRow, DeskRow
from locator.store.desk_users import DeskUser
from locator.store.engine import reading, writing
from locator.store.reports import KeptReport, Report
from locator.store.rows import DirectoryRow


class Desk:
    """What people wrote down; each write is on the disk before it is promised."""

    def __init__(self, engine: Engine, copy: Engine | None = None) -> None:
        self._engine = engine
        # Visitors' pages need the first three reads, also while the engine is away.
        self._copy = copy or engine

    def stamp(self) -> tuple[int, int]:
        """Return two numbers: one changes with checks, who may sign in, and places."""
        with reading(self._copy) as connection:
            query = select(DeskRow.stamp, DirectoryRow.stamp).select_from(DeskRow)
            row = connection.execute(
                query.join(DirectoryRow, DirectoryRow.id == 1)
            ).one()
            return (row[0], row[1])

    def checks(
        self, place_id: str | None = None, *, today: date | None = None
    ) -> list[KeptCheck]:
        """Return phone checks (of a place; that still stand on a day), oldest first."""
        with reading(self._copy) as connection:
            return checks.read_checks(connection, place_id=place_id, today=today)

    def add_check(self, check: PhoneCheck, deed: Deed) -> None:
        """Keep a phone check, and who wrote it down."""
        with self._writing(deed, shown=True) as connection:
            checks.write_check(connection, check)

    def add_checks(self, new: list[PhoneCheck], deed: Deed) -> None:
        """Keep phone checks of another home."""
        with self._writing(deed, shown=True) as connection:
            for check in new:
                checks.write_check(connection, check)

    def remove_check(self, check_id: int, deed: Deed) -> None:
        """Take a mistaken check back; the diary remembers it."""
        with self._writing(deed, shown=True) as connection:
            checks.remove_check(connection, check_id)

    def add_report(self, report: Report, *, most: int, most_of_place: int) -> bool:
        """Keep a report; False where the day has brought too many already."""
        with self._writing() as connection:
            day = report.reported_on
            count, of_place = reports.count_reports(connection, day, report.place_id)
            if count >= most or of_place >= most_of_place:
                return False
            # Where nobody syncs and nobody opens the desk, old words still go.
            reports.forget_words(connection, date.fromisoformat(day))
            reports.write_report(connection, report)
            return True

    def reports(self, place_id: str | None = None) -> list[KeptReport]:
        """Return reports that wait, the oldest first."""
        with reading(self._engine) as connection:
            return reports.read_reports(connection, place_id)

    def settle_reports(self, ids: list[int], deed: Deed) -> None:
        """Mark reports as dealt with."""
        with self._writing(deed) as connection:
            on = deed.at.date().isoformat()
            reports.settle_reports(connection, ids, on=on, by=deed.who)

    def forget_words(self, today: date) -> int:
        """Delete what visitors wrote over 180 days ago; return of how many reports."""
        with self._writing() as connection:
            return reports.forget_words(connection, today)

    def users(self) -> list[DeskUser]:
        """Return who may sign in, by name."""
        with reading(self._copy) as connection:
            return desk_users.read_users(connection)

    def find_user(self, name: str) -> DeskUser | None:
        """Return the person of a name, if there is one."""
        with reading(self._engine) as connection:
            users = desk_users.read_users(connection)
        return next((user for user in users if user.name == name), None)

    def add_user(self, user: DeskUser, deed: Deed) -> None:
        """Let a person sign in."""
        with self._writing(deed, shown=True) as connection:
            desk_users.write_user(connection, user)

    def remove_user(self, name: str, deed: Deed) -> bool:
        """Let a person sign in no more; return whether there was one."""
        with self._writing(deed, shown=True) as connection:
            return desk_users.remove_user(connection, name)

    def set_password(self, name: str, password: str, deed: Deed) -> bool:
        """Set a new hash and end all sessions; return whether there is such a person."""
        with self._writing(deed) as connection:
            return desk_users.write_password(connection, name, password)

    def end_sessions(self, name: str, deed: Deed) -> None:
        """End every session of a person."""
        with self._writing(deed) as connection:
            desk_users.end_sessions(connection, name)

    def note_failure(
        self, name: str, deed: Deed, *, at_most: int, locked_until: datetime
    ) -> None:
        """Count a wrong password, and lock the account after so many."""
        with self._writing(deed) as connection:
            desk_users.note_failure(
                connection, name, at_most=at_most, locked_until=locked_until
            )

    def forgive(self, name: str, deed: Deed) -> None:
        """Note that somebody signed in, and forget wrong passwords before."""
        with self._writing(deed) as connection:
            desk_users.forgive(connection, name)

    def deeds(self, limit: int | None = 100) -> list[Deed]:
        """Return the newest entries of the diary; without a limit, all."""
        with reading(self._engine) as connection:
            return audit.read_deeds(connection, limit)

    def decide(self, decision: Decision, deed: Deed) -> None:
        """Keep a decision until it is laid over the directory."""
        text = msgspec.json.encode(asdict(decision)).decode()
        with self._writing(deed) as connection:
            connection.execute(insert(DeskDecisionRow), [{"decision": text}])

    def waiting(self) -> list[tuple[int, Decision]]:
        """Return decisions that wait, in their order."""
        query = select(DeskDecisionRow.id, DeskDecisionRow.decision)
        with reading(self._engine) as connection:
            return [
                (id_, msgspec.json.decode(text, type=Decision))
                for id_, text in connection.execute(query.order_by(DeskDecisionRow.id))
            ]

    def laid(self, ids: list[int]) -> None:
        """Forget decisions that wait no more."""
        with self._writing() as connection:
            gone = delete(DeskDecisionRow).where(DeskDecisionRow.id.in_(ids))
            connection.execute(gone)

    def doubts(self) -> tuple[str | None, str | None]:
        """Return what is most in doubt, as it was kept, and in which version."""
        with reading(self._engine) as connection:
            query = select(DeskRow.doubts, DeskRow.doubts_version)
            row = connection.execute(query).one()
            return (row[0], row[1])

    def keep_doubts(self, text: str, version: str | None) -> None:
        """Keep what is most in doubt in a version of the directory."""
        with self._writing() as connection:
            connection.execute(
                update(DeskRow).values(doubts=text, doubts_version=version)
            )

    @contextmanager
    def _writing(
        self, deed: Deed | None = None, *, shown: bool = False
    ) -> Iterator[Connection]:
        """Write; `shown`: what every kept page and answer has to be made anew for."""
        with writing(self._engine, durable=True) as connection:
            # First, for this row is the lock on a server: counts stay true till the end.
            connection.execute(update(DeskRow).values(stamp=DeskRow.stamp + int(shown)))
            if deed:
                audit.write_deed(connection, deed)
            yield connection
