"""What the shell is told, by the real command in a process of its own."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.server


@pytest.fixture
def shell(tmp_path):
    def run(*words, **environ):
        return subprocess.run(
            [sys.executable, "-m", "locator", *words],
            env={**os.environ, "LOCATOR_HOME": str(tmp_path), **environ},
            capture_output=True,
            check=False,
            text=True,
        )

    return run


def test_done_is_0(shell):
    assert shell("db", "upgrade").returncode == 0


def test_a_failed_pull_is_1_and_one_line(shell):
    done = shell("sync", LOCATOR_OFFLINE="1")
    assert done.returncode == 1
    assert "LOCATOR_OFFLINE" in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_without_a_directory_is_1(shell):
    assert shell("doctor").returncode == 1


@pytest.mark.parametrize(
    "words", [["search", "00000"], ["import", "nothing", "here"], ["search"]]
)
def test_wrong_use_is_2(shell, words):
    shell("sample")
    done = shell(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_2(shell):
    done = shell("doctor", LOCATOR_OFFLINE="perhaps")
    assert done.returncode == 2
    assert "LOCATOR_OFFLINE" in done.stderr


@pytest.mark.parametrize("url", ["nosuch://server/locator", "sqlite", "mysql://x"])
def test_a_database_that_is_none_is_2(shell, url):
    done = shell("doctor", LOCATOR_DATABASE_URL=url)
    assert done.returncode == 2
    assert "LOCATOR_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_database_is_1_and_left_alone(shell, tmp_path):
    file = tmp_path / "letter.db"
    file.write_bytes(b"Dear clinic, this is not a database. " * 40)
    done = shell("doctor", LOCATOR_DATABASE_URL=f"sqlite:///{file}")
    assert done.returncode == 1
    assert "could not be opened" in done.stderr
    assert file.read_bytes().startswith(b"Dear clinic")


def test_a_refused_list_is_3(shell, rows_file):
    done = shell("import", "findtreatment", str(rows_file), "--full")
    assert done.returncode == 3
    assert "refused" in done.stderr


def test_a_home_that_cannot_be_made_is_1_and_one_line(shell, tmp_path):
    (tmp_path / "file").touch()
    done = shell("doctor", LOCATOR_HOME=str(tmp_path / "file" / "home"))
    assert done.returncode == 1
    assert done.stderr == f"locator: Not a directory: {tmp_path / 'file' / 'home'}\n"
