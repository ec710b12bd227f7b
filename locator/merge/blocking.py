"""Which pairs of listings are worth judging: those that share something telling."""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations

from locator.merge.traits import Traits

# Squares of 159 m by at least 150 m up to Alaska's towns: who is that near is in the
# same one or the next.
ROWS_PER_DEGREE = 700
COLUMNS_PER_DEGREE = 300


def candidate_pairs(listings: Sequence[Traits]) -> set[tuple[int, int]]:
    """Return pairs of positions, lower first, that could be judged the same."""
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for position, traits in enumerate(listings):
        for block in set(_blocks(traits)):
            blocks[block].append(position)
    pairs = {pair for members in blocks.values() for pair in combinations(members, 2)}
    return pairs | set(_near_pairs(listings))


def _blocks(traits: Traits) -> Iterator[Hashable]:
    state, street = traits.state, traits.street
    for number in traits.phones:
        yield ("phone", state, number)
    if traits.withheld:
        return
    # Digits in another order are the same digits; the first three are the area.
    slipped = "".join(sorted(traits.postal_code))
    for house in street.numbers:
        for word in street.words[:1]:
            yield ("house", slipped, house, word[:3])
            yield ("house near by", traits.postal_code[:3], house, word[:3])
            yield ("house in town", state, traits.city, house, word[:3])
    if not street.numbers:
        yield ("name", traits.postal_code, traits.name)


def _near_pairs(listings: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Yield rows of different lists in one square of the map or in two that touch.

    Within one list the name and the printed address decide, whatever the points say.
    """
    squares: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for position, traits in enumerate(listings):
        for square in _squares(traits):
            squares[square].append(position)
    for position, traits in enumerate(listings):
        for row, column in _squares(traits):
            around = (
                (row + north, column + east)
                for north in (-1, 0, 1)
                for east in (-1, 0, 1)
            )
            for other in (one for square in around for one in squares.get(square, ())):
                if position < other and not _one_list(traits, listings[other]):
                    yield position, other


def _squares(traits: Traits) -> Iterator[tuple[int, int]]:
    if traits.point:
        yield (
            math.floor(traits.point.latitude * ROWS_PER_DEGREE),
            math.floor(traits.point.longitude * COLUMNS_PER_DEGREE),
        )


def _one_list(a: Traits, b: Traits) -> bool:
    return a.source == b.source or (a.survey and b.survey)
