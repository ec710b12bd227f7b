"""What each directory says of a place, and where two of them say different things."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from locator.merge.streets import parse_street
from locator.records import KeptListing, Listing, SourceRef
from locator.sources import SOURCES
from locator.store import SourceState
from locator.taxonomy import headings
from locator.web.freshness import (
    SourceLine,
    copied_at,
    ref_line,
    short_name,
    source_title,
)
from locator.web.translation import gettext as _
from locator.web.words import day, iso_day, number_words
from locator.wording import to_translate

KIND_TITLES = {
    "SA": to_translate("%(list)s: substance use"),
    "MH": to_translate("%(list)s: mental health"),
}
KIND_ORDER = {kind: number for number, kind in enumerate(KIND_TITLES)}
SOURCE_ORDER = {source: number for number, source in enumerate(SOURCES)}
PHONE_HEADINGS = {
    "main": to_translate("Phone"),
    "intake": to_translate("Phone for new patients"),
}
ADDRESS_HEADING = to_translate("Address")
CRISIS_HEADING = to_translate("Crisis line")
# More answers than this under one heading fold away.
IN_VIEW = 6


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Answers under one heading; many of them fold away."""

    heading: str
    texts: tuple[str, ...]

    @property
    def folded(self) -> bool:
        """Tell whether there are too many to show at once."""
        return len(self.texts) > IN_VIEW


@dataclass(frozen=True, slots=True)
class ListingFacts:
    """What one directory says, grouped, and when it said so."""

    title: str
    names: str
    source: SourceLine
    dates: str
    gone: str | None
    groups: tuple[FactGroup, ...]
    asked: bool  # whether it says anything of what the place offers


def in_reading_order(listings: Iterable[KeptListing]) -> list[KeptListing]:
    """Return substance use before mental health before other lists, newest first."""
    found = sorted(listings, key=_by_source)
    # What has no date of its own is as new as its copy.
    found.sort(key=lambda kept: kept.listing.as_of or "9999", reverse=True)
    return sorted(found, key=_by_kind)


def _by_source(kept: KeptListing) -> tuple[int, str]:
    source = SOURCE_ORDER.get(kept.listing.source, len(SOURCE_ORDER))
    return source, kept.founding_key


def _by_kind(kept: KeptListing) -> int:
    return KIND_ORDER.get(kept.listing.kind, len(KIND_ORDER))


def listing_facts(
    kept: KeptListing,
    sources: Sequence[SourceState],
    today: date,
    hidden: Container[str] = (),
) -> ListingFacts:
    """Return everything that one listing says, but the fields an operator hid."""
    listing = kept.listing
    ref = SourceRef(
        listing.source,
        kept.founding_key,
        listing.kind,
        listing.as_of,
        kept.retrieved_at,
    )
    groups = [*_contact(listing, hidden), *headings(listing.values or ())]
    return ListingFacts(
        title=list_title(listing),
        names=", ".join(name for name in (listing.name1, listing.name2) if name),
        source=ref_line(ref, sources, today, practice=listing.practice),
        dates=dates_line(listing.as_of, copied_at(ref, sources)),
        gone=_missing(kept.missing_since),
        groups=tuple(FactGroup(_(heading), texts) for heading, texts in groups),
        asked=bool(listing.values),
    )


def list_title(listing: Listing) -> str:
    """Return a listing's directory, with its half where it has two."""
    title, words = source_title(listing.source), KIND_TITLES.get(listing.kind)
    return _(words, list=title) if words else title


def dates_line(as_of: str | None, copied: datetime | None) -> str:
    """Return when facts were said and when we copied them."""
    said = (
        _("Says what was so in %(said)s.", said=iso_day(as_of))
        if as_of
        else _("Gives no date.")
    )
    if copied is None:
        return said
    # Two whole sentences: each stands alone in any language. Not called within an
    # f-string, where the collector of sentences does not look.
    when = _("Copied %(day)s.", day=day(copied))
    return f"{said} {when}"


def differing(
    listings: Iterable[KeptListing], settled: Container[str] = ()
) -> tuple[str, ...]:
    """Return who says what, where living listings differ in phone or address.

    What an operator settled is no longer open; a private street is nobody's to compare.
    """
    living = [kept.listing for kept in listings if kept.retired_at is None]
    private = any(listing.address.withheld for listing in living)
    lines: tuple[str, ...] = ()
    if not private and "address_1" not in settled:
        lines += _differing(living, street_of)
    if "phone" not in settled:
        lines += _differing(living, phones_of)
    return lines


def phones_of(listing: Listing) -> tuple[object, str]:
    """Return a listing's main numbers, to compare and to read."""
    mine = [phone for phone in listing.phones if phone.kind == "main"]
    words = _(" or ").join(map(number_words, mine))
    return frozenset(phone.number for phone in mine), words


def street_of(listing: Listing) -> tuple[object, str]:
    """Return a listing's street, to compare and to read."""
    address = listing.address
    if not address.street:
        return None, ""
    street = parse_street(address.address_1, address.address_2)
    # A suite that one list leaves out is no other address.
    same = (street.numbers, street.words, street.box, address.city.casefold())
    return same, f"{address.street}, {address.city}"


def _differing(
    listings: Sequence[Listing], read: Callable[[Listing], tuple[object, str]]
) -> tuple[str, ...]:
    found: dict[object, tuple[str, str]] = {}
    for listing in listings:
        same, words = read(listing)
        if same and words:
            found.setdefault(same, (short_name(listing.source), words))
    if len(found) < 2:
        return ()
    return tuple(
        _("%(list)s says %(words)s.", list=title, words=words)
        for title, words in found.values()
    )


def _contact(
    listing: Listing, hidden: Container[str]
) -> list[tuple[str, tuple[str, ...]]]:
    """Return where and how a listing says to reach the place."""
    found: list[tuple[str, tuple[str, ...]]] = [
        (ADDRESS_HEADING, (_where(listing, hidden),))
    ]
    if "phone" not in hidden:
        found += [
            (PHONE_HEADINGS.get(phone.kind, CRISIS_HEADING), (number_words(phone),))
            for phone in listing.phones
        ]
    return found


def _where(listing: Listing, hidden: Container[str]) -> str:
    address = listing.address
    if address.withheld or "address_1" in hidden:
        return address.town
    return ", ".join(filter(None, (address.street, address.town)))


def _missing(since: datetime | None) -> str | None:
    if since is None:
        return None
    return _(
        "Not on the newest copy of this list since %(day)s. Call to check.",
        day=day(since),
    )
