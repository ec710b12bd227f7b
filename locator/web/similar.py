"""Places near another one that list the same medicines."""

from locator.geo import miles_to_m
from locator.records import Location
from locator.search import DirectoryIndex, Hit, SearchQuery, find_nearest
from locator.web.offers import claims_in

MOST = 5
# Near first; far away only where near is nothing.
RADII = (25, 200)


def similar_places(location: Location, index: DirectoryIndex) -> tuple[Hit, ...]:
    """Return the nearest places with the same medicines, without the place itself.

    The index leaves out what nobody can walk into, so this does too.
    """
    if location.search_point is None:
        return ()
    medicines = frozenset(claim.term for claim in claims_in(location, "medicine"))
    found: tuple[Hit, ...] = ()
    for radius in RADII:
        query = SearchQuery(
            location.search_point, medicines, miles_to_m(radius), limit=MOST + 1
        )
        hits = find_nearest(index, query)
        found = tuple(hit for hit in hits if hit.glance.id != location.id)[:MOST]
        if len(found) == MOST:
            break
    return found
