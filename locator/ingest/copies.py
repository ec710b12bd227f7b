"""Which copy of a directory a run brings, and which of two copies is the older."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a source: the date its facts stand for, and when it was copied."""

    source: str
    full: bool
    as_of: str | None
    retrieved_at: datetime
    # What a whole one leaves out is gone at once: its publisher runs this site.
    final: bool = False


def is_older(
    as_of: str | None, at: datetime, than_as_of: str | None, than_at: datetime
) -> bool:
    """Tell whether one copy's facts are older than another's.

    A copy without a date of its own stands for the day it was copied. Dates are ISO
    8601 of any precision: "2022" is neither older nor newer than "2022-05".
    """
    one = as_of or at.date().isoformat()
    other = than_as_of or than_at.date().isoformat()
    length = min(len(one), len(other))
    if one[:length] != other[:length]:
        return one[:length] < other[:length]
    return (as_of is None) == (than_as_of is None) and at < than_at
