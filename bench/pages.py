"""The pages: server time of a request, without the network, beside a bare Flask page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from bench.directory import Ground, make_locations, make_points
from bench.table import Table
from bench.timing import Times, measure
from locator.config import Settings
from locator.records import Location
from locator.store import DirectoryState, SourceState, Store
from locator.web import create_app

# Our own page must not take more than this many times a bare one.
MOST_TIMES_HELLO = 60


@dataclass
class MadeUpStore:
    """A store that holds one made-up directory, for the web and nobody else."""

    places: list[Location]
    desk: None = None  # nobody calls made-up places

    def state(self) -> DirectoryState:
        """Return the one version there is."""
        return DirectoryState("bench", 1, practice=False, locations=len(self.places))

    def sources(self) -> tuple[SourceState, ...]:
        """Return one source, copied just now."""
        now = datetime.now(UTC)
        source = SourceState(
            "findtreatment", len(self.places), None, now, now, None, None
        )
        return (source,)

    def locations(self) -> Iterator[Location]:
        """Yield every place."""
        yield from self.places


def bench_pages(
    table: Table, folder: Path, ground: Ground, count: int, searches: int
) -> None:
    """Measure the pages of a made-up directory."""
    store: Any = MadeUpStore(list(make_locations(count, ground)))
    settings = Settings.from_environ({"LOCATOR_HOME": str(folder)})
    settings = replace(settings, offline=True)
    time_pages(table, settings, store, ground, searches, f"{count // 1000}k")


def time_pages(
    table: Table,
    settings: Settings,
    store: Store,
    ground: Ground,
    searches: int,
    label: str,
) -> None:
    """Measure a results page and an API answer, uncached."""
    client = create_app(settings, store=store).test_client()
    near = [
        f"{p.latitude:.4f},{p.longitude:.4f}" for p in make_points(searches, ground)
    ]
    hello = time_path(hello_app().test_client(), "/hello/{}", near)
    table.add("a bare Flask page", hello)
    page = time_path(client, "/search?near={}&term=buprenorphine&term=medicaid", near)
    table.add(f"{label}: results page", page, against="bare page", base=hello)
    api = time_path(client, "/api/v1/locations?near={}&term=buprenorphine", near)
    table.add(f"{label}: API search", api, against="bare page", base=hello)
    table.promise(
        f"{label}: a results page takes under 10 ms of server time", kept=page.p50 < 10
    )
    table.promise(
        f"{label}: a results page takes under {MOST_TIMES_HELLO} bare pages",
        kept=page.p50 < MOST_TIMES_HELLO * hello.p50,
    )


def time_path(client: FlaskClient, path: str, near: list[str]) -> Times:
    """Measure one kind of request from many places."""

    def ask(where: str) -> None:
        answer = client.get(path.format(where))
        assert answer.status_code == 200, f"{path}: {answer.status}"

    return measure(ask, near, rounds=2)


def hello_app() -> Flask:
    """Return the least that Flask can do."""
    app = Flask("hello")

    @app.get("/hello/<where>")
    def hello(where: str) -> str:
        return f"<!doctype html><title>Hello</title><p>Hello {len(where)}"

    @app.get("/readyz")
    def readyz() -> str:
        return "ok"

    return app
