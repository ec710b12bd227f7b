"""The page of one place as finished values: every fact, with its list and date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from locator.geo import miles_to_m
from locator.records import Access, KeptListing, Location, SourceRef
from locator.search import DirectoryIndex, SearchQuery, find_nearby
from locator.store import Place, SourceState
from locator.taxonomy import TERMS, headings
from locator.web.cards import Card, CardMaker
from locator.web.freshness import LIVE, SourceLine, ref_line, source_title
from locator.web.words import day

KINDS = {"SA": "substance use", "MH": "mental health"}


@dataclass(frozen=True, slots=True)
class ListingFacts:
    """What one directory says, grouped, and when it said so."""

    title: str
    names: str
    source: SourceLine
    gone: str | None
    groups: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Everything that the page of a place says."""

    card: Card
    website: str | None
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
    return PlacePage(
        card=maker.card(location),
        website=_website(location.website),
        listings=tuple(
            _facts(kept, sources, today)
            for kept in place.listings
            if retired is not None or kept.retired_at is None
        ),
        restricted=location.access is Access.RESTRICTED,
        retired=_retired(location, retired) if retired else None,
        nearby=_nearby(location, index, maker) if retired else (),
    )


def _facts(
    kept: KeptListing, sources: Sequence[SourceState], today: date
) -> ListingFacts:
    listing = kept.listing
    ref = SourceRef(
        listing.source,
        kept.founding_key,
        listing.kind,
        listing.as_of,
        kept.retrieved_at,
    )
    kind = KINDS.get(listing.kind)
    title = source_title(listing.source)
    return ListingFacts(
        title=f"{title}: {kind}" if kind else title,
        names=", ".join(name for name in (listing.name1, listing.name2) if name),
        source=ref_line(ref, sources, today, practice=listing.practice),
        gone=_missing(kept.missing_since),
        groups=tuple(headings(listing.values or ())),
    )


def _website(url: str | None) -> str | None:
    """Return an address that is safe to follow; `javascript:` is not."""
    safe = url is not None and url.casefold().startswith(("https://", "http://"))
    return url if safe else None


def _missing(since: datetime | None) -> str | None:
    if since is None:
        return None
    return f"Not on the newest copy of this list since {day(since)}. Call to check."


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
