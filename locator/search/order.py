"""The one order of results: sure, maybe, limited; each by distance, then by id."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from locator.search.earth import WIDEST_CHORD_M, Floats
from locator.search.scan import Classes, Numbers, Scan, flags_of, how_many, rows_of
from locator.search.scanner import MAYBE, Arrays

# Sorting so few is quicker than first finding out which ones to sort.
FEW = 256
# More than any two places can be apart, squared: what sets one rank before the next.
A_RANK_APART = WIDEST_CHORD_M**2


class Part(NamedTuple):
    """A part of a list, in its order."""

    positions: Numbers
    chord2: Floats
    ranks: NDArray[np.uint8]  # numbers of RANKS


def list_part(
    arrays: Arrays, looked: Scan, classes: Classes, start: int, stop: int
) -> Part:
    """Return the places of a list from one number up to another."""
    sure_fill_it = how_many(classes.sure) >= stop
    rows = rows_of(
        classes.sure if sure_fill_it else classes.sure | classes.maybe | classes.limited
    )
    chord2 = looked.chord2.take(rows)
    if sure_fill_it:
        ranks = np.zeros(len(rows), dtype=np.uint8)
    else:
        ranks = MAYBE - flags_of(classes.sure).take(rows)
        ranks += flags_of(classes.limited).take(rows)
    if len(rows) > max(stop, FEW):
        far = chord2 if sure_fill_it else chord2 + ranks * A_RANK_APART
        first = (far <= np.partition(far, stop - 1)[stop - 1]).nonzero()[0]
        rows, chord2, ranks = rows.take(first), chord2.take(first), ranks.take(first)
    positions = looked.positions(rows)
    order = np.lexsort((arrays.id_rank.take(positions), chord2, ranks))[start:stop]
    return Part(positions.take(order), chord2.take(order), ranks.take(order))


def nearer_maybe(arrays: Arrays, looked: Scan, classes: Classes) -> Part | None:
    """Return the nearest maybe, if it is nearer than the first sure place."""
    sure, maybe = rows_of(classes.sure), rows_of(classes.maybe)
    if not len(sure) or not len(maybe):
        return None
    chord2 = looked.chord2.take(maybe)
    least = chord2.min()
    if least >= looked.chord2.take(sure).min():
        return None
    positions = looked.positions(maybe[chord2 == least])
    first = positions[arrays.id_rank.take(positions).argmin()]
    return Part(np.array([first]), np.array([least]), np.array([MAYBE], dtype=np.uint8))
