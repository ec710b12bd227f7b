"""Rows of one directory that share their founding facts: the same, or several."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from locator.identity import listing_key
from locator.records import Listing


def distinct_listings(listings: Iterable[Listing]) -> list[Listing]:
    """Drop identical rows and give each other row a key of its own.

    Rows that share a key but not their content are numbered by their content, so the
    order in which they came never matters. The result is sorted by key.
    """
    by_key: defaultdict[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        by_key[listing.key].append(listing)
    distinct = [one for same in by_key.values() for one in _numbered(same)]
    return sorted(distinct, key=lambda listing: listing.key)


def _numbered(same_key: list[Listing]) -> list[Listing]:
    first, *others = same_key if len(same_key) == 1 else sorted(set(same_key), key=repr)
    return [
        first,
        *(
            replace(other, key=listing_key(other.key, [str(number)]))
            for number, other in enumerate(others, start=2)
        ),
    ]
