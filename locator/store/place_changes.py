"""What happened to places, in the order it landed: for readers that keep a copy.

Kept beside the events of listings, with the place's id as the listing's, which it is:
a place has the id of its best-ranked member.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, select

from locator.store.rows import ListingEventRow, RunRow
from locator.store.states import PlaceChange

# As kept, and as told. Not among `events.Happened`: those are lives of listings.
WORDS: Mapping[str, Literal["added", "changed", "removed"]] = {
    "place+": "added",
    "place*": "changed",
    "place-": "removed",
}


def change_events(
    before: Collection[str], after: Collection[str], changed: Collection[str]
) -> Iterator[dict[str, Any]]:
    """Yield an event for each place that came, went, or says something else now."""
    gone, new = set(before) - set(after), set(after) - set(before)
    stays = set(changed) & set(before) & set(after)
    for what, ids in (("place+", new), ("place*", stays), ("place-", gone)):
        for place in sorted(ids):
            yield {"founding_key": place, "what": what, "location_id": None}


def read_changes(
    connection: Connection, *, after: int, since: datetime | None, limit: int
) -> list[PlaceChange]:
    """Return the next changes after a numbered one, none from before a moment."""
    query = (
        select(
            ListingEventRow.id,
            ListingEventRow.founding_key,
            ListingEventRow.what,
            RunRow.finished_at,
        )
        .join(RunRow, RunRow.id == ListingEventRow.run_id)
        .where(ListingEventRow.what.in_(WORDS), ListingEventRow.id > after)
        .order_by(ListingEventRow.id)
        .limit(limit)
    )
    if since is not None:
        query = query.where(RunRow.finished_at >= since)
    return [
        PlaceChange(number, place, WORDS[what], at)
        for number, place, what, at in connection.execute(query)
    ]
