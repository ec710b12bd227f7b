"""Snapshots: every pull, page by page as it came, so that it can resume and replay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, overload

import msgspec

from locator.ingest.members import (
    append_member,
    find_members,
    read_member,
    sync_folder,
)
from locator.sources.base import Page, Row

FORMAT = 1
RESUME_WITHIN = timedelta(hours=6)
KEEP_ACCEPTED = 8
KEEP_REFUSED = 3
WHOLE, PARTIAL, REFUSED = ".jsonl.gz", ".jsonl.gz.partial", ".jsonl.gz.refused"
STAMP = "%Y%m%dT%H%M%SZ"


class KeptPages(Sequence[Page]):
    """The pages of a snapshot, read from the disk one at a time: they are large."""

    def __init__(self, path: Path, starts: list[int]) -> None:
        self._path = path
        self._starts = starts

    def __len__(self) -> int:
        """Count the pages."""
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Page]: ...
    def __getitem__(self, index: int | slice) -> Page | Sequence[Page]:
        """Read a page."""
        if isinstance(index, slice):
            return KeptPages(self._path, self._starts[index])
        return _page(read_member(self._path, self._starts[index]))


@dataclass(slots=True)
class Snapshot:
    """A pull being written; `*.partial` until it is kept or refused."""

    path: Path
    source: str
    url: str
    retrieved_at: datetime
    _starts: list[int] = field(default_factory=list)

    @property
    def pages(self) -> KeptPages:
        """The pages so far, from the disk."""
        return KeptPages(self.path, list(self._starts))

    @property
    def record_count(self) -> int | None:
        """How many rows the directory announced."""
        return self.pages[0].record_count if self._starts else None

    def append(self, page: Page) -> None:
        """Put a page on the disk."""
        envelope = {
            "page": page.number,
            "totalPages": page.total_pages,
            "recordCount": page.record_count,
            "rows": page.rows,
        }
        self._starts.append(append_member(self.path, envelope))

    def rows(self) -> Iterator[Row]:
        """Yield every row, holding one page at a time."""
        for start in self._starts:
            yield from _page(read_member(self.path, start)).rows

    def keep(self) -> Path:
        """Name the pull as accepted."""
        return self._rename(WHOLE)

    def refuse(self) -> None:
        """Name the pull as refused, for a person to look at; drop it if empty."""
        if self._starts:
            self._rename(REFUSED)
        else:
            self.path.unlink(missing_ok=True)

    def leave(self) -> None:
        """Leave what there is for the next pull to resume; drop it if empty."""
        if not self._starts:
            self.path.unlink(missing_ok=True)

    def drop(self) -> None:
        """Forget the pull."""
        self.path.unlink(missing_ok=True)

    def _rename(self, ending: str) -> Path:
        stem = self.path.name.removesuffix(PARTIAL)
        target = self.path.with_name(stem + ending)
        self.path.replace(target)
        sync_folder(target.parent)
        self.path = target
        return target


def snapshot_folder(home: Path, source: str) -> Path:
    """Return where the snapshots of a source are."""
    return home / "snapshots" / source


def begin_snapshot(home: Path, source: str, url: str, now: datetime) -> Snapshot:
    """Start a new snapshot with its header."""
    folder = snapshot_folder(home, source)
    folder.mkdir(parents=True, exist_ok=True)
    path = _free_path(folder, now)
    header = {
        "source": source,
        "url": url,
        "retrieved_at": now.astimezone(UTC).isoformat(),
        "format": FORMAT,
    }
    append_member(path, {"snapshot": header})
    return Snapshot(path, source, url, now)


def find_partial(home: Path, source: str, url: str, now: datetime) -> Snapshot | None:
    """Return the newest interrupted pull that may resume, its damaged end cut off."""
    folder = snapshot_folder(home, source)
    for path in sorted(folder.glob(f"*{PARTIAL}"), reverse=True):
        snapshot = _reopen(path, source, url)
        if snapshot and now - snapshot.retrieved_at < RESUME_WITHIN:
            return snapshot
    return None


def prune(home: Path, source: str, now: datetime) -> None:
    """Keep the newest snapshots, and no partial one that is too old to resume."""
    folder = snapshot_folder(home, source)
    for ending, count in ((WHOLE, KEEP_ACCEPTED), (REFUSED, KEEP_REFUSED)):
        for path in sorted(folder.glob(f"*{ending}"))[:-count]:
            path.unlink(missing_ok=True)
    for path in folder.glob(f"*{PARTIAL}"):
        begun = _begun_at(path)
        if begun is None or now - begun >= RESUME_WITHIN:
            path.unlink(missing_ok=True)


def _reopen(path: Path, source: str, url: str) -> Snapshot | None:
    starts, end = find_members(path)
    if not starts:
        return None
    try:
        header = read_member(path, starts[0])["snapshot"]
        if (header["source"], header["url"], header["format"]) != (source, url, FORMAT):
            return None
        retrieved_at = datetime.fromisoformat(header["retrieved_at"])
    except (KeyError, TypeError, ValueError, msgspec.DecodeError):
        return None
    with path.open("rb+") as file:
        file.truncate(end)
    return Snapshot(path, source, url, retrieved_at, starts[1:])


def _begun_at(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.name[:16], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _free_path(folder: Path, now: datetime) -> Path:
    """Return a name by time; two pulls in one second must not share a file."""
    stem, number = now.astimezone(UTC).strftime(STAMP), 1
    while True:
        name = stem if number == 1 else f"{stem}_{number}"
        if not any(
            (folder / (name + ending)).exists() for ending in (WHOLE, PARTIAL, REFUSED)
        ):
            return folder / (name + PARTIAL)
        number += 1


def _page(envelope: Any) -> Page:  # noqa: ANN401 - JSON that we wrote ourselves
    return Page(
        number=envelope["page"],
        total_pages=envelope["totalPages"],
        record_count=envelope["recordCount"],
        rows=tuple(envelope["rows"]),
    )
