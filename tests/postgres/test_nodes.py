"""Nodes over one database: a new directory reaches all, and none misses the primary."""

from contextlib import ExitStack
from datetime import UTC, datetime

import pytest

from locator import ingest
from locator.http import make_fetcher
from locator.search import DirectoryWatch
from locator.store import open_store
from tests.databases import on_postgresql
from tests.ingest.samples import rows, small_source
from tests.postgres.nodes import Visitor, nginx, read_json, web_node
from tests.postgres.servers import running
from tools.fake_findtreatment import FakeFindTreatment
from tools.programs import wait_until

pytestmark = [pytest.mark.postgres, pytest.mark.server]
NAME = "directory"


@pytest.fixture
def sync(tmp_path, monkeypatch):
    """Sync so many rows into a database; give the directory's version."""
    monkeypatch.setattr(ingest.commands, "SOURCES", {"findtreatment": small_source()})

    def sync(url: str, count: int) -> str:
        store = open_store(url)
        with FakeFindTreatment(rows(count)) as fake:
            report = ingest.sync(
                store,
                "findtreatment",
                fetcher=make_fetcher(user_agent="tests", pace_s=0),
                url=fake.url,
                home=tmp_path / "syncing",
                now=datetime.now(UTC),
            )
        store.close()
        return report.version

    return sync


@on_postgresql
def test_every_node_takes_a_new_version_up_whole(database_url, tmp_path, sync):
    sync(database_url, 60)
    stores = [open_store(database_url) for _ in range(2)]
    watches = [
        DirectoryWatch(store, tmp_path / f"node{number}", 0.0)
        for number, store in enumerate(stores)
    ]
    assert [watch.current().size for watch in watches] == [60, 60]
    newest = sync(database_url, 80)
    for watch in watches:
        index = watch.current()
        assert (index.version, index.size) == (newest, 80)
    for store in stores:
        store.close()


@pytest.mark.slow
def test_searches_go_on_without_the_primary_and_a_sync_lands_on_the_replica(
    server_folder, tmp_path, sync
):
    with ExitStack() as stack:
        primary = stack.enter_context(running(server_folder / "primary"))
        primary.ask(f"CREATE DATABASE {NAME}")
        store = open_store(primary.url(NAME))
        store.upgrade()
        store.close()
        first = sync(primary.url(NAME), 100)
        replica = stack.enter_context(running(server_folder / "replica", primary))
        ports = [
            stack.enter_context(web_node(tmp_path / node, primary, replica, NAME))
            for node in ("a", "b")
        ]
        visitor = Visitor(stack.enter_context(nginx(tmp_path / "nginx", *ports)))
        with visitor.searching():
            visitor.search(50)
            second = sync(primary.url(NAME), 110)
            wait_until(lambda: {version_of(port) for port in ports} == {second})
            primary.kill()
            visitor.search(200)
            assert not visitor.errors
            replica.promote()
            third = sync(replica.url(NAME), 120)
            wait_until(lambda: {version_of(port) for port in ports} == {third})
            visitor.search(50)
        assert not visitor.errors
        # One number a version: no node ever served a part of a directory.
        assert {version: len(totals) for version, totals in visitor.totals.items()} == {
            first: 1,
            second: 1,
            third: 1,
        }
        assert read_json(ports[0], "/readyz")["stale"] is False
        restarted = web_node(tmp_path / "a", replica, replica, NAME)
        assert version_of(stack.enter_context(restarted)) == third


def version_of(port: int) -> str:
    return str(read_json(port, "/readyz")["directory_version"])
