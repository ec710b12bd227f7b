"""ZIP codes, towns and typed points to places on the map, offline, from bundled tables.

A ZIP is a bundle of mail routes, not a shape: its point is near the people who get mail
there, and no more. Knows nothing of directories or searches.
"""

from locator.places.answers import Near, Town, ZipPlace
from locator.places.cities import lookup_city
from locator.places.credits import CREDITS, Credit
from locator.places.doubts import is_near_address
from locator.places.near import lookup_near
from locator.places.states import STATE_NAMES
from locator.places.zips import lookup_zip, zip_codes_in_state

__all__ = [
    "CREDITS",
    "STATE_NAMES",
    "Credit",
    "Near",
    "Town",
    "ZipPlace",
    "is_near_address",
    "lookup_city",
    "lookup_near",
    "lookup_zip",
    "zip_codes_in_state",
]
