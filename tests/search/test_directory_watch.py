"""The watch: cheap, swaps whole, and keeps serving whatever happens."""

import threading

import pytest

from locator.errors import DirectoryNotLoaded
from locator.search import DirectoryWatch
from tests.search.fakes import LAYOUT, FakeStore, make_place


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store():
    return FakeStore([make_place("a")])


@pytest.fixture
def watch(store, tmp_path, clock):
    return DirectoryWatch(store, tmp_path, clock=clock, layout=LAYOUT)


def test_the_store_is_asked_once_an_interval(watch, store, clock):
    first = watch.current()
    store.broken = True
    clock.now += 1.9
    assert watch.current() is first


def test_a_new_version_is_swapped_in(watch, store, clock):
    old = watch.current()
    store.version, store.places = "v2", [make_place("a"), make_place("b")]
    assert watch.current() is old
    clock.now += 2
    assert (watch.current().version, watch.current().size) == ("v2", 2)
    assert old.size == 1


def test_the_same_version_keeps_its_index(watch, store, clock):
    old = watch.current()
    store.stamp += 1
    clock.now += 2
    assert watch.current() is old


def test_an_unreadable_store_keeps_the_old_directory(watch, store, clock):
    old = watch.current()
    store.broken = True
    clock.now += 2
    assert watch.current() is old
    assert watch.sources()[0].stamp == 1


def test_nothing_loaded_is_said_so(watch, store, clock):
    store.version = None
    with pytest.raises(DirectoryNotLoaded):
        watch.current()
    store.version = "v1"
    clock.now += 2
    assert watch.current().size == 1


def test_a_store_broken_from_the_start_is_tried_again(watch, store, clock):
    store.broken = True
    with pytest.raises(DirectoryNotLoaded):
        watch.current()
    store.broken = False
    clock.now += 2
    assert watch.current().size == 1


def test_sources_are_read_again_when_the_stamp_grows(watch, store, clock):
    assert watch.sources()[0].stamp == 1
    store.stamp = 2
    assert watch.sources()[0].stamp == 1
    clock.now += 2
    assert watch.sources()[0].stamp == 2


def test_sources_are_read_again_after_a_while(watch, store, clock):
    watch.sources()
    store.failure = "timeout"
    clock.now += 31
    assert watch.sources()[0].last_failure == "timeout"


def test_a_lasting_failure_is_logged_once(watch, store, clock, caplog):
    watch.current()
    store.broken = True
    for _ in range(3):
        clock.now += 2
        watch.current()
    assert len(caplog.records) == 1


def test_one_refreshes_while_the_others_serve(watch, store, clock):
    old = watch.current()
    reading, go_on = threading.Event(), threading.Event()
    plain = store.locations

    def slow():
        reading.set()
        assert go_on.wait(10)
        yield from plain()

    store.locations, store.version = slow, "v2"
    clock.now += 2
    refresher = threading.Thread(target=watch.current)
    refresher.start()
    assert reading.wait(10)
    assert watch.current() is old
    go_on.set()
    refresher.join(10)
    assert watch.current().version == "v2"


def test_nobody_waits_long_for_a_large_new_directory(watch, store, clock):
    old = watch.current()
    go_on = threading.Event()
    plain = store.locations

    def endless():
        assert go_on.wait(10)
        yield from plain()

    store.locations, store.version = endless, "v2"
    for _ in range(2):
        clock.now += 2
        assert watch.current() is old
    go_on.set()
    for opening in threading.enumerate():
        if opening.name == "search-index":
            opening.join(10)
    clock.now += 2
    assert watch.current().version == "v2"


def test_a_directory_that_cannot_be_opened_is_tried_again(watch, store, clock, caplog):
    old, plain = watch.current(), store.locations
    store.version = "v2"
    store.locations = iter  # which wants an argument, so the build fails
    for _ in range(2):
        clock.now += 2
        assert watch.current() is old
    assert watch.ailing
    assert len(caplog.records) == 1
    store.locations = plain
    clock.now += 2
    assert watch.current() is old
    clock.now += 30
    assert watch.current().version == "v2"
