"""Withheld wins: what is left of a listing whose place keeps its street private."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from locator.records import KeptListing, Location

# Columns of any directory that tell where a place stands.
TELLS_WHERE = re.compile(
    r"street|address|addr|lat(itude)?$|lon(g|gitude)?$|coord|point|miles|distance|geo",
    re.IGNORECASE,
)

# Columns that may hold what an operator hid by hand, by the field that was hidden.
TELLS_HIDDEN = {
    "phone": re.compile(r"phone|intake|hotline|fax|tel", re.IGNORECASE),
    "website": re.compile(r"web|url|site", re.IGNORECASE),
    "address_2": re.compile(r"street_?2|address_?2", re.IGNORECASE),
}


def hide_corrected(kept: KeptListing, location: Location) -> KeptListing:
    """Return a kept listing without what an operator hid of its place."""
    listing = kept.listing
    hidden = {one.field for one in location.corrections if one.hidden}
    if "phone" in hidden:
        shown = {phone.number for phone in location.phones}
        phones = tuple(one for one in listing.phones if one.number in shown)
        listing = replace(listing, phones=phones)
    if "website" in hidden:
        listing = replace(listing, website=None)
    if "address_2" in hidden:
        listing = replace(listing, address=replace(listing.address, address_2=None))
    return replace(kept, listing=listing)


def hide_corrected_raw(raw: Mapping[str, Any], location: Location) -> dict[str, Any]:
    """Return a raw row without the columns that hold what an operator hid."""
    hidden = [
        TELLS_HIDDEN[one.field]
        for one in location.corrections
        if one.hidden and one.field in TELLS_HIDDEN
    ]
    return {
        name: value
        for name, value in raw.items()
        if not any(column.search(name) for column in hidden)
    }


def hide_street(kept: KeptListing) -> KeptListing:
    """Return a kept listing without street and point."""
    listing = kept.listing
    address = replace(listing.address, address_1=None, address_2=None, withheld=True)
    return replace(kept, listing=replace(listing, address=address, point=None))


def hide_street_raw(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a raw row without the columns that tell where it is."""
    return {name: value for name, value in raw.items() if not TELLS_WHERE.search(name)}
