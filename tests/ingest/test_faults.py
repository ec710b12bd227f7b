"""Every fault of a directory ends in a retry that succeeds, or leaves the old list."""

import pytest

from locator import ingest
from locator.errors import (
    InconsistentPull,
    PullRefused,
    SourceChanged,
    SourceUnavailable,
)
from locator.ingest.snapshots import snapshot_folder
from locator.store import open_store
from tests.ingest.conftest import ROWS, place_names
from tests.ingest.samples import DAY, NOW, row, rows

pytestmark = pytest.mark.server

HEALS = [
    "error,first=2",
    "error:503,first=1",
    "too-many:1,first=2",
    "slow:0.01",
    "drop,first=1",
    "html,first=1",
    "text,first=1",
    "truncated,first=1",
]
NEW_NAME = "Harbor House 999"


def files(home, pattern="*"):
    folder = snapshot_folder(home, "findtreatment")
    return sorted(path.name for path in folder.glob(pattern))


def change_directory(fake):
    """Let the directory have something new, which a good pull would bring."""
    fake.facilities = type(fake.facilities)(
        [*rows(ROWS), row(999)], type_field=fake.type_field, era=fake.era
    )


def test_a_pull_brings_the_whole_list_and_keeps_it(sync, store, home):
    report = sync()
    assert (report.rows, report.places) == (ROWS, ROWS)
    assert store.sources()[0].full_at == NOW
    assert files(home) == ["20261120T083000Z.jsonl.gz"]


def test_a_second_pull_of_the_same_list_changes_nothing(sync, store):
    first = sync()
    second = sync(NOW + DAY)
    assert second.unchanged
    assert second.version == first.version
    assert store.sources()[0].retrieved_at == NOW + DAY


@pytest.mark.parametrize("fault", HEALS)
def test_a_passing_fault_is_outlasted(sync, fake, fault):
    fake.fail(fault)
    assert sync().places == ROWS


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("error", SourceUnavailable),
        ("error:503,page=3", SourceUnavailable),
        ("error:403", SourceUnavailable),
        ("error:404", SourceChanged),
        ("too-many:120", SourceUnavailable),
        ("drop,page=2", SourceUnavailable),
        ("html", SourceChanged),
        ("text,page=2", SourceChanged),
        ("truncated,page=4", SourceUnavailable),
        ("repeat-page:1,page=2", InconsistentPull),
        ("lose-rows:3,page=2", InconsistentPull),
        ("lying-count:2", InconsistentPull),
        ("lying-count:2,page=3", InconsistentPull),
        ("move-services", SourceChanged),
        ("rename-value:Methadone maintenance=Methadone upkeep", PullRefused),
        ("rename-value:Medicaid=Paid in seashells", PullRefused),
        ("reversed-coordinates", SourceChanged),
    ],
)
def test_a_lasting_fault_leaves_the_old_list(sync, fake, store, home, fault, error):
    sync()
    before, names = store.state(), place_names(store)
    change_directory(fake)
    fake.fail(fault)
    with pytest.raises(error) as raised:
        sync(NOW + DAY)
    assert store.state() == before
    assert place_names(store) == names
    [source] = store.sources()
    assert source.last_failure == str(raised.value)
    assert source.retrieved_at == NOW
    fake.fail()
    assert NEW_NAME in {*names, *_names_after(sync, store)}


def _names_after(sync, store):
    """The names after a good pull: a fault must not stand in the next one's way."""
    report = sync(NOW + DAY)
    assert report.places == ROWS + 1
    assert store.sources()[0].last_failure is None
    return place_names(store)


def test_an_upper_case_type_is_never_asked_for(sync, fake):
    fake.fail("upper-case-empty")
    assert sync().places == ROWS


def test_rows_lost_between_two_pulls_are_refused(sync, fake, store):
    sync()
    fake.facilities = type(fake.facilities)(
        rows(ROWS - 25), type_field=fake.type_field, era=fake.era
    )
    with pytest.raises(PullRefused, match="85 rows, down from 110"):
        sync(NOW + DAY)
    assert store.state().locations == ROWS
    assert sync(NOW + DAY, accept_shrink=True).missing == 25


def test_a_refused_pull_is_kept_aside_and_not_resumed(sync, fake, home):
    fake.fail("repeat-page:1,page=3")
    with pytest.raises(InconsistentPull):
        sync()
    assert files(home) == ["20261120T083000Z.jsonl.gz.refused"]
    fake.fail()
    fake.requests.clear()
    sync(NOW + DAY / 24)
    assert [asked.page for asked in fake.requests] == [1, 2, 3, 4, 5]


def test_an_interrupted_pull_resumes_after_its_last_page(sync, fake, home, store):
    fake.fail("error,page=4")
    with pytest.raises(SourceUnavailable):
        sync()
    assert files(home) == ["20261120T083000Z.jsonl.gz.partial"]
    fake.fail()
    fake.requests.clear()
    report = sync(NOW + DAY / 24)
    assert [asked.page for asked in fake.requests] == [1, 4, 5]
    assert report.places == ROWS
    # Its rows are as old as its first page.
    assert store.sources()[0].retrieved_at == NOW
    assert files(home) == ["20261120T083000Z.jsonl.gz"]


def test_a_directory_that_changed_since_is_pulled_from_the_start(sync, fake, home):
    fake.fail("error,page=4")
    with pytest.raises(SourceUnavailable):
        sync()
    change_directory(fake)
    fake.fail()
    fake.requests.clear()
    report = sync(NOW + DAY / 24)
    assert [asked.page for asked in fake.requests] == [1, 2, 3, 4, 5]
    assert report.places == ROWS + 1
    assert files(home) == ["20261120T093000Z.jsonl.gz"]


def test_an_interrupted_pull_is_not_resumed_when_told_so(sync, fake):
    fake.fail("error,page=4")
    with pytest.raises(SourceUnavailable):
        sync()
    fake.fail()
    fake.requests.clear()
    sync(NOW + DAY / 24, resume=False)
    assert [asked.page for asked in fake.requests] == [1, 2, 3, 4, 5]


def test_any_snapshot_can_be_replayed(sync, fake, home, store, tmp_path):
    sync()
    [name] = files(home)
    other = open_store(f"sqlite:///{tmp_path / 'other' / 'locator.db'}")
    other.ensure_schema()
    report = ingest.import_file(
        other,
        "findtreatment",
        snapshot_folder(home, "findtreatment") / name,
        home=tmp_path / "other",
        now=NOW + 9 * DAY,
        full=True,
    )
    assert report.version == store.state().version
    assert other.sources()[0].retrieved_at == NOW
    other.close()


def test_no_progress_file_is_left_behind(sync, fake, home):
    told = []
    sync(progress=lambda stage, done, total: told.append((stage, done, total)))
    fake.fail("error")
    with pytest.raises(SourceUnavailable):
        sync(NOW + DAY)
    assert ("Copying the list", ROWS, ROWS) in told
    assert not (home / "sync.json").exists()
