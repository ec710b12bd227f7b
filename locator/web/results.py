"""A results page as finished values: heading, cards, filters, ways on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from locator.places import Near
from locator.records import Precision
from locator.search import DirectoryIndex, Hit, SearchPage, find_nearby
from locator.store import SourceState
from locator.web.cards import Card, CardMaker
from locator.web.facets import Chip, FacetGroup, chips, facet_groups
from locator.web.fallbacks import Fallback, fallbacks
from locator.web.forms import SearchForm
from locator.web.freshness import stale_lines
from locator.web.links import location_path, search_path
from locator.web.words import miles, plural

# What the post office calls the "states" of military and embassy mail.
MILITARY_STATES = {"AA", "AE", "AP"}


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that the results page says."""

    heading: str
    part: str  # "Page 2 of 3", or "" where there is one page
    rough: str | None
    cards: tuple[Card, ...]
    first: int
    nearer_maybe: Link | None
    chips: list[Chip]
    groups: list[FacetGroup]
    previous: str | None
    next: str | None
    fallbacks: list[Fallback]
    few: bool
    stale: tuple[str, ...]  # lists behind these places that are old


def make_results(
    form: SearchForm,
    index: DirectoryIndex,
    sources: Sequence[SourceState],
    now: datetime,
) -> Results:
    """Search, and say what was found."""
    near = form.place
    page = find_nearby(index, form.query())
    maker = CardMaker(sources, now.date(), near, form.terms)
    pages = max(1, -(-page.total // form.limit))
    short = fallbacks(form, page, index, maker)
    return Results(
        heading=heading(form, page.total),
        part=f"Page {form.page:,} of {pages:,}" if pages > 1 else "",
        rough=rough_place(near),
        cards=tuple(maker.cards(page.hits)),
        first=(form.page - 1) * form.limit + 1,
        nearer_maybe=_maybe_link(page.nearer_maybe, page),
        chips=chips(form),
        groups=facet_groups(form, page.counts),
        previous=_page_path(form, min(form.page - 1, pages)) if form.page > 1 else None,
        next=_page_path(form, form.page + 1) if form.page < pages else None,
        fallbacks=short,
        few=page.total < 5,
        stale=() if index.practice else stale_lines(sources, _behind(page), now),
    )


def heading(form: SearchForm, total: int) -> str:
    """Return "14 places within 25 miles of 02118, Boston, MA"."""
    counted = plural(total, "place", "places") if total else "No places"
    distance = (
        plural(1, "mile", "miles") if form.radius == 1 else f"{form.radius:g} miles"
    )
    return f"{counted} within {distance} of {form.place.label}"


def rough_place(near: Near) -> str | None:
    """Return a warning where we know only roughly where somebody is."""
    if near.state in MILITARY_STATES:
        return (
            f"{near.postal_code} is a ZIP code for military mail, so these places may "
            "not be near you. You can search by town instead."
        )
    if near.precision is Precision.AREA:
        return (
            f"We know only roughly where {near.label} is, so distances may be 20 miles "
            "off or more. You can search by town instead."
        )
    return None


def _behind(page: SearchPage) -> set[str]:
    """Return the lists that the places of a page come from."""
    hits = (*page.hits, *page.beyond)
    return {ref.source for hit in hits for ref in hit.location.sources}


def _maybe_link(hit: Hit | None, page: SearchPage) -> Link | None:
    if hit is None:
        return None
    here = any(hit.location.id == shown.location.id for shown in page.hits)
    url = f"#place-{hit.location.id}" if here else location_path(hit.location)
    away = miles(hit.distance_m).removeprefix("about ")
    if hit.location.address.withheld:
        return Link(f"{hit.location.name} is nearer and may offer it", url)
    return Link(f"{hit.location.name}, {away} away, may offer it", url)


def _page_path(form: SearchForm, page: int) -> str:
    return search_path(form.place.canonical, form.terms, radius=form.radius, page=page)
