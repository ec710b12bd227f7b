import csv
import io
import json

import filelock
import msgspec
import pytest

from locator.cli.session import exit_code
from locator.errors import (
    ConfigError,
    DirectoryNotLoaded,
    InvalidSearch,
    LocationNotFound,
    PullRefused,
    SourceUnavailable,
    SyncBusy,
)
from locator.ingest import SyncLock
from locator.web.bulk import safe_cell
from locator.web.shapes import SearchAnswer

pytestmark = pytest.mark.long

# The invented rows begin in Alabama.
NEAR = "Birmingham, AL"


def first_item(ask):
    answer = json.loads(ask("search", NEAR, "--radius", "200", "--json").stdout)
    return answer["items"][0]


def test_search_shows_crisis_lines_then_places(ask):
    lines = ask("search", NEAR, "--radius", "200", "--limit", "3").stdout.splitlines()
    assert "Call 911" in lines[0]
    assert "1-800-662-4357" in lines[0]
    assert any("within 200 miles of Birmingham, AL" in line for line in lines)


def test_search_json_is_the_answer_of_the_api(ask):
    answer = json.loads(ask("search", NEAR, "--limit", "2", "--json").stdout)
    assert answer["query"]["near"] == "Birmingham, AL"
    assert {"total", "items", "beyond", "counts", "next"} <= answer.keys()
    assert len(answer["items"]) <= 2


def test_search_orders_by_distance_within_the_sure_ones(ask):
    answer = json.loads(ask("search", NEAR, "--radius", "200", "--json").stdout)
    open_ones = [item for item in answer["items"] if item["access"] == "open"]
    distances = [item["distance_m"] for item in open_ones if item["distance_m"]]
    assert distances == sorted(distances)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["00000"], "00000"),
        ([NEAR, "--term", "aspirin"], "aspirin"),
        ([NEAR, "--radius", "0"], "1 to 200"),
    ],
)
def test_a_search_that_cannot_be_answered_says_what_to_do(ask, words, says):
    result = ask("search", *words)
    assert result.exit_code == 2
    assert says in str(result.exception)


def test_show_names_the_source_and_date_of_each_fact(ask):
    item = first_item(ask)
    text = ask("show", item["id"]).stdout
    assert item["name"] in text
    assert "findtreatment" in text
    assert "copied" in text
    assert "(as_of unknown, retrieved_at 20" in text


def test_show_takes_a_permalink_as_it_was_copied(ask):
    item = first_item(ask)
    shown = json.loads(
        ask("show", f"https://example.org{item['url']}", "--json").stdout
    )
    assert shown["id"] == item["id"]


def test_show_says_when_there_is_no_such_place(ask):
    result = ask("show", "0000000000")
    assert result.exit_code == 1
    assert isinstance(result.exception, LocationNotFound)


def test_geojson_has_every_place_with_longitude_first(ask):
    features = json.loads(ask("export", "geojson").stdout)["features"]
    ids = {feature["id"] for feature in features}
    assert len(ids) == len(features) > 100
    placed = [feature for feature in features if feature["geometry"]]
    assert all(
        feature["geometry"]["coordinates"]
        == [feature["properties"]["longitude"], feature["properties"]["latitude"]]
        for feature in placed
    )
    withheld = [f for f in features if f["properties"]["address"]["withheld"]]
    assert all(feature["geometry"] is None for feature in withheld)


def test_csv_has_the_places_of_the_geojson(ask, tmp_path):
    target = tmp_path / "places.csv"
    assert ask("export", "csv", "-o", str(target)).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8"))))
    features = json.loads(ask("export", "geojson").stdout)["features"]
    assert {row["id"] for row in rows} == {feature["id"] for feature in features}
    assert any("methadone=yes (findtreatment)" in row["offers"] for row in rows)


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "-2+3", "+cmd|x", "\t=1"])
def test_csv_cells_are_no_formulas(text):
    assert safe_cell(text) == "'" + text


def test_csv_leaves_numbers_as_they_are():
    assert [safe_cell(text) for text in ("+16175550123", "-71.07", "plain", None)] == [
        "+16175550123",
        "-71.07",
        "plain",
        None,
    ]


def test_doctor_finds_no_directory_in_an_empty_home(run):
    result = run("doctor")
    assert result.exit_code == 1
    assert "locator sync" in result.stdout


def test_doctor_is_content_with_a_fresh_directory(ask):
    result = ask("doctor")
    assert result.exit_code == 0, result.stdout
    assert "places, directory version" in result.stdout


def test_without_a_directory_a_search_says_how_to_get_one(run):
    result = run("search", "02118")
    assert result.exit_code == 1
    assert isinstance(result.exception, DirectoryNotLoaded)
    assert "locator sync" in str(result.exception)


def test_offline_refuses_to_sync_and_says_why(run):
    result = run("sync", LOCATOR_OFFLINE="1")
    assert result.exit_code == 1
    assert "LOCATOR_OFFLINE" in result.stderr


def test_one_sync_at_a_time(run, tmp_path, rows_file):
    # A second process would be refused; in this one the lock is shared, so another
    # holder is played by hand.
    (tmp_path / "home").mkdir()
    with filelock.FileLock(tmp_path / "home" / "sync.lock"):
        result = run("import", "findtreatment", str(rows_file))
    assert isinstance(result.exception, SyncBusy)
    assert result.exit_code == 5


def test_sample_refuses_where_real_places_are(ask):
    result = ask("sample")
    assert result.exit_code == 3
    assert isinstance(result.exception, PullRefused)


@pytest.mark.parametrize("text", ["yesterday", "2022-13", "22"])
def test_a_date_that_is_none_is_a_usage_error(run, rows_file, text):
    result = run("import", "findtreatment", str(rows_file), "--as-of", text)
    assert result.exit_code == 2
    assert "2022-06-30" in result.output


def test_the_date_an_operator_gives_is_on_every_fact(run, rows_file):
    run("import", "findtreatment", str(rows_file), "--as-of", "2024-03")
    answer = json.loads(run("search", NEAR, "--radius", "200", "--json").stdout)
    dates = {offer["as_of"] for item in answer["items"] for offer in item["offers"]}
    assert dates == {"2024-03"}


def test_a_search_of_practice_places_is_the_answer_of_the_api_and_says_so(run):
    run("sample")
    answer = json.loads(run("search", "02118", "--radius", "200", "--json").stdout)
    msgspec.convert(answer, SearchAnswer, strict=True)
    assert answer["practice"] is True


def test_a_small_file_called_the_whole_list_is_refused(run, rows_file):
    result = run("import", "findtreatment", str(rows_file), "--full")
    assert result.exit_code == 3
    assert run("doctor").exit_code == 1


def test_the_same_file_twice_changes_nothing(run, rows_file):
    run("import", "findtreatment", str(rows_file))
    again = run("import", "findtreatment", str(rows_file))
    assert "Nothing changed" in again.stdout


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PullRefused("x"), 3),
        (SyncBusy("x"), 5),
        (ConfigError("x"), 2),
        (InvalidSearch("x", field="near"), 2),
        (SourceUnavailable("x"), 1),
    ],
)
def test_each_kind_of_error_has_its_exit_code(error, code):
    assert exit_code(error) == code


def test_the_lock_can_be_taken_again_after_it_was_dropped(tmp_path):
    for _ in range(2):
        with SyncLock(tmp_path):
            pass
