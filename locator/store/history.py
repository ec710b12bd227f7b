"""The story of a place: what happened to each of its listings, and which ids lead to it."""

from sqlalchemy import Connection, or_, select

from locator.records import KeptListing
from locator.store.copies import KnownCopies
from locator.store.place_changes import WORDS
from locator.store.privacy import hide_street
from locator.store.reads import read_listings, read_locations, read_place
from locator.store.rows import IdAliasRow, ListingEventRow, RunRow
from locator.store.states import ListingEvent, PlaceHistory


def read_shown(connection: Connection) -> list[KeptListing]:
    """Return kept listings without the streets that their places keep private."""
    private = {
        ref.listing_key
        for location in read_locations(connection, retired=True)
        if location.address.withheld
        for ref in location.sources
    }
    return [
        hide_street(kept) if kept.founding_key in private else kept
        for kept in read_listings(connection)
    ]


def read_history(
    connection: Connection, location_id: str, known: KnownCopies
) -> PlaceHistory:
    """Return the story of the place an id leads to; raise LocationNotFound."""
    place = read_place(connection, location_id, known)
    members = [kept.founding_key for kept in place.listings]
    aliases = select(IdAliasRow.id).where(IdAliasRow.founding_key.in_(members))
    ids = {*members, *connection.execute(aliases).scalars()} - {place.location.id}
    query = (
        select(
            ListingEventRow.founding_key,
            ListingEventRow.what,
            RunRow.source,
            RunRow.retrieved_at,
            RunRow.as_of,
            ListingEventRow.location_id,
        )
        .join(RunRow, RunRow.id == ListingEventRow.run_id)
        # Of listings that once were here as well: they tell why the place changed.
        .where(
            or_(
                ListingEventRow.founding_key.in_(members),
                ListingEventRow.location_id == place.location.id,
            )
        )
        # What the place says is told by its listings; this is their story.
        .where(ListingEventRow.what.not_in(WORDS))
        .order_by(ListingEventRow.id)
    )
    events = tuple(ListingEvent(*row) for row in connection.execute(query))
    return PlaceHistory(place, tuple(sorted(ids)), events)
