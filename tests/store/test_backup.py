"""A backup brings everything back, on either database, or says why it does not."""

import gzip
import hashlib
import stat
import threading

import msgspec
import pytest
from sqlalchemy import select

from locator.errors import BadBackup, DatabaseUnavailable, LocatorError
from locator.store import Deed, DeskUser, PhoneCheck, Report, open_store, schema
from locator.store.rows import Row
from tests.store.samples import NOW, listing, location
from tests.store.test_store_geocodes import FOUND

pytestmark = pytest.mark.long

DEED = Deed(NOW, "ana", "phone check")
IDS = [f"{n:010}" for n in range(600)]


@pytest.fixture
def filled(store, save):
    """A store that holds something of everything."""
    save([listing(key) for key in IDS], [location(key) for key in IDS])
    save([listing(key) for key in IDS[1:]], [location(key) for key in IDS[1:]])
    store.refound({IDS[5]: "zzzzzzzzzz"}, {})
    store.save_geocode(FOUND)
    check = PhoneCheck(IDS[2], "2026-11-20", "Front desk", outcome="closed")
    store.desk.add_check(check, DEED)
    report = Report(IDS[3], "closed", "2026-11-20", words="Nobody there 🙂")
    store.desk.add_report(report, most=9, most_of_place=9)
    store.desk.add_user(DeskUser("ana", "Front desk", "scrypt:hash"), DEED)
    return store


def everything(store) -> dict[str, list[tuple]]:
    """Every row of every table, but for the numbers that say that something changed."""
    with store._engine.connect() as connection:
        return {
            table.name: connection.execute(
                select(*(c for c in table.columns if c.name != "stamp")).order_by(
                    *table.primary_key.columns
                )
            ).all()
            for table in Row.metadata.sorted_tables
        }


@pytest.fixture
def other(tmp_path):
    """An empty SQLite home, which may be another kind of database than the first."""
    store = open_store(f"sqlite:///{tmp_path / 'other' / 'locator.db'}")
    yield store
    store.close()


def test_a_backup_brings_back_every_row_and_every_id(filled, other, tmp_path):
    filled.back_up(tmp_path / "b.gz")
    other.restore(tmp_path / "b.gz")
    assert everything(other) == everything(filled)
    assert other.state().version == filled.state().version
    for key in IDS[1:]:
        assert other.find_place(key) == filled.find_place(key)


def test_it_goes_back_into_its_own_kind_of_database(filled, tmp_path):
    before = everything(filled)
    filled.back_up(tmp_path / "b.gz")
    filled.desk.settle_reports([1], DEED)
    filled.restore(tmp_path / "b.gz")
    assert everything(filled) == before
    report = Report(IDS[3], "closed", "2026-11-21")
    assert filled.desk.add_report(report, most=9, most_of_place=9)
    assert [kept.id for kept in filled.desk.reports()] == [1, 2]


def test_it_goes_from_sqlite_to_a_server(other, save, store, tmp_path):
    other.ensure_schema()
    other.desk.add_user(DeskUser("bo", "Nurse", "scrypt:x"), DEED)
    other.back_up(tmp_path / "b.gz")
    store.restore(tmp_path / "b.gz")
    assert [user.name for user in store.desk.users()] == ["bo"]
    save([listing()], [location()])
    assert store.state().locations == 1


def test_watchers_notice_a_restore(filled, tmp_path):
    filled.back_up(tmp_path / "b.gz")
    seen = [filled.state().stamp], filled.desk.stamp()
    filled.restore(tmp_path / "b.gz")
    assert filled.state().stamp not in seen[0]
    assert filled.desk.stamp() != seen[1]


