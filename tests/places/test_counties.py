"""Points to counties, by shape."""

import pytest

from locator.errors import UnknownPlace
from locator.geo import Point
from locator.places import lookup_zip
from locator.places.counties import County, find_county, lookup_county


@pytest.mark.parametrize(
    ("zip_code", "fips"),
    [
        ("02118", "25025"),
        ("60601", "17031"),
        ("10001", "36061"),
        ("22030", "51600"),  # Fairfax City, a hole in Fairfax County
        ("99501", "02020"),
        ("96813", "15003"),
        ("00901", "72127"),
    ],
)
def test_a_zip_is_in_the_county_that_people_know(zip_code, fips):
    place = lookup_zip(zip_code)
    county = find_county(place.point, place.state)
    assert county is not None
    assert county.fips == fips


def test_a_pier_beyond_the_drawn_shore_belongs_to_the_nearest_county():
    county = find_county(Point(25.77, -80.05), "FL")
    assert county == County("12086", "Miami-Dade", "FL")


def test_a_point_far_from_its_state_is_in_no_county():
    assert find_county(Point(42.33, -71.07), "CA") is None
    assert find_county(Point(7.34, 134.48), "PW") is None


def test_a_county_is_found_by_its_code():
    assert lookup_county(" 25025 ") == County("25025", "Suffolk", "MA")


def test_a_code_that_is_none_says_what_one_looks_like():
    with pytest.raises(UnknownPlace, match="five digits"):
        lookup_county("2502")
