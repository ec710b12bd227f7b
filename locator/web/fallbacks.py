"""What to offer where the list is short, in a fixed order: never an empty page."""

from dataclasses import dataclass

from locator.geo import miles_to_m
from locator.places import STATE_NAMES
from locator.records import Location, Strength
from locator.search import DirectoryIndex, Hit, SearchPage, SearchQuery, find_nearby
from locator.taxonomy import TERMS
from locator.web.cards import Card, CardMaker
from locator.web.forms import MOST_RADIUS, SearchForm

FEW = 5
AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Fallback:
    """Places beside the list proper, and why they are shown."""

    heading: str
    says: str
    cards: tuple[Card, ...]


def fallbacks(
    form: SearchForm, page: SearchPage, index: DirectoryIndex, maker: CardMaker
) -> list[Fallback]:
    """Return what to show below a short list; nothing below a long one."""
    if page.total >= FEW:
        return []
    shown = {hit.location.id for hit in (*page.hits, *page.beyond)}
    found: list[Fallback | None] = [_beyond(form, page, maker)]
    if not shown and form.terms:
        found.append(_without_filters(form, index, maker))
    found.append(_by_video(form, index, maker, shown))
    return [fallback for fallback in found if fallback is not None and fallback.cards]


def _beyond(form: SearchForm, page: SearchPage, maker: CardMaker) -> Fallback:
    return Fallback(
        "Farther away",
        f"These are the nearest places more than {form.radius:g} miles away.",
        tuple(maker.cards(page.beyond)),
    )


def _without_filters(
    form: SearchForm, index: DirectoryIndex, maker: CardMaker
) -> Fallback:
    query = SearchQuery(form.place.point, limit=FEW)
    page = find_nearby(index, query)
    return Fallback(
        "Nearest places without your filters",
        "No place on our list fits all your filters. Call and ask what they can do.",
        tuple(maker.cards((*page.hits, *page.beyond)[:FEW])),
    )


def _by_video(
    form: SearchForm, index: DirectoryIndex, maker: CardMaker, shown: set[str]
) -> Fallback | None:
    """Return places of the same state that list video visits for the medicine asked.

    Never for methadone alone: it is given at a clinic.
    """
    asked = {
        slug
        for slug in form.terms
        if TERMS[slug].group == "medicine" and slug != "methadone"
    }
    state = form.place.state
    if not asked or not state:
        return None
    query = SearchQuery(
        form.place.point,
        frozenset(asked | {"telehealth"}),
        radius_m=miles_to_m(MOST_RADIUS),
        limit=100,
    )
    hits = [
        hit
        for hit in find_nearby(index, query).hits
        if _fits(hit, state, asked) and hit.location.id not in shown
    ]
    return Fallback(
        f"Video or phone visits in {STATE_NAMES.get(state, state)}",
        "These places list video or phone visits. Ask if they take people from your "
        "town.",
        tuple(maker.cards(hits[:AT_MOST])),
    )


def _fits(hit: Hit, state: str, asked: set[str]) -> bool:
    location: Location = hit.location
    return location.address.state_province == state and any(
        claim.term in asked and claim.strength is Strength.YES
        for claim in location.offers
    )
