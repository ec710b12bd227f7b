"""What is saved comes back, ids lead somewhere for ever, and readers see one moment."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from locator.errors import LocationNotFound, LocatorError, SyncBusy
from locator.records import Precision, SourceRef
from locator.store import Change, DirectoryState
from locator.store.copies import Copies
from locator.store.rows import Row
from tests.databases import on_sqlite
from tests.store.samples import NOW, listing, location, run_facts


def test_an_empty_store_has_no_version(store):
    assert store.state() == DirectoryState(None, 0, False, 0)
    assert list(store.locations()) == []
    assert store.sources() == ()


def test_records_come_back_equal(store, save):
    save([listing()], [location()])
    place = store.find_place("aaaaaaaaaa")
    assert place.location == location()
    assert place.listings[0].listing == listing()
    assert list(store.locations()) == [location()]


def test_raw_rows_come_back_as_they_came(store, save):
    save([listing()], [location()])
    raw = store.listing_raw("aaaaaaaaaa")
    assert raw == {"name1": "Harbor Clinic", "street1": "1 Main Street"}


def test_the_same_content_gives_the_same_version_and_a_new_stamp(store, save):
    first = save([listing()], [location()])
    second = save([listing()], [location()], run=run_facts(NOW + timedelta(days=1)))
    assert (first.unchanged, second.unchanged) == (False, True)
    assert first.version == second.version == store.state().version
    assert store.state().stamp == 2
    assert store.sources()[0].retrieved_at == NOW + timedelta(days=1)


def test_a_result_counts_places_added_changed_and_removed(store, save):
    save([listing()], [location(), location("bbbbbbbbbb")])
    result = save([listing()], [location(name="Harbor House"), location("cccccccccc")])
    assert (result.added, result.changed, result.removed) == (1, 1, 1)
    assert result.places == store.state().locations == 2


def test_a_retired_place_is_found_by_id_but_not_listed(store, save):
    save([listing()], [location(retired_at=NOW)])
    assert store.find_place("aaaaaaaaaa").location.retired_at == NOW
    assert list(store.locations()) == []
    assert store.state().locations == 0


def test_a_merged_id_leads_to_the_place_it_became(store, save):
    two = [listing(), listing("bbbbbbbbbb")]
    save(two, [location(), location("bbbbbbbbbb")])
    save(two, [location("aaaaaaaaaa", "aaaaaaaaaa", "bbbbbbbbbb")])
    place = store.find_place("bbbbbbbbbb")
    assert place.location.id == "aaaaaaaaaa"
    assert [kept.founding_key for kept in place.listings] == [
        "aaaaaaaaaa",
        "bbbbbbbbbb",
    ]


def test_an_unseen_listing_moves_when_its_place_is_merged(store, save):
    save([listing(), listing("bbbbbbbbbb")], [location(), location("bbbbbbbbbb")])
    save([], [location("aaaaaaaaaa", "aaaaaaaaaa", "bbbbbbbbbb")])
    assert store.find_place("bbbbbbbbbb").location.id == "aaaaaaaaaa"


def test_a_place_is_read_as_quickly_after_years_of_runs(store, save, monkeypatch):
    """Runs are never removed; they are read again only when one was accepted."""
    read = []
    first_read = Copies.__init__
    monkeypatch.setattr(
        Copies, "__init__", lambda *own: read.append(1) or first_read(*own)
    )
    for days in range(3):
        moment = NOW + timedelta(days=days)
        other = [] if days else [listing("bbbbbbbbbb")]
        save([listing(), *other], [location()], run=run_facts(moment))
        for _ in range(3):
            kept, *rest = store.find_place("aaaaaaaaaa").listings
            assert kept.retrieved_at is None  # by the newest copy of its list
        assert len(read) == days + 1
    assert rest == []
    states = {kept.founding_key: kept for kept in store.listings()}
    assert states["bbbbbbbbbb"].retrieved_at == NOW


def test_an_unknown_id_is_not_found(store):
    with pytest.raises(LocationNotFound, match="zzzzzzzzzz"):
        store.find_place("zzzzzzzzzz")
    with pytest.raises(LocationNotFound):
        store.listing_raw("zzzzzzzzzz")


def test_a_carried_over_listing_keeps_its_founding_key(store, save):
    save([listing()], [location()])
    save([listing("nnnnnnnnnn")], [location()], founding={"nnnnnnnnnn": "aaaaaaaaaa"})
    [kept] = store.listings()
    assert (kept.founding_key, kept.listing.key) == ("aaaaaaaaaa", "nnnnnnnnnn")


def test_copy_dates_are_told_only_for_older_runs(store, save):
    save([listing(), listing("bbbbbbbbbb")], [location()])
    later = NOW + timedelta(days=1)
    save([listing()], [location()], run=run_facts(later))
    assert [kept.retrieved_at for kept in store.listings()] == [None, NOW]


def test_an_old_copy_read_late_is_not_the_newest_one(store, save):
    save([listing()], [location()])
    old = NOW - timedelta(days=30)
    save([listing("bbbbbbbbbb")], [location()], run=run_facts(old))
    assert [kept.retrieved_at for kept in store.listings()] == [None, old]
    assert store.sources()[0].retrieved_at == NOW


def test_missing_and_retired_listings_are_marked_and_forgiven(store, save):
    save([listing()], [location()])
    save([], [location()], missing=["aaaaaaaaaa"])
    assert store.listings()[0].missing_since == NOW
    save([], [location()], retired=["aaaaaaaaaa"])
    assert store.listings()[0].retired_at == NOW
    assert store.sources()[0].rows == 0
    save([listing()], [location()])
    [kept] = store.listings()
    assert (kept.missing_since, kept.retired_at) == (None, None)


def test_a_failure_is_told_until_the_next_accepted_run(store, save):
    store.record_failure(run_facts(), status="refused", reason="too few rows")
    [source] = store.sources()
    assert (source.last_failure, source.failed_at) == ("too few rows", NOW)
    assert source.retrieved_at is None
    save([listing()], [location()])
    assert store.sources()[0].last_failure is None


def test_a_change_computed_against_an_older_directory_is_not_written(store, save):
    save([listing()], [location()])
    late = Change(stamp=0, run=run_facts(), seen=[], locations=[])
    with pytest.raises(SyncBusy):
        store.save(late)
    assert list(store.locations()) == [location()]


def test_readers_see_one_moment_while_a_change_is_written(store, save):
    places = [location(f"{n:010}") for n in range(1200)]
    save([], places)
    reading = store.locations()
    first = next(reading)
    save([], [replace(place, name="New") for place in places])
    assert {place.name for place in [first, *reading]} == {"Harbor Clinic"}
    assert {place.name for place in store.locations()} == {"New"}


def test_two_threads_may_use_one_store(store, save):
    save([listing()], [location()])
    seen = []
    threads = [
        threading.Thread(target=lambda: seen.append(store.state())) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(seen)) == 1
    assert len(seen) == 4


def test_practice_places_leave_with_the_first_real_change(store, save):
    invented = replace(listing("pppppppppp", source="practice"), practice=True)
    save([invented], [location("pppppppppp", practice=True)])
    assert store.state().practice
    save([listing()], [location()], dropped=["pppppppppp"])
    assert not store.state().practice
    with pytest.raises(LocationNotFound):
        store.find_place("pppppppppp")


def test_a_withheld_street_is_told_by_no_listing_and_no_raw_row(store, save):
    address = replace(location().address, address_1=None, withheld=True)
    private = location(address=address, point=None, precision=Precision.WITHHELD)
    save([listing()], [private])
    [kept] = store.find_place("aaaaaaaaaa").listings
    assert kept.listing.address == address
    assert kept.listing.point is None
    assert store.listing_raw("aaaaaaaaaa") == {"name1": "Harbor Clinic"}


def test_moments_come_back_in_utc_whatever_zone_they_had(store, save):
    eastern = datetime.fromisoformat("2026-11-20T03:30:00-05:00")
    save([listing()], [location()], run=run_facts(eastern))
    assert store.sources()[0].retrieved_at == datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def test_a_moment_without_a_zone_is_a_mistake(store, save):
    with pytest.raises(Exception, match="time zone"):
        save([], [], run=run_facts(datetime(2026, 1, 1)))  # noqa: DTZ001 - that is the mistake


def test_sources_of_a_place_are_kept_with_their_own_dates(store, save):
    ref = SourceRef("findtreatment", "aaaaaaaaaa", "SA", "2022", NOW)
    save([listing()], [location(sources=(ref,))])
    assert store.find_place("aaaaaaaaaa").location.sources == (ref,)


@on_sqlite
def test_a_full_disk_is_said_in_words_and_changes_nothing(store, save):
    save([listing()], [location()])
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    many = [location(f"{number:010}") for number in range(500)]
    with pytest.raises(LocatorError, match=r"disk is full.*nothing was changed"):
        save([], many)
    assert list(store.locations()) == [location()]


def test_every_table_can_be_made_on_postgresql():
    for table in Row.metadata.sorted_tables:
        sql = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        assert f"CREATE TABLE {table.name}" in sql
    assert '"full" BOOLEAN NOT NULL' in str(
        CreateTable(Row.metadata.tables["run"]).compile(dialect=postgresql.dialect())
    )
