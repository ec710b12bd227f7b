"""The index against the plainest possible search over geopy's geodesic."""

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from locator.geo import Point, miles_to_m
from locator.records import Access, Precision
from locator.search import SearchQuery, build_index, find_nearby, open_index
from tests.search.fakes import LAYOUT, make_place
from tests.search.reference import (
    LIFTED,
    TERMS,
    assert_right,
    lengths_of,
    on_the_border,
)

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("each_scanner")]

MILES = [1, 5, 10, 25, 50, 100, 150, 200]

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
        miles_to_m(draw(st.sampled_from(MILES))),
        draw(st.sampled_from([1, 5, 20, 100])),
        draw(st.sampled_from([0, 0, 0, 3, 20])),
    )
    return draw(places(around)), query


def answer(some, query):
    with tempfile.TemporaryDirectory() as folder:
        build_index(some, "v", Path(folder) / "i", layout=LAYOUT)
        return find_nearby(open_index(Path(folder) / "i"), query)


@settings(max_examples=150)
@given(searches())
def test_results_equal_brute_force_over_geopy(search):
    some, query = search
    length = lengths_of(some, query)
    assume(not on_the_border(length, query))
    page = answer(some, query)
    event(f"listed: {min(page.total, 5)}, beyond: {len(page.beyond)}")
    assert_right(page, some, query, length)


def scattered(rng, count):
    """Places around every center, most of them near, some anywhere on earth."""
    found = []
    for number in range(count):
        spread = rng.choice([0.02, 0.3, 1.5, 1.5, 40.0])
        latitude, longitude = rng.choice(CENTERS)
        strength = rng.choice(["yes", "likely", "maybe"])
        found.append(
            make_place(
                f"{number:04}",
                *wrap(
                    latitude + rng.uniform(-spread, spread),
                    longitude + rng.uniform(-spread, spread),
                ),
                labels=tuple(rng.sample(sorted(LIFTED), rng.choice([0, 0, 0, 1, 2]))),
                **{strength: tuple(rng.sample(TERMS, 5))},
            )
        )
    return found


def random_query(rng):
    latitude, longitude = rng.choice(CENTERS)
    spread = rng.choice([0.1, 1.0, 20.0])
    spot = wrap(
        latitude + rng.uniform(-spread, spread),
        longitude + rng.uniform(-spread, spread),
    )
    terms = frozenset(rng.sample(TERMS, rng.choice([0, 1, 1, 2, 3])))
    radius = miles_to_m(rng.choice(MILES))
    return SearchQuery(Point(*spot), terms, radius, rng.choice([5, 20]))


@pytest.mark.parametrize(
    "searches", [40, pytest.param(1000, marks=pytest.mark.slow, id="1000")]
)
def test_many_blocks_give_the_same_answers(tmp_path, searches):
    rng = random.Random(searches)
    some = scattered(rng, 700)
    build_index(some, "v", tmp_path / "i", layout=LAYOUT)
    index = open_index(tmp_path / "i")
    for _ in range(searches):
        query = random_query(rng)
        length = lengths_of(some, query)
        if not on_the_border(length, query):
            assert_right(find_nearby(index, query), some, query, length)
