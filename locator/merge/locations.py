"""All places out of all listings; pure, and the order of input never matters."""

from collections.abc import Mapping, Sequence

from locator.merge.clusters import find_clusters
from locator.merge.numbers import central_numbers
from locator.merge.survivorship import Facts, LookupZip, make_location
from locator.merge.traits import read_traits
from locator.records import KeptListing, Location


def merge_listings(
    kept: Sequence[KeptListing], *, ranks: Mapping[str, int], zip_place: LookupZip
) -> list[Location]:
    """Return one location for each place that `kept` speak of, sorted by id.

    `ranks` holds each source's position in the registry; the lowest speaks first.
    Rows must have distinct keys, as `distinct_listings` leaves them.
    """

    def rank(one: KeptListing) -> tuple[int, str]:
        return (ranks.get(one.listing.source, len(ranks)), one.founding_key)

    ordered = sorted(kept, key=rank)
    traits = [read_traits(one.listing) for one in ordered]
    clusters = find_clusters(traits, [one.listing.key for one in ordered])
    living = (one.listing for one in ordered if one.retired_at is None)
    facts = Facts(zip_place, central_numbers(living))
    locations = [
        make_location([ordered[at] for at in sorted(cluster)], facts)
        for cluster in clusters
    ]
    return sorted(locations, key=lambda location: location.id)
