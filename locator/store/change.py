"""A change to the directory, computed before the lock and written in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from locator.records import Decision, Listing, Location


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What is known of a run before it is judged."""

    source: str
    mode: str  # "sync", "import", "practice" or "decisions"
    full: bool
    started_at: datetime
    finished_at: datetime
    rows: int = 0
    retrieved_at: datetime | None = None
    as_of: str | None = None
    report: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeenListing:
    """A listing of this run, the id it founded, and its packed raw row."""

    founding_key: str
    listing: Listing
    packed_raw: bytes


@dataclass(frozen=True, slots=True)
class Change:
    """An accepted run's listings, and all the places as they are from now on."""

    # The directory's stamp when this was computed: nobody may have written since.
    stamp: int
    run: RunFacts
    seen: Sequence[SeenListing]
    locations: Sequence[Location]
    # Founding keys that this run missed for the first time, and that it retires.
    missing: Sequence[str] = ()
    retired: Sequence[str] = ()
    # Founding keys to forget: invented places never stand beside real ones.
    dropped: Sequence[str] = ()
    # All decisions from now on; None leaves those there are.
    decisions: Sequence[Decision] | None = None
    # Listings that only a list of ids brought: since when they are missing and retired.
    restored: Mapping[str, tuple[datetime | None, datetime]] = field(
        default_factory=dict
    )
