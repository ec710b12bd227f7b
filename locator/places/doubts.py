"""Whether a coordinate can be right: near its ZIP by any table, or near its town."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache

from locator.errors import UnknownPlace
from locator.geo import Point, distance_m, miles_to_m
from locator.places.cities import find_town
from locator.places.states import find_state
from locator.places.tables import alternate_lines, read_alternate
from locator.places.zips import lookup_zip
from locator.records import Address

FAR_M = miles_to_m(25)
# Two points closer than this in both degrees are under 20 miles apart, anywhere.
CLOSE_DEGREES = 0.2


def is_near_address(point: Point, address: Address) -> bool:
    """Tell whether a point is within 25 miles of its ZIP or its town.

    The two tables of ZIP points differ by up to hundreds of miles, so one that is near
    clears the point. An address that nobody can place refuses nothing.
    """
    known = False
    for reference in _references(address):
        known = True
        if _is_near(point, reference):
            return True
    return not known


def _references(address: Address) -> Iterator[Point]:
    with suppress(UnknownPlace):
        yield lookup_zip(address.postal_code).point
    yield from _alternates().get(address.postal_code[:5], ())
    state = find_state(address.state_province)
    town = find_town(address.city, state) if state else None
    if town:
        yield town.point


def _is_near(a: Point, b: Point) -> bool:
    gap = max(abs(a.latitude - b.latitude), abs(a.longitude - b.longitude))
    if gap < CLOSE_DEGREES:
        return True
    if abs(a.latitude - b.latitude) > math.degrees(FAR_M / 6_000_000):
        return False
    return distance_m(a, b) <= FAR_M


@cache
def _alternates() -> Mapping[str, tuple[Point, ...]]:
    """Return where the other table puts a ZIP, if that is far from where ours does."""
    points: dict[str, tuple[Point, ...]] = defaultdict(tuple)
    for code, point in map(read_alternate, alternate_lines()):
        points[code] += (point,)
    return dict(points)
