"""Index folders: whole or rebuilt, built once, the last two kept."""

import multiprocessing
import shutil
from pathlib import Path

import pytest

from locator.errors import ConfigError, DirectoryNotLoaded
from locator.geo import Point
from locator.records import Precision
from locator.search import SearchQuery, ensure_index, find_nearby, home, open_index
from locator.search.columns import Layout, TermGroup
from locator.search.files import ARRAYS, ITEMS, META, DamagedIndex, array_name
from tests.search.fakes import LAYOUT, FakeStore, make_place

HERE = Point(42.0, -71.0)
FILES = (META, ITEMS, *(array_name(name) for name in ARRAYS))


@pytest.fixture
def store():
    return FakeStore([make_place(f"p{n}", 42 + n / 100) for n in range(5)])


def folders(index_home: Path) -> list[Path]:
    return sorted(path for path in index_home.iterdir() if path.is_dir())


def ensure(store, index_home, layout=LAYOUT):
    return ensure_index(store, index_home, layout=layout)


def test_it_is_built_once_and_then_opened(store, tmp_path):
    first, second = ensure(store, tmp_path), ensure(store, tmp_path)
    assert (first.version, first.size, store.reads) == ("v1", 5, 1)
    assert second.get("p3") == store.places[3]


def test_every_fact_survives_the_round_trip(store, tmp_path):
    store.places.append(
        make_place("kept", point=None, precision=Precision.WITHHELD, yes=("methadone",))
    )
    index = ensure(store, tmp_path)
    assert [index.get(place.id) for place in store.places] == store.places


def test_without_a_directory_there_is_nothing_to_index(store, tmp_path):
    store.version = None
    with pytest.raises(DirectoryNotLoaded, match="locator sync"):
        ensure(store, tmp_path)


def test_the_last_two_versions_are_kept(store, tmp_path):
    for version in ("a", "b", "c", "d"):
        store.version = version
        ensure(store, tmp_path)
    assert [path.name[0] for path in folders(tmp_path)] == ["c", "d"]


def test_a_version_come_back_is_not_removed(store, tmp_path):
    for version in ("a", "b", "a", "c"):
        store.version = version
        ensure(store, tmp_path)
    store.version = "a"
    assert ensure(store, tmp_path).version == "a"


def test_an_index_outlives_its_folder(store, tmp_path):
    index = ensure(store, tmp_path)
    shutil.rmtree(index.folder)
    assert find_nearby(index, SearchQuery(HERE)).total == 5


def test_what_a_killed_build_left_is_removed(store, tmp_path):
    left = tmp_path / ".v0-12345678.partial"
    left.mkdir(parents=True)
    (left / ITEMS).write_bytes(b"half a pla")
    ensure(store, tmp_path)
    assert not left.exists()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("harm", ["cut", "flip", "remove"])
def test_a_damaged_folder_is_noticed_and_rebuilt(store, tmp_path, name, harm):
    path = ensure(store, tmp_path).folder / name
    whole = path.read_bytes()
    path.unlink()
    if harm == "cut":
        path.write_bytes(whole[:-1])
    elif harm == "flip":
        path.write_bytes(whole[:-3] + bytes([whole[-3] ^ 4]) + whole[-2:])
    with pytest.raises(DamagedIndex):
        open_index(path.parent)
    index = ensure(store, tmp_path)
    assert store.reads == 2
    assert find_nearby(index, SearchQuery(HERE)).total == 5


def test_other_terms_make_another_index(store, tmp_path):
    other = Layout((TermGroup("care", "any", ("counseling",)),), ())
    ensure(store, tmp_path)
    index = ensure(store, tmp_path, other)
    assert index.layout.terms == ("counseling",)
    assert len(folders(tmp_path)) == 2


def test_a_sync_while_building_starts_the_build_again(store, tmp_path):
    class Moving(FakeStore):
        def locations(self):
            yield from super().locations()
            if self.reads == 1:
                self.version, self.places = "v2", self.places[:2]

    index = ensure(Moving(store.places), tmp_path)
    assert (index.version, index.size) == ("v2", 2)


def test_a_failed_build_leaves_nothing(store, tmp_path):
    class Failing(FakeStore):
        def locations(self):
            yield from super().locations()
            raise OSError(28, "No space left on device")

    with pytest.raises(ConfigError, match="No space left"):
        ensure(Failing(store.places), tmp_path)
    assert folders(tmp_path) == []


def test_odd_ids_are_simply_not_there(store, tmp_path):
    index = ensure(store, tmp_path)
    for name in ("", "p", "p33", "p3\0", "\udcff", "é" * 50):
        assert index.get(name) is None


def test_a_folder_that_cannot_be_written_says_what_to_do(store, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(ConfigError, match="LOCATOR_HOME"):
        ensure(store, blocked / "index")


def test_waiting_for_another_build_has_an_end(store, tmp_path, monkeypatch):
    monkeypatch.setattr(home, "BUILD_PATIENCE_S", 0.05)
    with home.FileLock(tmp_path / ".build.lock"), pytest.raises(ConfigError):
        ensure(store, tmp_path)


def build_and_report(index_home, answers):
    store = FakeStore([make_place(f"p{n}", 42 + n / 9000) for n in range(300)])
    index = ensure(store, index_home)
    answers.put((store.reads, find_nearby(index, SearchQuery(HERE)).total))


@pytest.mark.server
def test_two_processes_build_it_once(tmp_path):
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    builders = [
        context.Process(target=build_and_report, args=(tmp_path, answers))
        for _ in range(2)
    ]
    for builder in builders:
        builder.start()
    found = [answers.get(timeout=60) for _ in builders]
    for builder in builders:
        builder.join(timeout=60)
    assert sorted(found) == [(0, 300), (1, 300)]


def build_for_ever(index_home):
    class Endless(FakeStore):
        def locations(self):
            yield from super().locations()
            (index_home / "started").touch()
            while True:
                pass

    ensure(Endless([make_place("p")]), index_home)


@pytest.mark.server
def test_a_killed_build_harms_nothing(store, tmp_path):
    context = multiprocessing.get_context("spawn")
    builder = context.Process(target=build_for_ever, args=(tmp_path,))
    builder.start()
    while not (tmp_path / "started").exists():
        assert builder.is_alive()
    builder.kill()
    builder.join(timeout=60)
    assert ensure(store, tmp_path).size == 5
    assert [path.name for path in folders(tmp_path)] == [f"v1-{LAYOUT.fingerprint}"]
