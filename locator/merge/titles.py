"""A place's name as a card says it, from the two lines that directories print."""

from locator.identity import fold
from locator.records import Listing

# A first line that ends so, or a second that begins so, is one name on two lines.
OPEN_ENDS = frozenset({"and", "at", "for", "in", "of", "the", "with", "&", "-"})
OPEN_STARTS = frozenset({"and", "at", "for", "in", "of", "&"})
DOING_BUSINESS_AS = "dba "


def place_name(listing: Listing) -> str:
    """Return one readable name, saying nothing twice."""
    first, second = listing.name1, listing.name2
    if not second or fold(second) in fold(first):
        return first
    if fold(first) in fold(second):
        return second
    return _joined(first, second)


def organization_name(listing: Listing) -> str:
    """Return who runs the place: the first line, whole where it runs on."""
    if listing.name2 and _runs_on(listing.name1, listing.name2):
        return f"{listing.name1} {listing.name2}"
    return listing.name1


def _joined(first: str, second: str) -> str:
    if _runs_on(first, second):
        return f"{first} {second}"
    if fold(second).startswith(DOING_BUSINESS_AS):
        return f"{second[len(DOING_BUSINESS_AS) :].strip()} ({first})"
    return f"{first}: {second}"


def _runs_on(first: str, second: str) -> bool:
    return (
        fold(first).split()[-1] in OPEN_ENDS
        or first.endswith(("-", "/", ",", "&"))
        or fold(second).split()[0] in OPEN_STARTS
    )
