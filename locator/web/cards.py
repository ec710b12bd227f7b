"""A place as a card shows it: finished words, nothing left to decide in a template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from locator.places import STATE_NAMES, Near
from locator.records import Location, Phone, PhoneKind, Precision
from locator.search import Hit, Placed
from locator.store import SourceState
from locator.web.checked_words import Confirmed, confirmed, number_note
from locator.web.directions import directions_url
from locator.web.freshness import SourceLine, source_lines
from locator.web.items import is_withheld
from locator.web.links import location_url
from locator.web.offers import (
    Label,
    Note,
    access_lines,
    medicine_labels,
    notes,
    other_labels,
    payment_labels,
)
from locator.web.phone_checks import NOTHING, CheckedFacts, phone_checks_of
from locator.web.translation import gettext as _
from locator.web.words import miles, number_words, phone_href, straight_miles
from locator.wording import to_translate

NOTHING_TO_SAY_M = 200
KEPT_PRIVATE = to_translate("Address kept private. Call.")
IN_ANOTHER_STATE = to_translate("In another state. Your Medicaid may not work there.")
PHONE_LABELS = {
    PhoneKind.INTAKE: to_translate("New patients"),
    PhoneKind.HOTLINE: to_translate("Crisis line"),
}


@dataclass(frozen=True, slots=True)
class Call:
    """A number to call: what the button says and where it leads."""

    number: str
    # None where nobody should call: practice numbers, and what is no number.
    href: str | None
    label: str  # "", "New patients", "Central line" …
    central: bool = False  # of several places, so not this one's own
    # What a phone check or people's reports say against it.
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What the list says of one place."""

    id: str
    url: str
    name: str
    organization: str | None
    distance: str
    access: tuple[str, ...]
    medicines: tuple[Label, ...]
    others: tuple[Label, ...]
    payments: tuple[Label, ...]
    notes: tuple[Note, ...]
    calls: tuple[Call, ...]
    address: tuple[str, ...]
    directions: str | None
    state_line: str | None
    sources: tuple[SourceLine, ...]
    practice: bool
    # What the place said on the phone, while that still holds.
    confirmed: tuple[Confirmed, ...] = ()


@dataclass(frozen=True, slots=True)
class CardMaker:
    """Makes cards for one search: from where, for what, on which day."""

    sources: Sequence[SourceState]
    today: date
    near: Near | None = None
    terms: tuple[str, ...] = ()

    def card(self, location: Location, distance_m: float | None = None) -> Card:
        """Return the card of a place, with its distance where one may be said."""
        checked = phone_checks_of(location.id, self.today)
        return Card(
            id=location.id,
            url=location_url(location),
            name=location.name,
            organization=organization_line(location),
            distance=distance_words(location, distance_m),
            access=access_lines(location),
            medicines=medicine_labels(location),
            others=other_labels(location, self.terms),
            payments=payment_labels(location),
            notes=notes(location),
            calls=calls(location, checked),
            address=address_lines(location),
            directions=directions_url(location),
            state_line=self._state_line(location),
            sources=source_lines(location, self.sources, self.today),
            practice=location.practice,
            confirmed=confirmed(checked),
        )

    def cards(self, hits: Iterable[Hit]) -> list[Card]:
        """Return the cards of hits, in their order."""
        return [self.card(hit.location, hit.distance_m) for hit in hits]

    def in_another_state(self, location: Placed) -> bool:
        """Tell whether a place is known to be across a state line."""
        here = self.near.state if self.near else None
        there = location.address.state_province
        return bool(here and there and here != there)

    def _state_line(self, location: Location) -> str | None:
        if not self.in_another_state(location):
            return None
        name = STATE_NAMES.get(location.address.state_province)
        if name is None:
            return _(IN_ANOTHER_STATE)
        return _(
            "In another state, %(state)s. Your Medicaid may not work there.", state=name
        )


def distance_words(location: Placed, distance_m: float | None) -> str:
    """Return how far, as exactly as the place is known and no more."""
    if is_withheld(location):
        return _(KEPT_PRIVATE)
    if distance_m is None:
        return ""
    if location.precision in {Precision.ADDRESS, Precision.GEOCODED}:
        return straight_miles(distance_m)
    zip_code = location.address.postal_code[:5]
    # Measured between two middles of ZIP codes, a tiny distance says nothing.
    if distance_m < NOTHING_TO_SAY_M:
        return _("in ZIP %(zip)s", zip=zip_code)
    return _("%(distance)s, in ZIP %(zip)s", distance=miles(distance_m), zip=zip_code)


def address_lines(location: Location) -> tuple[str, ...]:
    """Return the printed address; a private one is only a town."""
    address = location.address
    street = "" if is_withheld(location) else address.street
    return (street, address.town) if street else (address.town,)


def organization_line(location: Location) -> str | None:
    """Return who runs the place, unless its name says so already."""
    organization = location.organization
    if not organization or organization.casefold() in location.name.casefold():
        return None
    return organization


def calls(location: Location, checked: CheckedFacts = NOTHING) -> tuple[Call, ...]:
    """Return the numbers of a place, the one to call first coming first.

    A number that failed when somebody called it leads nowhere, and comes last.
    """
    return tuple(
        _call(phone, checked, practice=location.practice)
        for phone in sorted(location.phones, key=lambda one: checked.fails(one.number))
    )


def _call(phone: Phone, checked: CheckedFacts, *, practice: bool) -> Call:
    label = _(PHONE_LABELS[phone.kind]) if phone.kind in PHONE_LABELS else ""
    if phone.central:
        label = _("Central line")
    off = practice or checked.fails(phone.number)
    href = None if off else phone_href(phone)
    note = number_note(checked, phone.number)
    return Call(number_words(phone), href, label, central=phone.central, note=note)
