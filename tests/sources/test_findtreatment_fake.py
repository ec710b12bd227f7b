"""The fake server answers as the real one does."""

import json
import subprocess
import sys

import pytest

from locator.http import make_fetcher
from tools.fake_findtreatment import FakeFindTreatment, Fault

pytestmark = pytest.mark.server
BOSTON = "42.33,-71.07"


@pytest.fixture(scope="module")
def fake(row):
    facilities = [
        row(1, latitude="42.50"),
        row(2, latitude="42.33", typeFacility="MH"),
        row(
            3, latitude="42.40", services=[{"f2": "OT", "f3": "Methadone maintenance"}]
        ),
        row(4, latitude=None, longitude=None),
        row(5, state="RI", latitude="41.82", longitude="-71.41"),
        row(6, typeFacility="OTP", services=None),
    ]
    with FakeFindTreatment(facilities) as server:
        yield server


@pytest.fixture
def ask(fake):
    fetcher = make_fetcher(user_agent="tests", pace_s=0)

    def names(**params) -> list[str]:
        reply = fetcher.get_json(fake.url, {"sAddr": BOSTON, **params})
        return [row["name1"].removeprefix("Harbor House ") for row in reply["rows"]]

    return names


def test_nearest_first_and_places_without_coordinates_last(ask):
    assert ask(sType="both") == ["2", "3", "1", "5", "4"]
    assert ask(sType="both", sort="1") == ["4", "5", "1", "3", "2"]
    assert ask(sType="both", sort="2") == ["1", "2", "3", "4", "5"]


def test_without_a_type_other_directories_come_too(ask):
    assert "6" in ask()
    assert ask(sType="mh") == ["2"]
    assert "2" not in ask(sType="sa")


def test_radius_is_in_meters(ask):
    assert ask(sType="both", limitType="2", limitValue="9000") == ["2", "3"]


def test_states_have_numbers_of_their_own(ask):
    assert ask(sType="both", limitType="0", limitValue="9") == ["5"]
    assert ask(sType="both", limitType="0", limitValue="99") == []


def test_all_codes_must_be_offered(ask):
    assert ask(sType="sa", sCodes="MM") == ["3"]
    assert ask(sType="sa", sCodes="UB,DT") == ["1", "5", "4"]
    assert ask(sType="sa", sCodes="UB,MM") == []


def test_reversed_coordinates_find_nothing(ask):
    assert ask(sAddr="-98.5,39.8", sType="both") == []


def test_envelope_counts_pages_and_rows(fake):
    fetcher = make_fetcher(user_agent="tests", pace_s=0)
    reply = fetcher.get_json(fake.url, {"sType": "both", "pageSize": "2", "page": "3"})
    assert (reply["page"], reply["totalPages"], reply["recordCount"]) == (3, 3, 5)
    assert [row["_irow"] for row in reply["rows"]] == [5]
    past = fetcher.get_json(fake.url, {"sType": "both", "pageSize": "2", "page": "9"})
    assert past["rows"] == []


def test_type_field_can_be_spelled_as_in_the_guide(row):
    with FakeFindTreatment([row()], type_field="type_facility") as fake:
        reply = make_fetcher(user_agent="tests").get_json(fake.url, {})
    assert reply["rows"][0]["type_facility"] == "SA"
    assert "typeFacility" not in reply["rows"][0]


def test_unknown_fault_is_named():
    with pytest.raises(ValueError, match="no fault 'earthquake'"):
        Fault.parse("earthquake")


def test_runs_from_the_command_line(tmp_path, row):
    rows_file = tmp_path / "rows.json"
    rows_file.write_text(json.dumps({"rows": [row()]}))
    command = [sys.executable, "tools/fake_findtreatment.py", rows_file, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            url = server.stdout.readline().split()[-1]
            reply = make_fetcher(user_agent="tests").get_json(url, {"sType": "both"})
        finally:
            server.terminate()
    assert reply["recordCount"] == 1
