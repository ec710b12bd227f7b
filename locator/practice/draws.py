"""Choices that look random and are the same on every machine and Python version."""

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

# The constants of the splitmix64 generator, whose neighboring inputs share nothing.
WORD = 2**64 - 1
STEP = 0x9E3779B97F4A7C15
FIRST_MIX = 0xBF58476D1CE4E5B9
SECOND_MIX = 0x94D049BB133111EB


def fraction(place: int, question: str) -> float:
    """Return a number from 0 up to 1 that depends on nothing but its arguments."""
    mixed = (_seed(question) + place * STEP) & WORD
    mixed = ((mixed ^ (mixed >> 30)) * FIRST_MIX) & WORD
    mixed = ((mixed ^ (mixed >> 27)) * SECOND_MIX) & WORD
    return ((mixed ^ (mixed >> 31)) >> 11) / 2**53


def happens(percent: int, place: int, question: str) -> bool:
    """Tell whether something that is so in `percent` of all cases is so in this one."""
    return percent >= 100 or fraction(place, question) * 100 < percent


def choose(options: Sequence[T], place: int, question: str) -> T:
    """Pick one of the options."""
    if len(options) == 1:
        return options[0]
    return options[int(fraction(place, question) * len(options))]


@cache
def _seed(question: str) -> int:
    return int.from_bytes(blake2b(question.encode(), digest_size=8).digest())
