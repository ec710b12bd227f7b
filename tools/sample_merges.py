"""Draw joins between lists for a person to judge: by a written seed, and the weakest.

Run it as `python tools/sample_merges.py --seed 20261122 SOURCE=FILE ...`; it prints both
sides of each join, and what the engine thought. The verdicts belong in
`docs/decisions/merge-sample.md`, without the rows.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random

from locator.merge import Judgement, distinct_listings, judge, merge_listings
from locator.normalize import normalize_listing
from locator.records import KeptListing, Listing
from locator.sources import SOURCES

RANKS = {source: rank for rank, source in enumerate(SOURCES)}
OTP_LISTS = frozenset({"otp-directory", "cms-otp"})


@dataclass(frozen=True, slots=True)
class Join:
    """Two listings of two lists that the engine put into one place."""

    left: Listing
    right: Listing
    judgement: Judgement


def read_kept(paths: Sequence[tuple[str, Path]]) -> list[KeptListing]:
    """Return the listings of some files, as an import would keep them."""
    kept: list[KeptListing] = []
    for source, path in paths:
        file = SOURCES[source].read_file(path)
        listings = (
            normalize_listing(SOURCES[source].parse(row, as_of=file.as_of))
            for row in file.rows
        )
        kept += [KeptListing(one, one.key) for one in distinct_listings(listings)]
    return kept


def find_joins(kept: Sequence[KeptListing]) -> list[Join]:
    """Return every join between two lists of which one is an OTP list, by key."""
    listings = {one.founding_key: one.listing for one in kept}
    places = merge_listings(kept, ranks=RANKS, zip_place=lambda _: None)
    return sorted(
        (
            Join(left, right, judge(left, right))
            for place in places
            for left, right in combinations(
                [listings[ref.listing_key] for ref in place.sources], 2
            )
            if left.source != right.source
            and not OTP_LISTS.isdisjoint({left.source, right.source})
        ),
        key=lambda join: (join.left.key, join.right.key),
    )


def draw(joins: Sequence[Join], seed: int, many: int, weakest: int) -> list[Join]:
    """Return `many` joins by the seed, then the `weakest` of the others."""
    drawn = Random(seed).sample(joins, min(many, len(joins)))
    taken = {id(join) for join in drawn}
    others = sorted(
        (join for join in joins if id(join) not in taken),
        key=lambda join: join.judgement.strength,
    )
    return drawn + others[:weakest]


def lines_of(joins: Sequence[Join]) -> Iterator[str]:
    """Yield the lines that a person reads."""
    for number, join in enumerate(joins, start=1):
        said = "; ".join(join.judgement.reasons)
        yield f"{number}. {said} ({join.judgement.strength})"
        yield from (f"   {line_of(side)}" for side in (join.left, join.right))


def line_of(listing: Listing) -> str:
    """Return one side of a join on one line."""
    address = listing.address
    names = " / ".join(filter(None, [listing.name1, listing.name2]))
    street = ", ".join(filter(None, [address.address_1, address.address_2]))
    phones = " ".join(phone.number for phone in listing.phones)
    town = f"{address.city} {address.state_province} {address.postal_code}"
    return f"{listing.key} {listing.source} {names} | {street} | {town} | {phones}"


def main() -> None:
    """Read the files, merge them, draw and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--many", type=int, default=150)
    parser.add_argument("--weakest", type=int, default=50)
    parser.add_argument("files", nargs="+", metavar="SOURCE=FILE")
    asked = parser.parse_args()
    pairs = [name.partition("=")[::2] for name in asked.files]
    joins = find_joins(read_kept([(source, Path(path)) for source, path in pairs]))
    print(f"{len(joins)} joins, seed {asked.seed}")
    print("\n".join(lines_of(draw(joins, asked.seed, asked.many, asked.weakest))))


if __name__ == "__main__":
    main()
