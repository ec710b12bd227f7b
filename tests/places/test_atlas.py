"""The borders and towns that a map draws, and where it puts them."""

import numpy as np
import pytest

from locator.geo import Point, distance_m, miles_to_m
from locator.places import lookup_near
from locator.places.atlas import Border, lines_near, project, towns_near

HALF = miles_to_m(30)


def sorted_by_east(line):
    return line[line[:, 0].argsort()].T


# Alaska beyond the date line, an island in the Pacific, Puerto Rico, the far north.
FAR = {
    "date-line": (Point(52.9, 179.9), Point(52.3, -179.2)),
    "guam": (Point(13.44, 144.79), Point(13.6, 144.9)),
    "puerto-rico": (Point(18.4, -66.06), Point(18.0, -66.6)),
    "north": (Point(71.29, -156.79), Point(70.2, -148.5)),
    "boston": (Point(42.34, -71.07), Point(44.0, -70.2)),
}


@pytest.mark.parametrize(("here", "there"), FAR.values(), ids=FAR.keys())
def test_a_point_lies_at_its_true_distance_from_the_middle(here, there):
    [flat] = project(here, np.array([there.latitude]), np.array([there.longitude]))
    assert np.hypot(*flat) == pytest.approx(distance_m(here, there), rel=0.005)


def test_east_is_to_the_right_across_the_date_line():
    [[east, north]] = project(Point(52.0, 179.9), np.array([52.0]), np.array([-179.9]))
    assert east == pytest.approx(13_700, rel=0.01)
    assert abs(north) < 50


def test_the_middle_is_the_middle():
    assert project(
        Point(42.0, -71.0), np.array([42.0]), np.array([-71.0])
    ).tolist() == [[0.0, 0.0]]


@pytest.mark.parametrize(
    "place", ["02118", "Guam, GU", "00901", "Attu, AK", "Adak, AK", "00802", "96950"]
)
def test_every_corner_of_the_country_has_a_border_or_a_coast(place):
    point = Point(52.9, 173.2) if place == "Attu, AK" else None
    point = point or lookup_near(place.replace("Guam, GU", "96910")).point
    kinds = {kind for kind, _line in lines_near(point, HALF, 100)}
    assert Border.STATE in kinds


def test_lines_stay_near_the_square():
    for _kind, line in lines_near(Point(39.0, -100.0), HALF, 100):
        low, high = line.min(axis=0), line.max(axis=0)
        assert (low <= HALF).all()
        assert (high >= -HALF).all()


def test_a_coarser_map_needs_fewer_points():
    def points(detail: float) -> int:
        lines = lines_near(Point(42.3, -71), 5 * HALF, detail)
        return sum(len(line) for _kind, line in lines)

    assert points(5_000) < points(2_000) < points(100)


def test_a_state_line_passes_where_it_should():
    """The line of the Mason-Dixon survey, at 39.72 north, between two of its ends."""
    found = []
    for kind, line in lines_near(Point(39.72, -77.2), miles_to_m(10), 50):
        if kind is Border.STATE:
            found.append(float(np.interp(0, *sorted_by_east(line))))
    assert min(map(abs, found)) < 1_500


def test_towns_come_largest_first_and_only_from_near():
    towns = [
        town.name for town, _east, _north in towns_near(Point(42.34, -71.07), HALF)
    ]
    assert towns[0] == "Boston"
    assert "Providence" not in towns
    assert all(
        town.source == "geonames" for town, *_ in towns_near(Point(39, -95), HALF)
    )
