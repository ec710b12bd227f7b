"""What a change alters: packed and compared while nobody waits for a lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from locator.records import Location
from locator.store.change import Change, SeenListing
from locator.store.packing import digest, pack_listing, pack_location, version_of
from locator.store.rows import ListingRow, LocationRow
from locator.store.states import SaveResult

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows ready to send."""

    new_listings: list[Columns]
    changed_listings: list[Columns]
    same_listings: list[str]
    # Listings that this run did not see, but that now belong to another place.
    moved_listings: list[Columns]
    new_locations: list[Columns]
    changed_locations: list[Columns]
    gone_locations: list[str]
    result: SaveResult


@dataclass(frozen=True, slots=True)
class _KnownListing:
    digest: str
    location_id: str | None


@dataclass(frozen=True, slots=True)
class _KnownLocation:
    digest: str
    listed: bool


def find_difference(connection: Connection, change: Change) -> Difference:
    """Compare a change with what the database holds."""
    listings = {
        key: _KnownListing(old, location_id)
        for key, old, location_id in connection.execute(
            select(
                ListingRow.founding_key,
                ListingRow.digest,
                ListingRow.location_id,
            )
        )
    }
    homes = {
        ref.listing_key: location.id
        for location in change.locations
        for ref in location.sources
    }
    new, changed, same = _compare_listings(change.seen, listings, homes)
    written = {columns["founding_key"] for columns in (*new, *changed)}
    moved = [
        {"founding_key": key, "location_id": homes[key]}
        for key, known in listings.items()
        if key in homes and key not in written and homes[key] != known.location_id
    ]
    new_places, changed_places, gone, result = _compare_locations(
        connection, change.locations
    )
    return Difference(
        new, changed, same, moved, new_places, changed_places, gone, result
    )


def _compare_listings(
    seen: Sequence[SeenListing],
    known: Mapping[str, _KnownListing],
    homes: Mapping[str, str],
) -> tuple[list[Columns], list[Columns], list[str]]:
    new, changed, same = [], [], []
    for item in seen:
        payload = pack_listing(item.listing)
        columns = {
            "founding_key": item.founding_key,
            "key": item.listing.key,
            "source": item.listing.source,
            "kind": item.listing.kind,
            "practice": item.listing.practice,
            "payload": payload,
            "digest": digest(payload + item.packed_raw),
            "raw": item.packed_raw,
            "location_id": homes.get(item.founding_key),
        }
        old = known.get(item.founding_key)
        if old is None:
            new.append(columns)
        elif old.digest != columns["digest"]:
            changed.append(columns)
        else:
            same.append(item.founding_key)
    return new, changed, same


def _compare_locations(
    connection: Connection, locations: Sequence[Location]
) -> tuple[list[Columns], list[Columns], list[str], SaveResult]:
    known = {
        key: _KnownLocation(old, retired_at is None)
        for key, old, retired_at in connection.execute(
            select(LocationRow.id, LocationRow.digest, LocationRow.retired_at)
        )
    }
    new, changed = [], []
    digests = {}
    for location in locations:
        columns = _columns(location)
        digests[location.id] = columns["digest"]
        if location.id not in known:
            new.append(columns)
        elif known[location.id].digest != columns["digest"]:
            changed.append(columns)
    gone = [key for key in known if key not in digests]
    result = _result(known, locations, digests, {row["id"] for row in changed})
    return new, changed, gone, result


def _result(
    known: Mapping[str, _KnownLocation],
    locations: Sequence[Location],
    digests: Mapping[str, str],
    changed: set[str],
) -> SaveResult:
    """Count in places that people can find: a retired one is a removed one."""
    before = {key for key, old in known.items() if old.listed}
    after = {place.id for place in locations if place.retired_at is None}
    return SaveResult(
        version=version_of(digests.items()),
        places=len(after),
        added=len(after - before),
        changed=len(changed & before & after),
        removed=len(before - after),
        unchanged=not changed and known.keys() == digests.keys(),
    )


def _columns(location: Location) -> Columns:
    payload = pack_location(location)
    return {
        "id": location.id,
        "slug": location.slug,
        "name": location.name,
        "state_province": location.address.state_province,
        "postal_code": location.address.postal_code,
        "latitude": location.point.latitude if location.point else None,
        "longitude": location.point.longitude if location.point else None,
        "access": location.access.value,
        "practice": location.practice,
        "retired_at": location.retired_at,
        "payload": payload,
        "digest": digest(payload),
    }
