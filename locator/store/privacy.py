"""Withheld wins: what is left of a listing whose place keeps its street private."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from locator.records import KeptListing

# Columns of any directory that tell where a place stands.
TELLS_WHERE = re.compile(
    r"street|address|addr|lat(itude)?$|lon(g|gitude)?$|coord|point|miles|distance|geo",
    re.IGNORECASE,
)


def hide_street(kept: KeptListing) -> KeptListing:
    """Return a kept listing without street and point."""
    listing = kept.listing
    address = replace(listing.address, address_1=None, address_2=None, withheld=True)
    return replace(kept, listing=replace(listing, address=address, point=None))


def hide_street_raw(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a raw row without the columns that tell where it is."""
    return {name: value for name, value in raw.items() if not TELLS_WHERE.search(name)}
