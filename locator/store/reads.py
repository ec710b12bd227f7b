"""Reading the directory: its state, its sources, one place, all places."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, String, bindparam, func, select

from locator.errors import LocationNotFound
from locator.records import KeptListing, Location
from locator.store.copies import Copies, KnownCopies
from locator.store.engine import STREAMED
from locator.store.packing import Pool, unpack_listing, unpack_location, unpack_raw
from locator.store.privacy import (
    hide_corrected,
    hide_corrected_raw,
    hide_street,
    hide_street_raw,
)
from locator.store.rows import (
    DirectoryRow,
    IdAliasRow,
    ListingContentRow,
    ListingRow,
    LocationRow,
    RunRow,
)
from locator.store.states import (
    AcceptedRun,
    DirectoryState,
    ListingState,
    Place,
    SourceState,
)

KEPT = (
    ListingRow.founding_key,
    ListingRow.source,
    ListingRow.kind,
    ListingContentRow.payload,
    ListingRow.run_id,
    ListingRow.missing_since,
    ListingRow.retired_at,
)

# What an id leads to: an alias to its listing, a listing to its place. Made once, as
# putting a statement together takes longer than asking it.
_ID = bindparam("id", type_=String())
_FOUNDER = select(IdAliasRow.founding_key).where(IdAliasRow.id == _ID)
_HOME = select(ListingRow.location_id).where(
    ListingRow.founding_key == func.coalesce(_FOUNDER.scalar_subquery(), _ID)
)
LED_TO = select(
    LocationRow.payload, select(DirectoryRow.stamp).scalar_subquery().label("stamp")
).where(LocationRow.id == func.coalesce(_HOME.scalar_subquery(), _ID))
KEPT_AT = (
    select(*KEPT)
    .join(ListingContentRow)
    .where(ListingRow.location_id == _ID)
    .order_by(ListingRow.source, ListingRow.founding_key)
)


def read_state(connection: Connection) -> DirectoryState:
    """Return which directory this is: one row, cheap enough to ask every second."""
    row = connection.execute(
        select(
            DirectoryRow.version,
            DirectoryRow.stamp,
            DirectoryRow.practice,
            DirectoryRow.locations,
        )
    ).one()
    return DirectoryState(*row)


def read_accepted_runs(
    connection: Connection, source: str | None = None
) -> list[AcceptedRun]:
    """Return accepted runs, the newest copy last (not always the newest run)."""
    query = select(
        RunRow.id,
        RunRow.source,
        RunRow.full,
        RunRow.rows,
        RunRow.as_of,
        RunRow.retrieved_at,
        RunRow.kinds,
        RunRow.report,
    ).where(RunRow.status == "accepted")
    if source is not None:
        query = query.where(RunRow.source == source)
    query = query.order_by(RunRow.source, RunRow.retrieved_at, RunRow.id)
    return [
        AcceptedRun(
            *row[:-2],
            kinds=frozenset(row[-2].split()),
            report=msgspec.json.decode(row[-1]),
        )
        for row in connection.execute(query)
    ]


def read_sources(connection: Connection) -> tuple[SourceState, ...]:
    """Return how fresh each source is, by source id."""
    newest = _newest_runs(connection)
    copies = Copies(connection).newest
    full_at = _newest_full(connection)
    listed = (
        select(ListingRow.source, func.count().label("listings"))
        .where(ListingRow.retired_at.is_(None))
        .group_by(ListingRow.source)
    )
    rows = {row.source: row.listings for row in connection.execute(listed)}
    failures = _failures_since(connection)
    states = []
    for source in sorted({*newest, *failures}):
        as_of, retrieved_at = newest.get(source, (None, None))
        reason, failed_at = failures.get(source, (None, None))
        states.append(
            SourceState(
                source=source,
                rows=rows.get(source, 0),
                as_of=as_of,
                retrieved_at=retrieved_at,
                full_at=full_at.get(source),
                last_failure=reason,
                failed_at=failed_at,
                copies=tuple(
                    (kind, at)
                    for (copied, kind), (_, at) in sorted(copies.items())
                    if copied == source
                ),
            )
        )
    return tuple(states)


def _newest_runs(
    connection: Connection,
) -> dict[str, tuple[str | None, datetime]]:
    query = select(RunRow.source, RunRow.as_of, RunRow.retrieved_at)
    # Decisions, geocoders and lists of ids bring no rows: they are no source.
    query = query.where(
        RunRow.status == "accepted", RunRow.mode.not_in(("decisions", "geocode", "ids"))
    )
    query = query.order_by(RunRow.retrieved_at, RunRow.id)
    return {source: (as_of, at) for source, as_of, at in connection.execute(query)}


def _newest_full(connection: Connection) -> dict[str, datetime]:
    query = select(RunRow.source, RunRow.retrieved_at)
    query = query.where(RunRow.status == "accepted", RunRow.full)
    query = query.order_by(RunRow.retrieved_at)
    return {row.source: row.retrieved_at for row in connection.execute(query)}


def _failures_since(
    connection: Connection,
) -> dict[str, tuple[str | None, datetime | None]]:
    """The last refusal or failure of each source whose newest run is one."""
    newest = select(func.max(RunRow.id)).group_by(RunRow.source)
    query = select(RunRow.source, RunRow.reason, RunRow.finished_at).where(
        RunRow.id.in_(newest), RunRow.status != "accepted"
    )
    return {source: (reason, at) for source, reason, at in connection.execute(query)}


def read_listing_states(connection: Connection) -> list[ListingState]:
    """Return every kept listing without its content, by founding key."""
    query = select(
        ListingRow.founding_key,
        ListingRow.key,
        ListingRow.source,
        ListingRow.kind,
        ListingRow.digest,
        ListingRow.run_id,
        ListingRow.practice,
        ListingRow.missing_since,
        ListingRow.missing_run_id,
        ListingRow.retired_at,
    ).order_by(ListingRow.founding_key)
    return [ListingState(**row) for row in connection.execute(query).mappings()]


def read_listings(
    connection: Connection, *, skip: frozenset[str] = frozenset()
) -> list[KeptListing]:
    """Return kept listings with their content, but those whose keys are in `skip`."""
    copies = Copies(connection)
    pool = Pool()
    query = select(*KEPT).join(ListingContentRow).order_by(ListingRow.founding_key)
    with connection.execute(query, execution_options=STREAMED) as result:
        return [
            _kept(row, copies, pool)
            for row in result.mappings()
            if row["founding_key"] not in skip
        ]


def _kept(row: RowMapping, copies: Copies, pool: Pool) -> KeptListing:
    return KeptListing(
        listing=unpack_listing(row["payload"], pool),
        founding_key=row["founding_key"],
        retrieved_at=copies.moment(row["source"], row["kind"], row["run_id"]),
        missing_since=row["missing_since"],
        retired_at=row["retired_at"],
    )


def read_locations(
    connection: Connection, *, retired: bool = False
) -> Iterator[Location]:
    """Yield every listed place, by id; retired ones are not listed."""
    query = select(LocationRow.payload).order_by(LocationRow.id)
    if not retired:
        query = query.where(LocationRow.retired_at.is_(None))
    pool = Pool()
    with connection.execute(query, execution_options=STREAMED) as result:
        for payload in result.scalars():
            yield unpack_location(payload, pool)


def read_place(connection: Connection, listing_id: str, known: KnownCopies) -> Place:
    """Return the place that an id ever given leads to; raise LocationNotFound."""
    found = connection.execute(LED_TO, {"id": listing_id}).one_or_none()
    if found is None:
        raise LocationNotFound(f"No place has the id {listing_id!r}. Search again.")
    pool = Pool()
    location = unpack_location(found.payload, pool)
    copies = known.at(connection, found.stamp)
    rows = connection.execute(KEPT_AT, {"id": location.id}).mappings()
    listings = [hide_corrected(_kept(row, copies, pool), location) for row in rows]
    if location.address.withheld:
        listings = [hide_street(kept) for kept in listings]
    return Place(location, tuple(listings))


def read_raw(connection: Connection, founding_key: str) -> dict[str, Any]:
    """Return the row a listing came from, without what its place keeps private."""
    row = connection.execute(
        select(ListingContentRow.raw, LocationRow.payload)
        .select_from(ListingRow)
        .join(ListingContentRow)
        .outerjoin(LocationRow, LocationRow.id == ListingRow.location_id)
        .where(ListingRow.founding_key == founding_key)
    ).one_or_none()
    if row is None:
        raise LocationNotFound(f"No listing has the id {founding_key!r}.")
    raw = unpack_raw(row.raw)
    if row.payload is None:
        return raw
    location = unpack_location(row.payload, Pool())
    raw = hide_corrected_raw(raw, location)
    return hide_street_raw(raw) if location.address.withheld else raw
