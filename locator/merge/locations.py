"""All places out of all listings; pure, and the order of input never matters."""

from collections.abc import Mapping, Sequence
from datetime import date

from locator.merge.clusters import find_clusters
from locator.merge.decisions import correct, in_force, link_pairs
from locator.merge.editions import FullCopy, newest_editions
from locator.merge.numbers import central_numbers
from locator.merge.survivorship import Facts, LookupZip, make_location
from locator.merge.traits import read_traits
from locator.records import Decision, KeptListing, Location


def merge_listings(
    kept: Sequence[KeptListing],
    *,
    ranks: Mapping[str, int],
    zip_place: LookupZip,
    decisions: Sequence[Decision] = (),
    today: date | None = None,
    full_copies: Sequence[FullCopy] = (),
) -> list[Location]:
    """Return one location for each place that `kept` speak of, sorted by id.

    `ranks` holds each source's position in the registry; the lowest speaks first.
    Rows must have distinct keys, as `distinct_listings` leaves them. `decisions` that
    hold `today` are laid over all of it. `full_copies` are the whole copies taken in so
    far: of SAMHSA's list, they make what only older editions have a hint.
    """

    def rank(one: KeptListing) -> tuple[int, str]:
        return (ranks.get(one.listing.source, len(ranks)), one.founding_key)

    ordered = sorted(kept, key=rank)
    traits = [read_traits(one.listing) for one in ordered]
    decided = in_force(decisions, today)
    links = link_pairs(ordered, decided)
    clusters = find_clusters(traits, [one.listing.key for one in ordered], links)
    living = (one.listing for one in ordered if one.retired_at is None)
    newest = newest_editions(full_copies)
    facts = Facts(zip_place, central_numbers(living), newest)
    locations = [
        make_location([ordered[at] for at in sorted(cluster)], facts)
        for cluster in clusters
    ]
    corrected = correct(locations, decided, zip_place)
    return sorted(corrected, key=lambda location: location.id)
