"""Which pairs of listings are worth judging: those that share something telling."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations

from locator.merge.traits import Traits


def candidate_pairs(listings: Sequence[Traits]) -> set[tuple[int, int]]:
    """Return pairs of positions, lower first, that could be judged the same."""
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for position, traits in enumerate(listings):
        for block in set(_blocks(traits)):
            blocks[block].append(position)
    return {pair for members in blocks.values() for pair in combinations(members, 2)}


def _blocks(traits: Traits) -> Iterator[Hashable]:
    state, street = traits.state, traits.street
    for number in traits.phones:
        yield ("phone", state, number)
    if traits.withheld:
        return
    for house in street.numbers:
        for word in street.words[:1]:
            yield ("house", traits.postal_code, house, word[:3])
            yield ("house in town", state, traits.city, house, word[:3])
    if not street.numbers:
        yield ("name", traits.postal_code, traits.name)
