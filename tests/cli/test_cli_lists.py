"""The lists beside SAMHSA's survey, from a sync to a search, an export and a replay."""

import csv
import io
import json
from pathlib import Path

import pytest
import responses

from locator.sources import SOURCES

FIXTURES = Path(__file__).parent.parent / "fixtures"
LISTS = ("otp-directory", "cms-otp", "hrsa")
RESTRICTED = {
    "Example County Jail",
    "Example Health Systems, Inc.",
    "EXAMPLE HEALTH, INC.: Example Elementary",
    "EXAMPLE HEALTH, INC.: Example County Clinic",
    "EXAMPLE HEALTH, INC.: Example Manor",
}


@pytest.fixture
def web():
    """The publishers' servers, as small as the fixtures."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as web:
        for source_id in ("otp-directory", "hrsa"):
            (path,) = (FIXTURES / source_id).glob("*.csv")
            web.get(
                SOURCES[source_id].info.url, path.read_bytes(), content_type="text/csv"
            )
        (path,) = (FIXTURES / "cms-otp").glob("*.csv")
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
        web.get(SOURCES["cms-otp"].info.url, json=rows)
        yield web


def names(text):
    return {item["name"] for item in json.loads(text)["items"]}


def test_three_lists_are_pulled_and_restricted_places_are_in_no_search(run, web):
    synced = run("sync", *LISTS, "--accept-shrink")
    assert synced.exit_code == 0, synced.output
    found = run("search", "02118", "--radius", "200", "--limit", "50", "--json")
    assert "Harbor Recovery, LLC" in names(found.stdout)
    for near in ("02118", "19901", "12207", "01464"):
        found = run("search", near, "--radius", "200", "--limit", "50", "--json")
        body = json.loads(found.stdout)
        shown = {item["name"] for item in (*body["items"], *body.get("beyond", ()))}
        assert shown
        assert not shown & RESTRICTED
        assert {item["access"] for item in body["items"]} <= {"open", "limited"}


def test_exports_list_restricted_places_as_such(run, web):
    run("sync", *LISTS, "--accept-shrink")
    features = json.loads(run("export", "geojson").stdout)["features"]
    rows = csv.DictReader(io.StringIO(run("export", "csv").stdout))
    in_geojson = {
        one["properties"]["name"]
        for one in features
        if one["properties"]["access"] == "restricted"
    }
    in_csv = {row["name"] for row in rows if row["access"] == "restricted"}
    assert in_geojson == in_csv == RESTRICTED


def test_a_shelter_leaves_no_trace_of_its_street(run, web):
    run("sync", "hrsa", "--accept-shrink")
    for words in (("export", "geojson"), ("export", "csv")):
        assert "Secret Lane" not in run(*words).stdout
    places = json.loads(run("export", "geojson").stdout)["features"]
    (shelter,) = [one for one in places if "Shelter" in one["properties"]["name"]]
    assert shelter["geometry"] is None
    assert "Secret" not in run("show", shelter["id"], "--json").stdout


def test_one_list_that_fails_does_not_stop_the_others(run, web):
    web.replace(responses.GET, SOURCES["otp-directory"].info.url, status=404)
    result = run("sync", *LISTS, "--accept-shrink")
    assert result.exit_code == 3
    assert "otp-directory: www.samhsa.gov answered with status 404" in result.stderr
    sources = {
        source["source"]
        for feature in json.loads(run("export", "geojson").stdout)["features"]
        for source in feature["properties"]["sources"]
    }
    assert sources == {"cms-otp", "hrsa"}


@pytest.mark.parametrize("source_id", LISTS)
def test_a_snapshot_replays_to_the_same_places(run, web, tmp_path, source_id):
    first = run("sync", source_id, "--accept-shrink")
    assert first.exit_code == 0, first.output
    (snapshot,) = (tmp_path / "home/snapshots" / source_id).glob("*.jsonl.gz")
    again = run("import", source_id, str(snapshot))
    assert again.exit_code == 0, again.output
    assert "Nothing changed" in again.stdout


def test_an_address_alone_is_of_findtreatment(run, web):
    web.get("https://mirror.example/v2", status=404)
    result = run("sync", "--url", "https://mirror.example/v2")
    assert "findtreatment: mirror.example answered with status 404" in result.stderr
    assert len(web.calls) == 1


def test_a_short_list_is_refused_and_nothing_is_written(run, web):
    result = run("sync", "otp-directory")
    assert result.exit_code == 3
    assert "only 7 rows; it has at least 1,700" in result.stderr


def test_the_doctor_lists_each_restricted_place_and_why(run, web):
    run("sync", *LISTS, "--accept-shrink")
    lines = run("doctor").stdout.splitlines()
    (jail,) = [line for line in lines if "Example County Jail, Dover, DE" in line]
    assert "only for people held there" in jail
    for name in RESTRICTED:
        assert any(f"  {name}, " in line for line in lines), name


def test_referral_software_gets_no_restricted_place(run, web):
    run("sync", *LISTS, "--accept-shrink")
    services = json.loads(run("export", "hsds").stdout)
    shown = {service["name"] for service in services}
    assert shown
    assert not shown & RESTRICTED
    assert "Secret Lane" not in json.dumps(services)


def test_json_lines_say_first_whose_facts_these_are(run, web):
    run("sync", *LISTS, "--accept-shrink")
    head, *places = map(json.loads, run("export", "jsonl").stdout.splitlines())
    assert {one["id"] for one in head["about"]["sources"]} == set(LISTS)
    features = json.loads(run("export", "geojson").stdout)["features"]
    assert [one["properties"] for one in features] == places
