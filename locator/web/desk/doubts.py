"""What is most in doubt, found by `locator desk work` and kept for the desk to show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import nlargest

from msgspec import Struct

from locator.merge.doubts import Doubt, Doubts
from locator.records import KeptListing, Location
from locator.web.freshness import age_of, source_title
from locator.web.listing_facts import differing
from locator.web.words import phone_words

MOST = 50


class Pair(Struct, frozen=True):
    """Two listings that may be of one place, each in a line."""

    a: str
    b: str
    a_line: str
    b_line: str
    reasons: tuple[str, ...]


class Doubted(Struct, frozen=True):
    """A place to call, and why."""

    id: str
    name: str
    why: tuple[str, ...]


class DeskDoubts(Struct, frozen=True):
    """Pairs to decide and places to call, the most in doubt first."""

    found_on: str
    count: int  # of pairs in all
    pairs: tuple[Pair, ...]
    places: tuple[Doubted, ...]


def desk_doubts(
    locations: Iterable[Location],
    listings: Iterable[KeptListing],
    doubts: Doubts,
    today: date,
) -> DeskDoubts:
    """Return what a person should look at, as far as `listings` may be shown."""
    shown = {one.founding_key: one for one in listings if one.retired_at is None}
    return DeskDoubts(
        found_on=today.isoformat(),
        count=doubts.count,
        pairs=tuple(_pair(doubt, shown) for doubt in doubts.first),
        places=tuple(
            nlargest(
                MOST, _doubted(locations, shown, today), key=lambda one: len(one.why)
            )
        ),
    )


def _pair(doubt: Doubt, shown: Mapping[str, KeptListing]) -> Pair:
    a, b = doubt.left.founding_key, doubt.right.founding_key
    # The doubt was found with streets that another list keeps private.
    return Pair(a, b, _line(shown[a]), _line(shown[b]), tuple(doubt.judgement.reasons))


def _line(kept: KeptListing) -> str:
    listing, address = kept.listing, kept.listing.address
    street = None if address.withheld else address.address_1
    numbers = dict.fromkeys(phone_words(phone.number) for phone in listing.phones)
    parts = (listing.name1, listing.name2, street, address.town, *list(numbers)[:2])
    words = ", ".join(part for part in parts if part)
    return f"{words} ({source_title(listing.source)})"


def _doubted(
    locations: Iterable[Location], shown: Mapping[str, KeptListing], today: date
) -> Iterator[Doubted]:
    for location in locations:
        members = [
            shown[ref.listing_key]
            for ref in location.sources
            if ref.listing_key in shown
        ]
        why = (*differing(members), *_old(members, today))
        if why:
            yield Doubted(location.id, location.name, why)


def _old(members: Sequence[KeptListing], today: date) -> Iterator[str]:
    """Say where all that is known of a place is old, or its list has dropped it."""
    ages = [age_of(one.listing.as_of, one.retrieved_at, today) for one in members]
    if members and all(age == "old" for age in ages):
        yield "Only old lists know it."
    if any(one.missing_since for one in members):
        yield "Its list has left it out once."
