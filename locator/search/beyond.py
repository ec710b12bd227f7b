"""The nearest places outside the radius, for lists that would be too short."""

import numpy as np

from locator.geo import Point
from locator.search import earth, scan
from locator.search.choice import Choice
from locator.search.index import DirectoryIndex
from locator.search.query import Hit, SearchQuery

# How many blocks to look at first; each further look takes in twice as many.
FIRST_BLOCKS = 8
# Straight lines mistake the order of far places by less than this part.
DOUBT = 1.01
# Lambert's formula is off by less than this, but for the other side of the earth.
LAMBERT_DOUBT_M = 100.0
LAMBERT_LIMIT_M = 14_000_000.0
# A geodesic takes 6 microseconds, Lambert's formula 55 for any number of places.
FEW = 16


def nearest_beyond(
    index: DirectoryIndex, query: SearchQuery, choice: Choice, wanted: int
) -> tuple[Hit, ...]:
    """Return so many matching places outside the radius, nearest first by the geodesic."""
    if wanted <= 0:
        return ()
    candidates = _look_outward(index, query, choice, wanted)
    found = _by_geodesic(index, query.point, candidates, wanted)
    positions = np.array([position for _, position in found], dtype=np.intp)
    bits = index.bits.take(positions >> 6, axis=0)
    classes = scan.split(bits, choice, bits[:, index.layout.place_column])
    ranks = scan.ranks_of(classes, positions & 63)
    return tuple(
        Hit(position, length, rank, index)
        for (length, position), rank in zip(found, ranks, strict=True)
    )


def _look_outward(
    index: DirectoryIndex, query: SearchQuery, choice: Choice, wanted: int
) -> scan.Numbers:
    """Return the matching places that may be among the nearest outside the radius."""
    origin = earth.point_to_ecef(query.point)
    bend_m = earth.curve_radius_m(query.point.latitude)
    border2 = earth.length_to_chord(query.radius_m, bend_m) ** 2
    # Of the whole directory: what nobody offers would else be looked for everywhere.
    words = scan.group_words(index.bits, choice)
    matched = scan.all_of(words, index.bits[:, index.layout.place_column])
    order, least2 = _blocks_outward(index, origin, border2, matched)
    found: list[scan.Numbers] = [np.empty(0, dtype=np.intp)]
    chords2 = np.empty(0)
    start, stop, limit2 = 0, FIRST_BLOCKS, np.inf
    while start < len(order) and least2[start] <= limit2:
        blocks = order[start:stop]
        chord2 = scan.chords2_of(index, origin, blocks)
        rows = scan.rows_of(matched.take(blocks))
        rows = rows[chord2.take(rows) > border2]
        found.append((blocks.take(rows >> 6) << 6) + (rows & 63))
        chords2 = np.concatenate((chords2, chord2.take(rows)))
        limit2 = _kth(chords2, wanted) * DOUBT**2
        start, stop = stop, stop + 2 * (stop - start)
    return np.concatenate(found)[chords2 <= limit2]


def _blocks_outward(
    index: DirectoryIndex, origin: scan.Ecef, border2: float, matched: scan.Words
) -> tuple[scan.Numbers, earth.Floats]:
    """Return the blocks with matches that reach over the border, nearest first.

    With each goes the squared distance that its nearest place has at least.
    """
    blocks = matched.nonzero()[0]
    balls = index.balls.take(blocks, axis=1)
    radius = balls[3]
    balls[:3] -= np.array(origin)[:, None]
    away = np.sqrt(np.einsum("ij,ij->j", balls[:3], balls[:3]))
    outside = (away + radius > border2**0.5).nonzero()[0]
    least = np.maximum((away - radius).take(outside), 0)
    order = least.argsort()
    return blocks.take(outside.take(order)), least.take(order) ** 2


def _by_geodesic(
    index: DirectoryIndex, point: Point, positions: scan.Numbers, wanted: int
) -> list[tuple[float, int]]:
    ecef = index.points[positions >> 6, :, positions & 63]
    latitude, longitude = earth.from_ecef(ecef)
    if len(positions) > FEW:
        guess = earth.far_length_m(point, latitude, longitude)
        limit = _kth(guess, wanted) + LAMBERT_DOUBT_M
        near = guess <= (limit if limit < LAMBERT_LIMIT_M else np.inf)
        positions, latitude, longitude = (
            positions[near],
            latitude[near],
            longitude[near],
        )
    spots = list(zip(latitude.tolist(), longitude.tolist(), strict=True))
    # Many places share a building; a geodesic is worth computing once.
    lengths = {spot: earth.geodesic_m(point, Point(*spot)) for spot in set(spots)}
    ids = index.id_rank.take(positions).tolist()
    ordered = sorted(
        zip((lengths[spot] for spot in spots), ids, positions.tolist(), strict=True)
    )
    return [(length, position) for length, _, position in ordered[:wanted]]


def _kth(values: earth.Floats, k: int) -> float:
    if len(values) < k:
        return float("inf")
    return float(np.partition(values, k - 1)[k - 1])
