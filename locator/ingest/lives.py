"""What a run does to the lives of listings: founded, carried over, missed, retired.

Pure: it compares the run's listings with those the store keeps.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from locator.identity import listing_key
from locator.ingest.copies import Copy, is_older
from locator.merge import carry_over
from locator.records import KeptListing, Listing
from locator.store import AcceptedRun, ListingState

RETIRE_AFTER = timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows before the run."""

    states: Mapping[str, ListingState]  # by founding key
    runs: Mapping[int, AcceptedRun]  # accepted runs of this source, newest copy last
    # Loads kept listings with their content, but those whose founding keys are given.
    load: Callable[[frozenset[str]], list[KeptListing]]
    # Ids that were given and are no founding key any more.
    aliases: frozenset[str] = frozenset()

    def newest(self, kind: str) -> AcceptedRun | None:
        """Return the newest copy that brought this source's rows of a kind."""
        runs = [run for run in self.runs.values() if kind in run.kinds]
        return runs[-1] if runs else None


@dataclass(frozen=True, slots=True)
class Lives:
    """The run's listings by the ids they founded, and what becomes of the others."""

    seen: Mapping[str, Listing]
    # Every listing of every source as it is after the run: what places are made from.
    kept: tuple[KeptListing, ...]
    missing: tuple[str, ...]
    retired: tuple[str, ...]
    dropped: tuple[str, ...]  # practice listings that leave
    carried: int
    # Listings of the run that we have from a newer copy, and leave as they are.
    older: int


def plan_lives(copy: Copy, listings: Sequence[Listing], known: Known) -> Lives:
    """Return what becomes of every listing when this copy is accepted."""
    by_key = {state.key: state for state in known.states.values()}
    met = {one.key: by_key[one.key] for one in listings if one.key in by_key}
    older = {key for key, state in met.items() if _is_older(copy, state, known)}
    new = [one for one in listings if one.key not in met]
    unmet = known.load(frozenset(met[key].founding_key for key in met.keys() - older))
    # Invented listings leave when real ones come, or newer invented ones.
    dropped = tuple(one.founding_key for one in unmet if one.listing.practice)
    left = {met[key].founding_key for key in older}
    gone = [one for one in _gone(copy, listings, unmet) if one.founding_key not in left]
    carried = carry_over(gone, new)
    founding = {key: state.founding_key for key, state in met.items()}
    founding |= carried | _founded(new, carried, known)
    missing, retired = _miss(copy, gone, set(carried.values()), known)
    seen = {founding[one.key]: one for one in listings if one.key not in older}
    ended = seen.keys() | set(dropped)
    others = [one for one in unmet if one.founding_key not in ended]
    return Lives(
        seen=seen,
        kept=tuple(_after(copy, known, seen, others, (set(missing), set(retired)))),
        missing=missing,
        retired=retired,
        dropped=dropped,
        carried=len(carried),
        older=len(older),
    )


def _is_older(copy: Copy, state: ListingState, known: Known) -> bool:
    run = known.runs.get(state.run_id)
    if run is None:  # only a list of ids brought it, which says nothing of the place
        return False
    return is_older(copy.as_of, copy.retrieved_at, run.as_of, run.retrieved_at)


def _gone(
    copy: Copy, listings: Sequence[Listing], unmet: Sequence[KeptListing]
) -> Iterator[KeptListing]:
    """Yield the living listings that a full copy should have had and has not.

    A copy of one half of a list (SA or MH) says nothing about the other.
    """
    halves = {one.kind for one in listings}
    for kept in unmet:
        listing = kept.listing
        of_this_list = listing.source == copy.source and listing.kind in halves
        # An id of a list of ids waits, retired but never missed, for its listing.
        lives = kept.retired_at is None or kept.missing_since is None
        if copy.full and of_this_list and lives:
            yield kept


def _founded(
    new: Sequence[Listing], carried: Mapping[str, str], known: Known
) -> dict[str, str]:
    """Return the founding key of each new listing that carries none over.

    That is its own key, unless a place that has moved on founded it before: an id
    never leads to two places.
    """
    founded = {}
    for listing in new:
        if listing.key in carried:
            continue
        founding_key = listing.key
        while founding_key in known.states or founding_key in known.aliases:
            founding_key = listing_key(founding_key, ["again"])
        founded[listing.key] = founding_key
    return founded


def _miss(
    copy: Copy, gone: Sequence[KeptListing], carried: set[str], known: Known
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the founding keys missed for the first time, and those to retire now."""
    missing, retired = [], []
    for kept in gone:
        if kept.founding_key in carried:
            continue
        if copy.final:
            missing.append(kept.founding_key)
            retired.append(kept.founding_key)
            continue
        run_id = known.states[kept.founding_key].missing_run_id
        if run_id is None:
            missing.append(kept.founding_key)
        elif _is_second_miss(copy, known.runs[run_id]):
            retired.append(kept.founding_key)
    return tuple(missing), tuple(retired)


def _is_second_miss(copy: Copy, first: AcceptedRun) -> bool:
    """Tell a new edition of a yearly list, or a pull long enough after the first."""
    if copy.as_of is not None and first.as_of is not None:
        return copy.as_of > first.as_of
    return copy.retrieved_at - first.retrieved_at >= RETIRE_AFTER


def _after(
    copy: Copy,
    known: Known,
    seen: Mapping[str, Listing],
    others: Sequence[KeptListing],
    ends: tuple[set[str], set[str]],
) -> Iterator[KeptListing]:
    """Yield every listing with its life as the run leaves it."""
    missing, retired = ends
    at = copy.retrieved_at
    before = {one.kind: known.newest(one.kind) for one in seen.values()}
    # The kinds of which this is now the newest copy.
    newest = {kind for kind, run in before.items() if not run or at >= run.retrieved_at}
    for founding_key, listing in seen.items():
        yield KeptListing(listing, founding_key, None if listing.kind in newest else at)
    for kept in others:
        copied, run = kept.retrieved_at, before.get(kept.listing.kind)
        of_this_list = kept.listing.source == copy.source
        if copied is None and of_this_list and run and kept.listing.kind in newest:
            copied = run.retrieved_at  # no longer the newest copy of its kind
        yield replace(
            kept,
            retrieved_at=copied,
            missing_since=at if kept.founding_key in missing else kept.missing_since,
            retired_at=at if kept.founding_key in retired else kept.retired_at,
        )
