"""The map beside the list: what it shows, and what it must never show."""

import gzip
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from locator.geo import Point, distance_m, miles_to_m
from locator.places import lookup_near
from locator.records import Precision
from locator.search import Hit
from locator.web.map import MIDDLE, OUTER, SIZE, make_map, rings_around
from locator.web.map_page import print_map
from tests.web.invented import BOSTON, make_location, withheld_place, zip_only_place

NEAR = lookup_near("02118")


class FakePlaces:
    """One place, which is at every position."""

    def __init__(self, place) -> None:
        self.place = place

    def location_at(self, position):
        return self.place

    def glance_at(self, position):
        return self.place


def hit_of(place, distance: float) -> Hit:
    return Hit(0, distance, "sure", FakePlaces(place))


def make_hit(number: int, point: Point | None = None, **changes) -> Hit:
    place = make_location(number, **changes)
    place = replace(place, point=point) if point else place
    return hit_of(place, distance_m(NEAR.point, place.search_point))


def draw(app, hits, near=NEAR, first=1):
    with app.test_request_context("/"):
        return make_map(near, hits, first)


@pytest.fixture
def app(site):
    return site.app


def test_pins_carry_the_numbers_of_the_list(app):
    drawn = draw(app, [make_hit(1), make_hit(2)], first=21)
    assert [(pin.number, pin.id) for pin in drawn.pins] == [
        (21, "0000000001"),
        (22, "0000000002"),
    ]


def test_a_place_without_a_spot_of_its_own_has_no_pin(app):
    kept = [
        make_hit(1),
        *(hit_of(p, 1.0) for p in (withheld_place(2), zip_only_place())),
    ]
    area = make_hit(3, precision=Precision.AREA)
    nowhere = hit_of(replace(make_location(4), point=None), 1.0)
    drawn = draw(app, [*kept, area, nowhere])
    assert [pin.id for pin in drawn.pins] == ["0000000001"]
    assert drawn.missing == 4


def test_a_withheld_place_moves_nothing_even_if_a_point_slips_through(app):
    far = Point(BOSTON.latitude + 0.3, BOSTON.longitude)
    private = replace(withheld_place(2), point=far)
    with_it = draw(app, [make_hit(1), hit_of(private, 30_000.0)])
    assert replace(with_it, missing=0) == draw(app, [make_hit(1)])


def test_without_a_pin_there_is_no_map(app):
    assert draw(app, []) is None
    assert draw(app, [hit_of(withheld_place(2), 1.0)]) is None


@pytest.mark.parametrize(
    ("miles", "rings"), [(0.0, (0.5, 1)), (1.0, (0.5, 1)), (1.01, (1, 2)), (24, (10, 25)), (201, (100, 200))]
)  # fmt: skip
def test_the_rings_are_the_least_that_hold_every_pin(miles, rings):
    assert rings_around(miles_to_m(miles)) == rings


@pytest.mark.parametrize("place", ["02118", "96910", "Adak, AK", "99501", "00901"])
def test_a_pin_stands_as_far_from_the_middle_as_its_place_is(app, place):
    near = lookup_near(place)
    there = Point(near.point.latitude + 0.05, near.point.longitude + 0.08)
    drawn = draw(app, [make_hit(1, there)], near)
    [pin] = drawn.pins
    unit = miles_to_m(float(drawn.miles[1])) / OUTER
    across, up = (pin.spot_x - MIDDLE) * unit, (MIDDLE - pin.spot_y) * unit
    assert across > 0
    assert up > 0
    assert (across**2 + up**2) ** 0.5 == pytest.approx(
        distance_m(near.point, there), abs=1.5 * unit
    )


def test_pins_across_the_date_line_stand_together(app):
    near = lookup_near("52.9,179.95")
    drawn = draw(app, [make_hit(1, Point(52.9, -179.95))], near)
    assert drawn.miles[1] == "5"
    assert drawn.pins[0].spot_x > MIDDLE


def test_crowded_pins_spread_and_point_to_their_spot(app):
    corner = Point(BOSTON.latitude + 0.01, BOSTON.longitude + 0.01)
    drawn = draw(app, [make_hit(number, corner) for number in range(1, 21)])
    for one, other in combinations(drawn.pins, 2):
        assert max(abs(one.x - other.x), abs(one.y - other.y)) >= drawn.pin_width - 1
    assert not drawn.pins[0].moved
    assert all(pin.moved for pin in drawn.pins[1:])
    assert len({(pin.spot_x, pin.spot_y) for pin in drawn.pins}) == 1


def test_pins_and_words_stay_on_the_map(app):
    drawn = draw(app, [make_hit(number) for number in range(1, 41)])
    for thing in (*drawn.pins, *drawn.town_words, *drawn.ring_words):
        assert 0 < thing.x < SIZE
        assert 0 < thing.y < SIZE


def test_large_towns_and_borders_are_drawn(app):
    drawn = draw(app, [make_hit(30)])
    assert drawn.borders.startswith("M")
    assert drawn.counties.startswith("M")
    assert "Boston" not in [words.text for words in drawn.town_words[1:]]
    assert 2 <= len(drawn.town_words) <= 5


def test_a_map_of_a_few_miles_draws_no_border(app):
    """Our borders are up to a mile off: there they would put a place in another state."""
    assert not draw(app, [make_hit(3)]).borders


def test_a_map_of_two_hundred_miles_leaves_the_counties_out(app):
    assert not draw(app, [make_hit(150)]).counties


def test_the_same_borders_serve_searches_from_close_by(app):
    here = lookup_near("42.3361,-71.0720")
    there = lookup_near("42.3399,-71.0681")
    one, two = (draw(app, [make_hit(20)], near) for near in (here, there))
    assert one.borders is two.borders
    assert one.shift != two.shift


def test_the_page_shows_the_map_after_the_list(site):
    page = site.page("/search?near=02118&term=buprenorphine")
    svg = page.html.index("<svg")
    assert page.html.index('class="cards"') < svg
    for link in page.by_class("near-map")[0].iter("{http://www.w3.org/2000/svg}a"):
        assert f'id="{link.get("href")[1:]}"' in page.html
        assert link.get("tabindex") == "-1"


def test_the_map_says_in_words_what_it_shows(site):
    [figure] = site.page("/search?near=02118").by_class("near-map")
    said = " ".join("".join(figure.itertext()).split())
    assert "the numbers match the list" in said
    assert "02118, Boston, MA" in said
    assert "not on the map" in said
    assert "GeoNames" in said
    assert "Census" in said


def test_a_withheld_place_is_on_the_list_and_not_on_the_map(site):
    page = site.page("/search?near=02118")
    withheld = [
        e.get("id") for e in page.by_class("card") if "kept private" in page.text(e)
    ]
    assert withheld
    for place in withheld:
        assert f'href="#{place}"' not in page.html


def test_the_map_of_twenty_places_is_small(site):
    app = site.app
    spots = [
        Point(BOSTON.latitude + 0.31 * (n % 5 - 2) / 2, BOSTON.longitude + n / 70)
        for n in range(1, 21)
    ]
    drawn = draw(app, [make_hit(n, spot) for n, spot in enumerate(spots, 1)])
    with app.test_request_context("/"):
        html = print_map(drawn)
    assert len(gzip.compress(html.encode())) <= 2_600
    svg = html[html.index("<svg") : html.index("</svg>") + 6]
    assert ET.fromstring(svg).get("aria-hidden") == "true"
