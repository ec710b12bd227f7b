"""Which number to call first, and which are lines that many places share."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import replace

from locator.merge.streets import parse_street
from locator.records import Listing, Phone, PhoneKind

# A number that this many addresses print belongs to none of them.
CENTRAL_ADDRESSES = 3
KIND_ORDER = {PhoneKind.MAIN: 0, PhoneKind.INTAKE: 1, PhoneKind.HOTLINE: 2}


def central_numbers(listings: Iterable[Listing]) -> frozenset[str]:
    """Return the numbers that three or more different addresses print."""
    addresses: defaultdict[str, set[Hashable]] = defaultdict(set)
    for listing in listings:
        for number in {phone.number for phone in listing.phones}:
            addresses[number].add(_address(listing))
    return frozenset(
        number for number, at in addresses.items() if len(at) >= CENTRAL_ADDRESSES
    )


def pick_phones(
    listings: Iterable[Listing], central: frozenset[str]
) -> tuple[Phone, ...]:
    """Return each number once, the one to call first first.

    `listings` come best first. A local main number leads, then local intake, then
    central lines; hotlines come last.
    """
    printed = [
        replace(phone, central=phone.number in central)
        for listing in listings
        for phone in listing.phones
    ]
    printed.sort(key=_order)
    once: dict[tuple[str, str | None], Phone] = {}
    for phone in printed:
        once.setdefault((phone.number, phone.extension), phone)
    return tuple(once.values())


def _order(phone: Phone) -> tuple[bool, bool, int]:
    hotline = phone.kind is PhoneKind.HOTLINE
    return (hotline, phone.central, KIND_ORDER[phone.kind])


def _address(listing: Listing) -> Hashable:
    address = listing.address
    street = parse_street(address.address_1, address.address_2)
    return (street.numbers, street.words, street.box, address.postal_code)
