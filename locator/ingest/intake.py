"""Rows to listings, one by one, with a tally of what was in them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from locator.errors import BadRow
from locator.normalize import normalize_listing
from locator.records import Listing, Value
from locator.sources.base import Row, Source
from locator.store import pack_raw
from locator.taxonomy import read_values, share_listing_adults

# The raw row travels with its listing compressed: 21,000 rows as dictionaries would be
# more memory than all the rest.
PACKED = "packed"
# Fewer list adults than this, and nobody can mean "no" by leaving them out.
LEAST_ADULTS = 0.8
# In a file of a few rows the share says nothing.
LEAST_ROWS_FOR_SHARE = 50
TELL_EVERY = 500

Relabel = Callable[[Listing], Listing]
Advance = Callable[[int], None]


@dataclass(slots=True)
class Intake:
    """The listings of a run, and what could not be read."""

    rows: int = 0
    listings: list[Listing] = field(default_factory=list)
    rejected: Counter[str] = field(default_factory=Counter)
    # The share of substance use rows that list adults, where it is too low to trust.
    adults_share: float | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What the rows said, row by row."""

    terms: Counter[tuple[str, str]]
    remarks: Counter[str]
    unknown: Counter[Value]


def read_rows(
    rows: Iterable[Row],
    source: Source,
    as_of: str | None,
    *,
    relabel: Relabel = lambda listing: listing,
    advance: Advance = lambda _done: None,
) -> Intake:
    """Parse and normalize rows; a row that cannot be read is counted and skipped."""
    intake = Intake()
    for row in rows:
        intake.rows += 1
        if intake.rows % TELL_EVERY == 0:
            advance(intake.rows)
        try:
            listing = relabel(source.parse(row, as_of=as_of))
        except BadRow as error:
            intake.rejected[str(error)] += 1
            continue
        packed = {PACKED: pack_raw(row)}
        intake.listings.append(replace(normalize_listing(listing), raw=packed))
    advance(intake.rows)
    _doubt_ages(intake)
    return intake


def packed_raw(listing: Listing) -> bytes:
    """Return the packed raw row that travels with a listing of an intake."""
    packed: bytes = listing.raw[PACKED]
    return packed


def drain(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows, and let go of each where they are a list that nobody else needs."""
    if not isinstance(rows, list):
        yield from rows
        return
    rows.reverse()
    while rows:
        yield rows.pop()


def count_readings(listings: Iterable[Listing]) -> Tally:
    """Count what listings offer, what was odd about them, and what nobody knew."""
    tally = Tally(Counter(), Counter(), Counter())
    for listing in listings:
        reading = listing.reading
        tally.terms.update((one.term, one.strength.value) for one in reading.offers)
        tally.remarks.update(reading.remarks)
        tally.unknown.update(reading.unknown)
    return tally


def _doubt_ages(intake: Intake) -> None:
    """Read a list of substance use rows again without ages, where few list adults."""
    answered = [
        one.values for one in intake.listings if one.kind == "SA" and one.values
    ]
    if len(answered) < LEAST_ROWS_FOR_SHARE:
        return
    share = share_listing_adults(values for values in answered if values)
    if share < LEAST_ADULTS:
        intake.adults_share = share
        intake.listings = [_without_ages(listing) for listing in intake.listings]


def _without_ages(listing: Listing) -> Listing:
    if listing.kind != "SA":
        return listing
    reading = read_values(listing.kind, listing.values, trust_ages=False)
    remarks = listing.reading.remarks
    return replace(listing, reading=replace(reading, remarks=remarks))
