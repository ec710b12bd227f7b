"""`locator match A B` and the pairs that `locator doctor` lists."""

import json

import pytest

from locator.practice import practice_rows
from tests.cli.conftest import run_in

CLINIC = {"name1": "Elm Harbor Clinic", "name2": None}
TWIN = {"name1": "Elm Harbor Bay Clinic", "name2": None}


@pytest.fixture
def pair_home(tmp_path):
    """A home with two rows of one list that may be of one place."""
    row = dict(next(iter(practice_rows())))
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row | names) + "\n" for names in (CLINIC, TWIN)))
    home = tmp_path / "home"
    assert run_in(home, "import", "findtreatment", str(path)).exit_code == 0
    return home


@pytest.fixture
def ids(pair_home):
    answer = run_in(pair_home, "doctor").stdout
    return next(line for line in answer.splitlines() if "Elm" in line).split()[1:3]


def test_doctor_lists_the_pairs_that_wait_for_a_person(pair_home, ids):
    told = run_in(pair_home, "doctor").stdout
    assert "may be of one place, and stay two: 1." in told
    assert "locator decisions add same|different A B" in told
    assert all(len(id_) == 10 for id_ in ids)


def test_match_says_why_and_what_would_change_it(pair_home, ids):
    told = run_in(pair_home, "match", *ids).stdout
    assert told.startswith("Two places: ")
    assert "unsure: same phone and address, the names are alike" in told
    assert "With the same names it would be same." in told
    assert "With no phone in common it would be different." in told


def test_match_of_one_place_says_so(pair_home, ids):
    told = run_in(pair_home, "match", ids[0], ids[0]).stdout
    assert told.startswith("One place: ")


def test_match_of_an_unknown_id_says_so(pair_home, ids):
    result = run_in(pair_home, "match", ids[0], "zzzzzzzzzz")
    assert result.exit_code == 1
    assert "no place or listing has the id 'zzzzzzzzzz'" in str(result.exception)
