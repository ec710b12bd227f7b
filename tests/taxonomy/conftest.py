"""Readings from codes, so that a test says only what it is about."""

import pytest

from locator import taxonomy
from locator.records import Reading, Value
from locator.taxonomy.values import KNOWN


class Read:
    """Reads rows written as codes, the way DESIGN's table speaks of them."""

    def __call__(self, codes: str, kind: str = "SA", **options) -> Reading:
        values = [KNOWN[code].value for code in codes.split()]
        return taxonomy.read_values(kind, values, **options)

    def strength(self, term: str, codes: str, kind: str = "SA") -> str | None:
        for offer in self(codes, kind).offers:
            if offer.term == term:
                return offer.strength.value
        return None

    def texts(self, *pairs: tuple[str, str], kind: str = "SA") -> Reading:
        return taxonomy.read_values(kind, [Value(*pair) for pair in pairs])


@pytest.fixture
def read() -> Read:
    return Read()
