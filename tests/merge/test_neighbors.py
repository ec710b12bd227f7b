"""Rows that share no ZIP or street as printed, and are compared all the same."""

import pytest

from locator.geo import Point
from locator.merge import Verdict, judge, merge_listings
from locator.merge.blocking import candidate_pairs
from locator.merge.comparisons import are_near
from locator.merge.traits import read_traits

HERE, NEAR, FAR = (42.3300, -71.0700), (42.3310, -71.0705), (42.3330, -71.0700)
OTP = {"source": "otp-directory"}


def are_compared(*listings):
    return candidate_pairs([read_traits(one) for one in listings]) == {(0, 1)}


@pytest.mark.parametrize("postal_code", ["02118", "02181", "02119", "01218"])
def test_one_house_is_compared_across_slips_and_neighbors_of_its_zip(
    make_listing, postal_code
):
    here = make_listing(phone="", postal_code="02118")
    there = make_listing(phone="", postal_code=postal_code, city="Roxbury", **OTP)
    assert are_compared(here, there)


@pytest.mark.parametrize(
    ("point", "compared"), [(NEAR, True), (FAR, False), (None, False)]
)
def test_rows_of_two_lists_within_150_m_are_compared(make_listing, point, compared):
    here = make_listing(street="1 Oak Street", phone="", point=HERE)
    there = make_listing(street="Route 9", phone="", city="Milton", point=point, **OTP)
    assert are_compared(here, there) is compared


def test_near_is_150_m_on_the_ground_in_any_direction():
    point = Point(60.0, -150.0)
    assert are_near(point, Point(60.0, -150.0026))
    assert not are_near(point, Point(60.0, -150.0028))
    assert not are_near(point, None)


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ({"street": "Route 9", "point": NEAR}, {}, Verdict.SAME),
        ({"street": "Route 9", "point": NEAR, "phone": ""}, {}, Verdict.UNSURE),
        ({"name": "Ash", "street": "Route 9", "point": NEAR, "phone": ""}, {}, "different"),
        ({"postal_code": "02119", "city": "Roxbury", "name": "TTC, LLC"}, {}, "same"),
        ({"postal_code": "02119", "city": "Roxbury", "phone": ""}, {}, Verdict.UNSURE),
        ({"postal_code": "01970", "city": "Salem", "phone": ""}, {}, Verdict.DIFFERENT),
    ],
)  # fmt: skip
def test_nearness_alone_joins_nothing(make_listing, left, right, verdict):
    a = make_listing(**OTP, **left)
    assert judge(a, make_listing(point=HERE, **right)).verdict == verdict


def test_program_inside_a_hospital_is_not_the_hospital(make_listing):
    guest = {"name": "Family Center at Elm Hospital", "phone": ""}
    assert judge(
        make_listing(**OTP, **guest), make_listing("Elm Hospital")
    ).verdict is (Verdict.UNSURE)
    day = make_listing("Elm Hospital", name2="Day Treatment", phone="")
    assert judge(make_listing("Elm Hospital", **OTP), day).verdict is Verdict.UNSURE


def test_unsure_pair_is_not_joined_through_a_third(make_listing, keep):
    survey = make_listing("Elm Center", otp=True)
    clinic = make_listing("Elm Methadone", phone="617-555-0101", **OTP)
    ward = make_listing("Elm Detox", phone="617-555-0102", source="cms-otp")
    assert judge(clinic, ward).verdict is Verdict.UNSURE
    assert judge(survey, clinic).verdict is judge(survey, ward).verdict is Verdict.SAME
    places = merge_listings(
        keep(survey, clinic, ward), ranks={}, zip_place=lambda code: None
    )
    together = [{ref.source for ref in place.sources} for place in places]
    assert not any({"otp-directory", "cms-otp"} <= sources for sources in together)
