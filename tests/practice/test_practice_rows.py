"""The invented rows: the same everywhere, spread by population, and never mistaken."""

import hashlib
import json
import re
from collections import Counter

import pytest

from locator.geo import METERS_PER_MILE, Point, distance_m
from locator.places import lookup_zip, zip_codes_in_state
from locator.practice.names import FIRST, STREETS
from locator.practice.states import states

pytestmark = pytest.mark.long

# The API's keys, in the order in which it serves them.
KEYS = [
    "_irow",
    "name1",
    "name2",
    "street1",
    "city",
    "street2",
    "state",
    "zip",
    "phone",
    "typeFacility",
    "intake1",
    "hotline1",
    "website",
    "latitude",
    "longitude",
    "miles",
    "services",
]
PHONE = re.compile(r"([2-9]\d\d)-555-01\d\d( x\d{1,5})?")
TERRITORIES = ("PR", "GU", "VI", "AS", "MP")


def point_of(row):
    return Point(float(row["latitude"]), float(row["longitude"]))


def count_within_25_miles(rows, postal_code):
    center = lookup_zip(postal_code).point
    near = 25 * METERS_PER_MILE
    placed = [point_of(row) for row in rows if row["latitude"]]
    return sum(
        distance_m(center, point) <= near
        for point in placed
        if abs(point.latitude - center.latitude) < 0.5
    )


def test_rows_are_the_same_at_every_call_and_on_every_machine(make_rows):
    text = json.dumps(make_rows(), ensure_ascii=False)

    assert text == json.dumps(make_rows(), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "6b42426a77069e0c"


def test_there_are_at_least_two_thousand_places(rows):
    sites = {(row["name1"], row["name2"], row["street1"], row["zip"]) for row in rows}

    assert len(sites) > 2_300
    assert [row["_irow"] for row in rows] == list(range(1, len(rows) + 1))


def test_every_row_has_the_keys_of_the_api(rows):
    assert {tuple(row) for row in rows} == {tuple(KEYS)}


def test_every_state_and_territory_has_places_by_its_population(rows):
    counts = Counter(row["state"] for row in rows)

    assert len(counts) == 56
    assert min(counts.values()) >= 3
    assert [state for state, _ in counts.most_common(4)] == ["CA", "TX", "FL", "NY"]
    assert counts["CA"] > 30 * counts["MT"] > 0
    assert all(counts[territory] >= 2 for territory in TERRITORIES)


@pytest.mark.parametrize(
    ("postal_code", "least"),
    [("10001", 60), ("60601", 40), ("90012", 50), ("02118", 25), ("77002", 35)],
)
def test_cities_have_dozens_of_places_near(rows, postal_code, least):
    assert count_within_25_miles(rows, postal_code) >= least


@pytest.mark.parametrize("state", ["MT", "AK", "WY"])
def test_the_emptiest_states_have_a_dozen_at_most(rows, state):
    assert sum(row["state"] == state for row in rows) <= 12


def test_places_stand_within_a_mile_of_their_zip_code(rows):
    for row in rows:
        if row["latitude"]:
            center = lookup_zip(row["zip"]).point
            assert distance_m(center, point_of(row)) < METERS_PER_MILE


def test_zip_codes_belong_to_the_state_of_the_row(rows):
    for state in {row["state"] for row in rows}:
        known = {place.postal_code: place.city for place in zip_codes_in_state(state)}
        for row in rows:
            if row["state"] == state:
                assert row["city"] == known[row["zip"]]


@pytest.mark.parametrize("key", ["phone", "intake1", "hotline1"])
def test_every_number_is_fictitious_and_of_its_state(rows, key):
    area_codes = {state.code: set(state.area_codes) for state in states()}
    for row in rows:
        if row[key] is not None:
            match = PHONE.fullmatch(row[key])
            assert match, row[key]
            assert match[1] in area_codes[row["state"]]


def test_only_a_central_line_is_shared_by_several_places(rows):
    streets = {}
    for row in rows:
        streets.setdefault(row["phone"], set()).add((row["street1"], row["zip"]))
    shared = {phone for phone, all_streets in streets.items() if len(all_streets) > 1}

    assert any(len(streets[phone]) >= 3 for phone in shared)
    assert all("Network" in row["name1"] for row in rows if row["phone"] in shared)


def test_every_name_says_that_it_is_practice(rows):
    first = re.compile(rf"({'|'.join([*FIRST, 'Ejemplo'])}) ")
    for row in rows:
        assert first.match(row["name1"]), row["name1"]
        assert row["name1"].endswith(" (practice)")
        assert not row["name2"] or row["name2"].startswith("Practice ")


def test_no_two_places_of_one_kind_of_row_share_a_name(rows):
    names = Counter(
        (row["name1"], row["typeFacility"])
        for row in rows
        if "Network" not in row["name1"]
    )

    assert [name for name, times in names.items() if times > 1] == []


def test_streets_are_invented_or_withheld_or_boxes(rows):
    street = re.compile(rf"\d+ ({'|'.join(STREETS)})|P\.O\. Box \d+|- - -")
    kinds = Counter(row["street1"][:1] for row in rows)

    assert all(street.fullmatch(row["street1"]) for row in rows)
    assert kinds["-"] >= 20
    assert kinds["P"] >= 10


def test_withheld_places_carry_no_point(rows):
    withheld = [row for row in rows if row["street1"] == "- - -"]

    assert all(row["latitude"] is row["longitude"] is None for row in withheld)
    assert all(row["street2"] is None for row in withheld)


def test_websites_are_of_the_domain_for_examples(rows):
    sites = {row["website"] for row in rows} - {None, ""}

    assert len(sites) > 1_000
    assert all(site.startswith("https://example.org/practice/") for site in sites)


def test_mental_health_twins_share_site_and_numbers_with_their_substance_use_row(rows):
    halves = {}
    for row in rows:
        facts = tuple(row[key] for key in KEYS[1:15] if key != "typeFacility")
        halves.setdefault(facts, []).append(row["typeFacility"])
    twins = [kinds for kinds in halves.values() if len(kinds) > 1]

    assert len(twins) > 150
    assert all(kinds == ["SA", "MH"] for kinds in twins)


def test_rows_show_the_oddities_of_the_real_list(rows):
    texts = [row["name1"] for row in rows]

    assert any("\u2019" in text for text in texts)
    assert any("Río" in text for text in texts)
    assert any(len(text) > 110 for text in texts)
    assert any(" x" in row["phone"] for row in rows)
    assert any(row["services"] is None for row in rows)
    assert {row["name2"] for row in rows} > {None, ""}
    assert any(row["latitude"] is None and row["street1"][0].isdigit() for row in rows)
