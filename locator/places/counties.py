"""Which county a point is in: inside its shape, from bundled outlines of 2017.

The outlines are drawn for maps: a border can be off by a quarter of a mile, a shore by
more. So a place counts only among the counties of its own state, and one that is in none
of them (a pier, an island) belongs to the nearest.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from locator.errors import UnknownPlace
from locator.geo import Point, distance_m, miles_to_m

FILE = Path(__file__).resolve().parent.parent / "data" / "counties.json.gz"
OFFSHORE_M = miles_to_m(10)

Position = tuple[float, float]  # longitude, latitude
Ring = list[Position]


@dataclass(frozen=True, slots=True)
class County:
    """A county or what stands for one: a parish, a borough, a city of its own."""

    fips: str
    name: str
    state: str


def lookup_county(fips: str) -> County:
    """Return a county by its five-digit FIPS code; raise UnknownPlace if there is none."""
    found = _counties().get(fips.strip())
    if found is None:
        raise UnknownPlace(
            "There is no county with the FIPS code %(fips)s. It has five digits: 25025"
            " is Suffolk County, Massachusetts.",
            fips=fips[:20],
        )
    return found


def find_county(point: Point, state: str) -> County | None:
    """Return the county of a state that a point is in, or next to; None if far off."""
    shapes = _shapes(state)
    for county, rings in shapes:
        if _inside(point, rings):
            return county
    nearest = min(shapes, key=lambda shape: _near(point, shape[1]), default=None)
    if nearest is None or _near(point, nearest[1]) > OFFSHORE_M:
        return None
    return nearest[0]


def _inside(point: Point, rings: Sequence[Ring]) -> bool:
    """Tell whether a line from the point to the east crosses borders an odd time."""
    x, y = point.longitude, point.latitude
    odd = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                odd = not odd
    return odd


def _near(point: Point, rings: Sequence[Ring]) -> float:
    corners = (corner for ring in rings for corner in ring)
    x, y = min(
        corners,
        key=lambda at: (at[0] - point.longitude) ** 2 + (at[1] - point.latitude) ** 2,
    )
    return distance_m(point, Point(y, x))


@cache
def _atlas() -> dict[str, Any]:
    atlas: dict[str, Any] = json.loads(gzip.decompress(FILE.read_bytes()))
    return atlas


@cache
def _counties() -> dict[str, County]:
    rows = _atlas()["counties"].items()
    return {fips: County(fips, name, state) for fips, (name, state, _) in rows}


@cache
def _shapes(state: str) -> tuple[tuple[County, list[Ring]], ...]:
    mine = [county for county in _counties().values() if county.state == state]
    shapes = _atlas()["counties"]
    return tuple(
        (county, [_ring(arcs) for arcs in shapes[county.fips][2]]) for county in mine
    )


def _ring(arcs: Sequence[int]) -> Ring:
    """Return a closed line; a number below zero is a shared line walked backward."""
    ring: Ring = []
    for number in arcs:
        line = list(_line(number if number >= 0 else ~number))
        ring += line if number >= 0 else reversed(line)
    return ring


def _line(number: int) -> Iterator[Position]:
    atlas = _atlas()
    (x_scale, y_scale), (x_start, y_start) = atlas["scale"], atlas["translate"]
    x = y = 0
    for dx, dy in atlas["arcs"][number]:
        x, y = x + dx, y + dy
        yield x * x_scale + x_start, y * y_scale + y_start
