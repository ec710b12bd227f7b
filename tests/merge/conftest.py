"""Listings made of the few facts that a test is about."""

from collections.abc import Callable
from itertools import count

import pytest

from locator.geo import Point
from locator.identity import listing_key
from locator.normalize import normalize_listing
from locator.records import (
    Address,
    KeptListing,
    Listing,
    Offer,
    Phone,
    PhoneKind,
    Reading,
    Strength,
)

MakeListing = Callable[..., Listing]
KINDS = {"otp-directory": "OTP", "cms-otp": "OTP"}


def _phones(printed: str) -> tuple[Phone, ...]:
    """Read "617-555-0100, intake 617-555-0101"."""
    phones = []
    for one in filter(None, printed.split(", ")):
        kind, _, number = one.rpartition(" ") if one[0].isalpha() else ("main", "", one)
        phones.append(Phone(number, PhoneKind(kind)))
    return tuple(phones)


@pytest.fixture(scope="session")
def make_listing() -> MakeListing:
    """Make a normalized listing; every call without a `key` gives another key."""
    numbers = count()

    def make(
        name="Example Clinic",
        street="1 Example Street",
        phone="617-555-0100",
        *,
        name2=None,
        suite=None,
        city="Boston",
        state="MA",
        postal_code="02118",
        source="findtreatment",
        kind=None,
        otp=False,
        offers=None,
        point=None,
        **others,
    ):
        said = {"otp": "yes"} if otp else {}
        reading = Reading(
            tuple(
                Offer(term, Strength(s)) for term, s in (said | (offers or {})).items()
            ),
            declared=others.pop("declared", ()),
            access_labels=others.pop("access_labels", ()),
        )
        facts = {
            "key": listing_key("test", [str(next(numbers))]),
            "website": None,
            "values": None,
        } | others
        return normalize_listing(
            Listing(
                source=source,
                kind=kind or KINDS.get(source, "SA"),
                name1=name,
                name2=name2,
                address=Address(street, suite, city, state, postal_code),
                phones=_phones(phone),
                point=Point(*point) if point else None,
                reading=reading,
                **facts,
            )
        )

    return make


@pytest.fixture(scope="session")
def keep():
    """Wrap listings as the store keeps them."""

    def keep_all(*listings, **life):
        return [KeptListing(one, founding_key=one.key, **life) for one in listings]

    return keep_all
