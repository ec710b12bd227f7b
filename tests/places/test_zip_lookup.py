"""ZIP codes: exact, approximate and marked so, or refused in words that help."""

from collections import Counter
from dataclasses import FrozenInstanceError

import pytest

from locator.errors import UnknownPlace, UnknownZip
from locator.geo import Point, distance_m, m_to_miles
from locator.places import lookup_zip, zip_codes_in_state
from locator.records import Precision


def miles_from(postal_code: str, latitude: float, longitude: float) -> float:
    return m_to_miles(
        distance_m(lookup_zip(postal_code).point, Point(latitude, longitude))
    )


def test_a_known_zip_has_its_point_town_and_state():
    place = lookup_zip("02118")
    assert (place.city, place.state, place.kind) == ("Boston", "MA", "standard")
    assert place.precision is Precision.ZIP
    assert miles_from("02118", 42.336, -71.073) < 1


@pytest.mark.parametrize("text", ["02118-1234", "021181234", "02118 1234", " 02118 "])
def test_zip_plus_four_and_blanks_are_read_as_the_zip(text):
    assert lookup_zip(text) == lookup_zip("02118")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2118",
        "021180",
        "02118-12",
        "O2118",
        "02118\x00",
        "02118\n1",
        "-2118",
        "\uff10\uff12\uff11\uff11\uff18",
        "\u0660\u0662\u0661\u0661\u0668",
        "\N{MATHEMATICAL BOLD DIGIT ZERO}2118",
        "9" * 100_000,
    ],
)
def test_only_five_ascii_digits_are_a_zip(text):
    with pytest.raises(UnknownZip, match="five digits"):
        lookup_zip(text)


def test_a_zip_that_lost_its_zeros_is_suggested_whole():
    with pytest.raises(UnknownZip) as caught:
        lookup_zip("2118")
    assert caught.value.suggestions == ("02118",)
    assert caught.value.field == "near"


def test_an_unknown_zip_gets_its_neighbors_mean_and_says_so():
    place = lookup_zip("02198")
    assert place.precision is Precision.AREA
    assert (place.city, place.state) == (None, "MA")
    assert miles_from("02198", 42.35, -71.06) < 10


def test_neighbors_in_another_state_do_not_move_the_mean():
    # 063 is Connecticut, but for an island of New York.
    assert lookup_zip("06399").state == "CT"
    assert miles_from("06399", 41.4, -72.0) < 25


@pytest.mark.parametrize("code", ["00000", "00099", "21399", "88888"])
def test_a_zip_of_an_unassigned_prefix_does_not_exist(code):
    with pytest.raises(UnknownZip, match=f"no such ZIP: {code}"):
        lookup_zip(code)


@pytest.mark.parametrize("code", ["09999", "34099", "34001", "96299", "96699"])
def test_a_military_zip_without_a_point_says_what_it_is(code):
    with pytest.raises(UnknownZip, match="military mail"):
        lookup_zip(code)


@pytest.mark.parametrize("code", ["96799", "96898", "96913", "96943", "99501"])
def test_known_zips_of_far_prefixes_are_exact(code):
    assert lookup_zip(code).precision is Precision.ZIP


@pytest.mark.parametrize(
    ("code", "state"), [("96798", "HI"), ("96899", "HI"), ("96999", "GU")]
)
def test_far_prefixes_offer_towns_instead_of_a_mean(code, state):
    with pytest.raises(UnknownZip, match="far away") as caught:
        lookup_zip(code)
    assert len(caught.value.suggestions) == 3
    assert all(text.endswith(f", {state}") for text in caught.value.suggestions)


@pytest.mark.parametrize("code", ["99598", "99698", "99798"])
def test_alaska_is_too_wide_for_a_mean(code):
    with pytest.raises(UnknownZip, match="far away"):
        lookup_zip(code)


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        ("99505", 61.26, -149.70),  # GeoNames is 315 miles off
        ("99506", 61.25, -149.81),
        ("80840", 39.00, -104.86),
        ("83648", 43.05, -115.87),
        ("66040", 38.36, -94.75),
        ("86544", 36.54, -109.14),
        ("99503", 61.19, -149.89),  # Census is 278 miles off
        ("99701", 64.84, -147.72),
        ("99519", 61.2, -149.9),
    ],
)
def test_points_that_one_source_has_badly_wrong_come_from_the_other(
    code, latitude, longitude
):
    assert miles_from(code, latitude, longitude) < 20


@pytest.mark.parametrize(
    ("code", "city", "state"),
    [
        ("00901", "San Juan", "PR"),
        ("00680", "Mayagüez", "PR"),
        ("96910", "Hagåtña", "GU"),
        ("96950", "Saipan", "MP"),
        ("00802", "St Thomas", "VI"),
        ("96799", "Pago Pago", "AS"),
        ("96940", "Koror", "PW"),
        ("96960", "Marshall Islands", "MH"),
        ("20001", "Washington", "DC"),
    ],
)
def test_territories_are_covered(code, city, state):
    place = lookup_zip(code)
    assert (place.city, place.state) == (city, state)


def test_kinds_are_told_apart():
    kinds = {code: lookup_zip(code).kind for code in ("02118", "00501", "96201")}
    assert kinds == {"02118": "standard", "00501": "po-box", "96201": "military"}


def answer_kind(code: str) -> str:
    try:
        return lookup_zip(code).precision
    except UnknownZip as error:
        return str(error).replace(code, "a ZIP")


def test_every_five_digits_get_an_answer():
    found = Counter(answer_kind(f"{number:05}") for number in range(100_000))
    assert 41_000 < found.pop(Precision.ZIP) < 43_000
    assert 49_000 < found.pop(Precision.AREA) < 52_000
    # Military, far away, and no such ZIP: three clear refusals and no other.
    assert len(found) == 3


def test_the_zips_of_a_state_come_in_order():
    places = zip_codes_in_state("ri")
    codes = [place.postal_code for place in places]
    assert codes == sorted(codes)
    assert {place.state for place in places} == {"RI"}
    assert places == zip_codes_in_state("Rhode Island")


def test_an_unknown_state_is_refused():
    with pytest.raises(UnknownPlace, match="No such state"):
        zip_codes_in_state("ZZ")


def test_answers_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        lookup_zip("02118").city = "Elsewhere"
