"""`locator facts` lists what pages print, and says when it is time to read again."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from locator.cli.facts import facts
from locator.content import the_library


@pytest.fixture
def run():
    def call(*arguments: str):
        return CliRunner().invoke(facts, list(arguments))

    return call


def first_recheck():
    return min(entry.recheck_by for entry in the_library().entries().values())


def test_facts_lists_every_fact_and_line_with_source_and_dates(run):
    done = run("--on", "2026-11-23")

    assert done.exit_code == 0
    assert "line poison-help" in done.output
    for id_ in the_library().facts:
        assert f"\n{id_}" in done.output
    assert "read again by" in done.output


def test_nothing_is_overdue_on_the_last_good_day(run):
    done = run("--overdue", "--on", str(first_recheck()))

    assert done.exit_code == 0
    assert "0 overdue" in done.output


def test_an_overdue_fact_exits_with_its_own_code(run):
    done = run("--overdue", "--on", str(first_recheck() + timedelta(days=1)))

    assert done.exit_code == 4
    assert "OVERDUE" in done.output


def test_what_lapsed_is_said_to_print_its_fallback(run):
    done = run("--on", "2031-01-01")

    assert "LAPSED, the fallback is printed" in done.output
