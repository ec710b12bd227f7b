"""What of a printed street can be compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.merge import judge
from locator.merge.streets import parse_street
from locator.records import Address, Listing, Phone, Reading


@pytest.mark.parametrize(
    ("printed", "numbers", "words", "units"),
    [
        ("103 East 125th Street, 4th Floor", {"103"}, "125", {("floor", "4")}),
        ("5716-C Industry Lane", {"5716"}, "INDUSTRY", {("suite", "C")}),
        ("100 C Street NW", {"100"}, "C", set()),
        ("640 E. 700 S.", {"640"}, "700", set()),
        ("79-01 Broadway", {"7901"}, "BROADWAY", set()),
        ("119-121 Oak St", {"119", "121", "119121"}, "OAK", set()),
        ("G3169 West Pierson Rd.", {"3169"}, "PIERSON", set()),
        ("N16 W24131 Elm Dr", {"N16W24131"}, "ELM", set()),
        ("728 1/2 Elm Avenue", {"728-HALF"}, "ELM", set()),
        ("One Main Street / Lower Level", {"1"}, "MAIN", {("floor", "0")}),
        ("Elm Plaza, 12 Oak Street", {"12"}, "OAK", set()),
        ("US Highway 31 South", set(), "31", set()),
        (
            "1 Oak St, Suites 104-106",
            {"1"},
            "OAK",
            {("suite", f"10{n}") for n in (4, 5, 6)},
        ),
        ("1 Oak St, Unit A-226", {"1"}, "OAK", {("suite", "A226")}),
        ("1 Oak St #3", {"1"}, "OAK", {("suite", "3")}),
        ("1 Oak St, Saunders Building", {"1"}, "OAK", {("building", "SAUNDERS")}),
        (
            "1 Oak St, 2nd and 3rd Floors",
            {"1"},
            "OAK",
            {("floor", "2"), ("floor", "3")},
        ),
        ("1420 West Street Germain Street", {"1420"}, "SAINT GERMAIN", set()),
    ],
)
def test_street_is_read_into_its_parts(printed, numbers, words, units):
    street = parse_street(printed)
    assert (street.numbers, " ".join(street.words), street.units) == (
        numbers,
        words,
        units,
    )


def test_post_office_box_is_neither_house_nor_street():
    assert parse_street("P.O. Box 724").box == "724"
    street = parse_street("PO Box 27, 112 Painter Street")
    assert (street.box, street.numbers) == ("27", {"112"})


TEXT = st.text(max_size=40) | st.text(
    alphabet="0123456789 ABCDEFGNSEWabst#/-,.&'½é", max_size=40
)
LISTINGS = st.builds(
    Listing,
    key=st.just("0000000000"),
    source=st.sampled_from(["findtreatment", "national-directory", "otp-directory"]),
    kind=st.sampled_from(["SA", "MH", "OTP"]),
    name1=TEXT,
    name2=st.none() | TEXT,
    address=st.builds(
        Address, st.none() | TEXT, st.none() | TEXT, TEXT, st.just("MA"), TEXT
    ),
    phones=st.lists(st.builds(Phone, st.just("+16175550100") | TEXT), max_size=2).map(
        tuple
    ),
    website=st.none(),
    point=st.none(),
    values=st.none(),
    reading=st.just(Reading()),
)


@given(LISTINGS, LISTINGS)
def test_any_two_listings_are_judged_alike_from_both_sides(a, b):
    judgement = judge(a, b)
    assert judge(b, a) == judgement
    assert judgement.reasons
