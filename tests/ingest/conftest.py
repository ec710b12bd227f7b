"""A home with a store, and short ways to sync and to import."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from locator import ingest
from locator.http import Fetcher, make_fetcher
from locator.ingest import IngestReport
from locator.store import Store, open_store
from tests.ingest.samples import NOW, rows, small_source
from tools.fake_findtreatment import FakeFindTreatment

ROWS = 110


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = open_store(database_url)
    store.ensure_schema()
    yield store
    store.close()


@pytest.fixture(autouse=True)
def small_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole list is 20 rows here: what a source expects is its own fact."""
    monkeypatch.setattr(
        "locator.ingest.commands.SOURCES", {"findtreatment": small_source()}
    )


@pytest.fixture
def fetcher(monkeypatch: pytest.MonkeyPatch) -> Fetcher:
    """A fetcher that never waits: each wait moves its clock instead."""
    waited = [0.0]
    monkeypatch.setattr("time.sleep", lambda s: waited.append(waited[-1] + s))
    return make_fetcher(user_agent="tests", clock=lambda: waited[-1])


@pytest.fixture
def fake() -> Iterator[FakeFindTreatment]:
    with FakeFindTreatment(rows(ROWS)) as fake:
        yield fake


Ingest = Callable[..., IngestReport]


@pytest.fixture
def sync(store: Store, home: Path, fake: FakeFindTreatment, fetcher: Fetcher) -> Ingest:
    """Pull from the fake server at a moment."""

    def sync(now: datetime = NOW, **options: Any) -> IngestReport:
        return ingest.sync(
            store,
            "findtreatment",
            fetcher=fetcher,
            url=fake.url,
            home=home,
            now=now,
            **options,
        )

    return sync


@pytest.fixture
def import_rows(store: Store, home: Path, tmp_path: Path) -> Ingest:
    """Write rows to a file and import it at a moment."""

    def import_rows(
        rows: Iterable[Mapping[str, Any]], now: datetime = NOW, **options: Any
    ) -> IngestReport:
        path = tmp_path / "rows.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return ingest.import_file(
            store, "findtreatment", path, home=home, now=now, **options
        )

    return import_rows


def place_names(store: Store) -> set[str]:
    return {location.name for location in store.locations()}
