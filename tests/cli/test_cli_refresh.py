"""The background pull: what it asks for, in which order, and when it stops."""

from datetime import UTC, datetime, timedelta

import pytest

from locator.cli import serve
from locator.config import Settings
from locator.errors import SourceUnavailable
from locator.ingest import load_practice
from locator.store import open_store


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
