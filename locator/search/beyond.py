"""The nearest places outside the radius, for lists that would be too short."""

import numpy as np

from locator.geo import Point
from locator.search import earth
from locator.search.choice import Choice
from locator.search.index import DirectoryIndex
from locator.search.query import Hit, SearchQuery
from locator.search.scanner import RANKS, Circle, Outer

# Lambert's formula is off by less than this, but for the other side of the earth.
LAMBERT_DOUBT_M = 100.0
LAMBERT_LIMIT_M = 14_000_000.0
# A geodesic takes 6 microseconds, Lambert's formula 55 for any number of places.
FEW = 16


def nearest_beyond(
    index: DirectoryIndex,
    query: SearchQuery,
    circle: Circle,
    choice: Choice,
    wanted: int,
) -> tuple[Hit, ...]:
    """Return so many matching places outside the radius, nearest first by the geodesic."""
    if wanted <= 0:
        return ()
    outer = index.scanner.outward(circle, choice, wanted)
    if len(outer) > FEW:
        outer = _nearest_of(query.point, outer, wanted)
    # Many places share a building; a geodesic is worth computing once.
    lengths = {
        spot: earth.geodesic_m(query.point, Point(*spot))
        for spot in {(latitude, longitude) for *_, latitude, longitude in outer}
    }
    found = sorted(
        (lengths[latitude, longitude], id_rank, position, rank)
        for position, id_rank, rank, latitude, longitude in outer
    )
    return tuple(
        Hit(position, length, RANKS[rank], index)
        for length, _, position, rank in found[:wanted]
    )


def _nearest_of(point: Point, outer: list[Outer], wanted: int) -> list[Outer]:
    """Leave out whatever is surely farther than the nearest so many."""
    spots = np.array([place[-2:] for place in outer])
    guess = earth.far_length_m(point, spots[:, 0], spots[:, 1])
    limit = np.partition(guess, wanted - 1)[wanted - 1] + LAMBERT_DOUBT_M
    if limit >= LAMBERT_LIMIT_M:
        return outer
    return [
        place for place, length in zip(outer, guess, strict=True) if length <= limit
    ]
