"""One honest record of each place, from what several directories say of it."""

from locator.merge.doubts import Doubts, Explanation, explain, find_doubts
from locator.merge.duplicates import distinct_listings
from locator.merge.editions import FullCopy
from locator.merge.judge import judge
from locator.merge.lifecycle import carry_over
from locator.merge.locations import merge_listings
from locator.merge.verdicts import Judgement, Verdict

__all__ = [
    "Doubts",
    "Explanation",
    "FullCopy",
    "Judgement",
    "Verdict",
    "carry_over",
    "distinct_listings",
    "explain",
    "find_doubts",
    "judge",
    "merge_listings",
]
