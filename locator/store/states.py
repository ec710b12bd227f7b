"""What the store tells: the directory, its sources, a place, a listing's life."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from locator.records import KeptListing, Location


@dataclass(frozen=True, slots=True)
class DirectoryState:
    """Which directory this is; `stamp` grows with each accepted run."""

    # None while nothing was ever loaded; the same for the same content, always.
    version: str | None
    stamp: int
    practice: bool
    locations: int


@dataclass(frozen=True, slots=True)
class SourceState:
    """How fresh one source is, and what went wrong since."""

    source: str
    rows: int  # listings of it that are not retired
    as_of: str | None
    retrieved_at: datetime | None  # of its newest accepted run
    full_at: datetime | None  # of its newest accepted full run
    # The reason of the newest refused or failed run, if none was accepted since.
    last_failure: str | None
    failed_at: datetime | None
    # When each kind of its rows was last copied, as ("SA", moment).
    copies: tuple[tuple[str, datetime], ...] = ()

    def copied_at(self, kind: str) -> datetime | None:
        """Return when the newest rows of a kind were copied."""
        return dict(self.copies).get(kind, self.retrieved_at)


@dataclass(frozen=True, slots=True)
class Place:
    """A place with every listing it was made from, retired ones included."""

    location: Location
    listings: tuple[KeptListing, ...]


@dataclass(frozen=True, slots=True)
class ListingEvent:
    """Something that happened to a listing, and the copy of its list that told."""

    founding_key: str
    what: str  # see `events.Happened`
    source: str
    at: datetime
    as_of: str | None
    # The place that it belonged to from then on, where that is what happened.
    location_id: str | None


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """A place came, says something else, or went; numbered as changes landed."""

    number: int
    location_id: str
    what: Literal["added", "changed", "removed"]
    at: datetime


@dataclass(frozen=True, slots=True)
class PlaceHistory:
    """A place, the other ids that lead to it, and what happened, oldest first."""

    place: Place
    ids: tuple[str, ...]
    events: tuple[ListingEvent, ...]


@dataclass(frozen=True, slots=True)
class ListingState:
    """A kept listing without its content: enough to compare a pull with."""

    founding_key: str
    key: str
    source: str
    kind: str
    digest: str
    run_id: int
    practice: bool
    missing_since: datetime | None
    missing_run_id: int | None
    retired_at: datetime | None


@dataclass(frozen=True, slots=True)
class AcceptedRun:
    """A run whose rows stand in the directory, with the statistics it left."""

    id: int
    source: str
    full: bool
    rows: int
    as_of: str | None
    retrieved_at: datetime
    kinds: frozenset[str]
    report: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SaveResult:
    """What a save did to the places."""

    version: str
    places: int
    added: int
    changed: int
    removed: int
    unchanged: bool
    # How long the write lock was held, in seconds.
    locked_s: float = 0.0
