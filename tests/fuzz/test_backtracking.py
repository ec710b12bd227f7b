"""No text of a directory or a visitor makes a pattern of ours try for ever."""

import re
import subprocess
import sys

import pytest

from tests.fuzz.backtracking import patterns, pumps

pytestmark = pytest.mark.long


def test_patterns_kept_in_modules_and_written_in_calls_are_found():
    found = {one.pattern for one in patterns()}
    assert r"[a-z0-9]+(-[a-z0-9]+)*" in found  # kept: locator.content.library
    assert r"\+1(\d{3})(\d{3})(\d{4})" in found  # written: locator.web.words


def test_a_pattern_that_tries_for_ever_would_be_caught():
    words = (
        "import re, signal\n"
        "from tests.fuzz.backtracking import stop, too_slow\n"
        "signal.signal(signal.SIGVTALRM, stop)\n"
        "print(too_slow(re.compile('(a+)+$')))"
    )
    assert run("-c", words).startswith("aa")
    assert any(re.fullmatch("a+", text) for text in pumps("(a+)+$"))


def run(*words):
    ran = subprocess.run(
        [sys.executable, *words],
        check=True, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    return ran.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="CPU time is limited by a signal")
def test_no_pattern_tries_for_ever():
    *slow, count = run("-m", "tests.fuzz.backtracking").splitlines()
    assert slow == []
    assert re.fullmatch(r"\d{2,3} patterns", count)
