"""Snapshots survive a cut at any byte, resume only when they fit, and are pruned."""

import gzip
import json
from datetime import timedelta

import pytest

from locator.errors import LocatorError
from locator.ingest.members import find_members
from locator.ingest.snapshots import (
    begin_snapshot,
    find_partial,
    prune,
    snapshot_folder,
)
from locator.sources.base import Page
from tests.ingest.samples import DAY, NOW

URL = "https://directory.example/v2"


def page(number: int) -> Page:
    rows = ({"name1": f"Row {number}"}, {"name1": f"Row {number} b"})
    return Page(number, 3, 6, rows)


@pytest.fixture
def partial(home):
    """A pull with two pages on the disk."""
    snapshot = begin_snapshot(home, "findtreatment", URL, NOW)
    snapshot.append(page(1))
    snapshot.append(page(2))
    return snapshot


def lines(path):
    return gzip.decompress(path.read_bytes()).splitlines()


def names(home, pattern="*"):
    return sorted(
        path.name for path in snapshot_folder(home, "findtreatment").glob(pattern)
    )


def test_a_snapshot_is_gzip_lines_with_a_header(home, partial):
    path = partial.keep()
    assert path.name == "20261120T083000Z.jsonl.gz"
    header, *pages = (json.loads(line) for line in lines(path))
    assert header == {
        "snapshot": {
            "source": "findtreatment",
            "url": URL,
            "retrieved_at": "2026-11-20T08:30:00+00:00",
            "format": 1,
        }
    }
    assert [one["page"] for one in pages] == [1, 2]
    assert set(pages[0]) == {"page", "totalPages", "recordCount", "rows"}


def test_an_interrupted_pull_resumes_with_its_pages(home, partial):
    found = find_partial(home, "findtreatment", URL, NOW + timedelta(hours=5))
    assert found is not None
    assert list(found.pages) == [page(1), page(2)]
    assert found.pages[-1] == page(2)
    assert found.retrieved_at == NOW
    assert len(list(found.rows())) == 4


def test_pages_go_on_where_the_interrupted_pull_stopped(home, partial):
    found = find_partial(home, "findtreatment", URL, NOW)
    found.append(page(3))
    assert list(found.pages) == [page(1), page(2), page(3)]
    assert len(lines(found.keep())) == 4


def test_a_pull_cut_at_any_byte_keeps_its_whole_pages(home, partial):
    whole = partial.path.read_bytes()
    starts, end = find_members(partial.path)
    assert end == len(whole)
    for cut in range(starts[1], len(whole)):
        partial.path.write_bytes(whole[:cut])
        found = find_partial(home, "findtreatment", URL, NOW)
        assert list(found.pages) == ([page(1)] if cut >= starts[2] else [])
        assert partial.path.stat().st_size in starts


def test_garbage_after_the_last_page_is_cut_off(home, partial):
    whole = partial.path.stat().st_size
    with partial.path.open("ab") as file:
        file.write(b"\x00" * 100)
    assert len(find_partial(home, "findtreatment", URL, NOW).pages) == 2
    assert partial.path.stat().st_size == whole


def test_a_pull_without_even_a_header_cannot_resume(home, partial):
    partial.path.write_bytes(b"")
    assert find_partial(home, "findtreatment", URL, NOW) is None


@pytest.mark.parametrize(
    ("url", "late"), [(URL + "/other", timedelta()), (URL, timedelta(hours=6))]
)
def test_another_address_or_an_old_pull_does_not_resume(home, partial, url, late):
    assert find_partial(home, "findtreatment", url, NOW + late) is None


def test_a_refused_pull_is_kept_to_look_at_and_never_resumed(home, partial):
    partial.refuse()
    assert names(home) == ["20261120T083000Z.jsonl.gz.refused"]
    assert find_partial(home, "findtreatment", URL, NOW) is None


def test_a_pull_without_a_page_leaves_nothing(home):
    for end in ("refuse", "leave"):
        getattr(begin_snapshot(home, "findtreatment", URL, NOW), end)()
    assert names(home) == []


def test_two_pulls_in_one_second_have_two_files(home, partial):
    partial.keep()
    again = begin_snapshot(home, "findtreatment", URL, NOW)
    again.append(page(1))
    again.keep()
    assert names(home) == ["20261120T083000Z.jsonl.gz", "20261120T083000Z_2.jsonl.gz"]


def test_old_snapshots_are_pruned(home, partial):
    for count, end in ((10, "keep"), (5, "refuse")):
        for number in range(count):
            at = NOW + number * DAY + timedelta(hours=count)
            snapshot = begin_snapshot(home, "findtreatment", URL, at)
            snapshot.append(page(1))
            getattr(snapshot, end)()
    prune(home, "findtreatment", NOW + timedelta(hours=5))
    assert len(names(home, "*.partial")) == 1
    prune(home, "findtreatment", NOW + timedelta(hours=6))
    assert len(names(home, "*.gz")) == 8
    assert len(names(home, "*.refused")) == 3
    assert names(home, "*.partial") == []
    assert names(home, "*.gz")[-1].startswith("20261129")


def test_a_page_that_cannot_be_written_says_what_to_do(partial):
    partial.path.unlink()
    partial.path.mkdir()
    with pytest.raises(LocatorError, match="disk space"):
        partial.append(page(3))
