"""Geocoded points put where a place has no better one; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from locator.geo import Point
from locator.geocode.addresses import address_key, may_ask
from locator.records import Location, Precision

COARSE = frozenset({Precision.ZIP, Precision.AREA, Precision.NONE})


def lacks_point(location: Location) -> bool:
    """Tell whether a listed place has a street that may be asked about, and no point."""
    return (
        location.precision in COARSE
        and location.retired_at is None
        and not location.practice
        and may_ask(location.address)
    )


def place_geocoded(
    locations: Iterable[Location], points: Mapping[str, Point]
) -> list[Location]:
    """Return the places, those that lack a point at the one kept for their address."""
    return [_placed(location, points) for location in locations]


def _placed(location: Location, points: Mapping[str, Point]) -> Location:
    if not points or not lacks_point(location):
        return location
    point = points.get(address_key(location.address))
    if point is None:
        return location
    return replace(
        location, point=point, search_point=point, precision=Precision.GEOCODED
    )
