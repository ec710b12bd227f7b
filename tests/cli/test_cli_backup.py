"""`locator backup` and `locator restore` from the terminal."""

from tests.cli.conftest import run_in


def test_a_home_comes_back_and_can_be_searched(ask, loaded_home, run, tmp_path):
    file = tmp_path / "kept.gz"
    assert "directory version" in ask("backup", str(file)).output
    brought = run("restore", str(file))
    assert brought.exit_code == 0, brought.output
    words = ("search", "02118", "--radius", "200", "--json")
    assert run(*words).output == ask(*words).output


def test_what_is_there_is_given_up_only_when_told_so(ask, run, tmp_path, rows_file):
    file = tmp_path / "kept.gz"
    ask("backup", str(file))
    run("import", "findtreatment", str(rows_file))
    refused = run("restore", str(file))
    assert refused.exit_code == 3
    assert "--replace" in str(refused.exception)
    assert run("restore", str(file), "--replace").exit_code == 0


def test_a_file_of_something_else_is_refused(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear operator")
    assert run_in(tmp_path / "home", "restore", str(file)).exit_code == 3
