"""`locator geocode` and what the doctor says of points."""

import json

import pytest
import responses

from tests.ingest.samples import row

URL = "https://geocoder.example"
ANSWER = [{"lat": "42.34", "lon": "-71.07", "display_name": "", "place_rank": 30}]
SET_UP = {
    "LOCATOR_GEOCODER": "nominatim",
    "LOCATOR_GEOCODER_URL": URL,
    "LOCATOR_GEOCODER_PACE": "0",
}
BOSTON = {"city": "Boston", "state": "MA", "zip": "02118"}


@pytest.fixture
def loaded(run, tmp_path):
    path = tmp_path / "rows.jsonl"
    rows = [
        row(1, **BOSTON, latitude=None, longitude=None),
        row(2, **BOSTON, latitude=None, longitude=None),
        row(3, **BOSTON, longitude="-118.24"),
    ]
    path.write_text("".join(json.dumps(one) + "\n" for one in rows))
    result = run("import", "findtreatment", str(path))
    assert result.exit_code == 0, result.output
    return run


def test_geocode_is_off_until_set_up(loaded):
    result = loaded("geocode")
    assert result.exit_code == 2
    assert "no address is sent to anyone" in str(result.exception)


def test_geocode_never_touches_the_network_offline(loaded):
    result = loaded("geocode", LOCATOR_OFFLINE="1", **SET_UP)
    assert result.exit_code == 2
    assert "LOCATOR_OFFLINE" in str(result.exception)


def test_geocode_asks_at_most_its_limit_and_says_what_is_left(loaded):
    with responses.RequestsMock() as net:
        net.get(f"{URL}/search", json=ANSWER)
        result = loaded("geocode", "--limit", "1", **SET_UP)
        assert len(net.calls) == 1
    assert result.exit_code == 0
    assert "2 are left" in result.output
    assert "1 places changed" in result.output


def test_doctor_names_refused_coordinates_and_counts_gaps(loaded):
    words = " ".join(loaded("doctor").output.split())
    assert "1 coordinates are refused" in words
    assert "Harbor House 3, Boston, MA (findtreatment): over 25 miles" in words
    assert "3 places have a street and no point" in words


@pytest.mark.parametrize("pace", ["fast", "-1", "nan", "1e9"])
def test_a_pace_that_is_no_number_of_seconds_is_named(run, pace):
    with pytest.raises(Exception, match="LOCATOR_GEOCODER_PACE"):
        run("doctor", LOCATOR_GEOCODER_PACE=pace)
