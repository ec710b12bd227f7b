"""What a call found out is as plain to programs as to people: no list sends to it."""

import csv
import io
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from locator.cli import cli
from locator.config import Settings
from locator.records import Phone
from locator.store import Deed, PhoneCheck
from locator.store.checks import REPORTS
from tests.databases import on_sqlite
from tests.desk.conftest import NOW, NUMBER, PLACE, check, fill, places, today
from tests.desk.test_desk_checks import API, said
from tests.web.hsds_rules import PART, SERVICE

OTHER = "+16175550199"
DEED = Deed(NOW, "ana", "phone check")
FILES = [f"/api/v1/locations.{name}" for name in ("geojson", "csv", "jsonl")]


def numbers(item) -> list[str]:
    return [phone["number"] for phone in item["phones"]]


def service_of(client):
    for one in client.get("/hsds/services?full=true").get_json()["contents"]:
        if one["service_at_locations"][0]["location"]["external_identifier"] == PLACE:
            SERVICE.validate(one)
            return one
    raise AssertionError("HSDS does not list the place")


def row_of(client):
    text = client.get("/api/v1/locations.csv").text
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return next(row for row in rows if row["id"] == PLACE)


@pytest.fixture
def two_numbers(store):
    both = (Phone(NUMBER), Phone(OTHER))
    fill(store, [replace(places()[0], phones=both), *places()[1:]])


def test_a_number_that_fails_is_none_to_call(two_numbers, ana):
    check(ana, outcome="fails")
    found = ana.get("/api/v1/locations?near=02118").get_json()["items"]
    for item in (ana.get(API).get_json(), *found):
        if item["id"] == PLACE:
            assert numbers(item) == [OTHER]
            (told,) = item["phone_checks"]
            assert (told["fact"], told["value"], told["number"]) == (
                "number-works", False, NUMBER,
            )  # fmt: skip
    row, service = row_of(ana), service_of(ana)
    assert row["phone"] == OTHER
    assert NUMBER not in row["phones"]
    assert row["phone_checks"].startswith(f"number-works=no {NUMBER} {today()}")
    assert numbers(service) == [OTHER]
    assert f"{NUMBER} did not work when called on {today()}." in service["alert"]
    assert service["status"] == "active"


def test_of_a_closed_place_no_number_is_left(two_numbers, ana):
    check(ana, outcome="closed")
    item, row, service = ana.get(API).get_json(), row_of(ana), service_of(ana)
    assert item["phones"] == service["phones"] == []
    assert (row["phone"], row["phones"]) == ("", "")
    assert row["phone_checks"] == f"closed=yes {today()}"
    assert service["status"] == "inactive"
    says = f"Closed: the place said so by phone on {today()}."
    assert service["alert"].startswith(says)
    (pairing,) = service["service_at_locations"]
    assert pairing["location"]["description"].startswith(says)
    PART["location"].validate(pairing["location"])


def test_a_number_that_people_report_stays_and_is_marked(store, client):
    on = today().isoformat()
    reported = PhoneCheck(PLACE, on, "Front desk", REPORTS, NUMBER, "fails")
    store.desk.add_check(reported, DEED)
    item, service = client.get(API).get_json(), service_of(client)
    assert numbers(item) == [NUMBER]
    (told,) = item["phone_checks"]
    assert (told["fact"], told["value"]) == ("number-reported-failing", True)
    (phone,) = service["phones"]
    assert phone["description"] == "People report that this number fails."
    assert "number-reported-failing=yes" in row_of(client)["phone_checks"]


@pytest.mark.parametrize("path", [API, "/api/v1/locations?near=02118", *FILES])
def test_a_copy_from_before_the_call_is_not_good_any_more(store, client, path):
    before = client.get(path).headers["ETag"]
    store.desk.add_check(said(outcome="fails"), DEED)
    again = client.get(path, headers={"If-None-Match": before})
    assert again.status_code == 200
    assert again.headers["ETag"] != before


def test_a_place_on_no_list_any_more_gives_no_number_that_fails(store, client):
    fill(store, [replace(places()[0], retired_at=NOW), *places()[1:]])
    assert numbers(client.get(API).get_json()) == [NUMBER]
    store.desk.add_check(said(outcome="fails"), DEED)
    gone = client.get(API)
    assert gone.status_code == 410
    assert numbers(gone.get_json()) == []


@on_sqlite
def test_the_terminal_marks_a_number_that_fails(two_numbers, store, home):
    store.desk.add_check(said(outcome="fails"), DEED)
    settings = Settings.from_environ({"LOCATOR_HOME": str(home)})

    def told(*words: str) -> str:
        return CliRunner().invoke(cli, words, obj=settings).output

    failed = "617-555-0101 (Did not work when we called on"
    for output in (told("show", PLACE), told("search", "02118")):
        assert output.index("617-555-0199") < output.index(failed)
    store.desk.add_check(said(outcome="closed"), DEED)
    assert "This place is closed." in told("show", PLACE)
    lines = told("export", "geojson").splitlines()
    (feature,) = (line for line in lines if f'"id":"{PLACE}"' in line)
    assert json.loads(feature.rstrip(","))["properties"]["phones"] == []
