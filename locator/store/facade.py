"""The store as everything else sees it: records in, records out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from locator.records import Decision, KeptListing, Location
from locator.store import backup, reads, schema
from locator.store.change import Change, RunFacts
from locator.store.copies import KnownCopies
from locator.store.decisions import read_decisions, write_decisions
from locator.store.desk import Desk
from locator.store.engine import make_engine, reading, writing
from locator.store.geocodes import GeocodeAnswer, read_geocodes, write_geocode
from locator.store.history import read_history, read_shown
from locator.store.place_changes import read_changes
from locator.store.refound import read_aliases, refound
from locator.store.states import (
    AcceptedRun,
    DirectoryState,
    ListingState,
    Place,
    PlaceChange,
    PlaceHistory,
    SaveResult,
    SourceState,
)
from locator.store.writes import insert_run, save_change


class Store:
    """One database; safe to share between threads, not across a fork (see `close`)."""

    def __init__(self, engine: Engine, copy: Engine | None = None) -> None:
        self._engine = engine
        # A replica that follows by itself: what is only looked at is read there.
        self._copy = copy or engine
        self._copies = KnownCopies()
        self.desk = Desk(engine, self._copy)

    def ensure_schema(self) -> None:
        """Migrate a SQLite file; raise SchemaOutdated for a server that needs it."""
        schema.ensure_schema(self._engine)

    def upgrade(self) -> None:
        """Run the migrations that are missing."""
        schema.upgrade(self._engine)

    def close(self) -> None:
        """Let go of every connection; the store opens new ones when asked again."""
        self._engine.dispose()
        self._copy.dispose()

    def state(self) -> DirectoryState:
        """Return which directory this is."""
        with reading(self._copy) as connection:
            return reads.read_state(connection)

    def sources(self) -> tuple[SourceState, ...]:
        """Return how fresh each source is, by source id."""
        with reading(self._copy) as connection:
            return reads.read_sources(connection)

    def accepted_runs(self, source: str) -> list[AcceptedRun]:
        """Return a source's accepted runs, the newest copy last."""
        with reading(self._copy) as connection:
            return reads.read_accepted_runs(connection, source)

    def listing_states(self) -> list[ListingState]:
        """Return every kept listing without its content."""
        with reading(self._copy) as connection:
            return reads.read_listing_states(connection)

    def listings(self, *, skip: frozenset[str] = frozenset()) -> list[KeptListing]:
        """Return kept listings as they came, but those whose founding key is skipped.

        Nothing is hidden here: the streets of withheld places are in it.
        """
        with reading(self._copy) as connection:
            return reads.read_listings(connection, skip=skip)

    def listing_raw(self, founding_key: str) -> dict[str, Any]:
        """Return the row a listing came from, without what its place keeps private."""
        with reading(self._copy) as connection:
            return reads.read_raw(connection, founding_key)

    def locations(self, *, retired: bool = False) -> Iterator[Location]:
        """Yield every listed place, by id, from one moment; retired ones on demand."""
        with reading(self._copy) as connection:
            yield from reads.read_locations(connection, retired=retired)

    def find_place(self, location_id: str) -> Place:
        """Return the place an id leads to; raise LocationNotFound.

        `place.location.id` differs from the id when the place was merged into another;
        `place.location.retired_at` is set when no directory lists it any more.
        """
        with reading(self._copy) as connection:
            return reads.read_place(connection, location_id, self._copies)

    def history(self, location_id: str) -> PlaceHistory:
        """Return the story of the place an id leads to; raise LocationNotFound."""
        with reading(self._copy) as connection:
            return read_history(connection, location_id, self._copies)

    def changes(
        self, *, after: int = 0, since: datetime | None = None, limit: int = 500
    ) -> list[PlaceChange]:
        """Return what happened to places after a numbered change, oldest first."""
        with reading(self._copy) as connection:
            return read_changes(connection, after=after, since=since, limit=limit)

    def decisions(self) -> tuple[Decision, ...]:
        """Return what an operator decided, in the order in which it was saved."""
        with reading(self._copy) as connection:
            return read_decisions(connection)

    def save_decisions(self, decisions: Sequence[Decision]) -> None:
        """Keep exactly these decisions; places follow with the next save."""
        with writing(self._engine) as connection:
            write_decisions(connection, decisions)

    def id_aliases(self) -> dict[str, str]:
        """Return ids that were given and found nothing any more, and whose they are."""
        with reading(self._copy) as connection:
            return read_aliases(connection)

    def refound(self, renamed: Mapping[str, str], aliases: Mapping[str, str]) -> None:
        """Give listings other founding keys; the old ids, and `aliases`, lead to them."""
        with writing(self._engine) as connection:
            refound(connection, renamed, aliases)

    def shown_listings(self) -> list[KeptListing]:
        """Return kept listings without the streets that their places keep private."""
        with reading(self._copy) as connection:
            return read_shown(connection)

    def save(self, change: Change) -> SaveResult:
        """Write an accepted run, all or nothing; raise SyncBusy when others wrote."""
        return save_change(self._engine, change)

    def back_up(self, path: Path) -> int:
        """Write everything, as it is now, to a file; return how many rows."""
        return backup.back_up(self._engine, path)

    def holds_anything(self) -> bool:
        """Tell whether a restore would replace anything."""
        return backup.holds_anything(self._engine)

    def restore(self, path: Path) -> str:
        """Put a backup in the place of everything; return when it was made.

        All of it or nothing; raise BadBackup for a file that is not whole or not ours.
        """
        return backup.restore(self._engine, path).made_at

    def geocodes(self) -> Mapping[str, GeocodeAnswer]:
        """Return what geocoders answered, misses included, by the key of the address."""
        with reading(self._copy) as connection:
            return read_geocodes(connection)

    def save_geocode(self, answer: GeocodeAnswer) -> None:
        """Keep one answer at once; places follow with the next save."""
        with writing(self._engine) as connection:
            write_geocode(connection, answer)

    def record_failure(self, run: RunFacts, *, status: str, reason: str) -> None:
        """Remember a run that changed nothing: "refused" or "failed", and why."""
        with writing(self._engine) as connection:
            insert_run(connection, run, status=status, reason=reason)


def open_store(database_url: str, read_url: str | None = None) -> Store:
    """Return the store of a database; raise ConfigError for an unusable URL.

    With `read_url`, a replica's, everything that only looks reads there. What writes
    compares with what it reads: give it none.
    """
    copy = make_engine(read_url) if read_url else None
    return Store(make_engine(database_url), copy)
