"""What a run did, for a person at a terminal and for the run's record."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from locator.records import Value
from locator.taxonomy import TERMS_OF

STRENGTHS = ("yes", "likely", "maybe")
MOST_NAMED = 10
# Remarks of the taxonomy and the sources, in words; others are printed as they are.
REMARKS: Mapping[str, str] = {
    "methadone-contradicted": "rows would say yes to methadone but contradict it",
    "buprenorphine-contradicted": "rows would say yes to buprenorphine but contradict it",
    "naltrexone-contradicted": "rows would say yes to naltrexone but contradict it",
    "methadone-detox-only": "rows list methadone for detoxification only",
    "methadone-without-otp": "rows list methadone without a certified program; not used",
    "coordinates-reversed": "rows had latitude and longitude swapped; put right",
    "coordinates-not-on-earth": "rows had coordinates that are nowhere; dropped",
    "coordinates-outside-us": "rows had coordinates outside the country; dropped",
    "coordinates-far-from-zip": "rows had coordinates over 25 miles from both their ZIP"
    " and their town; refused",
}


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did, and what it saw on the way."""

    source: str
    title: str
    full: bool
    rows: int  # read, the unreadable ones included
    listings: int  # distinct ones
    places: int = 0  # in the whole directory, afterwards
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: bool = False
    version: str | None = None
    locked_s: float = 0.0  # how long others had to wait
    missing: int = 0
    retired: int = 0
    carried: int = 0
    older: int = 0
    # By rows: {"methadone": {"yes": 1449, "maybe": 121}}.
    terms: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    remarks: Counter[str] = field(default_factory=Counter)
    unknown: Counter[Value] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    warnings: tuple[str, ...] = ()
    refused: str | None = None

    def lines(self) -> list[str]:
        """Return the report as lines for a terminal."""
        return [
            *self._rows(),
            *self._terms(),
            *self._remarks(),
            *self._unknown(),
            *(f"  Note: {warning}" for warning in self.warnings),
            *self._places(),
        ]

    def to_json(self) -> dict[str, Any]:
        """Return the report as the run's record keeps it."""
        return {
            "listings": self.listings,
            "terms": self.terms,
            "remarks": dict(self.remarks),
            "unknown": [
                [value.category, value.text, count]
                for value, count in self.unknown.most_common()
            ],
            "rejected": dict(self.rejected),
            "warnings": self.warnings,
            "missing": self.missing,
            "retired": self.retired,
            "carried": self.carried,
            "older": self.older,
        }

    def _rows(self) -> Iterator[str]:
        whole = "the whole list" if self.full else "adds and updates only"
        yield f"{self.title}: {self.rows:,} rows read ({whole})."
        if repeated := self.rows - self.rejected.total() - self.listings:
            yield f"  {repeated:,} rows repeat another word for word."
        for reason, count in self.rejected.most_common(MOST_NAMED):
            yield f"  {count:,} rows left out: {reason}."
        if self.older:
            yield f"  {self.older:,} rows are older than what we have: left as they are."

    def _terms(self) -> Iterator[str]:
        for slug in (*TERMS_OF["medicine"], "counseling"):
            found = self.terms.get(slug, {})
            parts = [f"{name} {found[name]:,}" for name in STRENGTHS if name in found]
            yield f"  {slug}: {', '.join(parts) or 'none'}"

    def _remarks(self) -> Iterator[str]:
        for remark, count in sorted(self.remarks.items()):
            name, _, what = remark.partition(":")
            words = REMARKS.get(remark) or f"rows: {name.replace('-', ' ')} {what}"
            yield f"  {count:,} {words.strip()}."

    def _unknown(self) -> Iterator[str]:
        if not self.unknown:
            return
        yield (
            f"  {len(self.unknown):,} values nobody knows yet, in"
            f" {self.unknown.total():,} places of rows; kept, not guessed:"
        )
        for value, count in self.unknown.most_common(MOST_NAMED):
            yield f"    {value.category}: {value.text} ({count:,})"
        more = len(self.unknown) - MOST_NAMED
        if more > 0:
            yield f"    and {more:,} more"

    def _places(self) -> Iterator[str]:
        if self.carried:
            yield f"  {self.carried:,} renamed or moved listings kept their id."
        if self.missing:
            yield (
                f"  {self.missing:,} listings are missing for the first time: marked,"
                " not removed."
            )
        if self.retired:
            yield f"  {self.retired:,} listings are missing again: retired."
        if self.unchanged:
            yield f"Nothing changed: {self.places:,} places, version {self.version}."
        else:
            yield (
                f"{self.places:,} places now: {self.added:,} added,"
                f" {self.changed:,} changed, {self.removed:,} removed."
                f" Version {self.version}."
            )
