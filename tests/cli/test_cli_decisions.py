"""`locator decisions` from the terminal, and what the doctor says of them."""

import json

import pytest

BECAUSE = ("--reason", "We called", "--by", "Front desk", "--on", "2026-11-20")


@pytest.fixture
def place(run, rows_file):
    """A home of its own with a directory; the id of a place in it."""
    assert run("import", "findtreatment", str(rows_file)).exit_code == 0
    answer = json.loads(run("search", "02118", "--radius", "200", "--json").output)
    return (answer["items"] or answer["beyond"])[0]["id"]


def test_a_decision_is_shown_exported_and_imported(run, place, tmp_path):
    added = run("decisions", "add", "set", place, "name", "Right Name", *BECAUSE)
    assert added.exit_code == 0, added.output
    assert "1 changed" in added.output
    shown = run("show", place).output
    assert shown.startswith("Right Name")
    assert "Name corrected by Front desk on 20 Nov 2026. We called" in shown

    table = tmp_path / "decisions.csv"
    run("decisions", "export", "-o", str(table))
    exported = table.read_text()
    assert run("decisions", "import", str(table)).exit_code == 0
    assert run("decisions", "export").output == exported
    assert "We called (Front desk, 2026-11-20)" in run("decisions", "list").output


def test_a_bad_line_changes_nothing(run, place, tmp_path):
    run("decisions", "add", "hide", place, "website", *BECAUSE)
    before = run("decisions", "export").output
    table = tmp_path / "decisions.csv"
    table.write_text(before + "nonsense\n")

    result = run("decisions", "import", str(table))

    assert result.exit_code == 1
    assert "Line 3" in str(result.exception)
    assert run("decisions", "export").output == before


@pytest.mark.parametrize(
    "words", [("same", "a"), ("move", "a", "b"), ("hide", "a"), ("access", "a")]
)
def test_words_of_another_shape_say_what_to_type(run, words):
    result = run("decisions", "add", *words, *BECAUSE)

    assert result.exit_code == 2
    assert "hide KEY FIELD" in result.output


def test_the_doctor_names_idle_decisions(run, place):
    run("decisions", "add", "hide", "zzzzzzzzzz", "phone", *BECAUSE)
    run("decisions", "add", "hide", place, "phone", *BECAUSE, "--expires", "2026-01-01")

    said = run("doctor").output

    assert "zzzzzzzzzz" in said
    assert "expired on 2026-01-01" in said
