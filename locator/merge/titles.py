"""A place's name as a card says it, from the two lines that directories print."""

import re

from locator.identity import fold
from locator.records import Listing

# A first line that ends so, or a second that begins so, is one name on two lines.
OPEN_ENDS = frozenset({"and", "at", "for", "in", "of", "the", "with", "&", "-"})
OPEN_STARTS = frozenset({"and", "at", "for", "in", "of", "&"})


def place_name(listing: Listing) -> str:
    """Return one readable name, saying nothing twice."""
    first, second = listing.name1, _trade_name(listing.name2 or "")
    if fold(second) in fold(first):
        return first
    if fold(first) in fold(second):
        return second
    if second != listing.name2:
        return f"{second} ({first})"
    return f"{first} {second}" if _runs_on(first, second) else f"{first}: {second}"


def organization_name(listing: Listing) -> str:
    """Return who runs the place: the first line, whole where it runs on."""
    if listing.name2 and _runs_on(listing.name1, listing.name2):
        return f"{listing.name1} {listing.name2}"
    return listing.name1


def _trade_name(second: str) -> str:
    return re.sub(r"^d\W?b\W?a\W?\s+", "", second, flags=re.IGNORECASE)


def _runs_on(first: str, second: str) -> bool:
    return (
        fold(first).split()[-1] in OPEN_ENDS
        or first.endswith(("-", "/", ",", "&"))
        or fold(second).split()[0] in OPEN_STARTS
    )
