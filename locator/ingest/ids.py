"""Ids that survive a rebuild: a list of what each listing founded, out and in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from locator.errors import PullRefused
from locator.ingest.lock import SyncLock
from locator.ingest.places import make_places
from locator.records import KeptListing
from locator.store import Change, ListingState, RunFacts, SeenListing, Store, pack_raw

MODE = "ids"


@dataclass(frozen=True, slots=True)
class KeptId:
    """A listing as a list of ids names it, and the other ids that lead to it."""

    kept: KeptListing
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IdsReport:
    """What an import of ids did."""

    ids: int
    changed: int  # listings that got their older id back
    waiting: int  # ids of listings that no file has brought yet
    taken: int  # ids that another listing holds; left as they are


def list_ids(store: Store) -> Iterator[KeptId]:
    """Yield every real listing with the id it founded; private streets stay private."""
    also: dict[str, list[str]] = {}
    for id_, key in sorted(store.id_aliases().items()):
        also.setdefault(key, []).append(id_)
    for kept in store.shown_listings():
        if not kept.listing.practice:
            yield KeptId(kept, tuple(also.get(kept.founding_key, ())))


def import_ids(
    store: Store, ids: Sequence[KeptId], *, home: Path, now: datetime
) -> IdsReport:
    """Give listings the ids of the list; what no file brought yet waits, as retired.

    Raise PullRefused beside invented places, SyncBusy while a sync runs.
    """
    with SyncLock(home):
        if store.state().practice:
            raise PullRefused(
                "The practice directory is loaded. Import ids into an empty home, or"
                " beside real places."
            )
        states = {state.key: state for state in store.listing_states()}
        renamed, taken = plan_names(ids, states)
        aliases = {id_: one.kept.founding_key for one in ids for id_ in one.also}
        store.refound(renamed, aliases)
        waiting = [*_waiting(ids, states, {*renamed.values(), *_held(states, renamed)})]
        _save(store, waiting, renamed, now)
        return IdsReport(len(ids), len(renamed), len(waiting), len(taken))


def plan_names(
    ids: Iterable[KeptId], states: Mapping[str, ListingState]
) -> tuple[dict[str, str], set[str]]:
    """Return the founding keys to replace, and those that another listing holds."""
    renamed = {}
    for one in ids:
        state = states.get(one.kept.listing.key)
        if state and state.founding_key != one.kept.founding_key:
            renamed[state.founding_key] = one.kept.founding_key
    taken: set[str] = set()
    while True:
        held = _held(states, renamed)
        clash = {old for old, new in renamed.items() if new in held}
        if not clash:
            return renamed, taken
        taken |= {renamed.pop(old) for old in clash}


def _held(states: Mapping[str, ListingState], renamed: Mapping[str, str]) -> set[str]:
    return {state.founding_key for state in states.values()} - renamed.keys()


def _waiting(
    ids: Iterable[KeptId], states: Mapping[str, ListingState], held: set[str]
) -> Iterator[KeptListing]:
    for one in ids:
        if one.kept.listing.key not in states and one.kept.founding_key not in held:
            yield one.kept


def _save(
    store: Store,
    waiting: Sequence[KeptListing],
    renamed: Mapping[str, str],
    now: datetime,
) -> None:
    """Write the listings that wait, and make the places anew."""
    # Waiting is retired without ever having been missing: a whole list that has it
    # under another name or street may still carry its id over.
    lives = {
        kept.founding_key: (kept.retired_at, kept.retired_at or now) for kept in waiting
    }
    stubs = [
        replace(kept, missing_since=kept.retired_at, retired_at=kept.retired_at or now)
        for kept in waiting
    ]
    state = store.state()
    decisions = [
        replace(
            one,
            listing_key=renamed.get(one.listing_key, one.listing_key),
            other_key=renamed.get(one.other_key or "", one.other_key),
        )
        for one in store.decisions()
    ]
    locations = make_places(store, [*store.listings(), *stubs], decisions, now)
    store.save(
        Change(
            stamp=state.stamp,
            run=RunFacts(MODE, MODE, full=False, started_at=now, finished_at=now),
            seen=[
                SeenListing(kept.founding_key, kept.listing, pack_raw({}))
                for kept in waiting
            ],
            locations=locations,
            restored=lives,
            decisions=decisions,
        )
    )
