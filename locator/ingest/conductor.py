"""From rows to a written directory: the steps of every run, in their one order."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from locator.errors import PullRefused, SourceChanged
from locator.ingest.copies import Copy
from locator.ingest.guards import EarlierPull, find_objections
from locator.ingest.intake import (
    Intake,
    Relabel,
    Tally,
    count_readings,
    drain,
    packed_raw,
    read_rows,
)
from locator.ingest.lives import Known, Lives, plan_lives
from locator.ingest.places import PRACTICE, make_places
from locator.ingest.report import IngestReport
from locator.ingest.statistics import PullStatistics, count_statistics
from locator.merge import FullCopy, distinct_listings
from locator.progress import Stages
from locator.records import Location
from locator.sources.base import Row, Source
from locator.store import Change, RunFacts, SaveResult, SeenListing, Store


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an ingest: what it brings, how, and when."""

    source: Source
    mode: str  # "sync", "import" or "practice"
    copy: Copy
    now: datetime
    accept_shrink: bool = False
    guarded: bool = True
    relabel: Relabel = field(default=lambda listing: listing)

    def facts(self, rows: int = 0, report: dict[str, object] | None = None) -> RunFacts:
        """Return what the store remembers of this run."""
        return RunFacts(
            source=self.copy.source,
            mode=self.mode,
            full=self.copy.full,
            started_at=self.now,
            finished_at=self.now,
            rows=rows,
            retrieved_at=self.copy.retrieved_at,
            as_of=self.copy.as_of,
            report=report or {},
        )


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Spare a run the search for reference cycles among millions of records.

    There are none to find, and looking takes a quarter of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@no_garbage_collection()
def bring_in(
    store: Store, run: Run, rows: Iterable[Row], stages: Stages, total: int | None
) -> IngestReport:
    """Read, judge, merge and write a run's rows; raise PullRefused and change nothing."""
    intake = read_rows(
        drain(rows),
        run.source,
        run.copy.as_of,
        relabel=run.relabel,
        advance=lambda done: stages.tell("Reading the rows", done, total),
    )
    if not intake.listings:
        raise SourceChanged(f"{_title(run)}: not one row can be read. {_why(intake)}")
    tally = count_readings(intake.listings)
    statistics = count_statistics(intake.rows, intake.listings)
    stamp = store.state().stamp
    known = read_known(store, run.copy.source)
    if run.copy.full and run.guarded:
        check_pull(run, statistics, known)
    stages.tell("Finding the places", 0, None)
    listings = distinct_listings(intake.listings)
    intake.listings.clear()
    lives = plan_lives(run.copy, listings, known)
    coming = full_copy(run, statistics)
    locations = make_places(store, lives.kept, store.decisions(), run.now, coming)
    stages.tell("Saving", 0, None)
    report = make_report(run, intake, tally, lives, len(listings))
    result = store.save(make_change(stamp, run, statistics, lives, locations, report))
    return with_result(report, result)


def read_known(store: Store, source: str) -> Known:
    """Return what the store knows before a run."""
    return Known(
        states={state.founding_key: state for state in store.listing_states()},
        runs={accepted.id: accepted for accepted in store.accepted_runs(source)},
        load=lambda keys: store.listings(skip=keys),
        aliases=frozenset(store.id_aliases()),
    )


def full_copy(run: Run, statistics: PullStatistics) -> FullCopy | None:
    """Return the whole copy that a run brings, if it is one."""
    if not run.copy.full:
        return None
    return FullCopy(run.copy.source, frozenset(statistics.kinds), run.copy.as_of)


def check_pull(run: Run, statistics: PullStatistics, known: Known) -> None:
    """Raise PullRefused with every reason why a whole list must not replace ours."""
    earlier = list(_earlier(known, statistics.kinds))
    objections = find_objections(
        statistics,
        earlier,
        run.source.info,
        copy=run.copy,
        accept_shrink=run.accept_shrink,
    )
    if not objections:
        return
    reasons = "; ".join(objection.text for objection in objections)
    advice = "The list we have stays."
    if all(objection.may_be_accepted for objection in objections):
        advice += " If the directory really shrank, say --accept-shrink."
    raise PullRefused(f"{_title(run)} refused: {reasons}. {advice}")


def _earlier(known: Known, kinds: Sequence[str]) -> Iterator[EarlierPull]:
    """Yield accepted full pulls of the same halves of the list, newest copy last."""
    for accepted in known.runs.values():
        if not accepted.full or "statistics" not in accepted.report:
            continue
        statistics = msgspec.convert(accepted.report["statistics"], PullStatistics)
        if set(kinds) & set(statistics.kinds):
            yield EarlierPull(accepted.retrieved_at, accepted.as_of, statistics)


def make_change(
    stamp: int,
    run: Run,
    statistics: PullStatistics,
    lives: Lives,
    locations: Sequence[Location],
    report: IngestReport,
) -> Change:
    """Return what the store has to write."""
    record = {**report.to_json(), "statistics": msgspec.to_builtins(statistics)}
    return Change(
        stamp=stamp,
        run=run.facts(statistics.rows, record),
        seen=[
            SeenListing(founding_key, listing, packed_raw(listing))
            for founding_key, listing in lives.seen.items()
        ],
        locations=locations,
        missing=lives.missing,
        retired=lives.retired,
        dropped=lives.dropped,
    )


def make_report(
    run: Run, intake: Intake, tally: Tally, lives: Lives, listings: int
) -> IngestReport:
    """Return what is known before the writing."""
    terms: dict[str, dict[str, int]] = {}
    for (term, strength), count in sorted(tally.terms.items()):
        terms.setdefault(term, {})[strength] = count
    warnings = []
    if intake.adults_share is not None:
        warnings.append(
            f"only {intake.adults_share:.0%} of the substance use rows list adults,"
            " so ages in this list prove nothing and are only shown."
        )
    return IngestReport(
        source=run.copy.source,
        title=_title(run),
        full=run.copy.full,
        rows=intake.rows,
        listings=listings,
        missing=len(set(lives.missing) - set(lives.retired)),
        retired=len(lives.retired),
        carried=lives.carried,
        older=lives.older,
        terms=terms,
        remarks=tally.remarks,
        unknown=tally.unknown,
        rejected=intake.rejected,
        warnings=tuple(warnings),
    )


def with_result(report: IngestReport, result: SaveResult) -> IngestReport:
    """Return the report with what the writing did to the places."""
    return replace(
        report,
        places=result.places,
        added=result.added,
        changed=result.changed,
        removed=result.removed,
        unchanged=result.unchanged,
        version=result.version,
        locked_s=result.locked_s,
    )


def _title(run: Run) -> str:
    return "Practice directory" if run.mode == PRACTICE else run.source.info.title


def _why(intake: Intake) -> str:
    if not intake.rejected:
        return "It is empty."
    reason, _ = intake.rejected.most_common(1)[0]
    return f"Most often: {reason}."
