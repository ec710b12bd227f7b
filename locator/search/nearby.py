"""The site's one search: the nearest places, how many, and what each term would give."""

from typing import cast

import numpy as np

from locator.errors import InvalidSearch
from locator.search import beyond, earth, scan
from locator.search.index import DirectoryIndex
from locator.search.query import Hit, Rank, SearchPage, SearchQuery

LEAST_SHOWN = 5


def find_nearby(index: DirectoryIndex, query: SearchQuery) -> SearchPage:
    """Answer a search from the index alone."""
    for term in sorted(query.terms - index.layout.column.keys()):
        raise InvalidSearch(f"There is no filter called “{term}”.", field="term")
    choice = scan.choose(index.layout, query.terms)
    origin = earth.point_to_ecef(query.point)
    bend = earth.curve_radius_m(query.point.latitude)
    looked = scan.scan(index, origin, earth.length_to_chord(query.radius_m, bend))
    matched = scan.match(looked.bits, choice, looked.inside)
    classes = scan.split(looked.bits, choice, matched)
    found = _Found(index, looked, bend)
    total = scan.how_many(matched)
    return SearchPage(
        total=total,
        hits=found.page(classes, query.offset, query.limit),
        beyond=beyond.nearest_beyond(index, query, choice, LEAST_SHOWN - total),
        counts=scan.term_counts(index, looked, choice),
        nearer_maybe=found.nearer_maybe(classes) if choice.ranks else None,
        version=index.version,
    )


class _Found:
    """Turns rows of a scan into hits."""

    def __init__(self, index: DirectoryIndex, looked: scan.Scan, bend: float) -> None:
        self._index = index
        self._looked = looked
        self._bend = bend

    def page(
        self, classes: tuple[scan.Words, ...], offset: int, limit: int
    ) -> tuple[Hit, ...]:
        """Return one part of the list: class by class, by distance, then by id."""
        hits: list[Hit] = []
        for rank, word in zip(scan.RANKS, classes, strict=True):
            count = scan.how_many(word)
            if offset < count and limit > len(hits):
                rows = self._nearest(word, offset + limit - len(hits))
                hits += [self._hit(row, rank) for row in rows[offset:]]
            offset = max(0, offset - count)
        return tuple(hits)

    def nearer_maybe(self, classes: tuple[scan.Words, ...]) -> Hit | None:
        """Return the nearest maybe, if it is nearer than the first sure place."""
        sure, maybe, _ = classes
        first, hint = self._nearest(sure, 1), self._nearest(maybe, 1)
        chord2 = self._looked.chord2.ravel()
        if not first or not hint or chord2[hint[0]] >= chord2[first[0]]:
            return None
        return self._hit(hint[0], "maybe")

    def _nearest(self, word: scan.Words, most: int) -> list[int]:
        rows = self._looked.rows(word)
        chord2 = self._looked.chord2.ravel()[rows]
        if len(rows) > 4 * most:
            near = chord2 <= np.partition(chord2, most - 1)[most - 1]
            rows, chord2 = rows[near], chord2[near]
        ids = self._index.id_rank[self._looked.positions(rows)]
        order = np.lexsort((ids, chord2))[:most]
        return cast("list[int]", rows[order].tolist())

    def _hit(self, row: int, rank: Rank) -> Hit:
        chord = float(self._looked.chord2.ravel()[row]) ** 0.5
        length = earth.chord_to_length(chord, self._bend)
        return Hit(self._index.location(self._looked.position(row)), length, rank)
