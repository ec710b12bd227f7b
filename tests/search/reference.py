"""The plainest possible search, over geopy's geodesic, to hold the index against."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from locator.geo import distance_m
from locator.records import Access, Location, Strength
from locator.search import SearchPage, SearchQuery
from tests.search.fakes import LAYOUT

TOLERANCE_M = 0.5
TERMS = sorted(LAYOUT.terms)
GROUPS = {term: group for group in LAYOUT.groups for term in group.terms}
MEDICINES = {"methadone", "buprenorphine", "naltrexone"}
LIFTED = {label.slug: set(label.lifted_by) for label in LAYOUT.labels}


def offered(place: Location) -> dict[str, Strength]:
    return {offer.term: offer.strength for offer in place.offers}


def matches(place: Location, terms: Iterable[str]) -> bool:
    has = offered(place)
    for group in LAYOUT.groups:
        asked = [term in has for term in group.terms if term in terms]
        if asked and not (any(asked) if group.mode == "any" else all(asked)):
            return False
    return True


def rank(place: Location, terms: frozenset[str]) -> str:
    if place.access is Access.LIMITED and not all(
        LIFTED[label] & terms for label in place.access_labels
    ):
        return "limited"
    has = offered(place)
    medicines = [has[t] for t in MEDICINES & terms if t in has]
    sure = any(s != "maybe" for s in medicines) if MEDICINES & terms else True
    if "counseling" in terms and has.get("counseling") == "maybe":
        sure = False
    return "sure" if sure else "maybe"


def naive_counts(inside: list[Location], terms: frozenset[str]) -> dict[str, int]:
    counts = {}
    for term in TERMS:
        others = {t for t in terms if GROUPS[t] is not GROUPS[term]}
        counts[term] = sum(matches(place, others | {term}) for place in inside)
    return counts


RANK_ORDER = ("sure", "maybe", "limited")


def assert_same_list(found, wanted, length):
    """The same places in the same order, but for those that are apart by a hair."""
    assert len(found) == len(wanted)
    for hit, place in zip(found, wanted, strict=True):
        assert abs(length[hit.location.id] - length[place.id]) < TOLERANCE_M
        assert abs(hit.distance_m - length[hit.location.id]) < TOLERANCE_M
    if not any(0 < b - a < TOLERANCE_M for a, b in pairwise(sorted(length.values()))):
        assert [hit.location.id for hit in found] == [place.id for place in wanted]


def assert_nearer_maybe(hit, listed, query, length):
    first = {
        r: next((p for p in listed if rank(p, query.terms) == r), None)
        for r in RANK_ORDER
    }
    sure, maybe = first["sure"], first["maybe"]
    if hit is not None:
        assert hit.rank == "maybe"
        assert length[hit.location.id] < length[sure.id] + TOLERANCE_M
    elif sure and maybe:
        assert length[maybe.id] > length[sure.id] - TOLERANCE_M


def lengths_of(places: Sequence[Location], query: SearchQuery) -> dict[str, float]:
    return {p.id: distance_m(query.point, p.search_point) for p in places}


def on_the_border(length: dict[str, float], query: SearchQuery) -> bool:
    """Tell whether a place is so near the radius that both answers are right."""
    return any(abs(m - query.radius_m) < TOLERANCE_M for m in length.values())


def assert_right(
    page: SearchPage,
    places: Sequence[Location],
    query: SearchQuery,
    length: dict[str, float],
) -> None:
    """Compare every part of an answer with what the plain search finds."""
    found = [p for p in places if p.access is not Access.RESTRICTED]
    inside = [p for p in found if length[p.id] < query.radius_m]
    listed = sorted(
        (p for p in inside if matches(p, query.terms)),
        key=lambda p: (RANK_ORDER.index(rank(p, query.terms)), length[p.id], p.id),
    )
    outside = sorted(
        (p for p in found if length[p.id] > query.radius_m and matches(p, query.terms)),
        key=lambda p: (length[p.id], p.id),
    )
    assert page.total == len(listed)
    assert_same_list(page.hits, listed[query.offset :][: query.limit], length)
    assert_same_list(page.beyond, outside[: max(0, 5 - len(listed))], length)
    assert page.counts == naive_counts(inside, query.terms)
    for hit in (*page.hits, *page.beyond):
        assert hit.rank == rank(hit.location, query.terms)
    assert_nearer_maybe(page.nearer_maybe, listed, query, length)
