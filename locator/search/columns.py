"""Which bit stands for what: one column of bits a term, in groups, then a few more.

Columns, in order: every term (groups side by side), the sure offers of the terms whose
strength ranks, the reasons why a place is limited (the last one: any that we do not
know), whether it is limited at all, and one bit for "is a place".
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import msgspec

from locator import taxonomy
from locator.records import Access, Location, Strength

# Raised whenever the files of an index mean something else than before.
FORMAT = 1
# The only terms whose strength may reorder a list.
RANKED_MEDICINES = ("methadone", "buprenorphine", "naltrexone")
COUNSELING = "counseling"
RANKED = (*RANKED_MEDICINES, COUNSELING)
SURE = frozenset({Strength.YES, Strength.LIKELY})


@dataclass(frozen=True)
class TermGroup:
    """A group of terms, and whether choosing several means any or all of them."""

    slug: str
    mode: Literal["any", "all"]
    terms: tuple[str, ...]


@dataclass(frozen=True)
class LimitLabel:
    """A reason why a place is not for everyone, and the terms that ask for it."""

    slug: str
    lifted_by: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """The meaning of every column of an index's bits."""

    groups: tuple[TermGroup, ...]
    labels: tuple[LimitLabel, ...]

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Every term, in column order."""
        return tuple(term for group in self.groups for term in group.terms)

    @cached_property
    def column(self) -> dict[str, int]:
        """The column of each term."""
        return {term: number for number, term in enumerate(self.terms)}

    @cached_property
    def group_columns(self) -> tuple[slice, ...]:
        """The columns of each group, which lie side by side."""
        slices, start = [], 0
        for group in self.groups:
            slices.append(slice(start, start + len(group.terms)))
            start += len(group.terms)
        return tuple(slices)

    @cached_property
    def group_of(self) -> dict[str, int]:
        """The number of each term's group."""
        return {t: n for n, group in enumerate(self.groups) for t in group.terms}

    @cached_property
    def lifting(self) -> frozenset[str]:
        """The terms that lift some reason for being limited."""
        return frozenset(t for label in self.labels for t in label.lifted_by)

    @cached_property
    def sure_column(self) -> dict[str, int]:
        """The column of the sure offers of each term whose strength ranks."""
        ranked = [term for term in RANKED if term in self.column]
        return {term: len(self.terms) + n for n, term in enumerate(ranked)}

    @cached_property
    def label_column(self) -> dict[str, int]:
        """The column of each reason for being limited."""
        start = len(self.terms) + len(self.sure_column)
        return {label.slug: start + n for n, label in enumerate(self.labels)}

    @cached_property
    def other_limit_column(self) -> int:
        """The column of places limited for a reason that nothing lifts."""
        return len(self.terms) + len(self.sure_column) + len(self.labels)

    @cached_property
    def limited_column(self) -> int:
        """The column of places limited for any reason."""
        return self.other_limit_column + 1

    @cached_property
    def place_column(self) -> int:
        """The column of real places; the last block is filled up with nothing."""
        return self.other_limit_column + 2

    @property
    def width(self) -> int:
        """How many columns there are."""
        return self.place_column + 1

    @cached_property
    def fingerprint(self) -> str:
        """Eight hex digits that change with the format, the terms and the records."""
        records = msgspec.json.schema(Location)
        text = repr((FORMAT, self.groups, self.labels, records))
        return hashlib.sha256(text.encode()).hexdigest()[:8]

    def columns_of(self, location: Location) -> Iterator[int]:
        """Yield the columns that are set for a place."""
        for offer in location.offers:
            if offer.term in self.column:
                yield self.column[offer.term]
                if offer.strength in SURE and offer.term in self.sure_column:
                    yield self.sure_column[offer.term]
        if location.access is Access.LIMITED:
            yield from self._limits_of(location)
        yield self.place_column

    def _limits_of(self, location: Location) -> Iterator[int]:
        yield self.limited_column
        reasons = [
            self.label_column[slug]
            for slug in location.access_labels
            if slug in self.label_column
        ]
        yield from reasons or [self.other_limit_column]


def taxonomy_layout() -> Layout:
    """Return the layout of the terms and labels of the taxonomy."""
    groups = tuple(
        TermGroup(
            group.slug,
            group.mode,
            taxonomy.TERMS_OF[group.slug],
        )
        for group in taxonomy.GROUPS.values()
    )
    labels = tuple(
        LimitLabel(label.slug, tuple(sorted(label.terms)))
        for label in taxonomy.ACCESS_LABELS.values()
        if label.access is Access.LIMITED
    )
    return Layout(groups, labels)
