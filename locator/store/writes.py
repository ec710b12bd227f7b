"""Writing a change: one short transaction of rows that were prepared before it."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import msgspec
from sqlalchemy import (
    Connection,
    Engine,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from locator.errors import SyncBusy
from locator.store.change import Change, RunFacts
from locator.store.decisions import write_decisions
from locator.store.difference import Difference, find_difference
from locator.store.engine import reading, writing
from locator.store.rows import (
    DirectoryRow,
    ListingEventRow,
    ListingRow,
    LocationRow,
    RunRow,
)
from locator.store.states import SaveResult

T = TypeVar("T")
LISTING: Table = ListingRow.metadata.tables["listing"]
CONTENT: Table = ListingRow.metadata.tables["listing_content"]
EVENT: Table = ListingEventRow.metadata.tables["listing_event"]
LOCATION: Table = LocationRow.metadata.tables["location"]
CHUNK = 500  # well under SQLite's limit of parameters in one statement


def save_change(engine: Engine, change: Change) -> SaveResult:
    """Write an accepted run; raise SyncBusy when somebody else wrote meanwhile."""
    with reading(engine) as connection:
        difference, result = find_difference(connection, change)
    with writing(engine) as connection:
        started = time.monotonic()  # BEGIN has returned: the lock is ours from here
        _check_stamp(connection, change.stamp)
        kinds = {item.listing.kind for item in change.seen}
        run_id = insert_run(connection, change.run, status="accepted", kinds=kinds)
        _write_listings(connection, change, difference, run_id)
        _write_locations(connection, difference)
        _insert_all(
            connection,
            EVENT,
            [{**event, "run_id": run_id} for event in difference.events],
        )
        if change.decisions is not None:
            write_decisions(connection, change.decisions)
        _write_directory(connection, change, result)
    return replace(result, locked_s=time.monotonic() - started)


def insert_run(
    connection: Connection,
    run: RunFacts,
    *,
    status: str,
    kinds: Iterable[str] = (),
    reason: str | None = None,
) -> int:
    """Record a run and how it ended; return its number."""
    result = connection.execute(
        insert(RunRow).values(
            source=run.source,
            mode=run.mode,
            kinds=" ".join(sorted(kinds)),
            full=run.full,
            started_at=run.started_at,
            finished_at=run.finished_at,
            status=status,
            rows=run.rows,
            retrieved_at=run.retrieved_at or run.started_at,
            as_of=run.as_of,
            reason=reason,
            report=msgspec.json.encode(run.report).decode(),
        )
    )
    run_id: int = result.inserted_primary_key[0]  # type: ignore[index] # one row, one key
    return run_id


def _check_stamp(connection: Connection, stamp: int) -> None:
    # On a server this row is the lock; SQLite has locked everything at BEGIN.
    query = select(DirectoryRow.stamp).with_for_update()
    found = connection.execute(query).scalar_one()
    if found != stamp:
        raise SyncBusy(
            "The directory changed while this run was being compared with it;"
            " nothing was written. Run it again."
        )


def _write_listings(
    connection: Connection, change: Change, difference: Difference, run_id: int
) -> None:
    for keys in chunks(change.dropped):
        connection.execute(delete(LISTING).where(LISTING.c.founding_key.in_(keys)))
    new, changed = difference.new_listings, difference.changed_listings
    seen = {
        "run_id": run_id,
        "missing_since": None,
        "missing_run_id": None,
        "retired_at": None,
    }
    for life in (*new.lives, *changed.lives):
        life.update(seen)
    _insert_all(connection, LISTING, new.lives)
    _insert_all(connection, CONTENT, new.contents)
    _update_all(connection, LISTING, "founding_key", changed.lives)
    _update_all(connection, CONTENT, "founding_key", changed.contents)
    _set_all(connection, difference.same_listings, seen)
    moment = change.run.retrieved_at or change.run.started_at
    missing = {"missing_since": moment, "missing_run_id": run_id}
    _set_all(connection, change.missing, missing)
    _set_all(connection, change.retired, {"retired_at": moment})
    for key, (missing_since, retired_at) in change.restored.items():
        ends = {"missing_since": missing_since, "retired_at": retired_at}
        _set_all(connection, [key], ends)
    _update_all(connection, LISTING, "founding_key", difference.moved_listings)


def _write_locations(connection: Connection, difference: Difference) -> None:
    for ids in chunks(difference.gone_locations):
        connection.execute(delete(LOCATION).where(LOCATION.c.id.in_(ids)))
    _insert_all(connection, LOCATION, difference.new_locations)
    _update_all(connection, LOCATION, "id", difference.changed_locations)


def _write_directory(
    connection: Connection, change: Change, result: SaveResult
) -> None:
    values: dict[str, Any] = {
        "stamp": change.stamp + 1,
        # A list of ids alone is no directory that one could search.
        "version": result.version if result.places or not change.restored else None,
        "locations": result.places,
        "practice": any(location.practice for location in change.locations),
    }
    if not result.unchanged:
        values["changed_at"] = change.run.finished_at
    connection.execute(update(DirectoryRow).values(values))


def _insert_all(
    connection: Connection, table: Table, rows: Sequence[dict[str, Any]]
) -> None:
    for part in chunks(rows):
        connection.execute(insert(table), part)


def _update_all(
    connection: Connection, table: Table, key: str, rows: Sequence[dict[str, Any]]
) -> None:
    """Update each row by its key; all rows set the same columns."""
    if not rows:
        return
    columns = [name for name in rows[0] if name != key]
    statement = (
        update(table)
        .where(table.c[key] == bindparam(f"old_{key}"))
        .values({name: bindparam(name) for name in columns})
    )
    for part in chunks(rows):
        parameters = [
            {f"old_{key}": row[key], **{name: row[name] for name in columns}}
            for row in part
        ]
        connection.execute(statement, parameters)


def _set_all(
    connection: Connection, founding_keys: Sequence[str], values: dict[str, Any]
) -> None:
    for part in chunks(founding_keys):
        where = LISTING.c.founding_key.in_(part)
        connection.execute(update(LISTING).where(where).values(values))


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield the items in runs short enough for one statement."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
