"""What a machine lacks is skipped, but never where everything is installed."""

from pathlib import Path

import pytest

from tests.programs import need_program
from tools.programs import NOTHING_MISSING, running

CI = Path(__file__).resolve().parents[2] / ".ci/run"


def test_a_missing_program_skips_a_test_and_says_its_package(monkeypatch):
    monkeypatch.delenv(NOTHING_MISSING, raising=False)

    with pytest.raises(pytest.skip.Exception, match="the package is juniper-tools"):
        need_program("juniper", "juniper-tools")


def test_a_missing_program_fails_a_test_where_all_must_be_there(monkeypatch):
    monkeypatch.setenv(NOTHING_MISSING, "1")

    with pytest.raises(pytest.fail.Exception, match="juniper is not installed"):
        need_program("juniper", "juniper-tools")


def test_nothing_may_be_missing_where_changes_are_checked():
    assert f"\nexport {NOTHING_MISSING}=1\n" in CI.read_text("utf-8")


@pytest.mark.server
def test_a_program_that_ends_at_once_shows_what_it_wrote(tmp_path):
    command = ["sh", "-c", "echo no port >&2"]
    ended = running(command, lambda: False, tmp_path / "log")

    with pytest.raises(AssertionError, match="no port"), ended:
        pass
