"""The site's one search: the nearest places, how many, and what each term would give."""

from dataclasses import dataclass
from itertools import repeat

import numpy as np

from locator.search import earth, scan
from locator.search.beyond import nearest_beyond
from locator.search.choice import Choice, choose
from locator.search.index import DirectoryIndex
from locator.search.order import RANKS, Part, list_part, nearer_maybe
from locator.search.query import Hit, SearchPage, SearchQuery

LEAST_SHOWN = 5


def find_nearby(index: DirectoryIndex, query: SearchQuery) -> SearchPage:
    """Answer a search from the index alone."""
    choice = choose(index.layout, query.terms)
    found = survey(index, query, choice)
    nearer = nearer_maybe(index, found.looked, found.classes) if choice.ranks else None
    return SearchPage(
        total=found.total,
        hits=list_hits(index, query, found),
        beyond=nearest_beyond(index, query, choice, LEAST_SHOWN - found.total),
        counts=count_terms(index, choice, found),
        nearer_maybe=read_hits(index, nearer, found.bend_m)[0] if nearer else None,
        version=index.version,
    )


def find_nearest(index: DirectoryIndex, query: SearchQuery) -> tuple[Hit, ...]:
    """Answer a search by its places alone: those inside the radius, then those beyond."""
    choice = choose(index.layout, query.terms)
    found = survey(index, query, choice)
    beyond = nearest_beyond(index, query, choice, LEAST_SHOWN - found.total)
    return (*list_hits(index, query, found), *beyond)


def count_nearby(index: DirectoryIndex, query: SearchQuery) -> int:
    """Return how many places a search would find."""
    return survey(index, query, choose(index.layout, query.terms)).total


@dataclass(frozen=True, slots=True)
class Survey:
    """Which places a search finds, before any is put in order, counted or read."""

    looked: scan.Scan
    bend_m: float
    words: list[scan.Words]
    matched: scan.Words
    classes: scan.Classes
    total: int


def survey(index: DirectoryIndex, query: SearchQuery, choice: Choice) -> Survey:
    """Look once at what is near."""
    bend_m = earth.curve_radius_m(query.point.latitude)
    chord_m = earth.length_to_chord(query.radius_m, bend_m)
    looked = scan.scan(index, earth.point_to_ecef(query.point), chord_m)
    words = scan.group_words(looked.bits, choice)
    matched = scan.all_of(words, looked.inside)
    classes = scan.split(looked.bits, choice, matched)
    return Survey(looked, bend_m, words, matched, classes, scan.how_many(matched))


def list_hits(
    index: DirectoryIndex, query: SearchQuery, found: Survey
) -> tuple[Hit, ...]:
    """Return the hits of one part of the list."""
    part = list_part(index, found.looked, found.classes, query.offset, query.limit)
    return read_hits(index, part, found.bend_m)


def count_terms(index: DirectoryIndex, choice: Choice, found: Survey) -> dict[str, int]:
    """Return, for every term, what choosing only it in its group would give."""
    terms = index.layout.terms
    counts = scan.term_counts(
        found.looked, choice, found.words, found.matched, len(terms)
    )
    return dict(zip(terms, counts, strict=True))


def read_hits(index: DirectoryIndex, part: Part, bend_m: float) -> tuple[Hit, ...]:
    """Return the hits of a part of a list."""
    lengths = earth.chords_to_lengths(np.sqrt(part.chord2), bend_m).tolist()
    ranks = map(RANKS.__getitem__, part.ranks.tolist())
    return tuple(map(Hit, part.positions.tolist(), lengths, ranks, repeat(index)))
