"""The desk's decisions laid over the directory, and its phone checks as a file."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import msgspec

from locator.ingest.decision_table import add_decisions
from locator.ingest.decisions import remerge
from locator.records import Decision
from locator.store import PhoneCheck, Store


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


def read_check_lines(lines: Iterable[str]) -> Iterator[PhoneCheck]:
    """Read phone checks from JSON lines; raise ValueError naming the first bad line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield msgspec.json.decode(line, type=PhoneCheck)
        except msgspec.DecodeError as error:
            raise ValueError(f"Line {number}: {error}.") from error
