"""The order of results, the combination of terms, the counts beside them."""

from itertools import chain

import pytest

from locator.errors import InvalidSearch
from locator.geo import Point, distance_m, miles_to_m
from locator.records import Access
from locator.search import SearchQuery, find_nearby
from tests.search.fakes import make_place

pytestmark = pytest.mark.usefixtures("each_scanner")

HERE = Point(42.0, -71.0)
MILE = 1 / 69.0  # of latitude, nearly


def search(index, *terms, **more):
    return find_nearby(index, SearchQuery(HERE, frozenset(terms), **more))


def ids(hits):
    return [hit.location.id for hit in hits]


def test_nearest_come_first(index_of):
    index = index_of(
        make_place("far", 42 + 3 * MILE),
        make_place("near", 42 + MILE),
        make_place("mid", 42 + 2 * MILE),
    )
    page = search(index)
    assert ids(page.hits) == ["near", "mid", "far"]
    assert page.total == 3


def test_distance_is_the_geodesic(index_of):
    place = make_place("p", 42.2, -71.3)
    hit = search(index_of(place)).hits[0]
    assert hit.distance_m == pytest.approx(distance_m(HERE, place.point), abs=0.1)


def test_ties_go_by_id(index_of):
    page = search(index_of(*(make_place(name) for name in "cab")))
    assert ids(page.hits) == ["a", "b", "c"]


def test_ties_go_by_id_though_they_lie_apart(index_of):
    index = index_of(make_place("b", 42.0, -71.1), make_place("a", 42.0, -70.9))
    assert {round(hit.distance_m, 3) for hit in search(index).hits}
    assert search(index).total == 2


def test_what_lies_outside_the_radius_is_beyond_it(index_of):
    index = index_of(make_place("in", 42 + MILE), make_place("out", 42 + 40 * MILE))
    page = search(index)
    assert (ids(page.hits), ids(page.beyond), page.total) == (["in"], ["out"], 1)


def test_a_place_on_the_other_side_of_the_earth_is_as_far_as_geopy_says(index_of):
    place = make_place("far", 0.5, 179.7)  # Vincenty's formula does not converge
    index = index_of(place)
    (hit,) = find_nearby(index, SearchQuery(Point(0.0, 0.0))).beyond
    assert hit.distance_m == pytest.approx(distance_m(Point(0.0, 0.0), place.point))


def test_five_are_shown_whatever_the_radius(index_of):
    index = index_of(*(make_place(f"p{n}", 42 - n * 10 * MILE) for n in range(9)))
    page = search(index, radius_m=miles_to_m(15))
    assert ids(page.hits) == ["p0", "p1"]
    assert ids(page.beyond) == ["p2", "p3", "p4"]


def test_nothing_is_beyond_when_five_are_inside(index_of):
    near = [make_place(f"p{n}") for n in range(5)]
    assert search(index_of(*near, make_place("far", 45.0))).beyond == ()


def test_the_other_side_of_the_earth_is_found(index_of):
    index = index_of(make_place("x", -42.0, 108.9))
    (hit,) = search(index).beyond
    assert hit.distance_m == pytest.approx(distance_m(HERE, hit.location.point))


def test_any_medicine_and_any_payment(index_of):
    index = index_of(
        make_place("a", yes=("methadone", "medicaid")),
        make_place("b", yes=("buprenorphine", "free")),
        make_place("c", yes=("methadone",)),
        make_place("d", yes=("free",)),
    )
    page = search(index, "methadone", "buprenorphine", "medicaid", "free")
    assert ids(page.hits) == ["a", "b"]


def test_all_people_and_all_languages(index_of):
    index = index_of(
        make_place("a", yes=("veterans", "women", "spanish", "sign-language")),
        make_place("b", yes=("veterans", "spanish", "sign-language")),
        make_place("c", yes=("veterans", "women", "spanish")),
    )
    found = search(index, "veterans", "women", "spanish", "sign-language")
    assert ids(found.hits) == ["a"]


def test_sure_then_maybe_then_limited(index_of):
    index = index_of(
        make_place("limited", 42.0, yes=("methadone",), labels=("dui-only",)),
        make_place("maybe", 42 + MILE, maybe=("methadone",)),
        make_place("likely", 42 + 2 * MILE, likely=("methadone",)),
        make_place("yes", 42 + 3 * MILE, yes=("methadone",)),
    )
    page = search(index, "methadone")
    assert ids(page.hits) == ["likely", "yes", "maybe", "limited"]
    assert [hit.rank for hit in page.hits] == ["sure", "sure", "maybe", "limited"]
    assert page.nearer_maybe is not None
    assert page.nearer_maybe.location.id == "maybe"


def test_best_of_the_medicines_counts(index_of):
    index = index_of(make_place("a", yes=("naltrexone",), maybe=("methadone",)))
    assert search(index, "methadone", "naltrexone").hits[0].rank == "sure"
    assert search(index, "methadone").hits[0].rank == "maybe"


