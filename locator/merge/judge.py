"""Whether two listings are of one place: same, different or unsure, with reasons.

Names need not match across directories: OTP lists print legal entities, SAMHSA's survey
the trade name. Within one directory the name is what tells two programs apart.
"""

from locator.merge.across import judge_across
from locator.merge.comparisons import ALIKE, Comparison, Likeness, compare
from locator.merge.programs import judge_programs
from locator.merge.traits import Traits, read_traits
from locator.merge.verdicts import Judgement, different, same, unsure
from locator.records import Listing


def judge(a: Listing, b: Listing) -> Judgement:
    """Judge whether two normalized listings are of one place; symmetric."""
    return judge_traits(read_traits(a), read_traits(b))


def judge_traits(a: Traits, b: Traits) -> Judgement:
    """Judge two listings whose comparable parts have been read already."""
    if a.listing.practice != b.listing.practice:
        return different("one is invented")
    if a.state != b.state:
        return different("another state")
    found = compare(a, b)
    if a.withheld or b.withheld:
        return _private(a, b, found)
    if a.source == b.source or (a.survey and b.survey):
        return judge_programs(a, b, found)
    return judge_across(a, b, found)


def _private(a: Traits, b: Traits, found: Comparison) -> Judgement:
    """Judge where a street is private: never by address, only by phone, ZIP and names."""
    near = found.postal_code in ALIKE - {Likeness.CLOSE}
    if not (found.phone and near):
        return different("a private address, and not the same phone and ZIP")
    if a.name == b.name:
        return same(850, "same names, phone and ZIP", "a street is private")
    if found.name >= 0.8 and not (a.name1 == b.name1 and a.name2 and b.name2):
        return unsure("same phone and ZIP", "a street is private, the names are alike")
    return different("a private address, and another name")