def test_only_its_owner_can_read_it_and_no_draft_is_left(filled, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    filled.back_up(folder / "b.gz")
    [path] = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_backup_is_of_one_moment_while_others_write(filled, other, tmp_path):
    stop, written = threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            check = PhoneCheck(IDS[2], "2026-11-20", "Front desk", outcome="works")
            filled.desk.add_check(check, DEED)
            written.append(check)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            filled.back_up(tmp_path / f"{number}.gz")
    finally:
        stop.set()
        writer.join()
    assert len(written) > 3
    for number in range(3):
        other.restore(tmp_path / f"{number}.gz")
        rows = everything(other)
        assert len(rows["phone_check"]) == len(rows["desk_audit"]) - 1


@pytest.mark.parametrize("keep", [0, 10, 0.5, 0.99, -1])
def test_a_backup_cut_short_changes_nothing(filled, tmp_path, keep):
    path = tmp_path / "b.gz"
    filled.back_up(path)
    before, whole = everything(filled), path.read_bytes()
    path.write_bytes(whole[: int(keep * len(whole)) if 0 < keep < 1 else keep])
    with pytest.raises(BadBackup):
        filled.restore(path)
    assert everything(filled) == before


def test_a_changed_backup_is_refused(filled, tmp_path):
    path = tmp_path / "b.gz"
    filled.back_up(path)
    text = gzip.decompress(path.read_bytes()).replace(b"Front desk", b"Back rooms")
    path.write_bytes(gzip.compress(text))
    with pytest.raises(BadBackup, match="checksum"):
        filled.restore(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"SQLite format 3\0", gzip.compress(b"{}\n")],
    ids=["empty", "database", "another"],
)
def test_a_file_of_another_kind_is_refused(filled, tmp_path, content):
    path = tmp_path / "b.gz"
    path.write_bytes(content)
    with pytest.raises(BadBackup):
        filled.restore(path)
    assert filled.state().locations == len(IDS) - 1


def test_a_backup_of_a_newer_version_is_refused(filled, tmp_path):
    path = tmp_path / "b.gz"
    filled.back_up(path)
    text = gzip.decompress(path.read_bytes())
    path.write_bytes(gzip.compress(text.replace(schema.HEAD.encode(), b"9999", 1)))
    with pytest.raises(BadBackup, match="newer"):
        filled.restore(path)


def test_a_backup_of_an_older_version_is_brought_up_to_date(other, store, tmp_path):
    """Written by hand as an older program would have: without the desk's tables."""
    other.ensure_schema()
    other.save_geocode(FOUND)
    path = tmp_path / "b.gz"
    other.back_up(path)
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    head = msgspec.json.decode(lines[0])
    lines[0] = msgspec.json.encode({**head, "schema": "0003"}) + b"\n"
    kept, table = [lines[0]], ""
    for line in lines[1:-1]:
        if line.startswith(b'{"table"'):
            table = msgspec.json.decode(line)["table"]
        if table in {"directory", "geocode"}:
            kept.append(line)
    path.write_bytes(gzip.compress(sealed(kept)))
    store.restore(path)
    assert store.geocodes() == {FOUND.key: FOUND}
    assert store.desk.users() == []
    with store._engine.connect() as connection:
        assert schema.current_revision(connection) == schema.HEAD


def sealed(lines: list[bytes]) -> bytes:
    """Lines with the end that belongs to them."""
    rows = sum(line.startswith(b"[") for line in lines)
    digest = hashlib.sha256(b"".join(lines)).hexdigest()
    return b"".join(lines) + msgspec.json.encode({"rows": rows, "sha256": digest})


def test_a_restore_that_fails_halfway_changes_nothing(filled, tmp_path, monkeypatch):
    path = tmp_path / "b.gz"
    filled.back_up(path)
    filled.desk.settle_reports([1], DEED)
    before = everything(filled)

    def fail(*_):
        raise RuntimeError("the power is out")

    monkeypatch.setattr("locator.store.restoring._move_stamps", fail)
    with pytest.raises(RuntimeError):
        filled.restore(path)
    assert everything(filled) == before


def test_a_folder_that_cannot_be_written_is_named(filled, tmp_path):
    with pytest.raises(LocatorError, match="could not be written"):
        filled.back_up(tmp_path / "nowhere" / "b.gz")


def test_a_database_that_is_gone_is_said_in_words(tmp_path):
    store = open_store("postgresql+psycopg://nobody@127.0.0.1:9/none")
    with pytest.raises(DatabaseUnavailable, match=r"could not be read.*server runs"):
        store.back_up(tmp_path / "b.gz")
    assert list(tmp_path.iterdir()) == []
    store.close()
