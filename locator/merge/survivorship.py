"""One location out of the listings judged to be of it: which fact survives, and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from locator.geo import Point
from locator.merge.asked import without_guesses
from locator.merge.editions import Edition, weigh
from locator.merge.numbers import pick_phones
from locator.merge.slugs import make_slug
from locator.merge.streets import parse_street
from locator.merge.titles import organization_name, place_name
from locator.records import (
    Address,
    Claim,
    Declaration,
    KeptListing,
    Listing,
    Location,
    Precision,
    SourceRef,
    Strength,
)
from locator.taxonomy import access_of

if TYPE_CHECKING:
    from locator.places import ZipPlace

LookupZip = Callable[[str], "ZipPlace | None"]
WEIGHT = {Strength.YES: 3, Strength.LIKELY: 2, Strength.MAYBE: 1}


@dataclass(frozen=True, slots=True)
class Facts:
    """What survivorship needs beside the listings themselves."""

    zip_place: LookupZip
    central: frozenset[str]
    # By half (SA, MH): the newest edition of SAMHSA's list that was taken in whole.
    newest: Mapping[str, Edition] = field(default_factory=dict)


def make_location(members: Sequence[KeptListing], facts: Facts) -> Location:
    """Return the location that `members`, best first, are of.

    Retired members give the id and keep a private street private; they say nothing
    else, unless all are retired.
    """
    living = [kept for kept in members if kept.retired_at is None]
    voices = weigh([kept.listing for kept in living or members], facts.newest)
    speaking, said = voices.speaking, without_guesses(voices.said)
    best = speaking[0]
    address = pick_address(speaking, (kept.listing for kept in members))
    point, search_point, precision = pick_point(speaking, address, facts.zip_place)
    labels = tuple(
        dict.fromkeys(name for one in said for name in one.reading.access_labels)
    )
    name = place_name(best)
    return Location(
        id=members[0].founding_key,
        slug=make_slug(name, address.city),
        name=name,
        organization=organization_name(best),
        address=address,
        phones=pick_phones(speaking, facts.central),
        website=next((one.website for one in speaking if one.website), None),
        point=point,
        precision=precision,
        search_point=search_point,
        access=access_of(labels),
        access_labels=labels,
        offers=pick_offers(said),
        declared=pick_declared(said),
        sources=_sources(members),
        practice=any(one.practice for one in speaking),
        retired_at=None if living else _last_retired(members),
    )


def pick_address(speaking: Sequence[Listing], everyone: Iterable[Listing]) -> Address:
    """Return the most complete address; where anyone keeps the street private, none."""
    if any(listing.address.withheld for listing in everyone):
        best = speaking[0].address
        return replace(best, address_1=None, address_2=None, withheld=True)
    return max((listing.address for listing in speaking), key=_completeness)


def pick_point(
    speaking: Sequence[Listing], address: Address, zip_place: LookupZip
) -> tuple[Point | None, Point | None, Precision]:
    """Return where the place is shown, where searches measure from, and how precisely."""
    own = next((listing.point for listing in speaking if listing.point), None)
    if own and not address.withheld:
        return own, own, Precision.ADDRESS
    place = zip_place(address.postal_code)
    middle = place.point if place else None
    if address.withheld:
        return None, middle, Precision.WITHHELD
    return middle, middle, place.precision if place else Precision.NONE


def pick_offers(said: Sequence[Listing]) -> tuple[Claim, ...]:
    """Return one claim a term: the strongest, then that of the best listing."""
    best: dict[str, tuple[Strength, Listing]] = {}
    for listing in said:
        for offer in listing.reading.offers:
            found = best.get(offer.term)
            if not found or WEIGHT[offer.strength] > WEIGHT[found[0]]:
                best[offer.term] = (offer.strength, listing)
    return tuple(
        _claim(term, strength, listing.source, listing.as_of)
        for term, (strength, listing) in sorted(best.items(), key=itemgetter(0))
    )


@lru_cache(maxsize=4096)
def _claim(term: str, strength: Strength, source: str, as_of: str | None) -> Claim:
    """Make each claim once: the country has 600,000, of a few hundred kinds."""
    return Claim(term, strength, source, as_of)


def pick_declared(said: Sequence[Listing]) -> tuple[Declaration, ...]:
    """Return each declared sentence once a source, even where listings contradict."""
    quoted = (
        Declaration(statement, listing.source, listing.as_of)
        for listing in said
        for statement in listing.reading.declared
    )
    return tuple(dict.fromkeys(quoted))


def _completeness(address: Address) -> tuple[bool, bool, bool, bool]:
    street = parse_street(address.address_1, address.address_2)
    return (
        bool(address.address_1),
        bool(street.numbers),
        bool(street.units),
        len(address.postal_code) == 5,
    )


def _sources(members: Sequence[KeptListing]) -> tuple[SourceRef, ...]:
    refs = [
        SourceRef(
            kept.listing.source,
            kept.founding_key,
            kept.listing.kind,
            kept.listing.as_of,
            kept.retrieved_at,
            kept.retired_at,
        )
        for kept in members
    ]
    return tuple(sorted(refs, key=lambda ref: ref.retired_at is not None))


def _last_retired(members: Sequence[KeptListing]) -> datetime | None:
    return max((kept.retired_at for kept in members if kept.retired_at), default=None)
