"""The page of one place as finished values: every fact, with its list and date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from locator.records import Access, Location, Precision
from locator.search import DirectoryIndex
from locator.store import Place, SourceState
from locator.web.call_script import CallScript, make_script
from locator.web.cards import Card, CardMaker
from locator.web.corrections import correction_words
from locator.web.freshness import LIVE
from locator.web.listing_facts import (
    ListingFacts,
    differing,
    in_reading_order,
    listing_facts,
)
from locator.web.offered import OfferedGroup, offered
from locator.web.similar import similar_places
from locator.web.structured_data import clinic_data
from locator.web.translation import gettext as _
from locator.web.visit import Visit
from locator.web.words import day


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Everything that the page of a place says."""

    card: Card
    town: str  # "Boston, MA", or "" where no list says
    zip: str
    website: str | None
    corrections: tuple[str, ...]
    offered: tuple[OfferedGroup, ...]
    # None where nobody can walk in: there is nothing to call for.
    script: CallScript | None
    # Who says what, where directories differ.
    differing: tuple[str, ...]
    listings: tuple[ListingFacts, ...]
    restricted: bool
    retired: str | None
    nearby: tuple[Card, ...]
    geocoded: bool
    json_ld: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class PlaceMaker:
    """Makes the page of a place for one visit."""

    index: DirectoryIndex
    sources: Sequence[SourceState]
    today: date
    visit: Visit

    def page(self, place: Place, canonical: str | None) -> PlacePage:
        """Return the page; a retired place says so, and what is near it helps on."""
        location, visit = place.location, self.visit
        maker = CardMaker(self.sources, self.today, visit.near, visit.terms)
        restricted = location.access is Access.RESTRICTED
        settled = {one.field for one in location.corrections}
        return PlacePage(
            card=maker.card(location, visit.distance_to(location)),
            town=town_line(location),
            zip=location.address.postal_code[:5],
            website=_website(location.website),
            corrections=tuple(map(correction_words, location.corrections)),
            offered=offered(location),
            script=None
            if restricted
            else make_script(location, visit.terms, visit.topic),
            differing=differing(place.listings, settled),
            listings=self._listings(place),
            restricted=restricted,
            retired=_retired(location, location.retired_at)
            if location.retired_at
            else None,
            nearby=tuple(maker.cards(similar_places(location, self.index))),
            geocoded=location.precision is Precision.GEOCODED,
            json_ld=clinic_data(location, canonical),
        )

    def _listings(self, place: Place) -> tuple[ListingFacts, ...]:
        location = place.location
        hidden = {one.field for one in location.corrections if one.hidden}
        return tuple(
            listing_facts(kept, self.sources, self.today, hidden)
            for kept in in_reading_order(place.listings)
            if location.retired_at is not None or kept.retired_at is None
        )


def town_line(location: Location) -> str:
    """Return the town of a place as people write it."""
    address = location.address
    return ", ".join(part for part in (address.city, address.state_province) if part)


def _website(url: str | None) -> str | None:
    """Return an address that is safe to follow; `javascript:` is not."""
    safe = url is not None and url.casefold().startswith(("https://", "http://"))
    return url if safe else None


def _retired(location: Location, since: datetime) -> str:
    ours = {ref.source for ref in location.sources}
    if LIVE in ours or not ours:
        return _(
            "No longer on SAMHSA's list since %(day)s. It may still be open: call.",
            day=day(since),
        )
    return _(
        "No longer on the lists we read since %(day)s. It may still be open: call.",
        day=day(since),
    )
