"""Addresses, names and points."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.geo import Point
from locator.normalize import normalize_address, normalize_name, normalize_point
from locator.records import Address

HOME = Address("1 Example Street", "Suite 2", "Boston", "MA", "02118")


@pytest.mark.parametrize(
    "printed",
    [
        "- - -",
        "---",
        "--",
        "\u2013",
        " - - - ",
        "***",
        "Confidential",
        "Address withheld",
    ],
)
def test_private_street_is_gone_and_marked(printed):
    address = normalize_address(replace(HOME, address_1=printed))
    assert (address.address_1, address.address_2) == (None, None)
    assert address.withheld


def test_street_private_in_its_second_line_is_private():
    assert normalize_address(replace(HOME, address_2="- - -")).withheld


def test_lone_dot_in_the_second_line_is_nothing():
    address = normalize_address(replace(HOME, address_2=" . "))
    assert (address.address_2, address.withheld) == (None, False)


def test_missing_street_is_unknown_and_not_private():
    address = normalize_address(replace(HOME, address_1=None, address_2=" "))
    assert not address.withheld
    assert address.address_2 is None


def test_street_marked_private_stays_private():
    address = normalize_address(replace(HOME, withheld=True))
    assert (address.address_1, address.withheld) == (None, True)


def test_blanks_and_control_characters_go():
    address = normalize_address(
        replace(HOME, address_1=" 1\tExample \x07 Street\u200b ")
    )
    assert address == HOME


@pytest.mark.parametrize(
    ("state", "printed", "postal_code"),
    [
        ("MA", "02118", "02118"),
        ("MA", "02118-1234", "02118"),
        ("MA", "021181234", "02118"),
        ("MA", "2118", "02118"),
        ("PR", "603", "00603"),
        ("PR", "803 ", "803"),
        ("PR", "926", "00926"),
        ("TX", "2118", "2118"),
        ("MA", "9118", "9118"),
    ],
)
def test_lost_zeros_come_back_only_where_certain(state, printed, postal_code):
    address = replace(HOME, state_province=state, postal_code=printed)
    assert normalize_address(address).postal_code == postal_code


@given(*[st.none() | st.text()] * 2, *[st.text()] * 3, st.booleans())
def test_any_text_gives_an_address_that_stays(one, two, city, state, code, private):
    address = normalize_address(Address(one, two, city, state, code, private))
    assert normalize_address(address) == address
    assert not (address.withheld and (address.address_1 or address.address_2))


@given(st.none() | st.text())
def test_any_text_gives_a_printable_name_or_none(text):
    name = normalize_name(text)
    assert name is None or (name.isprintable() and name == name.strip() != "")


@pytest.mark.parametrize(
    ("latitude", "longitude", "kept"),
    [
        (42.33, -71.07, (42.33, -71.07)),
        (-71.07, 42.33, (42.33, -71.07)),
        (13.47, 144.79, (13.47, 144.79)),
        (-14.3, -170.7, (-14.3, -170.7)),
        (57.79, -152.4, (57.79, -152.4)),
        (0.0, 0.0, None),
        (48.85, 2.35, None),
        (42.33, 71.07, None),
    ],
)
def test_point_is_kept_turned_round_or_dropped(latitude, longitude, kept):
    found = normalize_point(Point(latitude, longitude))
    assert found == (Point(*kept) if kept else None)
