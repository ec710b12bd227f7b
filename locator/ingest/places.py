"""From every kept listing to the places: merged, corrected by hand, put on the map."""

from collections.abc import Sequence
from datetime import datetime

from locator.errors import UnknownPlace
from locator.geocode import place_geocoded
from locator.ingest.geocoding import geocoded_points
from locator.merge import FullCopy, merge_listings
from locator.places import ZipPlace, lookup_zip
from locator.records import Decision, KeptListing, Location
from locator.sources import SOURCES
from locator.store import Store

PRACTICE = "practice"
RANKS = {source_id: rank for rank, source_id in enumerate((*SOURCES, PRACTICE))}


def make_places(
    store: Store,
    kept: Sequence[KeptListing],
    decisions: Sequence[Decision],
    now: datetime,
    coming: FullCopy | None = None,
) -> list[Location]:
    """Return the places of these listings as they are today.

    `coming` is the whole copy that a run is about to write, beside those there are.
    """
    locations = merge_listings(
        kept,
        ranks=RANKS,
        zip_place=find_zip,
        decisions=decisions,
        today=now.date(),
        full_copies=[*full_copies(store), *([coming] if coming else [])],
    )
    return place_geocoded(locations, geocoded_points(store))


def full_copies(store: Store) -> list[FullCopy]:
    """Return every whole copy that was accepted."""
    runs = (one for source in RANKS for one in store.accepted_runs(source))
    return [FullCopy(one.source, one.kinds, one.as_of) for one in runs if one.full]


def find_zip(postal_code: str) -> ZipPlace | None:
    """Return where a ZIP is, or None for one that does not exist."""
    try:
        return lookup_zip(postal_code)
    except UnknownPlace:
        return None
