"""What the disk and the database can do to us: said in words, nothing lost, still there."""

import errno
import os
import re
import resource
import signal
import subprocess
import threading
import urllib.request
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from locator.cli import cli
from locator.cli.doctor import examine_source
from locator.config import Settings
from locator.errors import DatabaseUnavailable, LocatorError
from locator.search import DirectoryWatch
from locator.store import Report, open_store
from locator.store.engine import writing
from locator.web import create_app
from locator.web.metrics import DirectoryNumbers
from tests.desk.conftest import fill
from tests.store.samples import run_facts
from tests.web.invented import make_id, make_location
from tools.programs import SERVE, answers, free_port, running, wait_until

pytestmark = pytest.mark.long

LIMITS = {"most": 10**6, "most_of_place": 10**6}
PLACES = [make_location(number) for number in range(1, 40)]
SEARCH = "/api/v1/locations?near=02118&radius=100"
REPORT = Report(make_id(1), "closed", "2026-11-22")


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def url(home):
    return f"sqlite:///{home / 'locator.db'}"


@pytest.fixture
def store(url):
    store = open_store(url)
    store.ensure_schema()
    fill(store, PLACES)
    yield store
    store.close()


@pytest.fixture
def site(home, url, store):
    """A worker that has served, so that it has an index in hand."""
    site = create_app(Settings(home=home, database_url=url)).test_client()
    assert site.get(SEARCH).json["total"] == len(PLACES)
    yield site
    site.application.extensions["directory"].store.close()


def damage(home):
    """Write over the pages of the database, as a bad disk does."""
    for path in home.glob("locator.db-*"):
        path.unlink()
    path = home / "locator.db"
    path.write_bytes(b"\xff" * path.stat().st_size)


def later(site):
    """Let the time pass after which a worker looks at the database again."""
    directory = site.application.extensions["directory"]
    directory.watch._due = directory.checks._due = float("-inf")


def test_a_damaged_database_is_said_in_words(home, store):
    store.close()
    damage(home)
    with pytest.raises(DatabaseUnavailable, match=r"damaged.*locator restore"):
        store.ensure_schema()
    with pytest.raises(DatabaseUnavailable, match=r"damaged.*locator restore"):
        store.state()
    with pytest.raises(DatabaseUnavailable, match=r"damaged.*locator restore"):
        store.desk.add_report(REPORT, **LIMITS)


def test_the_site_outlives_its_database(home, site, store):
    store.close()
    site.application.extensions["directory"].store.close()
    damage(home)
    later(site)
    assert site.get(SEARCH).json["total"] == len(PLACES)
    page = site.get(f"/locations/harbor-light-clinic-2-{make_id(2)}")
    assert page.status_code == 200
    assert "617-555-0102" in page.text
    assert site.get("/readyz").json["stale"] is True
    assert site.get("/api/v1/changes?since=2026-11-01").status_code == 503


def test_a_damaged_disk_under_sqlite_is_not_called_a_server(home, store):
    store.close()
    (home / "locator.db").unlink()
    (home / "locator.db").mkdir()

    with pytest.raises(DatabaseUnavailable, match=r"folder can be read and written"):
        store.ensure_schema()


def test_an_error_of_the_database_does_not_say_who_was_asked_for(store):
    place = make_id(7)

    with pytest.raises(DBAPIError) as failed, store._engine.connect() as connection:
        connection.execute(text("SELECT * FROM no_such WHERE id = :id"), {"id": place})

    assert place not in str(failed.value)


def test_a_database_that_is_away_is_a_number(home, site, store):
    directory = site.application.extensions["directory"]
    store.close()
    directory.store.close()
    damage(home)
    later(site)

    assert "name='locator_database_answers', labels={}, value=0" in numbers_of(
        directory
    )
    assert "name='locator_directory_loaded', labels={}, value=1" in numbers_of(
        directory
    )


def numbers_of(directory):
    found = [
        one for each in DirectoryNumbers(directory).collect() for one in each.samples
    ]
    return "\n".join(str(one) for one in found)


def test_a_worker_that_starts_without_a_database_serves_the_last_list(
    home, url, site, store
):
    store.close()
    site.application.extensions["directory"].store.close()
    damage(home)
    newborn = create_app(Settings(home=home, database_url=url)).test_client()
    assert newborn.get(SEARCH).json["total"] == len(PLACES)
    newborn.application.extensions["directory"].store.close()


def test_a_damaged_index_is_built_again(home, site, url):
    [folder] = (home / "index").glob("[!.]*")
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:-3] + b"xyz")
    newborn = create_app(Settings(home=home, database_url=url)).test_client()
    assert newborn.get(SEARCH).json["total"] == len(PLACES)
    newborn.application.extensions["directory"].store.close()


def test_a_database_that_stays_locked_refuses_in_words(store, url, monkeypatch):
    monkeypatch.setattr("locator.store.engine.BUSY_TIMEOUT_MS", 50)
    with closing(open_store(url)) as other, writing(store._engine):
        assert other.state().locations == len(PLACES)
        with pytest.raises(DatabaseUnavailable, match="locked"):
            other.desk.add_report(REPORT, **LIMITS)


