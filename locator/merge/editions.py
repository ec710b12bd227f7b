"""Editions of one list: the newest speaks, older ones are history.

SAMHSA's live list, its site's export and its yearly directories are one list. An edition
that was taken in whole supersedes older ones, each half (SA, MH) for itself: a place it
does not have is "not on the newest list".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from locator.records import Listing, Offer, Reading, Strength

# SAMHSA's live list and its yearly directories; of two of one date, the higher speaks.
FAMILY = {"national-directory": 0, "findtreatment": 1}
NOT_ON_NEWEST = "not-on-newest-list"
# The live list has no date of its own and is newer than any that has one.
LIVE = "9999"

Edition = tuple[str, int]


@dataclass(frozen=True, slots=True)
class FullCopy:
    """One whole copy of a source that was taken in: what it can supersede."""

    source: str
    kinds: frozenset[str]
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Voices:
    """A place's listings, best first, and what each is still worth."""

    speaking: list[Listing]  # who gives the name, the phones, the address
    said: list[Listing]  # the same with their offers as strong as they still are


def newest_editions(copies: Iterable[FullCopy]) -> dict[str, Edition]:
    """Return, by half, the newest edition of SAMHSA's list that was taken in whole."""
    newest: dict[str, Edition] = {}
    for copy in copies:
        if copy.source in FAMILY:
            for kind in copy.kinds:
                edition = _edition(copy.source, copy.as_of)
                newest[kind] = max(edition, newest.get(kind, edition))
    return newest


def weigh(listings: Sequence[Listing], newest: Mapping[str, Edition]) -> Voices:
    """Put what a newer edition replaced last, and make what is old a hint.

    A place that only superseded editions have says so.
    """
    replaced = _replaced(listings)
    current = [one for one in listings if one.key not in replaced]
    old = [one for one in listings if one.key in replaced]
    superseded = {one.key for one in current if _is_superseded(one, newest)}
    only_old = len(superseded) == len(current)
    said = [
        replace(one, reading=_hinted(one.reading, alone=only_old))
        if one.key in superseded
        else one
        for one in current
    ]
    history = [replace(one, reading=as_history(one.reading)) for one in old]
    return Voices(current + old, said + history)


def as_history(reading: Reading) -> Reading:
    """Return what a replaced edition's answers are still worth: hints, and no quotes."""
    return replace(reading, offers=_hints(reading), declared=(), access_labels=())


def _hinted(reading: Reading, *, alone: bool) -> Reading:
    """Return the answers nobody renewed: hints, with their limits and declared no's."""
    line = (NOT_ON_NEWEST,) if alone else ()
    return replace(reading, offers=_hints(reading), declared=line + reading.declared)


def _hints(reading: Reading) -> tuple[Offer, ...]:
    return tuple(Offer(offer.term, Strength.MAYBE) for offer in reading.offers)


def _replaced(listings: Sequence[Listing]) -> frozenset[str]:
    """Return the keys of one place's listings that a newer edition has replaced.

    Only a row of the same half replaces another: the two appear apart.
    """
    family = [one for one in listings if one.source in FAMILY]
    if len(family) < 2:
        return frozenset()
    newest: dict[str, Edition] = {}
    for one in family:
        edition = _edition(one.source, one.as_of)
        newest[one.kind] = max(edition, newest.get(one.kind, edition))
    return frozenset(
        one.key for one in family if _edition(one.source, one.as_of) < newest[one.kind]
    )


def _is_superseded(listing: Listing, newest: Mapping[str, Edition]) -> bool:
    if listing.source not in FAMILY or listing.kind not in newest:
        return False
    return _edition(listing.source, listing.as_of) < newest[listing.kind]


def _edition(source: str, as_of: str | None) -> Edition:
    return (as_of or LIVE, FAMILY[source])
