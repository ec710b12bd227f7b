"""What a change alters: packed and compared while nobody waits for a lock."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from locator.records import Location
from locator.store.change import Change, SeenListing
from locator.store.events import find_events
from locator.store.packing import digest, pack_listing, pack_location, version_of
from locator.store.place_changes import change_events
from locator.store.rows import ListingRow, LocationRow
from locator.store.states import SaveResult

Columns = dict[str, Any]


class _KnownListing(NamedTuple):
    digest: str
    key: str
    location_id: str | None
    present: bool


class _KnownLocation(NamedTuple):
    digest: str
    listed: bool


@dataclass(slots=True)
class ListingRows:
    """Listings to insert or update: their lives, and beside them their content."""

    lives: list[Columns] = field(default_factory=list)
    contents: list[Columns] = field(default_factory=list)


@dataclass(slots=True)
class Difference:
    """Rows ready to send."""

    new_listings: ListingRows = field(default_factory=ListingRows)
    changed_listings: ListingRows = field(default_factory=ListingRows)
    same_listings: list[str] = field(default_factory=list)
    # Listings whose content stays, but that now belong to another place.
    moved_listings: list[Columns] = field(default_factory=list)
    new_locations: list[Columns] = field(default_factory=list)
    changed_locations: list[Columns] = field(default_factory=list)
    gone_locations: list[str] = field(default_factory=list)
    events: list[Columns] = field(default_factory=list)


def find_difference(
    connection: Connection, change: Change
) -> tuple[Difference, SaveResult]:
    """Compare a change with what the database holds."""
    difference = Difference()
    homes = {
        ref.listing_key: location.id
        for location in change.locations
        for ref in location.sources
    }
    known = _known_listings(connection)
    _compare_listings(difference, change.seen, known, homes)
    difference.moved_listings += _moved(difference, known, homes)
    changed = {life["founding_key"] for life in difference.changed_listings.lives}
    difference.events += find_events(change, known, homes, frozenset(changed))
    result = _compare_locations(
        difference, change.locations, _known_locations(connection)
    )
    return difference, result


def _known_listings(connection: Connection) -> dict[str, _KnownListing]:
    query = select(
        ListingRow.founding_key,
        ListingRow.digest,
        ListingRow.key,
        ListingRow.location_id,
        ListingRow.missing_since,
        ListingRow.retired_at,
    )
    return {
        founding_key: _KnownListing(
            known, key, location_id, missing is None and retired is None
        )
        for founding_key, known, key, location_id, missing, retired in (
            connection.execute(query)
        )
    }


def _known_locations(connection: Connection) -> dict[str, _KnownLocation]:
    query = select(LocationRow.id, LocationRow.digest, LocationRow.retired_at)
    return {
        key: _KnownLocation(known, retired_at is None)
        for key, known, retired_at in connection.execute(query)
    }


def _compare_listings(
    difference: Difference,
    seen: Sequence[SeenListing],
    known: Mapping[str, _KnownListing],
    homes: Mapping[str, str],
) -> None:
    for item in seen:
        key, payload = item.founding_key, pack_listing(item.listing)
        content = {"founding_key": key, "payload": payload, "raw": item.packed_raw}
        life = {
            "founding_key": key,
            "key": item.listing.key,
            "source": item.listing.source,
            "kind": item.listing.kind,
            "practice": item.listing.practice,
            "digest": digest(payload + item.packed_raw),
            "location_id": homes.get(key),
        }
        if key not in known:
            rows = difference.new_listings
        elif known[key].digest != life["digest"]:
            rows = difference.changed_listings
        else:
            difference.same_listings.append(key)
            continue
        rows.lives.append(life)
        rows.contents.append(content)


def _moved(
    difference: Difference,
    known: Mapping[str, _KnownListing],
    homes: Mapping[str, str],
) -> Iterator[Columns]:
    written = {life["founding_key"] for life in difference.changed_listings.lives}
    for key in known.keys() & homes.keys() - written:
        if homes[key] != known[key].location_id:
            yield {"founding_key": key, "location_id": homes[key]}


def _compare_locations(
    difference: Difference,
    locations: Sequence[Location],
    known: Mapping[str, _KnownLocation],
) -> SaveResult:
    digests = {}
    for location in locations:
        columns = _columns(location)
        digests[location.id] = columns["digest"]
        if location.id not in known:
            difference.new_locations.append(columns)
        elif known[location.id].digest != columns["digest"]:
            difference.changed_locations.append(columns)
    difference.gone_locations += known.keys() - digests.keys()
    # Counted in places that people can find: a retired one is a removed one.
    before = {key for key, old in known.items() if old.listed}
    after = {place.id for place in locations if place.retired_at is None}
    changed = {columns["id"] for columns in difference.changed_locations}
    if not any(place.practice for place in locations):
        difference.events += change_events(before, after, changed)
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
