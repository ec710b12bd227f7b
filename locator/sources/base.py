"""What every directory is: its facts, how to pull it, how to read a file of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from locator.http import Fetcher
from locator.limits import USUAL, Limits
from locator.records import Listing

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """The facts of a directory that readers, guards and pages rely on."""

    id: str
    title: str
    publisher: str
    homepage: str
    licence: str
    terms: str  # one sentence: what its publisher asks of those who reuse it
    cadence: str  # one sentence: how often it changes
    # A whole pull has at least and at most this many rows.
    least_rows: int
    most_rows: int
    stale_after: timedelta
    # The full endpoint of live pulls; None where people download a file instead.
    url: str | None = None
    # Its publisher runs this site: what a whole file leaves out is gone at once.
    final: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a live pull, as it came."""

    number: int
    total_pages: int
    record_count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FileContents:
    """The rows of a file that somebody downloaded, and what it says of itself."""

    rows: Sequence[Row]
    # The date the facts stand for, when the file says so.
    as_of: str | None = None
    # When the rows were copied, when the file says so (our own snapshots do).
    retrieved_at: datetime | None = None


class Source(Protocol):
    """A directory. `parse` is pure; `fetch` is the only one that uses the network."""

    @property
    def info(self) -> SourceInfo:
        """The facts of this directory."""
        ...

    def fetch(
        self, fetcher: Fetcher, url: str, kept: Sequence[Page] = (), /
    ) -> Iterator[Page]:
        """Yield the pages after `kept`, checked one by one and against each other.

        Raise SourceUnavailable, SourceChanged or InconsistentPull.
        """
        ...

    def read_file(self, path: Path, limits: Limits = USUAL) -> FileContents:
        """Read a downloaded file; raise SourceChanged when it is not this directory.

        It also raises where there is more in the file than `limits` let in.
        """
        ...

    def parse(self, row: Row, *, as_of: str | None) -> Listing:
        """Make a listing of raw strings from one row; raise BadRow without must-haves."""
        ...
