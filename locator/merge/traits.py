"""What of a listing is compared with another: its numbers, street and names."""

from dataclasses import dataclass

from locator.geo import Point
from locator.merge.names import name_words
from locator.merge.streets import Street, parse_street
from locator.records import Listing, PhoneKind

# SAMHSA's survey lists: they name each program, and list several at one address.
SURVEYS = frozenset({"findtreatment", "national-directory"})
OTP_LISTS = frozenset({"otp-directory", "cms-otp"})
CERTIFIED = "ederally-certified"


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """One listing as `judge` sees it."""

    listing: Listing
    source: str
    kind: str
    street: Street
    postal_code: str
    city: str
    state: str
    withheld: bool
    phones: frozenset[str]
    name: tuple[str, ...]
    name1: tuple[str, ...]
    name2: tuple[str, ...]
    otp: bool
    point: Point | None

    @property
    def survey(self) -> bool:
        """Say whether this is a row of one of SAMHSA's survey lists."""
        return self.source in SURVEYS


def read_traits(listing: Listing) -> Traits:
    """Return what of a listing can be compared."""
    address = listing.address
    return Traits(
        listing=listing,
        source=listing.source,
        kind=listing.kind,
        street=parse_street(address.address_1, address.address_2),
        postal_code=address.postal_code[:5],
        city=" ".join(name_words(address.city)),
        state=address.state_province,
        withheld=address.withheld,
        phones=_numbers(listing),
        name=name_words(listing.name1, listing.name2),
        name1=name_words(listing.name1),
        name2=name_words(listing.name2),
        otp=_is_otp(listing),
        point=None if address.withheld else listing.point,
    )


def _numbers(listing: Listing) -> frozenset[str]:
    """Return the ten digits of each number but hotlines, printed or E.164."""
    digits = (
        "".join(filter(str.isdigit, phone.number))[-10:]
        for phone in listing.phones
        if phone.kind is not PhoneKind.HOTLINE
    )
    return frozenset(number for number in digits if len(number) == 10)


def _is_otp(listing: Listing) -> bool:
    if listing.kind == "OTP" or listing.source in OTP_LISTS:
        return True
    if listing.reading.offers:
        return any(offer.term == "otp" for offer in listing.reading.offers)
    return any(CERTIFIED in value.text for value in listing.values or ())
