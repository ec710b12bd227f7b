"""A whole listing in canonical form; its key, values and raw row stay as they came."""

from dataclasses import replace

from locator.normalize.addresses import normalize_address
from locator.normalize.names import normalize_name
from locator.normalize.phones import normalize_phone
from locator.normalize.points import check_point
from locator.normalize.websites import normalize_website
from locator.records import Listing, Phone

UNNAMED = "Name not given"


def normalize_listing(listing: Listing) -> Listing:
    """Return the listing with canonical names, address, phones, website and point.

    Doing it twice changes nothing more.
    """
    address = normalize_address(listing.address)
    point, odd = check_point(listing.point, address)
    reading = listing.reading
    name1, name2 = normalize_name(listing.name1), normalize_name(listing.name2)
    return replace(
        listing,
        name1=name1 or name2 or UNNAMED,
        name2=name2 if name1 else None,
        address=address,
        phones=_phones(listing.phones, address.state_province),
        website=normalize_website(listing.website),
        point=point,
        reading=replace(reading, remarks=_joined(reading.remarks, odd))
        if odd
        else reading,
    )


def _joined(remarks: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*remarks, *more)))


def _phones(printed: tuple[Phone, ...], state: str) -> tuple[Phone, ...]:
    """Keep the first of each number and extension; directories repeat themselves."""
    kept: dict[tuple[str, str | None], Phone] = {}
    for one in printed:
        phone = normalize_phone(one.number, one.kind, state=state)
        if phone is None:
            continue
        if one.extension and not phone.extension:
            phone = replace(phone, extension=normalize_name(one.extension))
        kept.setdefault((phone.number, phone.extension), phone)
    return tuple(kept.values())
