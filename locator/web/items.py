"""One place as JSON: the same item in the API, the exports and the terminal."""

from collections.abc import Iterable, Sequence

from locator.records import Location, Phone, Precision, SourceRef
from locator.search import Hit, Placed
from locator.store import SourceState
from locator.taxonomy import STATEMENTS
from locator.web.freshness import copied_at
from locator.web.paths import location_path
from locator.web.phone_checks import CheckedFacts, check_items, phone_checks_of
from locator.web.shapes import AddressShape, Item, PhoneShape, SourceRefShape


def location_item(
    location: Location,
    sources: Sequence[SourceState],
    *,
    distance_m: float | None = None,
) -> Item:
    """Return a place's item; what a directory keeps private is null in it."""
    withheld = is_withheld(location)
    checked = phone_checks_of(location.id)
    point = None if withheld else location.point
    item: Item = {
        "id": location.id,
        "name": location.name,
        "organization": location.organization,
        "address": _address(location, withheld=withheld),
        "phones": phone_items(location, checked),
        "website": location.website,
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "precision": location.precision.value,
        "distance_m": None
        if withheld or distance_m is None
        else round(float(distance_m), 1),
        "access": location.access.value,
        "access_labels": list(location.access_labels),
        "offers": [
            {
                "term": claim.term,
                "strength": claim.strength.value,
                "source": claim.source,
                "as_of": claim.as_of,
            }
            for claim in location.offers
        ],
        "declared": [
            {
                "statement": line.statement,
                "text": STATEMENTS.get(line.statement, line.statement),
                "source": line.source,
                "as_of": line.as_of,
            }
            for line in location.declared
        ],
        "sources": [_source(ref, sources) for ref in location.sources],
        "phone_checks": check_items(checked),
        "url": location_path(location),
    }
    if location.practice:
        item["practice"] = True
    return item


def hit_items(hits: Iterable[Hit], sources: Sequence[SourceState]) -> list[Item]:
    """Return the items of a search, each with its distance."""
    return [
        location_item(hit.location, sources, distance_m=hit.distance_m) for hit in hits
    ]


def is_withheld(location: Placed) -> bool:
    """Tell whether any directory keeps the address of this place private."""
    return location.address.withheld or location.precision is Precision.WITHHELD


def _address(location: Location, *, withheld: bool) -> AddressShape:
    address = location.address
    return {
        "address_1": None if withheld else address.address_1,
        "address_2": None if withheld else address.address_2,
        "city": address.city,
        "state_province": address.state_province,
        "postal_code": address.postal_code,
        "withheld": withheld,
    }


def phone_items(location: Location, checked: CheckedFacts) -> list[PhoneShape]:
    """Return the numbers to call; those that fail are told in the phone checks alone."""
    return [
        phone_item(phone)
        for phone in location.phones
        if not checked.fails(phone.number)
    ]


def phone_item(phone: Phone) -> PhoneShape:
    """Return a number as the API gives it."""
    return {
        "number": phone.number,
        "extension": phone.extension,
        "kind": phone.kind.value,
        "central": phone.central,
    }


def _source(ref: SourceRef, sources: Sequence[SourceState]) -> SourceRefShape:
    retrieved_at = copied_at(ref, sources)
    return {
        "source": ref.source,
        "listing": ref.listing_key,
        "retrieved_at": retrieved_at.isoformat() if retrieved_at else None,
        "as_of": ref.as_of,
    }
