"""Whole files: every place once, whose facts they are, nothing private, no formulas."""

import csv
import gzip
import io
import json
from dataclasses import replace

import pytest

from locator.web.api import downloads
from tests.web.invented import (
    COPIED,
    HOSTILE,
    boston_places,
    make_id,
    make_location,
    make_store,
    practice_store,
)

FILE = "/api/v1/locations.{}"
NAMES = ("geojson", "csv", "jsonl")


def places_of(site, name):
    """Return the places in a file, by id, as plain dictionaries."""
    text = site.get(FILE.format(name)).text
    if name == "geojson":
        found = [one["properties"] for one in json.loads(text)["features"]]
    elif name == "csv":
        found = list(csv.DictReader(io.StringIO(text, newline="")))
    else:
        found = [json.loads(line) for line in text.splitlines()][1:]
    return {one["id"]: one for one in found}


@pytest.mark.parametrize("name", NAMES)
def test_every_place_is_in_every_file_once_and_by_id(site, name):
    found = places_of(site, name)
    assert list(found) == sorted(place.id for place in boston_places())


@pytest.mark.parametrize("name", ["geojson", "jsonl"])
def test_a_place_in_a_file_is_the_item_of_the_api(site, name):
    for key, item in places_of(site, name).items():
        one = site.json(f"/api/v1/locations/{key}")
        del one["directory_version"]
        assert item == one


@pytest.mark.parametrize("name", NAMES)
def test_a_private_address_is_in_no_file(site, name):
    private = places_of(site, name)[make_id(4)]
    assert not private["latitude"]
    assert not private["longitude"]
    assert "Main Street" not in json.dumps(private)


def test_a_private_place_has_no_geometry(site):
    features = json.loads(site.get(FILE.format("geojson")).text)["features"]
    by_id = {one["id"]: one for one in features}
    assert by_id[make_id(4)]["geometry"] is None
    point = by_id[make_id(1)]
    assert point["geometry"]["coordinates"] == [
        point["properties"]["longitude"],
        point["properties"]["latitude"],
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_restricted_place_says_so(site, name):
    assert places_of(site, name)[make_id(8)]["access"] == "restricted"


def test_a_file_says_whose_facts_these_are_and_how_old(site):
    whole = json.loads(site.get(FILE.format("geojson")).text)
    first = json.loads(site.get(FILE.format("jsonl")).text.splitlines()[0])["about"]
    for about in (whole, first):
        assert "public domain" in about["licence"]
        assert [one["as_of"] for one in about["sources"]] == [None, "2022"]
        assert about["sources"][0]["retrieved_at"] == COPIED.isoformat()
        assert about["directory_version"] == "v1"
        assert "GeoNames" in about["credits"][0]["text"]


def test_a_row_of_csv_says_it_too(site):
    row = places_of(site, "csv")[make_id(5)]
    assert "as of 2022" in row["sources"]
    assert "public domain" in row["licence"]
    assert row["name"] == "Yearly List Clinic"


@pytest.mark.parametrize("start", list("=+-@\t\r\n"))
def test_no_cell_runs_as_a_formula(make_site, start):
    name = f"{start}cmd|' /C calc'!A0"
    site = make_site(make_store([make_location(1, name, slug="x")]))
    assert places_of(site, "csv")[make_id(1)]["name"] == f"'{name}"


def test_csv_keeps_what_a_name_holds(site):
    assert places_of(site, "csv")[make_id(9)]["name"] == HOSTILE


@pytest.mark.parametrize("name", NAMES)
def test_practice_places_say_so_in_files(make_site, name):
    response_of = make_site(practice_store())
    for item in places_of(response_of, name).values():
        assert item["practice"] in (True, "true")
    elsewhere = {"Host": "help.example"}
    response_of.json(FILE.format(name), 503, headers=elsewhere)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_made_while_it_is_sent(make_site, monkeypatch, name):
    site = make_site(make_store([make_location(number) for number in range(500)]))
    made = []
    whole = downloads.items_of
    monkeypatch.setattr(
        downloads,
        "items_of",
        lambda places, sources: (
            made.append(item["id"]) or item for item in whole(places, sources)
        ),
    )
    with site.client.get(FILE.format(name)) as response:
        next(iter(response.response))
        assert 0 < len(made) < 400


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_that_can_unpack_gets_less(site, name):
    path = FILE.format(name)
    packed = site.get(path, headers={"Accept-Encoding": "gzip"})
    plain = site.get(path)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert packed.headers["ETag"] == plain.headers["ETag"]


def test_the_head_of_a_file_costs_nothing(site):
    response = site.client.head(FILE.format("csv"))
    assert response.status_code == 200
    assert response.headers["ETag"]
    assert response.data == b""


def test_a_file_is_another_when_a_list_was_copied_again(make_site):
    store = make_store()
    first = make_site(store).get(FILE.format("csv")).headers["ETag"]
    later = [
        replace(state, retrieved_at=COPIED.replace(day=21)) for state in store.sources()
    ]
    store.sources = lambda: tuple(later)
    assert make_site(store).get(FILE.format("csv")).headers["ETag"] != first
