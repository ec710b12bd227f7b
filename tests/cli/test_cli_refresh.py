"""The background pull: what it asks for, in which order, and when it stops."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from locator.cli import cli, serve
from locator.config import Settings
from locator.errors import SourceUnavailable
from locator.ingest import load_practice
from locator.store import open_store

pytestmark = pytest.mark.long


@pytest.fixture
def settings(tmp_path):
    return Settings.from_environ({"LOCATOR_HOME": str(tmp_path)})


@pytest.fixture
def store(settings):
    settings.home.mkdir(exist_ok=True)
    store = open_store(settings.database_url)
    store.ensure_schema()
    yield store
    store.close()


@pytest.fixture
def asked(monkeypatch):
    """The sources that were asked; none of them answers."""
    names = []

    def refuse(_store, _settings, source_id, **_options):
        names.append(source_id)
        raise SourceUnavailable(f"{source_id} does not answer")

    monkeypatch.setattr(serve, "sync_source", refuse)
    return names


def test_without_samhsas_list_the_other_lists_are_not_pulled(store, settings, asked):
    serve.refresh_all(store, settings)
    assert asked == ["findtreatment"]


def test_without_any_list_the_practice_one_is_loaded(store, settings, asked):
    serve.refresh_all(store, settings)
    assert store.state().practice


def test_the_practice_list_is_always_due_for_a_real_one(store, settings):
    load_practice(store, home=settings.home, now=datetime.now(UTC))
    assert serve.is_due(store, "findtreatment", datetime.now(UTC))


def test_a_fresh_list_is_left_alone_for_a_day(store, settings, monkeypatch):
    class State:
        practice = False

    class Source:
        source = "findtreatment"
        full_at = datetime(2026, 11, 20, tzinfo=UTC)

    monkeypatch.setattr(type(store), "state", lambda _self: State())
    monkeypatch.setattr(type(store), "sources", lambda _self: (Source(),))
    soon, later = (Source.full_at + timedelta(hours=hours) for hours in (19, 21))
    assert not serve.is_due(store, "findtreatment", soon)
    assert serve.is_due(store, "findtreatment", later)
    # A clock that was ahead by a year must not end all pulls for a year.
    before = Source.full_at - timedelta(days=365)
    assert serve.is_due(store, "findtreatment", before)


@pytest.fixture
def looping(monkeypatch, settings):
    """Run the loop of the background for two pulls that end with these codes."""

    def loop(*codes):
        left, ran = list(codes), []

        def run(command, **_options):
            ran.append(command)
            return SimpleNamespace(returncode=left.pop(0))

        monkeypatch.setattr(serve, "CHECK_EVERY_S", 0)
        monkeypatch.setattr(serve.subprocess, "run", run)
        monkeypatch.setattr(serve.os, "getppid", lambda: 7 if left else 1)
        done = CliRunner().invoke(cli, ["refresh", "--parent", "7"], obj=settings)
        assert done.exit_code == 0, done.output
        return done.output, ran

    return loop


def test_a_pull_that_was_killed_or_failed_is_not_the_last_one(looping):
    said, ran = looping(-9, 1, 0)

    assert len(ran) == 3
    assert "killed by signal 9" in said
    assert "exit code 1" in said


def test_pulls_run_in_processes_of_their_own_and_load_no_stray_files(looping):
    _, [command] = looping(0)

    assert command[1:] == ("-P", "-m", "locator", "refresh")


def test_one_pull_works_by_itself(store, settings, asked):
    done = CliRunner().invoke(cli, ["refresh"], obj=settings)

    assert done.exit_code == 0, done.output
    assert asked == ["findtreatment"]
