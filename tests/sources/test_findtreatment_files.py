"""JSON files: replies, rows one a line, snapshots, all of it packed or not."""

import gzip
import json
from datetime import UTC, datetime

import pytest

from locator.errors import InconsistentPull, SourceChanged
from locator.limits import Limits
from locator.sources.findtreatment import FindTreatment

SOURCE = FindTreatment()
HEADER = {
    "snapshot": {"source": "findtreatment", "retrieved_at": "2026-11-20T08:00:00+00:00"}
}


def envelope(rows, number=1, pages=1, count=None):
    counts = {"page": number, "totalPages": pages, "recordCount": count or len(rows)}
    return {**counts, "rows": rows}


def lines(*documents) -> bytes:
    return b"".join(json.dumps(document).encode() + b"\n" for document in documents)


@pytest.fixture
def read(tmp_path):
    def read_body(body: bytes, name: str = "rows.json"):
        path = tmp_path / name
        path.write_bytes(body)
        return SOURCE.read_file(path)

    return read_body


@pytest.fixture
def snapshot(rows):
    """Header and pages of a whole pull: 30, 30 and 10 rows."""
    every = rows(70)
    parts = every[:30], every[30:60], every[60:]
    pages = [envelope(part, n, 3, 70) for n, part in enumerate(parts, start=1)]
    return [HEADER, *pages]


def test_every_form_of_json_gives_the_same_rows(read, rows):
    some = rows(3)
    forms = [
        lines(*some),
        lines(some),
        lines(envelope(some)),
        lines({"rows": some}),
        json.dumps({"rows": some}, indent=2).encode(),
        json.dumps(some, indent=1).encode(),
        b"\xef\xbb\xbf" + lines(*some),
        b"\n\n" + b"\n".join(lines(*some).splitlines()),
    ]
    for form in forms:
        assert read(form).rows == some
        assert read(gzip.compress(form)).rows == some


def test_snapshot_gives_rows_and_when_they_were_copied(read, snapshot, rows):
    body = b"".join(gzip.compress(lines(part)) for part in snapshot)
    contents = read(body, "2026.jsonl.gz")
    assert contents.rows == rows(70)
    assert contents.retrieved_at == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert contents.as_of is None


def test_unfinished_snapshot_is_refused(read, snapshot):
    with pytest.raises(InconsistentPull, match="60 rows came, 70 were announced"):
        read(lines(*snapshot[:-1]))


def test_snapshot_whose_pages_do_not_fit_is_refused(read, snapshot):
    with pytest.raises(InconsistentPull):
        read(lines(snapshot[0], snapshot[1], snapshot[1], snapshot[3]))


def test_file_that_breaks_off_is_refused(read, snapshot):
    packed = b"".join(gzip.compress(lines(part)) for part in snapshot)
    with pytest.raises(SourceChanged, match="breaks off"):
        read(packed[:-40])
    with pytest.raises(SourceChanged, match="not whole JSON"):
        read(lines(*snapshot)[:-40])


@pytest.mark.parametrize(
    "body",
    [b"[]", b"{}", b"[1, 2]", b'{"rows": 5}', b'{"name": "A"}', b"[" * 50_000, b'{"a"'],
)
def test_json_of_something_else_is_refused(read, body):
    with pytest.raises(SourceChanged, match="expected FindTreatment"):
        read(body)


def test_flood_is_refused(read, rows, monkeypatch):
    monkeypatch.setattr(Limits, "max_bytes", 1000)
    with pytest.raises(SourceChanged, match="unpacks to more than"):
        read(gzip.compress(lines(*rows(50))))


def test_unreadable_date_of_a_snapshot_is_unknown(read, rows):
    header = {"snapshot": {"retrieved_at": "yesterday"}}
    assert read(lines(header, envelope(rows(2)))).retrieved_at is None
