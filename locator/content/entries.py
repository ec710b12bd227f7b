"""The entries of `facts/*.toml`, checked strictly as they are read."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

Words = Annotated[str, Meta(pattern=r"^\S(.*\S)?$")]
Href = Annotated[str, Meta(pattern=r"^(tel:\+?\d+|sms:\d+|https://\S+)$")]
Ids = Annotated[tuple[str, ...], Meta(min_length=1)]


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """Who said it: what a footnote prints."""

    title: Words
    publisher: Words
    url: Annotated[str, Meta(pattern=r"^https://\S+$")] | None = None
    # As precise as known: 2024, 2025-09 or 2025-07-29.
    date: Annotated[str, Meta(pattern=r"^\d{4}(-\d{2}){0,2}$")] | None = None


class Checked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every fact and every line carries: from whom, read when, to read again when."""

    sources: Ids
    checked_on: date
    recheck_by: date
    certainty: Literal["high", "medium"] = "high"

    def __post_init__(self) -> None:
        """Refuse dates in the wrong order."""
        if self.recheck_by <= self.checked_on:
            raise ValueError("recheck_by must be after checked_on")

    def is_overdue(self, today: date) -> bool:
        """Return whether somebody should have read the source again by now."""
        return today > self.recheck_by


class Fact(Checked, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One sentence or two of law or medicine, in our own plain words."""

    text: Words
    valid_until: date | None = None
    fallback: Words | None = None

    def __post_init__(self) -> None:
        """Refuse a fact that can lapse and leaves nothing to say."""
        super().__post_init__()
        if (self.valid_until is None) != (self.fallback is None):
            raise ValueError("valid_until and fallback go together")

    def has_lapsed(self, today: date) -> bool:
        """Return whether only the fallback may be printed."""
        return self.valid_until is not None and today > self.valid_until

    def says(self, today: date) -> str:
        """Return what may be printed on a day."""
        return (self.fallback or "") if self.has_lapsed(today) else self.text


class Way(Struct, frozen=True, forbid_unknown_fields=True):
    """One way to reach a line."""

    label: Words
    href: Href


class Ways(Struct, frozen=True, forbid_unknown_fields=True):
    """The ways in another language, where the action itself differs."""

    ways: Annotated[tuple[Way, ...], Meta(min_length=1)]


class HelpLine(Checked, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A crisis or help line: what it is for, what it is not, how to reach it."""

    label: Words
    number: Words
    href: Href
    says: Words
    note: Words | None = None  # what it is not for
    ways: Annotated[tuple[Way, ...], Meta(min_length=1)]
    other: dict[str, Ways] = {}  # by language

    def ways_in(self, language: str) -> tuple[Way, ...]:
        """Return the ways to reach the line for somebody who reads this language."""
        return self.other[language].ways if language in self.other else self.ways


class BandWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What a line of the band says in another language, where the action differs."""

    act: Words
    short: Words


class BandLine(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line of the band that every page shows, at its top and at its end."""

    line: str
    href: Href
    act: Words  # what to do, with the number as text
    short: Words  # the word on the strip that stays in view
    why: Words | None = None  # who it is for
    other: dict[str, BandWords] = {}  # by language

    def words_in(self, language: str) -> BandWords:
        """Return what to do in a language, in English words for the catalogue."""
        return self.other.get(language) or BandWords(self.act, self.short)


class FactFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `facts/`."""

    sources: dict[str, Source] = {}
    facts: dict[str, Fact] = {}
    lines: dict[str, HelpLine] = {}
    band: tuple[BandLine, ...] = ()
