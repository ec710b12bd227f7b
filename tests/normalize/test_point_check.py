"""Coordinates against the ZIP and the town that a row names."""

import gzip
import json
from dataclasses import replace

import pytest

from locator.geo import Point
from locator.normalize import normalize_listing
from locator.normalize.points import FAR, OUTSIDE, REVERSED, check_point
from locator.places import lookup_city, lookup_zip
from locator.records import Address
from locator.sources import SOURCES

ROWS = "findtreatment/api_like_rows_US_directory2023.jsonl.gz"
BOSTON = Address("1 Example Street", None, "Boston", "MA", "02118")
# Rows of the file whose point is over 25 miles from the first table's point of the ZIP.
WRONG = {7076, 9935, 11836, 14915, 16686, 20592}
RIGHT = {411, 414, 415, 416, 417, 7353, 12900, 13142, 17315}


def test_point_near_its_zip_is_kept():
    assert check_point(Point(42.34, -71.07), BOSTON) == (Point(42.34, -71.07), ())


def test_point_in_another_city_is_refused_and_counted():
    assert check_point(Point(41.76, -72.68), BOSTON) == (None, (FAR,))


def test_swapped_point_is_put_right_then_checked():
    assert check_point(Point(-71.07, 42.34), BOSTON) == (
        Point(42.34, -71.07),
        (REVERSED,),
    )
    assert check_point(Point(-72.68, 41.76), BOSTON) == (None, (REVERSED, FAR))


def test_point_in_another_country_is_refused():
    assert check_point(Point(48.86, 2.35), BOSTON) == (None, (OUTSIDE,))


def test_the_other_tables_point_clears_a_coordinate():
    # The first table puts this ZIP 25.5 miles from the river's upper houses.
    upper_yaak = Point(48.829, -115.705)
    assert check_point(upper_yaak, Address("1", None, "", "MT", "59935"))[0]


def test_the_town_clears_a_coordinate_that_no_zip_point_is_near():
    town = Point(57.81, -152.36)
    island = Address("1", None, "Kodiak", "AK", "99615")
    assert check_point(town, island) == (town, ())
    assert check_point(town, replace(island, city="Nowhere")) == (None, (FAR,))


def test_an_alaskan_town_is_where_people_live():
    kodiak = lookup_city("Kodiak", "AK").point
    assert abs(kodiak.longitude - -152.405) < 0.01


def test_an_address_that_nobody_can_place_refuses_nothing():
    nowhere = Address("1", None, "Nowhere", "MA", "")
    assert check_point(Point(42.34, -71.07), nowhere)[0]


def test_a_private_street_has_no_point_and_no_remark():
    assert check_point(Point(1, 1), replace(BOSTON, withheld=True)) == (None, ())


def test_alternates_are_far_from_the_point_of_the_zip():
    middle = lookup_zip("86305").point
    assert check_point(middle, Address("1", None, "", "AZ", "86305")) == (middle, ())


@pytest.mark.real_data
def test_six_real_points_are_refused_and_nine_odd_ones_stay(real_data):
    source = SOURCES["findtreatment"]
    refused, kept = set(), set()
    with gzip.open(real_data / ROWS, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            number = row["_irow"]
            listing = normalize_listing(source.parse(row, as_of=None))
            if FAR in listing.reading.remarks:
                refused.add(number)
            elif listing.point and number in RIGHT:
                kept.add(number)
    assert refused == WRONG
    assert kept == RIGHT
