"""The way to a place: by its printed street, and only where there is a street to go to."""

import re
from urllib.parse import urlencode

from locator.records import Location
from locator.web.items import is_withheld

MAPS = "https://www.google.com/maps/dir/"
# A box at a post office is no place to go to.
_BOX = re.compile(
    r"\b(?:p\.?\s*o\.?|post\s+office)\s*box\b|^\s*box\s+\d", re.IGNORECASE
)


def directions_url(location: Location) -> str | None:
    """Return where to ask for the way; None where nobody should be sent.

    Never by coordinates: they are sometimes wrong, and the street is what is printed.
    """
    address = location.address
    street = (address.address_1 or "").strip()
    if is_withheld(location) or location.practice or not re.search(r"\w", street):
        return None
    if _BOX.search(street):
        return None
    return f"{MAPS}?{urlencode({'api': 1, 'destination': f'{street}, {address.town}'})}"
