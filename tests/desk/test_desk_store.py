"""What people wrote down outlives syncs, kills, crowds and the way to another home."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import update

from locator.errors import LocatorError
from locator.records import Decision
from locator.store import Deed, DeskUser, PhoneCheck, Report, open_store, schema
from locator.store.engine import make_engine, writing
from locator.store.rows import ListingRow
from tests.databases import on_sqlite
from tests.desk.conftest import HASHED, NOW, PLACE, fill, places
from tests.web.invented import make_id, make_location

DEED = Deed(NOW, "ana", "phone check")
BEFORE = (
    ScriptDirectory.from_config(schema.make_config()).get_revision("0005").down_revision
)
LIMITS = {"most": 9999, "most_of_place": 9999}
WRITER = """
import sys
from locator.store import Report, open_store
store = open_store(sys.argv[1])
number = 0
while True:
    one = Report(sys.argv[2], "closed", "2026-11-22", words=str(number))
    if store.desk.add_report(one, most=99999, most_of_place=99999):
        print(number, flush=True)
    number += 1
"""


def closed(place: str = PLACE, on: str = "2026-11-20") -> PhoneCheck:
    return PhoneCheck(place, on, "Front desk", outcome="closed")


def report(words: str | None = None) -> Report:
    return Report(PLACE, "closed", "2026-11-20", words=words)


@pytest.mark.server
def test_no_accepted_report_is_lost_when_the_server_is_killed(store, database_url):
    command = [sys.executable, "-c", WRITER, database_url, PLACE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        told = [process.stdout.readline() for _ in range(20)]
        os.kill(process.pid, signal.SIGKILL)
        told += process.stdout.readlines()
    accepted = {line.strip() for line in told if line.endswith("\n")}
    kept = {one.report.words for one in store.desk.reports()}
    assert len(accepted) >= 20
    assert accepted <= kept


@on_sqlite
def test_what_people_write_is_on_the_disk_before_it_is_promised(store):
    with writing(store._engine, durable=True) as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    with writing(store._engine) as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1


def test_reports_wait_for_a_sync_that_writes(store, database_url):
    other = open_store(database_url)

    def slow_sync():
        with writing(other._engine):
            started.set()
            time.sleep(0.5)

    started = threading.Event()
    thread = threading.Thread(target=slow_sync)
    thread.start()
    started.wait()
    assert store.desk.add_report(report(), **LIMITS)
    thread.join()
    other.close()
    assert len(store.desk.reports()) == 1


def test_many_at_once_lose_nothing(store):
    threads = [
        threading.Thread(target=lambda: store.desk.add_report(report(), **LIMITS))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.desk.reports()) == 12


def test_the_desk_outlives_the_directory_it_speaks_of(store):
    store.desk.add_check(closed(), DEED)
    store.desk.add_report(report("Nobody there"), **LIMITS)
    store.desk.add_user(DeskUser("ana", "Front desk", HASHED), DEED)
    fill(store, places())  # synced again
    fill(store, [make_location(7)], dropped=[make_id(1), make_id(2), make_id(3)])
    assert [one.place_id for one in store.desk.checks()] == [PLACE]
    fill(store, places())  # listed again
    assert [one.place_id for one in store.desk.checks()] == [PLACE]
    assert store.desk.reports()[0].report.words == "Nobody there"
    assert store.desk.users()[0].name == "ana"


def test_a_retired_place_keeps_what_was_said_of_it(store):
    store.desk.add_check(closed(), DEED)
    run_out = [make_location(1)]
    fill(store, places()[1:], retired=[one.id for one in run_out])
    assert store.desk.checks()[0].check.outcome == "closed"


def test_checks_and_reports_follow_an_id_that_was_replaced(store):
    store.desk.add_check(closed(), DEED)
    store.desk.add_report(report(), **LIMITS)
    store.refound({PLACE: "aaaaaaaaaa"}, {})
    fill(store, [make_location(2), make_location(3)])
    with writing(store._engine) as connection:
        connection.execute(
            update(ListingRow)
            .where(ListingRow.founding_key == "aaaaaaaaaa")
            .values(location_id=make_id(2))
        )
    assert store.desk.checks()[0].place_id == make_id(2)
    assert store.desk.reports(make_id(2))[0].place_id == make_id(2)


def test_the_stamp_moves_with_checks_and_with_places(store):
    first = store.desk.stamp()
    store.desk.add_check(closed(), DEED)
    second = store.desk.stamp()
    fill(store, [make_location(9)])
    assert len({first, second, store.desk.stamp()}) == 3


def test_what_no_page_shows_leaves_the_stamp_and_so_what_pages_keep(store):
    store.desk.add_user(DeskUser("ana", "Front desk", HASHED), DEED)
    before = store.desk.stamp()
    assert store.desk.add_report(report(), **LIMITS)
    store.desk.forget_words(NOW.date())
    store.desk.forgive("ana", DEED)
    store.desk.decide(Decision("access", PLACE, value="restricted"), DEED)
    assert store.desk.stamp() == before
    store.desk.remove_user("ana", DEED)
    assert store.desk.stamp() != before


def test_the_migration_goes_up_and_down_over_rows(store, database_url):
    version = store.state().version
    store.desk.add_check(closed(), DEED)
    engine = make_engine(database_url)
    schema.downgrade(engine, BEFORE)
    with engine.connect() as connection:
        assert not connection.dialect.has_table(connection, "phone_check")
    schema.upgrade(engine)
    engine.dispose()
    assert store.state().version == version
    assert store.desk.checks() == []
    assert store.desk.add_report(report(), **LIMITS)


@on_sqlite
def test_a_full_disk_is_said_and_nothing_is_half_kept(store):
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(LocatorError, match="could not be written"):
        store.desk.add_report(report("x" * 5_000_000), **LIMITS)
    assert store.desk.reports() == []
