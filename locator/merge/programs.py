"""Judging two rows of lists that name each program: here the name decides."""

from locator.merge.comparisons import ALIKE, Comparison, Likeness
from locator.merge.names import same_but_for_filler
from locator.merge.traits import Traits
from locator.merge.verdicts import Judgement, different, same, unsure

# Words that make a program another kind of program than its neighbor without them.
MEDICINE_WORDS = frozenset({"methadone", "opioid", "suboxone", "buprenorphine"})


def judge_programs(a: Traits, b: Traits, found: Comparison) -> Judgement:
    """Judge two rows of one list, or of two editions of SAMHSA's survey."""
    if not found.door or not found.town:
        return _without_one_door(a, b, found)
    if found.units is Likeness.OTHER:
        return different("another suite, floor or building")
    if a.name == b.name:
        return _one_name(a, b, found)
    if not found.phone:
        return different("another name and another number at one address")
    return _two_names(a, b, found)


def _without_one_door(a: Traits, b: Traits, found: Comparison) -> Judgement:
    if not (found.town and found.phone and a.name == b.name):
        return different("another address")
    # Next-door houses of one organization differ by one digit: that is no slip.
    if found.house in {Likeness.OTHER, Likeness.CLOSE} or (
        Likeness.OTHER in {found.street, found.units}
    ):
        return different("same name and phone, but another address")
    if Likeness.UNKNOWN in {found.house, found.street}:
        return same(700, "same name, phone and town", "one street is incomplete")
    return unsure("same name, phone and street", "house numbers differ by a slip")


def _one_name(a: Traits, b: Traits, found: Comparison) -> Judgement:
    reasons = ["same name and address"] + ["same phone"] * found.phone
    if found.units in ALIKE:
        return same(1000 + 50 * found.phone + 20 * (a.kind != b.kind), *reasons)
    reasons.append("only one names a suite, floor or building")
    if found.phone and (a.kind != b.kind or a.source != b.source):
        return same(900, *reasons)
    return unsure(*reasons)


def _two_names(a: Traits, b: Traits, found: Comparison) -> Judgement:
    if a.name1 == b.name1 and a.name2 and b.name2:
        return different("two programs of one organization")
    one_list = a.source == b.source and a.listing.as_of == b.listing.as_of
    if one_list and a.kind == b.kind:
        return _not_the_same_name(found, likely=0.8)
    if found.units is not Likeness.SAME or _other_medicine(a, b):
        return _not_the_same_name(found, likely=0.5)
    if a.name1 == b.name1:
        return same(800, "same phone and address", "one name says more than the other")
    if same_but_for_filler(a.name, b.name):
        return same(780, "same phone and address", "names differ in common words only")
    return _not_the_same_name(found, likely=0.5)


def _not_the_same_name(found: Comparison, *, likely: float) -> Judgement:
    if found.name >= likely:
        return unsure("same phone and address", "the names are alike")
    return different("another name at one address")


def _other_medicine(a: Traits, b: Traits) -> bool:
    return bool(MEDICINE_WORDS & (set(a.name) ^ set(b.name)))
