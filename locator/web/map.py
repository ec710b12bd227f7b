"""The map beside the list: numbered pins, rings of miles, borders, a few towns.

The server draws it, so that nobody else learns what somebody looks at. It adds nothing
that the list does not say, and the list never depends on it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from locator.geo import Point, m_to_miles, miles_to_m
from locator.places import Near
from locator.places.atlas import Border, lines_near, project, towns_near
from locator.records import Precision
from locator.search import Glance, Hit, Placed
from locator.web.items import is_withheld
from locator.web.map_layout import Box, Room, Spot, spread, text_box
from locator.web.translation import gettext as _

SIZE = 320.0
MIDDLE = SIZE / 2
OUTER = 138.0  # the outer ring; its words fit below it
PIN = 27.0
MARK = 7.0
MOST_TOWNS, TOWNS_TRIED = 5, 20
# Two rings, in miles; the first pair that holds every pin is drawn.
RINGS = ((0.5, 1), (1, 2), (2, 5), (5, 10), (10, 25), (25, 50), (50, 100), (100, 200))
# The Census's lines for maps of a country are up to a mile off: a map of a few miles
# would put places on the wrong side of them.
LEAST_MILES_WITH_BORDERS = 10
MOST_MILES_WITH_COUNTIES = 50
# Where a ring's miles may stand: below first, then around.
AROUND = [
    (math.sin(math.radians(turn)), math.cos(math.radians(turn)))
    for turn in (
        0,
        180,
        *(side * turn for turn in range(15, 180, 15) for side in (1, -1)),
    )
]
# Where a place's point is its own, not the middle of a ZIP code.
ON_THE_SPOT = {Precision.ADDRESS, Precision.GEOCODED}
# Borders are drawn once for all searches from the same hundredth of a degree.
TILES_KEPT = 8192  # a kilobyte each


@dataclass(frozen=True, slots=True)
class Words:
    """A few words on the map."""

    x: int
    y: int
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Pin:
    """A place: its number and card, where it is, and where its pin found room."""

    number: int
    id: str
    x: int
    y: int
    spot_x: int
    spot_y: int

    @property
    def moved(self) -> bool:
        """Tell whether the pin had to move, so that a line must lead to its spot."""
        return (self.x, self.y) != (self.spot_x, self.spot_y)


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """The map as a template draws it, in units of a square 320 wide."""

    rings: tuple[int, ...]
    ring_words: tuple[Words, ...]
    miles: tuple[str, ...]
    borders: str
    counties: str
    shift: tuple[float, float]
    towns: tuple[tuple[int, int], ...]
    town_words: tuple[Words, ...]
    pins: tuple[Pin, ...]
    pin_width: int
    missing: int  # places of this list that have no spot we may show
    practice: bool
    near: str


def make_map(near: Near, hits: Sequence[Hit], first: int = 1) -> MapDrawing | None:
    """Return the map of the places of a list, whose first has the number `first`.

    A place without a spot of its own, or with one kept private, has no pin; without
    any pin there is no map.
    """
    shown = [(first + i, hit.glance) for i, hit in enumerate(hits)]
    shown = [(number, place) for number, place in shown if has_spot(place)]
    if not shown:
        return None
    flat = _flat(near.point, [place for _number, place in shown])
    inner, outer = rings_around(float(np.hypot(flat[:, 0], flat[:, 1]).max()))
    unit_m = miles_to_m(outer) / OUTER
    spots = [(MIDDLE + x / unit_m, MIDDLE - y / unit_m) for x, y in flat]
    width = PIN + 9 * max(0, len(str(shown[-1][0])) - 2)
    room = Room(SIZE)
    mark = Box(MIDDLE - MARK, MIDDLE - MARK, MIDDLE + MARK, MIDDLE + MARK)
    room.taken.append(mark)
    pins = _pins(shown, spots, spread(spots, room, width, PIN))
    borders, counties, tile = _borders(*_tile(near.point), outer)
    shift = _shift(near.point, tile, unit_m)
    ring_words = _ring_words(inner, outer, room)
    towns, town_words = _towns(_tile_towns(*_tile(near.point), outer), shift, room)
    return MapDrawing(
        rings=(round(OUTER * inner / outer), round(OUTER)),
        ring_words=ring_words,
        miles=(f"{inner:g}", f"{outer:g}"),
        borders=borders,
        counties=counties,
        shift=shift,
        towns=towns,
        town_words=town_words,
        pins=pins,
        pin_width=round(width),
        missing=len(hits) - len(shown),
        practice=any(place.practice for _number, place in shown),
        near=near.label,
    )


def has_spot(place: Placed) -> bool:
    """Tell whether a place may be shown at a point: its own, and not kept private."""
    return (
        place.point is not None
        and place.precision in ON_THE_SPOT
        and not is_withheld(place)
    )


def rings_around(farthest_m: float) -> tuple[float, float]:
    """Return the miles of the two rings: the least that hold everything."""
    miles = m_to_miles(farthest_m)
    return next((pair for pair in RINGS if miles <= pair[1]), RINGS[-1])


def _flat(middle: Point, places: Sequence[Glance]) -> np.ndarray[Any, Any]:
    points = [place.point for place in places if place.point]
    return project(
        middle,
        np.array([point.latitude for point in points]),
        np.array([point.longitude for point in points]),
    )


def _pins(
    shown: Sequence[tuple[int, Glance]], spots: Sequence[Spot], placed: Sequence[Spot]
) -> tuple[Pin, ...]:
    return tuple(
        Pin(number, place.id, round(x), round(y), round(spot[0]), round(spot[1]))
        for (number, place), spot, (x, y) in zip(shown, spots, placed, strict=True)
    )


def _ring_words(inner: float, outer: float, room: Room) -> tuple[Words, ...]:
    """Return each ring's miles, where they find room; the caption has them anyway."""
    found = []
    for miles in (outer, inner):
        text, radius = mile_words(miles), OUTER * miles / outer
        ways = (
            Words(round(MIDDLE + x * radius), round(MIDDLE + y * radius), text)
            for x, y in AROUND
        )
        found += [next((words for words in ways if _has_room(words, room)), None)]
    return tuple(words for words in found if words)


