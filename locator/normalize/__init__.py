"""One canonical form for each kind of value; pure, and no text makes it fail."""

from locator.normalize.addresses import normalize_address
from locator.normalize.listings import normalize_listing
from locator.normalize.names import normalize_name
from locator.normalize.phones import normalize_phone
from locator.normalize.points import normalize_point
from locator.normalize.websites import normalize_website

__all__ = [
    "normalize_address",
    "normalize_listing",
    "normalize_name",
    "normalize_phone",
    "normalize_point",
    "normalize_website",
]