def in_a_child(work) -> int:
    """Do something in a fork, and return how it ended: 0 well, 3 refused in words."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        except LocatorError:
            code = 3
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_full_disk_refuses_a_sync_and_keeps_the_list(store, url, home):
    store.close()
    largest = (home / "locator.db").stat().st_size + 20_000

    def fill_up():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        with closing(open_store(url)) as full:
            fill(full, [make_location(n, "New name") for n in range(1, 3000)])

    assert in_a_child(fill_up) == 3
    assert store.state().locations == len(list(store.locations())) == len(PLACES)
    assert store.desk.add_report(REPORT, **LIMITS)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_disk_that_cannot_be_written_refuses_and_still_answers(store, url, home):
    for folder in (home, *home.parents):
        if folder.stat().st_uid == 0 and folder.name:
            folder.chmod(folder.stat().st_mode | 0o055)
    # Readers of a SQLite log need its memory file, which somebody made before.
    assert store.state().locations == len(PLACES)

    def write():
        os.setuid(65534)
        with closing(open_store(url)) as other:
            other.desk.add_report(REPORT, **LIMITS)

    assert in_a_child(write) == 3
    assert store.desk.reports() == []


def test_reports_are_kept_while_a_big_list_is_written(store, url):
    """The write lock is never held for as long as a report is willing to wait."""
    done, refused = threading.Event(), []
    many = [replace(PLACES[0], id=make_id(number)) for number in range(1, 5000)]

    def report():
        with closing(open_store(url)) as other:
            while not done.is_set():
                if not other.desk.add_report(REPORT, **LIMITS):
                    refused.append(1)

    visitor = threading.Thread(target=report)
    visitor.start()
    try:
        with closing(open_store(url)) as other:
            fill(other, many)
            fill(other, [replace(place, name="Another name") for place in many])
    finally:
        done.set()
        visitor.join()
    assert not refused
    assert store.state().locations == 4999
    assert len(store.desk.reports()) > 2


def test_a_clock_that_goes_backwards_hides_nothing(home, store):
    wall = [1000.0]
    watch = DirectoryWatch(store, home / "index", clock=lambda: wall[0])
    old = watch.current()
    wall[0] = 0.0
    assert watch.current() is old
    fill(store, PLACES[:20])
    wall[0] = 1003.0
    assert watch.current().size == 20


def test_a_copy_of_a_day_to_come_hides_no_failure(store, home, url):
    with writing(store._engine) as connection:
        connection.exec_driver_sql("UPDATE run SET retrieved_at = '2036-01-05'")
    failed = replace(run_facts(), started_at=datetime.now(UTC))
    store.record_failure(failed, status="refused", reason="this copy is older")
    settings = Settings(home=home, database_url=url, metrics_port=9464)
    site = create_app(settings)
    numbers = numbers_of(site.extensions["directory"])
    said = [one.text for one in examine_source(*store.sources(), datetime.now(UTC))]
    site.extensions["directory"].store.close()

    assert re.search(r"name='locator_source_failed'.*value=1", numbers)
    assert "this copy is older" in said[0]
    assert "2036-01-05, a day to come" in said[1]


def test_a_list_that_nobody_could_copy_for_weeks_says_how_old_it_is(store, home, url):
    with writing(store._engine) as connection:
        connection.exec_driver_sql("UPDATE run SET retrieved_at = '2026-01-05'")
    failed = replace(run_facts(), started_at=datetime.now(UTC))
    store.record_failure(failed, status="failed", reason="No answer.")
    site = create_app(Settings(home=home, database_url=url)).test_client()
    assert "5 Jan 2026" in site.get("/search?near=02118").text
    [source] = store.sources()
    assert source.last_failure == "No answer."
    site.application.extensions["directory"].store.close()


@pytest.mark.server
def test_a_worker_that_dies_is_replaced(home, store, url):
    store.close()
    port = free_port()
    command = [*SERVE, "--workers", "1", "--port", str(port)]
    environ = {"LOCATOR_HOME": str(home), "LOCATOR_AUTO_SYNC": "0"}
    with running(command, lambda: answers(port), **environ) as server:
        [worker] = children(server.pid)
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: answers(port) and children(server.pid) != [worker])
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{SEARCH}") as answer:
            assert answer.status == 200


def children(pid: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)],
        capture_output=True,
        check=True,
        text=True,
    )
    return [int(line) for line in found.stdout.split()]


@pytest.fixture
def serve(home, monkeypatch):
    """Start to serve, but for the workers; give how it ended and how often it served."""
    served = []
    server = SimpleNamespace(run=lambda: served.append(1))
    monkeypatch.setattr("locator.cli.serve.WebServer", lambda *_: server)
    environ = {"LOCATOR_HOME": str(home), "LOCATOR_AUTO_SYNC": "0"}
    settings = Settings.from_environ(environ)

    def serve():
        return CliRunner().invoke(cli, ["serve"], obj=settings), len(served)

    return serve


def test_serving_starts_without_a_database_where_a_list_was_served(
    home, site, store, serve
):
    store.close()
    site.application.extensions["directory"].store.close()
    damage(home)

    done, served = serve()

    assert done.exit_code == 0, done.output
    assert "the last list is served" in done.output
    assert served


def no_room(*_args, **_options):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_serving_starts_on_a_full_disk_where_a_list_was_served(
    site, store, serve, monkeypatch
):
    fill(store, PLACES[:20])
    monkeypatch.setattr("locator.search.home.build_index", no_room)

    done, served = serve()

    assert done.exit_code == 0, done.output
    assert "No space left on device" in done.output
    assert "the last list is served" in done.output
    assert served


def test_serving_does_not_start_on_a_full_disk_with_nothing_to_serve(
    store, serve, monkeypatch
):
    monkeypatch.setattr("locator.search.home.build_index", no_room)

    done, served = serve()

    assert "Make room there" in str(done.exception)
    assert not served