def mile_words(miles: float) -> str:
    """Return how far a ring is, in words."""
    if miles == 1:
        return str(_("1 mile"))
    return str(_("%(n)s miles", n=f"{miles:g}"))


def _has_room(words: Words, room: Room) -> bool:
    return room.take([text_box(words.x, words.y, words.text, words.anchor)]) is not None


def _towns(
    near: Iterable[tuple[str, float, float]], shift: Spot, room: Room
) -> tuple[tuple[tuple[int, int], ...], tuple[Words, ...]]:
    """Return the largest towns whose names find room."""
    dots, names = [], []
    for town, town_x, town_y in near:
        x, y = round(town_x + shift[0]), round(town_y + shift[1])
        name = _town_words(town, x, y, room)
        if name:
            dots.append((x, y))
            names.append(name)
        if len(names) == MOST_TOWNS:
            break
    return tuple(dots), tuple(names)


@lru_cache(maxsize=TILES_KEPT)
def _tile_towns(
    latitude: float, longitude: float, outer: float
) -> tuple[tuple[str, float, float], ...]:
    """Return the names and spots of the largest towns, largest first."""
    unit_m = miles_to_m(outer) / OUTER
    towns = towns_near(Point(latitude, longitude), MIDDLE * unit_m)[:TOWNS_TRIED]
    return tuple(
        (town.name, MIDDLE + east / unit_m, MIDDLE - north / unit_m)
        for town, east, north in towns
    )


def _town_words(name: str, x: int, y: int, room: Room) -> Words | None:
    ways: Iterable[Words] = (
        Words(x + 6, y, name, "start"),
        Words(x - 6, y, name, "end"),
        Words(x, y - 13, name),
        Words(x, y + 13, name),
    )
    return next((words for words in ways if _has_room(words, room)), None)


def _tile(point: Point) -> tuple[float, float]:
    return round(point.latitude, 2), round(point.longitude, 2)


def _shift(point: Point, tile: Point, unit_m: float) -> tuple[float, float]:
    """Return how far the tile's middle lies from the map's, in units."""
    [[east, north]] = project(
        point, np.array([tile.latitude]), np.array([tile.longitude])
    )
    return round(float(east) / unit_m, 1), round(-float(north) / unit_m, 1)


@lru_cache(maxsize=TILES_KEPT)
def _borders(latitude: float, longitude: float, outer: float) -> tuple[str, str, Point]:
    """Return the borders of states and of counties as paths, and their middle."""
    middle = Point(latitude, longitude)
    if outer < LEAST_MILES_WITH_BORDERS:
        return "", "", middle
    unit_m = miles_to_m(outer) / OUTER
    # A tile is up to a kilometer off the search; its lines reach that much farther.
    half_m = MIDDLE * unit_m + 1_000
    paths = dict.fromkeys(Border, "")
    for kind, line in lines_near(middle, half_m, 0.8 * unit_m):
        if kind is Border.STATE or outer <= MOST_MILES_WITH_COUNTIES:
            paths[kind] += _path(line / unit_m)
    return paths[Border.STATE], paths[Border.COUNTY], middle


def _path(line: np.ndarray[Any, Any]) -> str:
    """Return a line as a path in whole units, each step from the last point."""
    points = np.rint(line * (1, -1) + MIDDLE).astype(int)
    steps = np.diff(points, axis=0)
    steps = steps[steps.any(axis=1)]
    if not len(steps):
        return ""
    x, y = points[0]
    return f"M{x} {y}l{' '.join(f'{dx} {dy}' for dx, dy in steps)}".replace(" -", "-")
