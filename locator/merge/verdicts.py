"""What a judgement is: a verdict, its reasons, and how much speaks for it."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether two listings are of one place."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with reasons a person can read; `strength` orders those for SAME."""

    verdict: Verdict
    reasons: tuple[str, ...]
    strength: int = 0


def same(strength: int, *reasons: str) -> Judgement:
    """Return a judgement that two listings are of one place."""
    return Judgement(Verdict.SAME, reasons, strength)


def different(*reasons: str) -> Judgement:
    """Return a judgement that two listings are of two places."""
    return Judgement(Verdict.DIFFERENT, reasons)


def unsure(*reasons: str) -> Judgement:
    """Return a judgement that a person should decide."""
    return Judgement(Verdict.UNSURE, reasons)
