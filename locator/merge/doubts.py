"""What a person should decide: pairs the rules leave open, and why a pair fell as it did."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import NamedTuple

from locator.merge.blocking import candidate_pairs
from locator.merge.comparisons import Comparison, compare
from locator.merge.judge import judge_traits
from locator.merge.names import name_likeness
from locator.merge.traits import Traits, read_traits
from locator.merge.verdicts import Judgement, Verdict
from locator.records import KeptListing, Listing


class Doubt(NamedTuple):
    """Two listings that may be of one place, and why that is not sure."""

    left: KeptListing
    right: KeptListing
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Doubts:
    """How many pairs wait for a person, and the first of them, the likeliest first."""

    count: int
    first: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A judgement, what was compared, and what would have changed it."""

    judgement: Judgement
    compared: tuple[str, ...]
    # ("the same phone", the verdict with it)
    changes: tuple[tuple[str, Verdict], ...]


def find_doubts(
    kept: Sequence[KeptListing],
    *,
    decided: Collection[frozenset[str]] = (),
    limit: int = 10,
) -> Doubts:
    """Return the pairs judged unsure, but those that a person has `decided` by keys.

    Retired listings wait for nobody. The order of `kept` changes nothing.
    """
    living = sorted(
        (one for one in kept if one.retired_at is None),
        key=lambda one: one.founding_key,
    )
    traits = [read_traits(one.listing) for one in living]
    unsure = [
        (-name_likeness(traits[a].name, traits[b].name), a, b)
        for a, b in candidate_pairs(traits)
        if judge_traits(traits[a], traits[b]).verdict is Verdict.UNSURE
        and frozenset((living[a].founding_key, living[b].founding_key)) not in decided
    ]
    first = (
        Doubt(living[a], living[b], judge_traits(traits[a], traits[b]))
        for _, a, b in nsmallest(limit, unsure)
    )
    return Doubts(len(unsure), tuple(first))


def explain(a: Listing, b: Listing) -> Explanation:
    """Say why two listings are judged as they are, and what would change it."""
    left, right = read_traits(a), read_traits(b)
    judgement = judge_traits(left, right)
    changes = (
        (what, judge_traits(left, other).verdict)
        for what, other in _what_ifs(left, right)
    )
    return Explanation(
        judgement,
        tuple(_compared(compare(left, right), left, right)),
        tuple(change for change in changes if change[1] is not judgement.verdict),
    )


def _what_ifs(left: Traits, right: Traits) -> Iterator[tuple[str, Traits]]:
    """Yield the right side as it would be with one more thing in common, or less."""
    phones, street = left.phones, left.street
    if phones and phones.isdisjoint(right.phones):
        yield "the same phone", replace(right, phones=phones)
    elif phones:
        yield "no phone in common", replace(right, phones=right.phones - phones)
    yield (
        "the same address",
        replace(right, street=street, postal_code=left.postal_code, city=left.city),
    )
    suite = replace(right.street, units=street.units)
    yield "the same suite, floor or building", replace(right, street=suite)
    yield (
        "the same names",
        replace(right, name=left.name, name1=left.name1, name2=left.name2),
    )


def _compared(found: Comparison, left: Traits, right: Traits) -> Iterator[str]:
    """Yield what was compared, in words."""
    yield "phone: in common" if found.phone else "phone: none in common"
    if left.withheld or right.withheld:
        yield "street: kept private, not compared"
    else:
        yield f"house number: {found.house}"
        yield f"street: {found.street}"
        yield f"suite, floor or building: {found.units}"
    yield f"ZIP: {found.postal_code}; town: {'same' if found.city else 'other'}"
    yield f"names: {found.name:.0%} alike"
    if left.point and right.point:
        yield f"points: {'within' if found.near else 'more than'} 150 m"
