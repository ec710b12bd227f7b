"""The desk's decisions laid over the directory, and its phone checks as a file."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import msgspec

from locator.ingest.decision_table import add_decisions
from locator.ingest.decisions import remerge
from locator.records import Decision
from locator.store import PhoneCheck, Store
from locator.store.checks import CALLED, OUTCOMES, REPORTS


def lay_decisions(store: Store, *, home: Path, now: datetime) -> int:
    """Take up what was decided at the desk; return how many. Raises SyncBusy."""
    waiting = store.desk.waiting()
    if not waiting:
        return 0
    new = [decision for _, decision in waiting]

    def alter(before: tuple[Decision, ...]) -> tuple[Decision, ...]:
        return add_decisions(before, new)

    remerge(store, home=home, now=now, alter=alter)
    # Killed before this, they are taken up once more, which changes nothing.
    store.desk.laid([id_ for id_, _ in waiting])
    return len(waiting)


def write_check_lines(checks: Iterable[PhoneCheck]) -> str:
    """Return phone checks as JSON, one a line."""
    lines = (msgspec.json.encode(asdict(one)).decode() for one in checks)
    return "".join(f"{line}\n" for line in lines)


def read_check_lines(lines: Iterable[str], today: date) -> Iterator[PhoneCheck]:
    """Read phone checks from JSON lines; raise ValueError naming the first bad line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield check_right(msgspec.json.decode(line, type=PhoneCheck), today)
        except (msgspec.DecodeError, ValueError) as error:
            raise ValueError(f"Line {number}: {error}.") from error


def check_right(one: PhoneCheck, today: date) -> PhoneCheck:
    """Return a phone check that pages can show; raise ValueError for another."""
    if date.fromisoformat(one.checked_on).isoformat() != one.checked_on:
        raise ValueError(f"{one.checked_on!r} is no day such as 2026-11-22")
    if one.checked_on > today.isoformat():
        raise ValueError(f"{one.checked_on} is yet to come")
    if one.kind not in {CALLED, REPORTS} or one.outcome not in {None, *OUTCOMES}:
        raise ValueError(f"{one.kind!r} with {one.outcome!r} is no phone check of ours")
    return one
