"""The page of one place as finished values: every fact, with its list and date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from locator.geo import miles_to_m
from locator.records import Access, Location
from locator.search import DirectoryIndex, SearchQuery, find_nearby
from locator.store import Place, SourceState
from locator.taxonomy import TERMS
from locator.web.cards import Card, CardMaker
from locator.web.corrections import correction_words
from locator.web.freshness import LIVE
from locator.web.listing_facts import (
    ListingFacts,
    differing,
    in_reading_order,
    listing_facts,
)
from locator.web.words import day


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Everything that the page of a place says."""

    card: Card
    website: str | None
    corrections: tuple[str, ...]
    # Who says what, where directories differ.
    differing: tuple[str, ...]
    listings: tuple[ListingFacts, ...]
    restricted: bool
    retired: str | None
    nearby: tuple[Card, ...]


def make_place_page(
    place: Place,
    index: DirectoryIndex,
    sources: Sequence[SourceState],
    today: date,
) -> PlacePage:
    """Return the page; a retired place comes with what is near it."""
    location = place.location
    maker = CardMaker(sources, today)
    retired = location.retired_at
    listings = in_reading_order(place.listings)
    settled = {one.field for one in location.corrections}
    hidden = {one.field for one in location.corrections if one.hidden}
    return PlacePage(
        card=maker.card(location),
        website=_website(location.website),
        corrections=tuple(map(correction_words, location.corrections)),
        differing=differing(listings, settled),
        listings=tuple(
            listing_facts(kept, sources, today, hidden)
            for kept in listings
            if retired is not None or kept.retired_at is None
        ),
        restricted=location.access is Access.RESTRICTED,
        retired=_retired(location, retired) if retired else None,
        nearby=_nearby(location, index, maker) if retired else (),
    )


def _website(url: str | None) -> str | None:
    """Return an address that is safe to follow; `javascript:` is not."""
    safe = url is not None and url.casefold().startswith(("https://", "http://"))
    return url if safe else None


def _retired(location: Location, since: datetime) -> str:
    ours = {ref.source for ref in location.sources}
    whose = "SAMHSA's list" if LIVE in ours or not ours else "the lists we read"
    return f"No longer on {whose} since {day(since)}. It may still be open: call."


def _nearby(
    location: Location, index: DirectoryIndex, maker: CardMaker
) -> tuple[Card, ...]:
    if location.search_point is None:
        return ()
    medicines = {
        claim.term
        for claim in location.offers
        if claim.term in TERMS and TERMS[claim.term].group == "medicine"
    }
    query = SearchQuery(
        location.search_point, frozenset(medicines), miles_to_m(25), limit=5
    )
    page = find_nearby(index, query)
    return tuple(maker.cards((*page.hits, *page.beyond)[:5]))
