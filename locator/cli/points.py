"""What is wrong with places on the map: refused coordinates, and gaps one can fill."""

from collections.abc import Iterator

from locator.geocode import lacks_point
from locator.records import Listing, Precision
from locator.store import Store

# As `locator.normalize` remarks on a listing whose coordinate it refused.
REFUSED = {
    "coordinates-far-from-zip": "over 25 miles from both its ZIP and its town",
    "coordinates-outside-us": "outside the country",
    "coordinates-not-on-earth": "nowhere on earth",
}
MOST_NAMED = 20


def point_lines(store: Store) -> Iterator[str]:
    """Yield the refused coordinates by name, then how many places lack a point."""
    refused = [
        (kept.founding_key, kept.listing)
        for kept in store.listings()
        if kept.retired_at is None
        and REFUSED.keys() & set(kept.listing.reading.remarks)
    ]
    if refused:
        yield (
            f"{len(refused):,} coordinates are refused, as their list gives them; the"
            " places are put elsewhere. Tell the list's keepers:"
        )
    for key, listing in refused[:MOST_NAMED]:
        yield f"  {key}  {_town(listing)} ({listing.source}): {_reason(listing)}."
    if len(refused) > MOST_NAMED:
        yield f"  and {len(refused) - MOST_NAMED:,} more."
    yield from _gaps(store)


def _gaps(store: Store) -> Iterator[str]:
    places = list(store.locations())
    lacking = sum(lacks_point(place) for place in places)
    if lacking:
        yield (
            f"{lacking:,} places have a street and no point; `locator geocode` can ask"
            " for them, if you set LOCATOR_GEOCODER."
        )
    geocoded = sum(place.precision is Precision.GEOCODED for place in places)
    if geocoded:
        yield f"{geocoded:,} places have a point that a geocoder gave."


def _town(listing: Listing) -> str:
    address = listing.address
    return f"{listing.name1}, {address.city}, {address.state_province}"


def _reason(listing: Listing) -> str:
    remarks = listing.reading.remarks
    return next(words for slug, words in REFUSED.items() if slug in remarks)
