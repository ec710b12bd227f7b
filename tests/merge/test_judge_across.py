"""Rows of unrelated lists: phone and address decide, names break ties."""

import csv

import pytest

from locator.merge import Verdict, judge
from locator.normalize import normalize_listing
from locator.records import Address, Listing, Phone, Reading, Value

OTP = {"source": "otp-directory"}


@pytest.fixture
def verdict_of(make_listing):
    def verdict(left, right):
        a, b = make_listing(**OTP, **left), make_listing(**right)
        judgement = judge(a, b)
        assert judge(b, a) == judgement
        return judgement.verdict

    return verdict


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"name": "TTC, LLC"}, {"name": "Bessemer Treatment Center"}),
        ({"street": "5716-C Industry Lane"}, {"street": "5716 C Industry Lane"}),
        ({"street": "640 E. 700 S."}, {"street": "640 East 700 South / Building 3"}),
        ({"street": "79-01 Broadway, Annex O"}, {"street": "7901 Broadway"}),
        ({"street": "G3169 West Pierson Rd."}, {"street": "3169 West Pierson Road"}),
        ({"street": "PO Box 27, 112 Painter St"}, {"street": "112 Painter Street"}),
        ({"street": "172 Montano Rd, NW"}, {"street": "172 Montano Road NW"}),
        ({"street": "119-121 Oak St."}, {"street": "119 Oak Street"}),
        ({"street": "596 Jackson Blvd"}, {"street": "569 Jackson Boulevard"}),
        ({"postal_code": "02181"}, {"postal_code": "02118"}),
        ({"city": "Roxbury"}, {"city": "Boston"}),
        ({"phone": "877-555-0100", "name": "WCHS Inc"}, {"name": "Grays", "otp": True}),
    ],
)
def test_one_place_spelled_in_two_ways_is_same(verdict_of, left, right):
    assert verdict_of(left, right) is Verdict.SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"street": "245 Oak Avenue"}, {"street": "54 Elm Street"}),
        ({"street": "46 E Broadway"}, {"street": "62 E Broadway"}),
        ({"suite": "2nd Floor"}, {"suite": "3rd Floor"}),
        ({"name": "Elm Recovery", "phone": "617-555-0199"}, {"name": "Harbor House"}),
        ({"state": "NM"}, {"state": "CA"}),
        ({"city": "Salem", "postal_code": "01970"}, {"street": "9 Oak Street"}),
    ],
)
def test_one_phone_or_one_building_proves_nothing_alone(verdict_of, left, right):
    assert verdict_of(left, right) is not Verdict.SAME


def test_slip_in_the_house_number_needs_a_name_to_settle_it(verdict_of):
    left, right = {"street": "43 Oak Street"}, {"street": "49 Oak Street"}
    assert verdict_of(left, right) is Verdict.SAME
    assert verdict_of(left, {**right, "name": "Harbor House"}) is Verdict.UNSURE


SOURCES = {
    "ND": ("national-directory", "SA"),
    "OTP": ("otp-directory", "OTP"),
    "CMS": ("cms-otp", "OTP"),
}
CERTIFIED = Value("OT", "Federally-certified Opioid Treatment Program")


def read_side(row, side):
    fact = {
        name.removeprefix(side): text
        for name, text in row.items()
        if name.startswith(side)
    }
    source, kind = SOURCES[fact["src"].split()[0]]
    street, _, suite = fact["street"].partition(" / ")
    return normalize_listing(
        Listing(
            key=side,
            source=source,
            kind=kind,
            name1=fact["name"],
            name2=None,
            address=Address(street, suite, fact["city"], fact["state"], fact["zip"]),
            phones=(Phone(fact["phone"]),),
            website=None,
            point=None,
            values=(CERTIFIED,) if fact["otp"] == "True" else (),
            reading=Reading(),
        )
    )


def read_verdicts(path):
    with path.open(newline="") as file:
        return [
            judge(read_side(row, "l_"), read_side(row, "r_")).verdict
            for row in csv.DictReader(file)
        ]


@pytest.mark.real_data
def test_real_pairs_of_one_place_are_same(real_data):
    verdicts = read_verdicts(
        real_data / "overlap" / "same_place_different_spelling.csv"
    )
    assert Verdict.DIFFERENT not in verdicts
    assert verdicts.count(Verdict.UNSURE) <= len(verdicts) / 13


@pytest.mark.real_data
def test_real_look_alikes_are_never_same(real_data):
    verdicts = read_verdicts(real_data / "overlap" / "lookalike_but_different.csv")
    assert verdicts
    assert Verdict.SAME not in verdicts
