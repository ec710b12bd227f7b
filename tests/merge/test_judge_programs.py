"""Rows of one list: twins and duplicates are one place, look-alikes stay apart."""

import pytest

from locator.merge import Verdict, judge

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE


@pytest.fixture
def verdict_of(make_listing):
    def verdict(left, right):
        a, b = make_listing(**left), make_listing(**right)
        judgement = judge(a, b)
        assert judge(b, a) == judgement
        assert judgement.reasons
        return judgement.verdict

    return verdict


def test_two_halves_of_one_place_are_same(verdict_of):
    assert verdict_of({}, {"kind": "MH"}) is SAME
    assert verdict_of({}, {"kind": "MH", "phone": "617-555-0199"}) is SAME
    assert verdict_of({}, {"kind": "MH", "suite": "Suite 3"}) is SAME


def test_row_printed_twice_is_same(verdict_of):
    twice = {"phone": "617-555-0100, intake 617-555-0101"}
    slip = {"phone": "617-555-0100, intake 617-555-0107"}
    assert verdict_of(twice, slip) is SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"street": "2118 Street Germain"}, {"street": "2118 St Germain"}),
        ({"suite": "Suites 104-106"}, {"suite": "Suite 104-105", "phone": ""}),
        ({"street": "12 Norton Street"}, {"street": "12 Norton Avenue"}),
        ({"street": "12 North 1st Street"}, {"street": "12 First St N"}),
        ({"street": "6706 Holabird Avenue"}, {"street": "6706 Hollabird Ave"}),
        ({"street": "N16 W24131 River Drive"}, {"street": "N16W24131 River Dr"}),
        ({"name": "Example Clinic Inc"}, {"name": "The Example Clinic"}),
        ({"name": "Example Trt Ctr"}, {"name": "Example Treatment Center"}),
        ({"name": "Example Clinic"}, {"name": "Example Clinic", "name2": "Downtown"}),
        ({"name": "Example Health"}, {"name": "Example Behavioral Health Services"}),
    ],
)
def test_twins_are_same_despite_the_spelling(verdict_of, left, right):
    assert verdict_of(left, {**right, "kind": "MH"}) is SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # Ten houses, one phone.
        ({"street": "11 Oak Street"}, {"street": "31 Oak Street"}),
        # Next-door houses of one organization.
        ({"street": "43 Lincoln Park"}, {"street": "49 Lincoln Park"}),
        ({"street": "728 Freeman Avenue"}, {"street": "728 1/2 Freeman Avenue"}),
        ({"street": "100 4th Street"}, {"street": "100 5th Street"}),
        ({"street": "100 East Main Street"}, {"street": "100 West Main Street"}),
        # Suites, floors, buildings.
        ({"suite": "Suite 107"}, {"suite": "Suite 113"}),
        ({"suite": "Suites A and B"}, {"suite": "Suites F and G"}),
        ({"suite": "2nd and 3rd Floors"}, {"suite": "4th and 5th Floors"}),
        ({"suite": "Building 6"}, {"suite": "Building 7"}),
        (
            {"street": "10 Elm Street Suite 4"},
            {"street": "10 Elm Street", "suite": "# 6"},
        ),
        # Two programs of one organization.
        ({"name2": "Outpatient Services"}, {"name2": "Opioid Treatment Program"}),
        ({"name2": "Opioid Treatment Program", "otp": True}, {"name2": "Main Clinic"}),
        # Two agencies in one building.
        ({"name": "Harbor House"}, {"name": "Elm Recovery", "phone": "617-555-0177"}),
        ({"name": "Harbor House"}, {"name": "Elm Recovery"}),
        ({"street": "P.O. Box 724"}, {"street": "P.O. Box 725"}),
        ({"state": "MA"}, {"state": "NH"}),
        ({"practice": True}, {"practice": False}),
    ],
)
@pytest.mark.parametrize("kind", ["SA", "MH"])
def test_look_alikes_stay_apart(verdict_of, left, right, kind):
    assert verdict_of({"kind": "SA", **left}, {"kind": kind, **right}) is DIFFERENT


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({}, {"name2": "Residential Treatment"}),
        ({"suite": "Suite 101"}, {}),
        ({"name": "Example Institute"}, {"name": "Example Program"}),
    ],
)
def test_two_rows_of_one_half_that_may_be_one_are_unsure(verdict_of, left, right):
    assert verdict_of(left, right) is UNSURE


def test_methadone_program_is_never_taken_for_its_host(verdict_of):
    program = {"name2": "Methadone Clinic", "otp": True}
    assert verdict_of(program, {"kind": "MH"}) is not SAME


HOUSES = ["Christoph House", "Delaney House", "Shaw House", "Westbrook House"]


@pytest.mark.parametrize("name2", HOUSES[1:])
def test_private_houses_of_one_organization_stay_apart(verdict_of, name2):
    house = {"name": "Spokane Addiction Recovery", "street": "- - -"}
    one, other = {**house, "name2": HOUSES[0]}, {**house, "name2": name2}
    assert verdict_of(one, other) is DIFFERENT


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ({}, SAME),
        ({"postal_code": "02181"}, SAME),
        ({"street": "- - -"}, SAME),
        ({"postal_code": "02134"}, DIFFERENT),
        ({"phone": "617-555-0133"}, DIFFERENT),
        ({"name2": "Community Program"}, DIFFERENT),
    ],
)
def test_private_street_matches_by_phone_zip_and_names_only(verdict_of, other, verdict):
    private = {"name": "Bridge House", "name2": "Residential", "street": "- - -"}
    open_twin = {**private, "street": "9 Oak Street", "kind": "MH", **other}
    assert verdict_of(private, open_twin) is verdict
