"""`locator desk`: users, reports and phone checks from the terminal."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from locator.cli import cli
from locator.config import Settings
from locator.errors import BadDecision, ConfigError
from locator.store import Deed, Report
from tests.desk.conftest import NOW, PASSWORD, PLACE
from tests.desk.test_desk_store import closed


@pytest.fixture
def database_url(home):
    """The file that the command finds by itself."""
    return f"sqlite:///{home / 'locator.db'}"


@pytest.fixture
def run(home, store):
    def run(*words, typed=None, **environ):
        environ = {"LOCATOR_HOME": str(home), "LOCATOR_OFFLINE": "1", **environ}
        settings = Settings.from_environ(environ)
        result = CliRunner().invoke(cli, ["desk", *words], obj=settings, input=typed)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


def add(run, name="ana", password=PASSWORD):
    words = ("add-user", name, "--role", "Front desk", "--password-stdin")
    return run(*words, typed=f"{password}\n")


def test_users_come_change_and_go(run, store):
    assert add(run).exit_code == 0
    assert run("list").output == "ana: Front desk\n"
    before = store.desk.find_user("ana")
    typed = "a different password\n" * 2
    assert run("set-password", "ana", typed=typed).exit_code == 0
    after = store.desk.find_user("ana")
    assert after.epoch == before.epoch + 1
    assert after.password != before.password
    assert run("remove", "ana").exit_code == 0
    assert store.desk.users() == []


def test_a_name_that_is_given_again_opens_no_old_session(run, store):
    add(run)
    before = store.desk.find_user("ana").epoch
    run("remove", "ana")
    add(run)
    assert store.desk.find_user("ana").epoch != before


def test_what_cannot_be_done_is_a_usage_error(run):
    assert add(run, password="short").exit_code == 2
    assert add(run, name=" ").exit_code == 2
    add(run)
    assert add(run).exit_code == 2
    assert run("remove", "nobody").exit_code == 2
    assert run("set-password", "nobody").exit_code == 2


def test_on_a_server_database_there_must_be_a_key_first(run):
    words = ("add-user", "ana", "--role", "Front desk")
    with pytest.raises(ConfigError, match="LOCATOR_SECRET_KEY"):
        run(*words, LOCATOR_DATABASE_URL="postgresql+psycopg://localhost/x")


def test_reports_are_read_without_a_browser_and_steer_no_terminal(run, store):
    one = Report(PLACE, "closed", "2026-11-20", words="gone\x1b[2J\nfor good")
    store.desk.add_report(one, most=9, most_of_place=9)
    assert run("reports").output == (
        f"2026-11-20 | {PLACE} | closed | gone [2J for good\n"
    )


def test_reports_can_be_settled_where_nobody_signs_in(run, store):
    for _ in range(2):
        one = Report(PLACE, "closed", "2026-11-20", words="gone")
        store.desk.add_report(one, most=9, most_of_place=9)
    assert run("reports", "--settle").output.count("\n") == 2
    assert run("reports").output == ""
    assert store.desk.deeds()[0].what == "settled reports"


def test_the_doctor_says_that_visitors_wait_longer_than_promised(run, store, home):
    settings = Settings.from_environ({"LOCATOR_HOME": str(home)})

    def told() -> str:
        words = CliRunner().invoke(cli, ["doctor"], obj=settings).output
        return " ".join(line for line in words.splitlines() if "eports that" in line)

    assert told() == ""
    today = datetime.now(UTC).date()
    for days, says in ((7, "wait at the desk: 1"), (8, "promised to visitors: 1 of 2")):
        on = (today - timedelta(days=days)).isoformat()
        store.desk.add_report(Report(PLACE, "closed", on), most=9, most_of_place=9)
        assert says in told()


def test_phone_checks_are_carried_to_another_home(run, store, tmp_path):
    store.desk.add_check(closed(), Deed(NOW, "ana", "phone check"))
    path = tmp_path / "checks.jsonl"
    run("export", "-o", str(path))
    assert json.loads(path.read_text())["outcome"] == "closed"
    assert "0 phone checks" in run("import", str(path)).output
    store.desk.remove_check(1, Deed(NOW, "ana", "took back a check"))
    assert "1 phone checks" in run("import", str(path)).output
    assert store.desk.checks()[0].check == closed()


@pytest.mark.parametrize(
    "spoiled",
    [
        {"checked_on": "9999-12-31"},
        {"checked_on": "soon"},
        {"checked_on": "20261122"},
        {"outcome": "great"},
        {"kind": "guessed"},
    ],
)
def test_a_check_that_no_page_could_show_is_not_brought_in(
    run, store, tmp_path, spoiled
):
    one = {"place_id": PLACE, "checked_on": "2026-11-20", "checked_by": "x", **spoiled}
    path = tmp_path / "checks.jsonl"
    path.write_text(json.dumps(one))
    with pytest.raises(BadDecision, match="Line 1"):
        run("import", str(path))
    assert store.desk.checks() == []


def test_a_spoiled_file_of_checks_changes_nothing(run, store, tmp_path):
    path = tmp_path / "checks.jsonl"
    path.write_text('{"place_id": "x"}\n')
    with pytest.raises(BadDecision, match="Line 1"):
        run("import", str(path))
    assert store.desk.checks() == []


def test_the_whole_diary_is_read_at_the_terminal(run, store):
    for number in range(101):
        store.desk.add_check(
            closed(), Deed(NOW, "ana", "phone check", PLACE, f"{number}")
        )
    lines = run("diary").output.splitlines()
    assert len(lines) == 101
    assert lines[0] == f"2026-11-22 09:00 | ana | phone check | {PLACE} | 100"


def test_the_work_can_be_done_by_hand(run):
    assert "0 decisions laid" in run("work").output


def test_a_key_that_is_too_short_is_refused():
    with pytest.raises(ConfigError, match="LOCATOR_SECRET_KEY is too short"):
        Settings.from_environ({"LOCATOR_SECRET_KEY": "short"})


def test_days_are_days():
    assert Settings.from_environ({"LOCATOR_DESK_DAYS": "3"}).desk_days == 3
    with pytest.raises(ConfigError, match="LOCATOR_DESK_DAYS"):
        Settings.from_environ({"LOCATOR_DESK_DAYS": "soon"})


def test_the_terminal_tells_what_was_said_on_the_phone(run, store, home):
    store.desk.add_check(closed(), Deed(NOW, "ana", "phone check"))
    settings = Settings.from_environ({"LOCATOR_HOME": str(home)})
    words = ["show", PLACE, "--json"]
    shown = json.loads(CliRunner().invoke(cli, words, obj=settings).output)
    assert [one["fact"] for one in shown["phone_checks"]] == ["closed"]
