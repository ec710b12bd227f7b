"""Filling gaps on the map: asks a geocoder for streets that no list gives a point for.

Each answer is kept at once, a miss as well, so a stopped run goes on where it was. The
sync lock is not held while asking, which can take hours; only while placing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from locator.errors import SourceChanged
from locator.geo import Point
from locator.geocode import Geocoder, address_key, lacks_point, place_geocoded
from locator.ingest.lock import SyncLock
from locator.places import is_near_address
from locator.progress import Progress
from locator.records import Address
from locator.store import Change, GeocodeAnswer, RunFacts, Store

# One odd address is skipped; so many in a row mean that the geocoder itself is odd.
MOST_FAULTS = 3
STAGE = "Asking the geocoder"


@dataclass(slots=True)
class GeocodeReport:
    """What a run asked, and what came of it."""

    wanted: int = 0
    found: int = 0
    unknown: int = 0
    refused: int = 0  # over 25 miles from the address's ZIP and town
    faults: int = 0
    changed: int = 0  # places that have a better point now

    @property
    def asked(self) -> int:
        """How many addresses the geocoder answered for, in whatever way."""
        return self.found + self.unknown + self.refused + self.faults

    def lines(self) -> Iterator[str]:
        """Yield the report as lines for a terminal."""
        yield f"{self.wanted:,} addresses lacked a point; {self.asked:,} asked for."
        yield f"  {self.found:,} found, {self.unknown:,} not known to the geocoder."
        if self.refused:
            yield (
                f"  {self.refused:,} answers were over 25 miles from both ZIP and town:"
                " refused."
            )
        if self.faults:
            yield f"  {self.faults:,} answers could not be read; asked again next time."
        if left := self.wanted - self.asked + self.faults:
            yield f"  {left:,} are left. Run it again to go on."
        yield f"{self.changed:,} places changed."


@dataclass(frozen=True, slots=True)
class Survey:
    """One run: whom it asks, where it keeps the answers, and since when."""

    store: Store
    geocoder: Geocoder
    now: datetime
    report: GeocodeReport

    def ask(self, key: str, address: Address) -> bool:
        """Ask for one address and keep the answer; False where none can be read."""
        try:
            point = self.geocoder.find(address)
        except SourceChanged:
            self.report.faults += 1
            return False
        if point is None:
            self.report.unknown += 1
        elif not is_near_address(point, address):
            point = None
            self.report.refused += 1
        else:
            self.report.found += 1
        answer = GeocodeAnswer(key, point, self.geocoder.provider, self.now)
        self.store.save_geocode(answer)
        return True


def fill_gaps(
    store: Store,
    geocoder: Geocoder,
    *,
    home: Path,
    now: datetime,
    limit: int | None = None,
    progress: Progress | None = None,
) -> GeocodeReport:
    """Ask for every address that lacks a point, at most `limit`, and place what is found.

    Raises SourceUnavailable or SourceChanged when the geocoder fails, after placing
    what it said before that, and SyncBusy while a sync runs: then the sync places it.
    """
    wanted = find_gaps(store)
    survey = Survey(store, geocoder, now, GeocodeReport(wanted=len(wanted)))
    asked = list(wanted.items())[:limit]
    try:
        _ask_all(survey, asked, progress)
    finally:
        survey.report.changed = _place(store, home, now)
    return survey.report


def find_gaps(store: Store) -> dict[str, Address]:
    """Return the addresses to ask for, each once, by the key of its answer."""
    answered = store.geocodes()
    gaps = {
        address_key(location.address): location.address
        for location in store.locations()
        if lacks_point(location)
    }
    return {key: address for key, address in gaps.items() if key not in answered}


def geocoded_points(store: Store) -> Mapping[str, Point]:
    """Return the points that geocoders gave, by the key of the address."""
    answers = store.geocodes().items()
    return {key: answer.point for key, answer in answers if answer.point}


def _place(store: Store, home: Path, now: datetime) -> int:
    """Put found points where places lack one, unless there is nothing to place."""
    points = geocoded_points(store)
    with SyncLock(home):
        stamp = store.state().stamp
        before = list(store.locations(retired=True))
        locations = place_geocoded(before, points)
        if locations == before:
            return 0
        run = RunFacts(
            source="geocode",
            mode="geocode",
            full=False,
            started_at=now,
            finished_at=now,
        )
        result = store.save(Change(stamp, run, seen=(), locations=locations))
    return result.changed


def _ask_all(
    survey: Survey, asked: list[tuple[str, Address]], progress: Progress | None
) -> None:
    in_a_row = 0
    for done, (key, address) in enumerate(asked):
        if progress:
            progress(STAGE, done, len(asked))
        in_a_row = 0 if survey.ask(key, address) else in_a_row + 1
        if in_a_row == MOST_FAULTS:
            raise SourceChanged(
                f"{MOST_FAULTS} answers in a row of {survey.geocoder.provider} could not"
                " be read. Look at LOCATOR_GEOCODER_URL, then run it again."
            )
