"""The one order of results: sure, maybe, limited; each by distance, then by id."""

import numpy as np

from locator.search.index import DirectoryIndex
from locator.search.query import Rank
from locator.search.scan import Classes, Scan, Words, how_many, rows_of

Row = tuple[int, Rank]
RANKS: tuple[Rank, ...] = ("sure", "maybe", "limited")
# Sorting so few is quicker than first finding out which ones to sort.
FEW = 256


def page_rows(
    index: DirectoryIndex, looked: Scan, classes: Classes, offset: int, limit: int
) -> list[Row]:
    """Return one part of the list."""
    rows: list[Row] = []
    start, stop = offset, offset + limit
    for rank, word in zip(RANKS, classes, strict=True):
        count = how_many(word)
        if start < count and stop > 0:
            nearest = nearest_rows(index, looked, word, stop)[start:]
            rows += [(row, rank) for row in nearest]
        start, stop = max(0, start - count), stop - count
    return rows


def nearer_maybe(index: DirectoryIndex, looked: Scan, classes: Classes) -> Row | None:
    """Return the nearest maybe, if it is nearer than the first sure place."""
    sure, maybe = rows_of(classes.sure), rows_of(classes.maybe)
    if not len(sure) or not len(maybe):
        return None
    if looked.chord2[maybe].min() >= looked.chord2[sure].min():
        return None
    return nearest_rows(index, looked, classes.maybe, 1)[0], "maybe"


def nearest_rows(
    index: DirectoryIndex, looked: Scan, word: Words, most: int
) -> list[int]:
    """Return the nearest places that a word holds, ties by id."""
    rows = rows_of(word)
    chord2 = looked.chord2.take(rows)
    if len(rows) > max(most, FEW):
        near = chord2 <= np.partition(chord2, most - 1)[most - 1]
        rows, chord2 = rows[near], chord2[near]
    ids = index.id_rank.take(looked.positions(rows))
    order: list[int] = rows[np.lexsort((ids, chord2))[:most]].tolist()
    return order
