"""Where practice places stand: near real ZIP points, more of them in town."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from locator.places import ZipPlace
from locator.practice.draws import fraction

AROUND_TOWN_MILES = 22
MILES_A_DEGREE = 69.0
# Places of one ZIP do not stand on one spot: up to 0.4 miles off, each way.
JITTER_DEGREES = 0.006
GOLDEN = (math.sqrt(5) - 1) / 2  # its multiples fill 0 to 1 evenly, in any number

ZipCodes = Callable[[str], Sequence[ZipPlace]]


@dataclass(frozen=True, slots=True)
class Site:
    """A ZIP code and a point near its own, as the API prints them."""

    postal_code: str
    city: str
    latitude: str
    longitude: str


class Sites:
    """The ZIP codes of one state, dealt out to its practice places."""

    def __init__(self, state: str, zip_codes: ZipCodes) -> None:
        everywhere = sorted(zip_codes(state), key=lambda place: place.postal_code)
        standard = [place for place in everywhere if place.kind == "standard"]
        self._countryside = standard or everywhere
        self._around: dict[str, list[ZipPlace]] = {}

    def pick(self, town: str | None, turn: int, place: int) -> Site:
        """Return a spot for a place; in a town the nearer ones come more often."""
        share = (turn + 0.5) * GOLDEN % 1
        if town is None:
            pool = self._countryside
        else:
            pool = self._around_town(town)
            share **= 1.6
        return _site(pool[int(share * len(pool))], place)

    def _around_town(self, town: str) -> list[ZipPlace]:
        if town not in self._around:
            middle = next(z for z in self._countryside if z.postal_code == town)
            miles = {z.postal_code: _miles(middle, z) for z in self._countryside}
            near = [
                z for z in self._countryside if miles[z.postal_code] < AROUND_TOWN_MILES
            ]
            self._around[town] = sorted(near, key=lambda z: miles[z.postal_code])
        return self._around[town]


def _site(zip_place: ZipPlace, place: int) -> Site:
    north = (fraction(place, "north") * 2 - 1) * JITTER_DEGREES
    east = (fraction(place, "east") * 2 - 1) * JITTER_DEGREES
    return Site(
        postal_code=zip_place.postal_code,
        city=zip_place.city or "Example City",
        latitude=f"{zip_place.point.latitude + north:.5f}",
        longitude=f"{zip_place.point.longitude + east:.5f}",
    )


def _miles(a: ZipPlace, b: ZipPlace) -> float:
    """Return about how far two ZIP codes are apart: near enough to call it a town."""
    east = (a.point.longitude - b.point.longitude) * math.cos(
        math.radians(a.point.latitude)
    )
    return math.hypot(a.point.latitude - b.point.latitude, east) * MILES_A_DEGREE