def test_worst_across_medicine_and_counseling_counts(index_of):
    index = index_of(make_place("a", yes=("methadone",), maybe=("counseling",)))
    assert search(index, "methadone", "counseling").hits[0].rank == "maybe"
    assert search(index, "methadone").hits[0].rank == "sure"


def test_other_terms_never_reorder(index_of):
    index = index_of(
        make_place("a", 42.0, maybe=("telehealth", "free")),
        make_place("b", 42 + MILE, yes=("telehealth", "free")),
    )
    page = search(index, "telehealth", "free")
    assert ids(page.hits) == ["a", "b"]
    assert page.nearer_maybe is None


def test_another_kind_of_care_does_not_make_counseling_doubtful(index_of):
    index = index_of(make_place("a", yes=("detox",)))
    assert search(index, "counseling", "detox").hits[0].rank == "sure"


def test_a_farther_maybe_needs_no_line(index_of):
    index = index_of(
        make_place("yes", 42.0, yes=("methadone",)),
        make_place("maybe", 42 + MILE, maybe=("methadone",)),
    )
    assert search(index, "methadone").nearer_maybe is None


def test_asking_for_a_group_lifts_its_limit(index_of):
    index = index_of(
        make_place("va", yes=("veterans", "women"), labels=("va",)),
        make_place("both", yes=("veterans", "women"), labels=("va", "women-only")),
    )
    assert [hit.rank for hit in search(index).hits] == ["limited", "limited"]
    assert [hit.rank for hit in search(index, "veterans").hits] == ["sure", "limited"]
    both = search(index, "veterans", "women").hits
    assert [hit.rank for hit in both] == ["sure", "sure"]


def test_a_limit_without_a_known_label_is_never_lifted(index_of):
    place = make_place("a", yes=("veterans",), access=Access.LIMITED)
    assert search(index_of(place), "veterans").hits[0].rank == "limited"


def test_restricted_closed_and_nowhere_are_not_found(index_of):
    index = index_of(
        make_place("jail", access=Access.RESTRICTED),
        make_place("nowhere", point=None, search_point=None),
        make_place("here"),
    )
    page = search(index)
    assert (ids(page.hits), page.beyond, page.total) == (["here"], (), 1)
    assert index.get("jail") is not None
    assert index.get("nowhere") is not None
    assert index.get("other") is None


def test_counts_say_what_choosing_only_that_term_would_give(index_of):
    index = index_of(
        make_place("a", yes=("methadone", "medicaid")),
        make_place("b", yes=("buprenorphine", "medicaid")),
        make_place("c", yes=("buprenorphine", "free")),
        make_place("d", 46.0, yes=("methadone", "medicaid")),
    )
    counts = search(index, "methadone", "medicaid").counts
    assert counts["methadone"] == 1
    assert counts["buprenorphine"] == 1
    assert counts["medicaid"] == 1
    assert counts["free"] == 0
    assert counts["spanish"] == 0


def test_pages_follow_each_other_across_ranks(index_of):
    names = [f"p{n:02}" for n in range(30)]
    places = [
        make_place(
            name,
            42 + n % 7 * MILE,
            **{("yes", "maybe", "likely")[n % 3]: ("methadone",)},
        )
        for n, name in enumerate(names)
    ]
    index = index_of(*places)
    whole = ids(search(index, "methadone", limit=100).hits)
    parts = [
        ids(search(index, "methadone", limit=7, offset=n).hits) for n in range(0, 35, 7)
    ]
    assert list(chain(*parts)) == whole
    assert sorted(whole) == names


def test_a_crowded_building_is_listed_by_id(index_of):
    names = [f"p{n * 7919 % 1000:03}" for n in range(1000)]
    index = index_of(make_place("zzz", 42.0001), *(make_place(name) for name in names))
    assert ids(search(index).hits) == sorted(names)[:20]
    assert ids(search(index, offset=490).hits) == sorted(names)[490:510]
    assert ids(search(index, offset=1000).hits) == ["zzz"]


def test_an_empty_directory_answers(index_of):
    page = search(index_of(), "methadone")
    assert (page.total, page.hits, page.beyond) == (0, (), ())
    assert page.counts["methadone"] == 0


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"radius_m": 0}, "radius"),
        ({"radius_m": miles_to_m(201)}, "radius"),
        ({"radius_m": float("nan")}, "radius"),
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"offset": -1}, "page"),
    ],
)
def test_impossible_queries_name_the_field(more, field):
    with pytest.raises(InvalidSearch) as caught:
        SearchQuery(HERE, **more)
    assert caught.value.field == field


def test_an_unknown_term_names_the_field(index_of):
    with pytest.raises(InvalidSearch, match="juggling") as caught:
        search(index_of(), "juggling")
    assert caught.value.field == "term"
