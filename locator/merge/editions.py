"""Editions of one list: where a newer one speaks of a place, an older one is history."""

from collections.abc import Iterable
from dataclasses import replace

from locator.records import Listing, Offer, Reading, Strength

# SAMHSA's live list and its yearly directories; the higher is the newer.
FAMILY = {"national-directory": 0, "findtreatment": 1}


def history_of(listings: Iterable[Listing]) -> frozenset[str]:
    """Return the keys of one place's listings that a newer edition has replaced.

    Only a row of the same kind replaces another: the two halves of the list, substance
    use and mental health, appear apart.
    """
    family = [listing for listing in listings if listing.source in FAMILY]
    newest: dict[str, tuple[int, str]] = {}
    for listing in family:
        newest[listing.kind] = max(
            _edition(listing), newest.get(listing.kind, (-1, ""))
        )
    return frozenset(
        listing.key for listing in family if _edition(listing) < newest[listing.kind]
    )


def as_history(reading: Reading) -> Reading:
    """Return what an old edition's answers are still worth: hints, and no quotes."""
    hints = tuple(Offer(offer.term, Strength.MAYBE) for offer in reading.offers)
    return replace(reading, offers=hints, declared=(), access_labels=())


def _edition(listing: Listing) -> tuple[int, str]:
    # The live list has no date of its own and is newer than any yearly one; two pulls
    # of it never stand side by side.
    rank = FAMILY[listing.source]
    return (rank, "" if rank else listing.as_of or "")
