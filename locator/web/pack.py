"""A county's places on paper, for a desk, a library cart or a jail: one file, no links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import Flask, render_template
from markupsafe import Markup

from locator.places import STATE_NAMES
from locator.places.counties import County, find_county
from locator.records import Access, Location, Strength
from locator.store import SourceState
from locator.web.cards import Card, CardMaker
from locator.web.choices import EITHER_MEDICINE
from locator.web.handout import source_texts
from locator.web.qr import qr_inline
from locator.web.translation import gettext as _
from locator.web.words import day
from locator.wording import to_translate

OTHER_HELP = {"naltrexone", "counseling"}
SURE = {Strength.YES, Strength.LIKELY}
HEADINGS = (
    to_translate("Lists buprenorphine or methadone"),
    to_translate("May offer buprenorphine or methadone: call first"),
    to_translate("Lists counseling or naltrexone"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """Places of one kind, by town."""

    heading: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that the printed list says."""

    title: str
    sections: tuple[Section, ...]
    total: int
    made_on: str
    sources: tuple[str, ...]
    code: Markup | None
    practice: bool


def render_pack(
    app: Flask,
    county: County,
    places: Iterable[Location],
    sources: Sequence[SourceState],
    now: datetime,
    *,
    address: str | None = None,
) -> str:
    """Return the list as one HTML file; an `address` puts a QR code on it."""
    with app.test_request_context("/"):
        pack = make_pack(county, places, sources, now, address)
        css = Path(str(app.static_folder), "pack.css").read_text(encoding="utf-8")
        return render_template("pack.html", pack=pack, css=Markup(css))  # noqa: S704 - our own file


def make_pack(
    county: County,
    places: Iterable[Location],
    sources: Sequence[SourceState],
    now: datetime,
    address: str | None,
) -> Pack:
    """Return the county's places as they are printed."""
    mine = sorted((p for p in places if belongs(p, county)), key=_by_town)
    maker = CardMaker(sources, now.date())
    sections = tuple(
        Section(_(heading), tuple(maker.card(p) for p in mine if rank(p) == number))
        for number, heading in enumerate(HEADINGS)
    )
    cards = [card for section in sections for card in section.cards]
    name = f"{county.name}, {STATE_NAMES.get(county.state, county.state)}"
    return Pack(
        title=_("Health services in %(county)s", county=name),
        sections=tuple(section for section in sections if section.cards),
        total=len(cards),
        made_on=day(now),
        sources=source_texts(cards),
        code=qr_inline(address, _("Scan to search on a phone")) if address else None,
        practice=any(card.practice for card in cards),
    )


def belongs(place: Location, county: County) -> bool:
    """Tell whether a place is on this county's paper.

    A private address counts by the middle of its ZIP; nobody can walk into a
    restricted place, and a retired one is on no list any more.
    """
    if place.access is Access.RESTRICTED or place.retired_at is not None:
        return False
    if place.address.state_province != county.state or place.search_point is None:
        return False
    if rank(place) is None:
        return False
    return find_county(place.search_point, county.state) == county


def rank(place: Location) -> int | None:
    """Return the section of a place, or None if it lists nothing that we look for."""
    medicines = [claim for claim in place.offers if claim.term in EITHER_MEDICINE]
    if any(claim.strength in SURE for claim in medicines):
        return 0
    if medicines:
        return 1
    return 2 if any(claim.term in OTHER_HELP for claim in place.offers) else None


def _by_town(place: Location) -> tuple[bool, str, str, str]:
    limited = place.access is Access.LIMITED
    return limited, place.address.city.casefold(), place.name.casefold(), place.id
