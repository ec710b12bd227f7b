"""The index against the plainest possible search over geopy's geodesic."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from locator.geo import Point, distance_m, miles_to_m
from locator.records import Access, Location, Precision, Strength
from locator.search import SearchQuery, build_index, find_nearby, open_index
from tests.search.fakes import LAYOUT, make_place

TOLERANCE_M = 0.5
TERMS = sorted(LAYOUT.terms)
GROUPS = {term: group for group in LAYOUT.groups for term in group.terms}
MEDICINES = {"methadone", "buprenorphine", "naltrexone"}
LIFTED = {label.slug: set(label.lifted_by) for label in LAYOUT.labels}

# Where maps tear: the date line, both poles, the prime meridian; and where people live.
CENTERS = [
    (42.36, -71.06),
    (40.71, -74.0),
    (52.0, 179.99),
    (51.9, -179.98),
    (-17.0, 180.0),
    (89.99, 10.0),
    (-89.999, -100.0),
    (0.0, 0.0),
    (13.44, 144.79),
    (71.29, -156.79),
]


def wrap(latitude: float, longitude: float) -> tuple[float, float]:
    """Return a point that exists, near one that may lie over a pole or date line."""
    if abs(latitude) > 90:
        latitude, longitude = (
            (180 if latitude > 0 else -180) - latitude,
            longitude + 180,
        )
    return latitude, (longitude + 180) % 360 - 180


def points(center: tuple[float, float], spread: float):
    """Points up to so many degrees from a center."""
    off = st.floats(-spread, spread, allow_nan=False)
    return st.builds(lambda lat, lon: wrap(center[0] + lat, center[1] + lon), off, off)


OFFERS = st.dictionaries(
    st.sampled_from(TERMS), st.sampled_from(["yes", "likely", "maybe"]), max_size=9
)
LABELS = st.lists(st.sampled_from(sorted(LIFTED)), max_size=2, unique=True)


@st.composite
def places(draw, around):
    """Some places, several to a building, of every access and strength."""
    spots = draw(st.lists(around, min_size=1, max_size=12))
    found = []
    for number in range(draw(st.integers(1, 40))):
        offers = draw(OFFERS)
        kinds = {
            strength: tuple(t for t, s in offers.items() if s == strength)
            for strength in ("yes", "likely", "maybe")
        }
        private = {"precision": Precision.WITHHELD, "point": None}
        found.append(
            make_place(
                f"{number * 7919 % 1000:03}",
                *draw(st.sampled_from(spots)),
                labels=tuple(draw(LABELS)),
                access=draw(st.sampled_from([None, None, None, Access.RESTRICTED])),
                **kinds,
                **draw(st.sampled_from([{}, {}, {}, private])),
            )
        )
    return found


@st.composite
def searches(draw):
    """A small directory, and a search from somewhere near it."""
    around = points(
        draw(st.sampled_from(CENTERS)), draw(st.sampled_from([0.01, 0.5, 3.0, 40.0]))
    )
    terms = draw(st.lists(st.sampled_from(TERMS), max_size=3))
    query = SearchQuery(
        Point(*draw(around)),
        frozenset(terms),
        miles_to_m(draw(st.sampled_from([1, 5, 10, 25, 50, 100, 150, 200]))),
        draw(st.sampled_from([1, 5, 20, 100])),
        draw(st.sampled_from([0, 0, 0, 3, 20])),
    )
    return draw(places(around)), query


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
    """The same places in the same order, but for neighbors within the tolerance."""
    assert len(found) == len(wanted)
    for hit, place in zip(found, wanted, strict=True):
        assert abs(length[hit.location.id] - length[place.id]) < TOLERANCE_M
        assert abs(hit.distance_m - length[hit.location.id]) < TOLERANCE_M
        if hit.location.search_point == place.search_point:
            assert hit.location.id == place.id


@settings(deadline=None, max_examples=150)
@given(searches())
def test_results_equal_brute_force_over_geopy(search):
    some, query = search
    length = {p.id: distance_m(query.point, p.search_point) for p in some}
    found = [p for p in some if p.access is not Access.RESTRICTED]
    assume(all(abs(length[p.id] - query.radius_m) > TOLERANCE_M for p in found))
    inside = [p for p in found if length[p.id] < query.radius_m]
    listed = sorted(
        (p for p in inside if matches(p, query.terms)),
        key=lambda p: (RANK_ORDER.index(rank(p, query.terms)), length[p.id], p.id),
    )
    outside = sorted(
        (p for p in found if p not in inside and matches(p, query.terms)),
        key=lambda p: (length[p.id], p.id),
    )
    event(f"listed: {min(len(listed), 5)}, beyond: {min(len(outside), 5)}")
    with tempfile.TemporaryDirectory() as folder:
        build_index(some, "v", Path(folder) / "i", layout=LAYOUT)
        page = find_nearby(open_index(Path(folder) / "i"), query)
    assert page.total == len(listed)
    assert_same_list(page.hits, listed[query.offset :][: query.limit], length)
    assert_same_list(page.beyond, outside[: max(0, 5 - len(listed))], length)
    assert page.counts == naive_counts(inside, query.terms)
    for hit in (*page.hits, *page.beyond):
        assert hit.rank == rank(hit.location, query.terms)
    assert_nearer_maybe(page.nearer_maybe, listed, query, length)


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
