"""The search in numpy alone, for where no compiler was when the program was installed.

The other way to the same answers, too: tests hold `compiled` against it, and both
against brute force.
"""

import numpy as np
from numpy.typing import NDArray

from locator.geo import Point
from locator.search import earth, scan
from locator.search.choice import Choice
from locator.search.order import Part, list_part, nearer_maybe
from locator.search.scanner import DOUBT, Arrays, Circle, Found, Near

# How many blocks to look at first; each further look takes in twice as many.
FIRST_BLOCKS = 8
# Lambert's formula is off by less than this, but for the other side of the earth.
LAMBERT_DOUBT_M = 100.0
LAMBERT_LIMIT_M = 14_000_000.0
# A geodesic takes 6 microseconds, Lambert's formula 55 for any number of places.
FEW = 16


class PlainScanner:
    """Goes through an index's arrays with some eighty small calls to numpy a search."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    def survey(
        self, circle: Circle, choice: Choice, start: int, stop: int, *, counting: bool
    ) -> Found:
        """Return a part of the list of places inside, how many, and every count."""
        arrays = self._arrays
        looked = scan.scan(arrays, circle)
        words = scan.group_words(looked.bits, choice)
        matched = scan.all_of(words, looked.inside)
        classes = scan.split(looked.bits, choice, matched)
        hits = list_part(arrays, looked, classes, start, stop) if stop else None
        nearer = nearer_maybe(arrays, looked, classes) if choice.ranks else None
        terms = len(arrays.layout.terms)
        return Found(
            scan.how_many(matched),
            _near(hits, circle) if hits else [],
            _near(nearer, circle)[0] if nearer else None,
            scan.term_counts(looked, choice, words, matched, terms) if counting else [],
        )

    def outward(
        self, point: Point, circle: Circle, choice: Choice, wanted: int
    ) -> list[Near]:
        """Return so many matching places outside, nearest first by the geodesic."""
        arrays = self._arrays
        positions = _look_outward(arrays, circle, choice, wanted)
        ecef = arrays.points[positions >> 6, :, positions & 63]
        spots = np.column_stack(earth.from_ecef(ecef))
        if len(positions) > FEW:
            near = _may_be_nearest(point, spots, wanted)
            positions, spots = positions[near], spots[near]
        bits = arrays.bits.take(positions >> 6, axis=0)
        classes = scan.split(bits, choice, bits[:, arrays.layout.place_column])
        ids = arrays.id_rank.take(positions).tolist()
        ranks = scan.ranks_of(classes, positions & 63)
        lengths = _geodesics(point, spots)
        found = sorted(zip(lengths, ids, positions.tolist(), ranks, strict=True))
        return [
            (position, length, rank) for length, _, position, rank in found[:wanted]
        ]


def _geodesics(point: Point, spots: earth.Floats) -> list[float]:
    """Return the length to each spot; many places share a building."""
    each = [Point(*spot) for spot in spots.tolist()]
    lengths = {spot: earth.geodesic_m(point, spot) for spot in set(each)}
    return [lengths[spot] for spot in each]


def _may_be_nearest(
    point: Point, spots: earth.Floats, wanted: int
) -> NDArray[np.bool_]:
    """Tell which spots are not surely farther than the nearest so many."""
    guess = earth.far_length_m(point, spots[:, 0], spots[:, 1])
    limit = _kth(guess, wanted) + LAMBERT_DOUBT_M
    near: NDArray[np.bool_] = guess <= (limit if limit < LAMBERT_LIMIT_M else np.inf)
    return near


def _near(part: Part, circle: Circle) -> list[Near]:
    lengths = earth.chords_to_lengths(np.sqrt(part.chord2), circle.bend_m)
    return list(
        zip(part.positions.tolist(), lengths.tolist(), part.ranks.tolist(), strict=True)
    )


def _look_outward(
    arrays: Arrays, circle: Circle, choice: Choice, wanted: int
) -> scan.Numbers:
    border2 = circle.chord_m**2
    # Of the whole directory: what nobody offers would else be looked for everywhere.
    words = scan.group_words(arrays.bits, choice)
    matched = scan.all_of(words, arrays.bits[:, arrays.layout.place_column])
    order, least2 = _blocks_outward(arrays, circle, matched)
    found: list[scan.Numbers] = [np.empty(0, dtype=np.intp)]
    chords2 = np.empty(0)
    start, stop, limit2 = 0, FIRST_BLOCKS, np.inf
    while start < len(order) and least2[start] <= limit2:
        blocks = order[start:stop]
        chord2 = scan.chords2_of(arrays, circle, blocks)
        rows = scan.rows_of(matched.take(blocks))
        rows = rows[chord2.take(rows) > border2]
        found.append((blocks.take(rows >> 6) << 6) + (rows & 63))
        chords2 = np.concatenate((chords2, chord2.take(rows)))
        limit2 = _kth(chords2, wanted) * DOUBT**2
        start, stop = stop, stop + 2 * (stop - start)
    positions: scan.Numbers = np.concatenate(found)[chords2 <= limit2]
    return positions


def _blocks_outward(
    arrays: Arrays, circle: Circle, matched: scan.Words
) -> tuple[scan.Numbers, earth.Floats]:
    """Return the blocks with matches that reach over the border, nearest first.

    With each goes the squared distance that its nearest place has at least.
    """
    blocks = matched.nonzero()[0]
    balls = arrays.balls.take(blocks, axis=1)
    radius = balls[3]
    balls[:3] -= np.array(circle[:3])[:, None]
    away = np.sqrt(np.einsum("ij,ij->j", balls[:3], balls[:3]))
    outside = (away + radius > circle.chord_m).nonzero()[0]
    least = np.maximum((away - radius).take(outside), 0)
    order = least.argsort()
    return blocks.take(outside.take(order)), least.take(order) ** 2


def _kth(values: earth.Floats, k: int) -> float:
    if len(values) < k:
        return float("inf")
    return float(np.partition(values, k - 1)[k - 1])
