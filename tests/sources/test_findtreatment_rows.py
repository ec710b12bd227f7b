"""One row of FindTreatment.gov, read field by field."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.errors import BadRow
from locator.geo import Point
from locator.records import Listing, Phone, PhoneKind, Strength, Value
from locator.sources.findtreatment import FindTreatment
from locator.sources.findtreatment.rows import values_of

FIND_TREATMENT = FindTreatment()


def parse(row) -> Listing:
    return FIND_TREATMENT.parse(row, as_of=None)


def test_facility_becomes_a_listing_of_raw_strings(row):
    listing = parse(row(name2=" Main  Campus "))
    assert (listing.source, listing.kind) == ("findtreatment", "SA")
    assert (listing.name1, listing.name2) == ("Harbor House 1", "Main  Campus")
    assert listing.address.address_1 == "1 Example Street"
    assert listing.address.address_2 is None
    assert listing.address.postal_code == "02118"
    assert listing.point == Point(42.301, -71.07)
    assert listing.phones == (
        Phone("617-555-0100"),
        Phone("617-555-0101 x5", PhoneKind.INTAKE),
    )
    assert listing.website == "https://harbor.example"
    assert listing.as_of is None


def test_values_are_read_and_prove_terms(row):
    listing = parse(row())
    assert listing.values == (
        Value("OT", "Prescribes buprenorphine"),
        Value("TC", "Detoxification"),
        Value("TC", "Substance use treatment"),
    )
    offers = {offer.term: offer.strength for offer in listing.reading.offers}
    assert offers["buprenorphine"] is Strength.YES


def test_row_is_kept_as_it_came(row):
    facility = row()
    assert parse(facility).raw == facility


def test_row_counter_and_distance_change_nothing(row):
    assert parse(row(_irow=7, miles=None)) == parse(row())


def test_order_of_services_changes_nothing(row):
    services = [
        {"f2": "OT", "f3": "Prescribes buprenorphine"},
        {"f2": "TC", "f3": "Detoxification; Substance use treatment"},
    ]
    assert parse(row(services=services)) == parse(row())


def test_key_comes_from_raw_names_and_address_only(row):
    key = parse(row()).key
    assert parse(row(phone=None, website="", services=None, latitude=None)).key == key
    assert parse(row(name1="HARBOR  HOUSE 1")).key == key
    for other in ({"name2": "B"}, {"street2": "Suite 2"}, {"typeFacility": "MH"}):
        assert parse(row(**other)).key != key


@pytest.mark.parametrize("field", ["name1", "city", "state", "zip", "typeFacility"])
@pytest.mark.parametrize("empty", [None, "", "  "])
def test_row_without_a_must_have_is_refused(row, field, empty):
    with pytest.raises(BadRow, match=f"no {field}"):
        parse(row(**{field: empty}))


@pytest.mark.parametrize("kind", ["OTP", "HRSA", "BUPREN"])
def test_rows_of_other_directories_are_refused(row, kind):
    with pytest.raises(BadRow, match=f"type {kind}"):
        parse(row(typeFacility=kind, services=None))


def test_both_spellings_of_the_type_are_read(row):
    guide = row(type_facility="su")
    del guide["typeFacility"]
    assert parse(guide).kind == "SA"


@pytest.mark.parametrize("field", ["name2", "street1", "street2", "phone", "website"])
def test_null_and_empty_are_the_same(row, field):
    assert parse(row(**{field: None})) == parse(row(**{field: ""}))


def test_no_services_means_no_answers(row):
    assert parse(row(services=None)).values is None
    assert parse(row(services=[])).values == ()


def test_unknown_value_is_kept_and_reported(row):
    listing = parse(row(services=[{"f2": "TC", "f3": "Music by candlelight"}]))
    assert listing.values == (Value("TC", "Music by candlelight"),)
    assert listing.reading.unknown == listing.values


def test_unknown_field_is_reported(row):
    listing = parse(row(bedsFree="3"))
    assert "unknown-field:bedsFree" in listing.reading.remarks


def test_blanks_in_values_are_collapsed():
    service = {"f2": " smp ", "f3": "Persons  18\xa0and older ; ; Other\xa0"}
    assert values_of(service) == [
        Value("SMP", "Persons 18 and older"),
        Value("SMP", "Other"),
    ]


@pytest.mark.parametrize("services", [{"TC": "x"}, "TC", [1], [{"f2": 1, "f3": "x"}]])
def test_services_of_another_shape_are_refused(row, services):
    with pytest.raises(BadRow, match="services"):
        parse(row(services=services))


@pytest.mark.parametrize("found", [True, ["617"], {"number": "617"}])
def test_field_that_is_no_text_is_refused(row, found):
    with pytest.raises(BadRow, match="phone is not text"):
        parse(row(phone=found))


def test_leading_zeros_of_a_zip_are_put_back(row):
    assert parse(row(zip="2118")).address.postal_code == "02118"
    assert parse(row(zip=2118)).key == parse(row()).key


@pytest.mark.parametrize("change", [{"zip": "2118A"}, {"state": "ON"}])
def test_places_outside_the_us_are_refused(row, change):
    with pytest.raises(BadRow):
        parse(row(**change))


def test_surely_reversed_coordinates_are_put_right(row):
    listing = parse(row(latitude="-118.2", longitude="34.1"))
    assert listing.point == Point(34.1, -118.2)
    assert "coordinates-reversed" in listing.reading.remarks


@pytest.mark.parametrize("latitude", ["north", "nan", "inf", "91"])
def test_coordinates_not_on_earth_are_dropped(row, latitude):
    listing = parse(row(latitude=latitude, longitude="-171"))
    assert listing.point is None
    assert "coordinates-not-on-earth" in listing.reading.remarks


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
FIELDS = [
    "name1", "name2", "street1", "street2", "city", "state", "zip", "phone", "intake1",
    "hotline1", "website", "typeFacility", "latitude", "longitude", "services", "codes",
    "codes_era",
]  # fmt: skip


@given(st.dictionaries(st.sampled_from(FIELDS), JSON), st.dictionaries(st.text(), JSON))
def test_any_row_is_a_listing_or_a_bad_row(known, unknown):
    must_haves = {"name1": "A", "city": "B", "state": "MA", "zip": "02118"}
    try:
        listing = parse({**must_haves, "typeFacility": "SA", **unknown, **known})
    except BadRow:
        return
    assert listing.name1
    assert listing.point is None or math.isfinite(listing.point.latitude)


@given(st.lists(st.text(st.characters(exclude_characters=";"), min_size=1)))
def test_values_are_split_and_none_is_lost(texts):
    values = values_of({"f2": "TC", "f3": "; ".join(texts)})
    assert [value.text for value in values] == [
        " ".join(text.split()) for text in texts if text.strip()
    ]
