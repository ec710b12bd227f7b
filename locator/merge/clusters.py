"""Listings grouped into places; the order in which they came changes nothing.

Pairs are joined strongest first, and only where every pair across the two groups is
judged same. A listing that fits two different places equally well joins neither.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from locator.merge.blocking import candidate_pairs
from locator.merge.decisions import Links, join_linked
from locator.merge.judge import judge_traits
from locator.merge.traits import Traits
from locator.merge.verdicts import Judgement, Verdict, different

# A rival place this near in strength makes a choice between the two a guess.
CLEAR_LEAD = 15
NO_LINKS = Links()


@dataclass(slots=True)
class _Bench:
    """Judgements, each made once; listings are known by their position."""

    listings: Sequence[Traits]
    judgements: dict[tuple[int, int], Judgement] = field(default_factory=dict)

    def judge(self, a: int, b: int) -> Judgement:
        pair = (a, b) if a < b else (b, a)
        if pair not in self.judgements:
            left, right = self.listings[pair[0]], self.listings[pair[1]]
            self.judgements[pair] = judge_traits(left, right)
        return self.judgements[pair]

    def apart(self, a: int, b: int) -> bool:
        """Say whether two listings may not be in one place: only "same" may.

        An unsure pair is not joined through a third listing either: that would decide
        what a person should.
        """
        return self.judge(a, b).verdict is not Verdict.SAME


def find_clusters(
    listings: Sequence[Traits], keys: Sequence[str], links: Links = NO_LINKS
) -> list[list[int]]:
    """Return the positions of the listings of each place, in the order of `keys`.

    `links` are the pairs that a person judged.
    """
    by_hand = different("decided by hand")
    bench = _Bench(listings, dict.fromkeys(links.different, by_hand))
    joins = [
        (bench.judge(a, b).strength, a, b)
        for a, b in candidate_pairs(listings)
        if bench.judge(a, b).verdict is Verdict.SAME
    ]
    joins.sort(key=lambda join: (-join[0], keys[join[1]], keys[join[2]]))
    clear = _without_guesses(bench, joins)
    places = _joined(bench, clear, sorted(range(len(listings)), key=keys.__getitem__))
    return join_linked(places, links)


def _without_guesses(
    bench: _Bench, joins: list[tuple[int, int, int]]
) -> list[tuple[int, int]]:
    partners: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for strength, a, b in joins:
        partners[a].append((strength, b))
        partners[b].append((strength, a))
    return [
        (a, b)
        for strength, a, b in joins
        if not _has_rival(bench, partners[a], strength, b)
        and not _has_rival(bench, partners[b], strength, a)
    ]


def _has_rival(
    bench: _Bench, partners: list[tuple[int, int]], strength: int, chosen: int
) -> bool:
    return any(
        rival != chosen
        and abs(strength - rival_strength) < CLEAR_LEAD
        and bench.apart(chosen, rival)
        for rival_strength, rival in partners
    )


def _joined(
    bench: _Bench, joins: list[tuple[int, int]], positions: list[int]
) -> list[list[int]]:
    places = {position: [position] for position in positions}
    for a, b in joins:
        left, right = places[a], places[b]
        if left is right or any(bench.apart(*pair) for pair in product(left, right)):
            continue
        left.extend(right)
        for position in right:
            places[position] = left
    order = {position: rank for rank, position in enumerate(positions)}
    distinct = {id(place): place for place in places.values()}
    return [sorted(place, key=order.__getitem__) for place in distinct.values()]
