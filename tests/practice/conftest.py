"""Practice rows made from a ZIP table of the tests' own, so that data cannot move them."""

from collections.abc import Sequence

import pytest

from locator.geo import Point
from locator.places import ZipPlace
from locator.practice import practice_rows
from locator.practice.states import states
from locator.records import Precision


def zip_codes_of(state: str) -> Sequence[ZipPlace]:
    """Give a state its towns' ZIP codes, far apart, and ten in the countryside."""
    known = {each.code: each for each in states()}
    rank = list(known).index(state)
    towns = list(known[state].towns)
    country = [f"99{rank:02}{i}" for i in range(10)]
    return [
        ZipPlace(
            postal_code=postal_code,
            point=Point(20 + rank * 0.5, -160 + i * 0.5),
            precision=Precision.ZIP,
            city=f"Town {i}",
            state=state,
            kind="standard",
        )
        for i, postal_code in enumerate([*towns, *country])
    ]


@pytest.fixture(scope="session")
def make_rows():
    return lambda: list(practice_rows(zip_codes_of))


@pytest.fixture(scope="session")
def rows():
    """The practice directory as the site loads it."""
    return list(practice_rows())
