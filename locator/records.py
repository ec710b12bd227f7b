"""The words all stages share: frozen records, and nothing that does anything.

A `Listing` is what one directory says of one place. A `Location` is the place, made
from the listings judged to be of it. Dates a fact stands for (`as_of`) are ISO 8601
strings of the precision that is known ("2022", "2026-05-25") or None: never a guess.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from locator.geo import Point


class Strength(StrEnum):
    """How surely a directory's words say that a place offers a term."""

    YES = "yes"
    LIKELY = "likely"
    MAYBE = "maybe"


class Access(StrEnum):
    """Who may go to a place: anyone, some people, or nobody from outside."""

    OPEN = "open"
    LIMITED = "limited"
    RESTRICTED = "restricted"


class Precision(StrEnum):
    """What a place's point stands for."""

    ADDRESS = "address"
    GEOCODED = "geocoded"  # found from its printed street, not given by a list
    ZIP = "zip"  # the middle of its ZIP code
    AREA = "area"  # the mean of ZIP codes with the same first three digits
    WITHHELD = "withheld"  # kept private; searched from its ZIP, never shown
    NONE = "none"


class PhoneKind(StrEnum):
    """What a number is for."""

    MAIN = "main"
    INTAKE = "intake"
    HOTLINE = "hotline"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as printed (from a source) or as E.164 (after normalizing)."""

    number: str
    kind: PhoneKind = PhoneKind.MAIN
    extension: str | None = None
    # Shared by three or more addresses: "Central line", never before a local number.
    central: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """HSDS address parts; `withheld` means that a directory keeps the street private."""

    address_1: str | None
    address_2: str | None
    city: str
    state_province: str
    postal_code: str
    withheld: bool = False

    @property
    def street(self) -> str:
        """The street on one line, "" where there is none."""
        return ", ".join(part for part in (self.address_1, self.address_2) if part)

    @property
    def town(self) -> str:
        """The town on one line, as in "Boston, MA 02118"."""
        return f"{self.city}, {self.state_province} {self.postal_code}".strip()


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """One coded answer as a directory gives it: SAMHSA's category code and the text."""

    category: str
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A term that a directory's answers prove, and how strongly."""

    term: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Reading:
    """What the taxonomy makes of one listing's values."""

    offers: tuple[Offer, ...] = ()
    # Slugs of `taxonomy.STATEMENTS`: declared no's and other lines to quote.
    declared: tuple[str, ...] = ()
    # Slugs of `taxonomy.ACCESS_LABELS`, such as "va" or "dui-only".
    access_labels: tuple[str, ...] = ()
    # Values nobody has seen before: kept, counted, reported, never guessed.
    unknown: tuple[Value, ...] = ()
    # Slugs of things worth counting in the report, such as "methadone-without-otp".
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What one directory says of one place, and when it said so."""

    # Ten characters of Crockford base32: `identity.listing_key` of the raw facts.
    key: str
    source: str
    kind: str  # SAMHSA's type of row: "SA", "MH"; other sources have their own
    name1: str
    name2: str | None
    address: Address
    phones: tuple[Phone, ...]
    website: str | None
    point: Point | None
    # None: the directory gave no answers for this row (not: the answer is no).
    values: tuple[Value, ...] | None
    reading: Reading
    as_of: str | None = None
    practice: bool = False
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class KeptListing:
    """A listing as the store keeps it, with its life so far."""

    listing: Listing
    # The id this listing gave or would give its place; survives renaming and moving.
    founding_key: str
    # When it was last copied; None while no newer run brought its source's rows of its
    # kind (SAMHSA's two halves, SA and MH, may come in separate files).
    retrieved_at: datetime | None = None
    missing_since: datetime | None = None
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What an operator decided of a listing; it outlives every sync and rebuild."""

    # "same" or "different" (of two listings), "set" or "hide" (of a field), "access".
    kind: str
    listing_key: str  # a founding key
    other_key: str | None = None
    field: str | None = None
    value: str | None = None
    reason: str = ""
    decided_by: str = ""
    decided_on: str = ""  # ISO 8601 date
    expires_on: str | None = None  # ISO 8601 date; None: until someone decides anew


@dataclass(frozen=True, slots=True)
class Correction:
    """A field of a place that an operator set or hid; never says what stood there."""

    field: str  # "name", "phone", "website", "address_1", "address_2" or "access"
    decided_by: str
    decided_on: str  # ISO 8601 date
    reason: str
    hidden: bool = False
    source: str = "local"  # the operator, as the site's own list


@dataclass(frozen=True, slots=True)
class Claim:
    """An offer with the source and the date that stand behind it."""

    term: str
    strength: Strength
    source: str
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Declaration:
    """A sentence that a directory reports, to be quoted with its source."""

    statement: str
    source: str
    as_of: str | None


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A listing that a location was made from."""

    source: str
    listing_key: str  # the listing's founding key
    kind: str
    as_of: str | None
    # None: copied by the newest accepted run that brought its source's rows of this kind.
    retrieved_at: datetime | None = None
    # When its source stopped listing it; its id still leads here.
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """One place, as the site shows it."""

    id: str
    slug: str
    name: str
    organization: str
    address: Address
    phones: tuple[Phone, ...]  # the number to call first comes first
    website: str | None
    # Where it is shown; None when withheld or unknown.
    point: Point | None
    precision: Precision
    # Where searches measure from; the ZIP's point for withheld places.
    search_point: Point | None
    access: Access
    access_labels: tuple[str, ...]
    offers: tuple[Claim, ...]  # one a term: the strongest, newest claim
    declared: tuple[Declaration, ...]
    sources: tuple[SourceRef, ...]
    practice: bool = False
    # When the last of its listings was retired; None while it is listed.
    retired_at: datetime | None = None
    # What an operator decided of it; the fields above already say so.
    corrections: tuple[Correction, ...] = ()
