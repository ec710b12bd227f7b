"""The numbers of a pull that the next one is compared with."""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from locator.records import Listing, Strength

MEDICINES = ("buprenorphine", "methadone", "naltrexone")


class PullStatistics(msgspec.Struct, frozen=True, kw_only=True):
    """What one accepted run's rows held; kept in the run's report."""

    rows: int
    listings: int
    kinds: tuple[str, ...]
    states: tuple[str, ...]
    # By medicine: rows that say yes.
    yes: dict[str, int]
    # By what it is ("phone", "street", "coordinates", "services"): rows that have it.
    filled: dict[str, int]
    values: int
    unknown: int

    def share(self, what: str) -> float:
        """Return the share of listings that have a phone, street, and so on."""
        return self.filled.get(what, 0) / self.listings if self.listings else 0.0

    @property
    def unknown_share(self) -> float:
        """Return the share of values that nobody has seen before."""
        return self.unknown / self.values if self.values else 0.0


def count_statistics(rows: int, listings: Iterable[Listing]) -> PullStatistics:
    """Return the numbers of `rows` rows, of which `listings` could be read."""
    tally: Counter[str] = Counter()
    yes: Counter[str] = Counter()
    filled: Counter[str] = Counter()
    kinds: set[str] = set()
    states: set[str] = set()
    for listing in listings:
        kinds.add(listing.kind)
        states.add(listing.address.state_province)
        tally["listings"] += 1
        tally["values"] += len(listing.values or ())
        tally["unknown"] += len(listing.reading.unknown)
        yes.update(_medicines(listing))
        filled.update(_filled(listing))
    return PullStatistics(
        rows=rows,
        listings=tally["listings"],
        kinds=tuple(sorted(kinds)),
        states=tuple(sorted(states)),
        yes={name: yes[name] for name in MEDICINES},
        filled=dict(sorted(filled.items())),
        values=tally["values"],
        unknown=tally["unknown"],
    )


def _medicines(listing: Listing) -> Iterator[str]:
    for offer in listing.reading.offers:
        if offer.strength is Strength.YES and offer.term in MEDICINES:
            yield offer.term


def _filled(listing: Listing) -> Iterator[str]:
    if listing.phones:
        yield "phone"
    if listing.address.address_1 or listing.address.withheld:
        yield "street"  # a withheld street is an answer, not a gap
    if listing.point is not None:
        yield "coordinates"
    if listing.values:
        yield "services"
