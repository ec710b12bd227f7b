"""`locator history ID`: the story of a place, from what each run saw of its listings."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import click

from locator.cli.session import opened_store
from locator.cli.words import address_line
from locator.config import Settings
from locator.errors import LocationNotFound
from locator.records import Decision, KeptListing
from locator.store import Happened, ListingEvent, PlaceHistory

WORDS = {
    Happened.FIRST: "first seen",
    Happened.CHANGED: "changed",
    Happened.CARRIED: "renamed or moved; kept its id",
    Happened.MISSING: "missing from the list",
    Happened.RETIRED: "retired: missing from the list again",
    Happened.BACK: "seen again",
    Happened.KEPT: "its id came from a list of ids",
}
DAY = "%Y-%m-%d"


@click.command()
@click.argument("id_", metavar="ID")
@click.pass_obj
def history(settings: Settings, id_: str) -> None:
    """Tell the story of a place: seen, changed, missing, retired, merged.

    ID is any id that was ever given to it, or its address on the site.
    """
    id_ = id_.rstrip("/").rsplit("-", 1)[-1].casefold()
    with opened_store(settings) as store:
        try:
            story, decisions = store.history(id_), store.decisions()
        except LocationNotFound:
            raise LocationNotFound(f"no place has the id {id_!r}") from None
    for line in (*history_lines(story, id_), *decision_lines(story, decisions)):
        click.echo(line)


def history_lines(story: PlaceHistory, asked: str) -> Iterator[str]:
    """Return the story as lines, without a street that is kept private."""
    location = story.place.location
    yield f"{location.name}  [{location.id}]"
    yield address_line(location)
    if asked != location.id:
        yield f"{asked} leads to {location.id}."
    if location.retired_at:
        yield f"No longer listed since {location.retired_at:{DAY}}."
    if story.ids:
        yield f"Ids that lead here: {', '.join(story.ids)}"
    for kept in story.place.listings:
        yield ""
        yield from listing_lines(kept, story)
    yield from _left(story)


def listing_lines(kept: KeptListing, story: PlaceHistory) -> Iterator[str]:
    """Return what happened to one listing, the oldest first."""
    listing = kept.listing
    yield f"{listing.source} {listing.kind}: {listing.name1}"
    yield f"  founding key {kept.founding_key}, key now {listing.key}"
    events = [one for one in story.events if one.founding_key == kept.founding_key]
    if not any(one.what in {Happened.FIRST, Happened.KEPT} for one in events):
        yield "  first seen before lives were recorded"
    for event in events:
        yield f"  {_when(event)}  {_what(event, story)}"
    yield f"  {_now(kept)}"


def decision_lines(story: PlaceHistory, decisions: Sequence[Decision]) -> Iterator[str]:
    """Return what an operator decided of the place's listings, and until when."""
    here = {kept.founding_key for kept in story.place.listings}
    for one in decisions:
        if not here & {one.listing_key, one.other_key}:
            continue
        what = " ".join(filter(None, (one.kind, one.field, one.other_key)))
        until = f", until {one.expires_on}" if one.expires_on else ""
        reason = f" ({one.reason})" if one.reason else ""
        yield f"decided {one.decided_on} by {one.decided_by}: {what}{until}{reason}"


def _left(story: PlaceHistory) -> Iterator[str]:
    here = {kept.founding_key for kept in story.place.listings}
    gone = {one.founding_key for one in story.events} - here
    if gone:
        yield ""
        yield f"Once part of this place: {', '.join(sorted(gone))}"


def _when(event: ListingEvent) -> str:
    edition = f" (of {event.as_of})" if event.as_of else ""
    return f"{event.at:{DAY}}{edition}"


def _what(event: ListingEvent, story: PlaceHistory) -> str:
    here = event.location_id == story.place.location.id
    if event.what == Happened.PLACE:
        to = "this place" if here else f"the place {event.location_id}"
        return f"part of {to} from here on"
    words = WORDS[Happened(event.what)]
    if event.location_id and not here:
        return f"{words}, as part of the place {event.location_id}"
    return words


def _now(kept: KeptListing) -> str:
    if kept.retired_at:
        return f"now: retired since {_day(kept.retired_at)}"
    if kept.missing_since:
        return f"now: missing since {_day(kept.missing_since)}"
    return "now: listed"


def _day(moment: datetime) -> str:
    return f"{moment:{DAY}}"
