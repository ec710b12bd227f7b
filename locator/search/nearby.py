"""The site's one search: the nearest places, how many, and what each term would give."""

from dataclasses import dataclass

import numpy as np

from locator.search import earth, scan
from locator.search.beyond import nearest_beyond
from locator.search.choice import Choice, choose
from locator.search.index import DirectoryIndex
from locator.search.order import Row, nearer_maybe, page_rows
from locator.search.query import Hit, SearchPage, SearchQuery

LEAST_SHOWN = 5


def find_nearby(index: DirectoryIndex, query: SearchQuery) -> SearchPage:
    """Answer a search from the index alone."""
    choice = choose(index.layout, query.terms)
    found = survey(index, query, choice)
    nearer = read_hits(index, found, [found.nearer]) if found.nearer else (None,)
    return SearchPage(
        total=found.total,
        hits=read_hits(index, found, found.rows),
        beyond=nearest_beyond(index, query, choice, LEAST_SHOWN - found.total),
        counts=dict(zip(index.layout.terms, found.counts, strict=True)),
        nearer_maybe=nearer[0],
        version=index.version,
    )


def count_nearby(index: DirectoryIndex, query: SearchQuery) -> int:
    """Return how many places a search would find."""
    return survey(index, query, choose(index.layout, query.terms)).total


@dataclass(frozen=True, slots=True)
class Survey:
    """What a search found, before any place is read."""

    looked: scan.Scan
    bend_m: float
    total: int
    rows: list[Row]
    nearer: Row | None
    counts: list[int]


def survey(index: DirectoryIndex, query: SearchQuery, choice: Choice) -> Survey:
    """Find the rows of a page, the total and every count, in one pass."""
    bend_m = earth.curve_radius_m(query.point.latitude)
    chord_m = earth.length_to_chord(query.radius_m, bend_m)
    looked = scan.scan(index, earth.point_to_ecef(query.point), chord_m)
    words = scan.group_words(looked.bits, choice)
    matched = scan.all_of(words, looked.inside)
    classes = scan.split(looked.bits, choice, matched)
    return Survey(
        looked=looked,
        bend_m=bend_m,
        total=scan.how_many(matched),
        rows=page_rows(index, looked, classes, query.offset, query.limit),
        nearer=nearer_maybe(index, looked, classes) if choice.ranks else None,
        counts=scan.term_counts(
            looked, choice, words, matched, len(index.layout.terms)
        ),
    )


def read_hits(index: DirectoryIndex, found: Survey, rows: list[Row]) -> tuple[Hit, ...]:
    """Return the hits of some rows."""
    numbers = np.array([number for number, _ in rows], dtype=np.intp)
    chords = np.sqrt(found.looked.chord2.take(numbers)).tolist()
    positions = found.looked.positions(numbers).tolist()
    return tuple(
        Hit(position, earth.chord_to_length(chord, found.bend_m), rank, index)
        for position, chord, (_, rank) in zip(positions, chords, rows, strict=True)
    )
