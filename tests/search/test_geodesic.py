"""Our quick geodesic is geopy's, to a millimeter, everywhere on earth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.geo import Point, distance_m
from locator.search.earth import geodesic_m

POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@given(POINTS, POINTS)
def test_it_equals_geopy_anywhere(a: Point, b: Point):
    assert geodesic_m(a, b) == pytest.approx(distance_m(a, b), abs=0.001)


@given(POINTS, st.floats(-1, 1), st.floats(-1, 1))
def test_it_equals_geopy_nearby(a: Point, north: float, east: float):
    b = Point(
        min(90, max(-90, a.latitude + north)), min(180, max(-180, a.longitude + east))
    )
    assert geodesic_m(a, b) == pytest.approx(distance_m(a, b), abs=0.001)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (Point(0, 0), Point(0, 0)),
        (Point(0, 0), Point(0, 90)),
        (Point(90, 0), Point(-90, 0)),
        (Point(51.9, 179.9), Point(51.9, -179.9)),
        (Point(0, 0), Point(0.5, 179.7)),
        (Point(10, -180), Point(10, 180)),
    ],
)
def test_hard_pairs_equal_geopy(a: Point, b: Point):
    assert geodesic_m(a, b) == pytest.approx(distance_m(a, b), abs=0.001)
