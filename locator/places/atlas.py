"""What a map around a point may draw: borders of states and counties, largest towns.

A map is flat: every point lies in its true direction and at its true distance from the
middle (the azimuthal equidistant projection), so that rings of miles are true as well,
in Alaska, in Guam and across the date line.
"""

import math
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from locator.geo import Point
from locator.places.answers import Town
from locator.places.states import STATE_NAMES
from locator.places.tables import read_town, towns_in_state

EARTH_RADIUS_M = 6_371_008.8
METERS_PER_DEGREE = math.radians(EARTH_RADIUS_M)
LINES = Path(__file__).parent.parent / "data" / "map_lines.npz"
# As tools/build_map_lines.py writes them.
UNIT = 1e-4  # degrees: about 11 meters
FINEST_M = 25.0  # a stray of this many meters has level 0; each level is 2 ** 0.25 more

Numbers = np.ndarray[Any, np.dtype[np.float64]]


class Border(IntEnum):
    """What a line divides."""

    COUNTY = 0
    STATE = 1  # also a coast, or the border of the country


@dataclass(frozen=True, slots=True)
class _Lines:
    """Every line, its points one after another, and the box that each lies in."""

    kinds: Numbers
    starts: Numbers
    lengths: Numbers
    longitudes: Numbers
    latitudes: Numbers
    levels: Numbers
    south: Numbers
    north: Numbers
    middle: Numbers
    reach: Numbers  # half of the width, in degrees


@dataclass(frozen=True, slots=True)
class _Towns:
    towns: tuple[Town, ...]
    latitudes: Numbers
    longitudes: Numbers


def project(middle: Point, latitudes: Numbers, longitudes: Numbers) -> Numbers:
    """Return meters east and north of the middle, one row a point."""
    here = math.radians(middle.latitude)
    there = np.radians(latitudes)
    turn = np.radians(longitudes - middle.longitude)
    east = np.cos(there) * np.sin(turn)
    north = math.cos(here) * np.sin(there) - math.sin(here) * np.cos(there) * np.cos(
        turn
    )
    sine = np.hypot(east, north)
    cosine = math.sin(here) * np.sin(there) + math.cos(here) * np.cos(there) * np.cos(
        turn
    )
    # At the middle itself both are nothing, and the stretch has no effect.
    stretch = EARTH_RADIUS_M * np.arctan2(sine, cosine) / np.where(sine, sine, 1.0)
    return np.column_stack((east * stretch, north * stretch))


def lines_near(
    middle: Point, half_m: float, detail_m: float
) -> list[tuple[Border, Numbers]]:
    """Return the lines that cross the square around a point, in meters from it.

    Points whose absence moves a line by less than `detail_m` are left out.
    """
    lines = _lines()
    high, wide = _degrees(middle, half_m)
    near = (
        (lines.south < middle.latitude + high)
        & (lines.north > middle.latitude - high)
        & (_turn(lines.middle - middle.longitude) < lines.reach + wide)
    )
    least = 4 * math.log2(max(detail_m, FINEST_M) / FINEST_M)
    found: list[tuple[Border, Numbers]] = []
    for number in np.flatnonzero(near):
        part = slice(lines.starts[number], lines.starts[number] + lines.lengths[number])
        kept = lines.levels[part] >= least
        flat = project(
            middle, lines.latitudes[part][kept], lines.longitudes[part][kept]
        )
        kind = Border(int(lines.kinds[number]))
        found += [(kind, run) for run in _inside(flat, half_m)]
    return found


def towns_near(middle: Point, half_m: float) -> list[tuple[Town, float, float]]:
    """Return the towns in the square around a point, in meters from it, largest first."""
    towns = _towns()
    high, wide = _degrees(middle, half_m)
    near = np.flatnonzero(
        (abs(towns.latitudes - middle.latitude) < high)
        & (_turn(towns.longitudes - middle.longitude) < wide)
    )
    flat = project(middle, towns.latitudes[near], towns.longitudes[near])
    inside = (abs(flat) < half_m).all(axis=1)
    return [
        (towns.towns[number], float(east), float(north))
        for number, (east, north) in zip(near[inside], flat[inside], strict=True)
    ]


def _degrees(middle: Point, half_m: float) -> tuple[float, float]:
    """Return how far north and east the corners of the square may be, in degrees."""
    high = half_m * math.sqrt(2) / METERS_PER_DEGREE
    narrow = max(0.02, math.cos(math.radians(abs(middle.latitude) + high)))
    return high, high / narrow


def _turn(degrees: Numbers) -> Numbers:
    """Return the shorter way around the earth."""
    around: Numbers = abs((degrees + 180.0) % 360.0 - 180.0)
    return around


def _inside(flat: Numbers, half_m: float) -> list[Numbers]:
    """Return the runs of a line whose steps may touch the square."""
    if len(flat) < 2:
        return []
    low, high = np.minimum(flat[:-1], flat[1:]), np.maximum(flat[:-1], flat[1:])
    touches = ((low <= half_m) & (high >= -half_m)).all(axis=1)
    edges = np.flatnonzero(np.diff(touches, prepend=False, append=False))
    return [
        flat[first : last + 1]
        for first, last in zip(edges[::2], edges[1::2], strict=True)
    ]


@cache
def _lines() -> _Lines:
    with np.load(LINES) as file:
        lengths = file["lengths"].astype(np.int64)
        longitudes = np.cumsum(file["longitude_steps"]) * UNIT
        latitudes = np.cumsum(file["latitude_steps"]) * UNIT
        starts = np.cumsum(lengths) - lengths
        west = np.minimum.reduceat(longitudes, starts)
        east = np.maximum.reduceat(longitudes, starts)
        return _Lines(
            kinds=file["kinds"],
            starts=starts,
            lengths=lengths,
            longitudes=longitudes,
            latitudes=latitudes,
            levels=file["levels"],
            south=np.minimum.reduceat(latitudes, starts),
            north=np.maximum.reduceat(latitudes, starts),
            middle=(west + east) / 2,
            reach=(east - west) / 2,
        )


@cache
def _towns() -> _Towns:
    """Return the towns of GeoNames, largest first; it alone counts who lives there."""
    towns = sorted(
        (
            town
            for state in STATE_NAMES
            for town in map(read_town, towns_in_state(state).values())
            if town.source == "geonames" and town.population > 0
        ),
        key=lambda town: (-town.population, town.text),
    )
    return _Towns(
        tuple(towns),
        np.array([town.point.latitude for town in towns]),
        np.array([town.point.longitude for town in towns]),
    )
