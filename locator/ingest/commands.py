"""The three ways rows come in: a live pull, a file, the practice directory."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from locator.errors import ConfigError, PullRefused, SourceError
from locator.http import Fetcher
from locator.ingest.conductor import Run, bring_in
from locator.ingest.copies import Copy
from locator.ingest.lock import SyncLock
from locator.ingest.places import PRACTICE
from locator.ingest.pull import REFUSALS, Pull
from locator.ingest.report import IngestReport
from locator.ingest.snapshots import prune
from locator.limits import USUAL, Limits
from locator.practice import practice_rows
from locator.progress import Progress, Stages
from locator.records import Listing
from locator.sources import SOURCES
from locator.sources.base import Source
from locator.store import Store


def sync(  # noqa: PLR0913 - what a caller may choose, by name
    store: Store,
    source_id: str,
    *,
    fetcher: Fetcher,
    home: Path,
    now: datetime,
    url: str | None = None,
    accept_shrink: bool = False,
    resume: bool = True,
    progress: Progress | None = None,
) -> IngestReport:
    """Pull a live directory whole, or resume a pull; raise and change nothing if bad.

    Raises PullRefused, InconsistentPull or SourceChanged for what must not replace
    the list we have, SourceUnavailable when it cannot be had, SyncBusy.
    """
    source = find_source(source_id)
    endpoint = url or source.info.url
    if endpoint is None:
        raise ConfigError(
            f"{source.info.title} is not pulled live. Download it, then say:"
            f" locator import {source_id} FILE"
        )
    with SyncLock(home), Stages(home, source_id, progress) as stages:
        prune(home, source_id, now)
        copy = Copy(source_id, full=True, as_of=None, retrieved_at=now)
        run = Run(source, "sync", copy, now, accept_shrink)
        with failures_recorded(store, run):
            pull = Pull(source, endpoint, home, now, resume)
            with pull.settled():
                snapshot = pull.fetch(fetcher, stages)
                copy = replace(run.copy, retrieved_at=snapshot.retrieved_at)
                run = replace(run, copy=copy)
                rows, total = snapshot.rows(), snapshot.record_count
                report = bring_in(store, run, rows, stages, total)
        prune(home, source_id, now)
        return report


def import_file(  # noqa: PLR0913 - what a caller may choose, by name
    store: Store,
    source_id: str,
    path: Path,
    *,
    home: Path,
    now: datetime,
    as_of: str | None = None,
    full: bool = False,
    accept_shrink: bool = False,
    limits: Limits = USUAL,
    progress: Progress | None = None,
) -> IngestReport:
    """Read a file that somebody downloaded; without `full` it only adds and updates.

    Raises SourceChanged when the file is not of this directory, PullRefused when a
    whole list must not replace the one we have, SyncBusy.
    """
    source = find_source(source_id)
    with SyncLock(home), Stages(home, source_id, progress) as stages:
        stages.tell("Opening the file", 0, None)
        contents = source.read_file(path, limits)
        copy = Copy(
            source_id,
            full,
            as_of or contents.as_of,
            contents.retrieved_at or now,
            final=source.info.final,
        )
        run = Run(source, "import", copy, now, accept_shrink or copy.final)
        with failures_recorded(store, run):
            return bring_in(store, run, contents.rows, stages, len(contents.rows))


def load_practice(store: Store, *, home: Path, now: datetime) -> IngestReport:
    """Load the invented places; raise PullRefused where real ones are."""
    with SyncLock(home), Stages(home, PRACTICE) as stages:
        if any(not state.practice for state in store.listing_states()):
            raise PullRefused(
                "Real places are loaded, and invented ones never stand beside them."
                " To try things out, set LOCATOR_HOME to an empty folder."
            )
        run = Run(
            source=find_source("findtreatment"),
            mode=PRACTICE,
            copy=Copy(PRACTICE, full=False, as_of=None, retrieved_at=now),
            now=now,
            relabel=as_practice,
        )
        return bring_in(store, run, practice_rows(), stages, None)


def find_source(source_id: str) -> Source:
    """Return a directory by its id; raise ConfigError naming those there are."""
    try:
        return SOURCES[source_id]
    except KeyError:
        raise ConfigError(
            f"No source {source_id!r}; there are: {', '.join(SOURCES)}."
        ) from None


def as_practice(listing: Listing) -> Listing:
    """Return a listing marked as invented, so that SAMHSA is credited with nothing."""
    return replace(listing, source=PRACTICE, practice=True)


@contextmanager
def failures_recorded(store: Store, run: Run) -> Iterator[None]:
    """Remember in the store why a run changed nothing."""
    try:
        yield
    except SourceError as error:
        status = "refused" if isinstance(error, REFUSALS) else "failed"
        store.record_failure(run.facts(), status=status, reason=str(error))
        raise
