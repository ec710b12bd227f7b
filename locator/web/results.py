"""A results page as finished values: heading, cards, filters, ways on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from markupsafe import Markup

from locator.places import Near
from locator.records import Precision
from locator.search import DirectoryIndex, Hit, SearchPage, find_nearby
from locator.store import SourceState
from locator.web.card_shelf import CardPrinter, make_printer
from locator.web.cards import CardMaker
from locator.web.counts import count_search
from locator.web.emptied import Drop, drops
from locator.web.facets import Chip, chips
from locator.web.fallbacks import FEW, Offered, ways_on
from locator.web.forms import SearchForm
from locator.web.freshness import stale_lines
from locator.web.items import is_withheld
from locator.web.links import form_url, location_url, mounted
from locator.web.translation import gettext as _
from locator.web.translation import ngettext
from locator.web.visit import visit_of
from locator.web.words import miles, places_count

# What the post office calls the "states" of military and embassy mail.
MILITARY_STATES = {"AA", "AE", "AP"}


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Fallback:
    """Places beside the list proper, as cards, and why they are shown."""

    heading: str
    says: str
    cards: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that the results page says."""

    heading: str
    part: str  # "Page 2 of 3", or "" where there is one page
    rough: str | None
    hits: tuple[Hit, ...]  # for the map: what the cards show, in their order
    cards: tuple[Markup, ...]
    first: int
    nearer_maybe: Link | None
    drops: tuple[Drop, ...]
    chips: tuple[Chip, ...]
    # By term, for the boxes to tick.
    counts: Mapping[str, int] = field(compare=False)
    previous: str | None
    next: str | None
    handout: str
    fallbacks: tuple[Fallback, ...]
    health_centers: Fallback | None
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
    count_search(form, page)
    visit = visit_of(form)
    maker = CardMaker(sources, now.date(), near, form.terms)
    printer = make_printer(maker, index.version, visit.query)
    pages = max(1, -(-page.total // form.limit))
    more = ways_on(form, page, index)
    first = (form.page - 1) * form.limit + 1
    return Results(
        heading=heading(form, page.total),
        part=page_words(form.page, pages) if pages > 1 else "",
        rough=rough_place(near),
        hits=page.hits,
        cards=tuple(printer.card(hit, n) for n, hit in enumerate(page.hits, first)),
        first=first,
        nearer_maybe=_maybe_link(page.nearer_maybe, page),
        drops=() if page.total else tuple(drops(form, index)),
        chips=tuple(chips(form)),
        counts=page.counts,
        previous=form_url(form, form.terms, page=min(form.page - 1, pages))
        if form.page > 1
        else None,
        next=form_url(form, form.terms, page=form.page + 1)
        if form.page < pages
        else None,
        handout=mounted(f"/handout{visit.query}"),
        fallbacks=tuple(_printed(offered, printer) for offered in more.places),
        health_centers=_printed(more.health_centers, printer, level=4)
        if more.health_centers
        else None,
        few=page.total < FEW,
        stale=()
        if index.practice
        else stale_lines(sources, partial(_behind, page), now),
    )


def heading(form: SearchForm, total: int) -> str:
    """Return "14 places within 25 miles of 02118, Boston, MA"."""
    counted = places_count(total) if total else _("No places")
    return ngettext(
        "%(places)s within %(miles)s mile of %(town)s",
        "%(places)s within %(miles)s miles of %(town)s",
        1 if form.radius == 1 else 2,
        places=counted,
        miles=f"{form.radius:g}",
        town=form.place.label,
    )


def page_words(page: int, pages: int) -> str:
    """Return "Page 2 of 3"."""
    return _("Page %(page)s of %(pages)s", page=f"{page:,}", pages=f"{pages:,}")


def rough_place(near: Near) -> str | None:
    """Return a warning where we know only roughly where somebody is."""
    if near.state in MILITARY_STATES:
        return _(
            "%(zip)s is a ZIP code for military mail, so these places may not be near "
            "you. You can search by town instead.",
            zip=near.postal_code,
        )
    if near.precision is Precision.AREA:
        return _(
            "We know only roughly where %(town)s is, so distances may be 20 miles off "
            "or more. You can search by town instead.",
            town=near.label,
        )
    return None


def _printed(offered: Offered, printer: CardPrinter, level: int = 3) -> Fallback:
    cards = tuple(printer.card(hit, level=level) for hit in offered.hits)
    return Fallback(offered.heading, offered.says, cards)


def _behind(page: SearchPage) -> set[str]:
    """Return the lists that the places of a page come from."""
    hits = (*page.hits, *page.beyond)
    return {ref.source for hit in hits for ref in hit.glance.sources}


def _maybe_link(hit: Hit | None, page: SearchPage) -> Link | None:
    if hit is None:
        return None
    place = hit.glance
    here = any(hit.position == shown.position for shown in page.hits)
    url = f"#place-{place.id}" if here else location_url(place)
    if is_withheld(place):
        return Link(_("%(name)s is nearer and may offer it", name=place.name), url)
    far = miles(hit.distance_m)
    words = _(
        "%(name)s, %(distance)s away, may offer it", name=place.name, distance=far
    )
    return Link(words, url)
