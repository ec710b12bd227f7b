"""A place as a card shows it: finished words, nothing left to decide in a template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from locator.places import STATE_NAMES, Near
from locator.records import Location, Phone, PhoneKind, Precision
from locator.search import Hit
from locator.store import SourceState
from locator.web.freshness import SourceLine, source_lines
from locator.web.items import is_withheld
from locator.web.links import location_path
from locator.web.offers import (
    Label,
    Note,
    access_lines,
    medicine_labels,
    notes,
    other_labels,
    payment_labels,
)
from locator.web.words import miles, phone_href, phone_words

NOTHING_TO_SAY_M = 200
KEPT_PRIVATE = "Address kept private. Call."
IN_ANOTHER_STATE = "In another state. Your Medicaid may not work there."
PHONE_LABELS = {PhoneKind.INTAKE: "New patients", PhoneKind.HOTLINE: "Crisis line"}


@dataclass(frozen=True, slots=True)
class Call:
    """A number to call: what the button says and where it leads."""

    number: str
    # None where nobody should call: practice numbers, and what is no number.
    href: str | None
    label: str  # "", "New patients", "Central line" …


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
    state_line: str | None
    sources: tuple[SourceLine, ...]
    practice: bool


@dataclass(frozen=True, slots=True)
class CardMaker:
    """Makes cards for one search: from where, for what, on which day."""

    sources: Sequence[SourceState]
    today: date
    near: Near | None = None
    terms: Iterable[str] = ()

    def card(self, location: Location, distance_m: float | None = None) -> Card:
        """Return the card of a place, with its distance where one may be said."""
        return Card(
            id=location.id,
            url=location_path(location),
            name=location.name,
            organization=organization_line(location),
            distance=distance_words(location, distance_m),
            access=access_lines(location),
            medicines=medicine_labels(location),
            others=other_labels(location, self.terms),
            payments=payment_labels(location),
            notes=notes(location),
            calls=calls(location),
            address=address_lines(location),
            state_line=self._state_line(location),
            sources=source_lines(location, self.sources, self.today),
            practice=location.practice,
        )

    def cards(self, hits: Iterable[Hit]) -> list[Card]:
        """Return the cards of hits, in their order."""
        return [self.card(hit.location, hit.distance_m) for hit in hits]

    def _state_line(self, location: Location) -> str | None:
        here = self.near.state if self.near else None
        there = location.address.state_province
        if not here or not there or here == there:
            return None
        name = STATE_NAMES.get(there)
        return f"{IN_ANOTHER_STATE} ({name})" if name else IN_ANOTHER_STATE


def distance_words(location: Location, distance_m: float | None) -> str:
    """Return how far, as exactly as the place is known and no more."""
    if is_withheld(location):
        return KEPT_PRIVATE
    if distance_m is None:
        return ""
    if location.precision in {Precision.ADDRESS, Precision.GEOCODED}:
        return f"{miles(distance_m)} in a straight line"
    zip_code = f"in ZIP {location.address.postal_code[:5]}"
    # Measured between two middles of ZIP codes, a tiny distance says nothing.
    near = distance_m < NOTHING_TO_SAY_M
    return zip_code if near else f"{miles(distance_m)}, {zip_code}"


def address_lines(location: Location) -> tuple[str, ...]:
    """Return the printed address; a private one is only a town."""
    address = location.address
    town = f"{address.city}, {address.state_province} {address.postal_code}".strip()
    if is_withheld(location):
        return (town,)
    street = ", ".join(part for part in (address.address_1, address.address_2) if part)
    return (street, town) if street else (town,)


def organization_line(location: Location) -> str | None:
    """Return who runs the place, unless its name says so already."""
    organization = location.organization
    if not organization or organization.casefold() in location.name.casefold():
        return None
    return organization


def calls(location: Location) -> tuple[Call, ...]:
    """Return the numbers of a place, the one to call first coming first."""
    return tuple(_call(phone, practice=location.practice) for phone in location.phones)


def _call(phone: Phone, *, practice: bool) -> Call:
    words = phone_words(phone.number)
    if phone.extension:
        words += f", extension {phone.extension}"
    label = PHONE_LABELS.get(phone.kind, "")
    if phone.central:
        label = "Central line"
    return Call(words, None if practice else phone_href(phone), label)
