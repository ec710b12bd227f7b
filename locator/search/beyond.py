"""The nearest places outside the radius, for lists that would be too short."""

from functools import lru_cache

import numpy as np

from locator.geo import Point, distance_m
from locator.search import earth, scan
from locator.search.choice import Choice
from locator.search.index import DirectoryIndex
from locator.search.query import Hit, SearchQuery

GROWTH = 3.0
# Straight lines mistake the order of far places by less than this part.
DOUBT = 1.01
# Lambert's formula is off by less than this, but for the other side of the earth.
LAMBERT_DOUBT_M = 100.0
LAMBERT_LIMIT_M = 14_000_000.0


def nearest_beyond(
    index: DirectoryIndex, query: SearchQuery, choice: Choice, wanted: int
) -> tuple[Hit, ...]:
    """Return so many matching places outside the radius, nearest first by geopy."""
    if wanted <= 0:
        return ()
    origin = earth.point_to_ecef(query.point)
    bend = earth.curve_radius_m(query.point.latitude)
    border = earth.length_to_chord(query.radius_m, bend)
    reach = border * GROWTH
    while True:
        looked = scan.scan(index, origin, reach)
        words = scan.group_words(looked.bits, choice)
        matched = scan.all_of(words, looked.inside)
        rows = scan.rows_of(matched)
        chord = np.sqrt(looked.chord2[rows])
        rows, chord = rows[chord > border], chord[chord > border]
        limit = _kth(chord, wanted) * DOUBT
        if limit <= reach or reach > earth.WIDEST_CHORD_M:
            break
        reach *= GROWTH
    rows = rows[chord <= limit]
    classes = scan.split(looked.bits, choice, matched)
    found = _by_geodesic(index, query.point, looked, rows, wanted)
    numbers = np.array([row for _, row in found], dtype=np.intp)
    places = index.locations(looked.positions(numbers))
    return tuple(
        Hit(place, length, scan.rank_of(classes, row))
        for place, (length, row) in zip(places, found, strict=True)
    )


def _by_geodesic(
    index: DirectoryIndex,
    point: Point,
    looked: scan.Scan,
    rows: scan.Numbers,
    wanted: int,
) -> list[tuple[float, int]]:
    spots = index.points[looked.blocks[rows >> 6], :, rows & 63]
    latitude, longitude = earth.from_ecef(spots)
    guess = earth.far_length_m(point, latitude, longitude)
    limit = _kth(guess, wanted) + LAMBERT_DOUBT_M
    near = guess <= (limit if limit < LAMBERT_LIMIT_M else np.inf)
    rows, latitude, longitude = rows[near], latitude[near], longitude[near]
    # Many places share a building; geopy's geodesic is worth asking for once.
    length = lru_cache(maxsize=None)(lambda *spot: distance_m(point, Point(*spot)))
    lengths = [length(*spot) for spot in zip(latitude, longitude, strict=True)]
    ids = index.id_rank[looked.positions(rows)].tolist()
    ordered = sorted(zip(lengths, ids, rows.tolist(), strict=True))
    return [(length, row) for length, _, row in ordered[:wanted]]


def _kth(values: earth.Floats, k: int) -> float:
    if len(values) < k:
        return float("inf")
    return float(np.partition(values, k - 1)[k - 1])
