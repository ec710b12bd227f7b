"""The site's one search: the nearest places, how many, and what each term would give."""

from collections.abc import Iterable

from locator.search.choice import Choice, choose
from locator.search.index import DirectoryIndex
from locator.search.query import Hit, SearchPage, SearchQuery
from locator.search.scanner import RANKS, Circle, Near, circle_of

LEAST_SHOWN = 5


def find_nearby(index: DirectoryIndex, query: SearchQuery) -> SearchPage:
    """Answer a search from the index alone."""
    choice, circle = choose(index.layout, query.terms), circle_of(query)
    found = index.scanner.survey(
        circle, choice, query.offset, query.offset + query.limit, counting=True
    )
    nearer = found.nearer_maybe
    return SearchPage(
        total=found.total,
        hits=read_hits(index, found.hits),
        beyond=find_beyond(index, query, circle, choice, found.total),
        counts=dict(zip(index.layout.terms, found.counts, strict=True)),
        nearer_maybe=read_hits(index, [nearer])[0] if nearer else None,
        version=index.version,
    )


def find_nearest(index: DirectoryIndex, query: SearchQuery) -> tuple[Hit, ...]:
    """Answer a search by its places alone: those inside the radius, then those beyond."""
    choice, circle = choose(index.layout, query.terms), circle_of(query)
    found = index.scanner.survey(
        circle, choice, query.offset, query.offset + query.limit, counting=False
    )
    beyond = find_beyond(index, query, circle, choice, found.total)
    return (*read_hits(index, found.hits), *beyond)


def count_nearby(index: DirectoryIndex, query: SearchQuery) -> int:
    """Return how many places a search would find."""
    choice, circle = choose(index.layout, query.terms), circle_of(query)
    return index.scanner.survey(circle, choice, 0, 0, counting=False).total


def find_beyond(
    index: DirectoryIndex,
    query: SearchQuery,
    circle: Circle,
    choice: Choice,
    total: int,
) -> tuple[Hit, ...]:
    """Return the nearest places outside the radius, where the list would be too short."""
    if total >= LEAST_SHOWN:
        return ()
    wanted = LEAST_SHOWN - total
    return read_hits(index, index.scanner.outward(query.point, circle, choice, wanted))


def read_hits(index: DirectoryIndex, near: Iterable[Near]) -> tuple[Hit, ...]:
    """Return what was found as hits, whose places can be read."""
    return tuple(
        Hit(position, distance_m, RANKS[rank], index)
        for position, distance_m, rank in near
    )
