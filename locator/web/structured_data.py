"""A place for search engines (schema.org, JSON-LD): only what the lists say."""

from typing import Any

from locator.records import Access, Location, Precision, Strength
from locator.taxonomy import TERMS
from locator.web.items import is_withheld
from locator.web.offers import claims_in
from locator.web.phone_checks import phone_checks_of


def clinic_data(location: Location, url: str | None) -> dict[str, Any] | None:
    """Return the place as a MedicalClinic; None for what should not be found that way.

    Practice places, private addresses and places that nobody can walk into have none.
    """
    hidden = location.access is Access.RESTRICTED or is_withheld(location)
    if hidden or location.practice or location.retired_at is not None:
        return None
    checked = phone_checks_of(location.id)
    if checked.closed:
        return None
    phones = [
        phone.number
        for phone in location.phones
        if not phone.central and not checked.fails(phone.number)
    ]
    facts = {
        "@context": "https://schema.org",
        "@type": "MedicalClinic",
        "name": location.name,
        "url": url,
        "telephone": phones[0] if phones else None,
        "address": _address(location),
        "geo": _geo(location),
        "availableService": _medicines(location),
    }
    return {name: value for name, value in facts.items() if value}


def _address(location: Location) -> dict[str, str]:
    address = location.address
    parts = {
        "@type": "PostalAddress",
        "streetAddress": address.street,
        "addressLocality": address.city,
        "addressRegion": address.state_province,
        "postalCode": address.postal_code,
        "addressCountry": "US",
    }
    return {name: value for name, value in parts.items() if value}


def _geo(location: Location) -> dict[str, Any] | None:
    # A geocoder's spot is its map's, under that map's license; a ZIP's middle is no spot.
    if location.point is None or location.precision is not Precision.ADDRESS:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": location.point.latitude,
        "longitude": location.point.longitude,
    }


def _medicines(location: Location) -> list[dict[str, str]]:
    """Return the medicines that a list says the place gives, not those it may."""
    return [
        {"@type": "MedicalTherapy", "name": TERMS[claim.term].label}
        for claim in claims_in(location, "medicine")
        if claim.strength is Strength.YES
    ]
