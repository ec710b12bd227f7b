"""Points for places whose list gives a street and none: asked of a geocoder, if told to.

Only an operator's `locator geocode` comes here. What a visitor types never does.
"""

from locator.geocode.addresses import address_key, may_ask
from locator.geocode.geocoders import PROVIDERS, Geocoder, make_geocoder
from locator.geocode.placing import lacks_point, place_geocoded

__all__ = [
    "PROVIDERS",
    "Geocoder",
    "address_key",
    "lacks_point",
    "make_geocoder",
    "may_ask",
    "place_geocoded",
]
