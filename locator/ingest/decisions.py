"""Decisions laid over the directory: the places are made anew from kept listings."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from locator.ingest.lock import SyncLock
from locator.ingest.places import make_places
from locator.merge.decisions import in_force
from locator.records import Decision
from locator.store import Change, RunFacts, SaveResult, Store

MODE = "decisions"
Alter = Callable[[tuple[Decision, ...]], Sequence[Decision]]


def remerge(
    store: Store, *, home: Path, now: datetime, alter: Alter | None = None
) -> SaveResult | None:
    """Alter the decisions and make the places anew, all or nothing.

    Return what it did to the places; None while there is no directory, where the
    decisions wait for one. Raises SyncBusy while a sync runs.
    """
    with SyncLock(home):
        state = store.state()
        decisions = store.decisions()
        if alter:
            decisions = tuple(alter(decisions))
        if state.version is None:
            store.save_decisions(decisions)
            return None
        run = RunFacts(MODE, MODE, full=False, started_at=now, finished_at=now)
        locations = make_places(store, store.listings(), decisions, now)
        change = Change(
            stamp=state.stamp,
            run=run,
            seen=(),
            locations=locations,
            decisions=decisions,
        )
        return store.save(change)


def idle_decisions(store: Store, now: datetime) -> list[tuple[Decision, str]]:
    """Return the decisions that do nothing today, each with the reason in words."""
    decisions, today = store.decisions(), now.date()
    known = {state.founding_key for state in store.listing_states()}
    idle = []
    for one in decisions:
        unknown = {one.listing_key, one.other_key or one.listing_key} - known
        if not in_force([one], today):
            idle.append((one, f"expired on {one.expires_on}"))
        elif unknown:
            idle.append(
                (one, f"speaks of no known listing ({', '.join(sorted(unknown))})")
            )
    return idle
