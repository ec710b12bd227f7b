"""Invented facilities in the shape of FindTreatment.gov's rows, and a way to ask."""

from collections.abc import Callable
from typing import Any

import pytest

from locator.http import Fetcher, make_fetcher

SERVICES = [
    {"f1": "Type of Care", "f2": "TC", "f3": "Substance use treatment; Detoxification"},
    {"f1": "Type of Opioid Treatment", "f2": "OT", "f3": "Prescribes buprenorphine"},
]


def make_row(number: int = 1, **changes: Any) -> dict[str, Any]:
    """Return one facility; `changes` replace its fields."""
    return {
        "_irow": number,
        "name1": f"Harbor House {number}",
        "name2": None,
        "street1": f"{number} Example Street",
        "street2": "",
        "city": "Boston",
        "state": "MA",
        "zip": "02118",
        "phone": "617-555-0100",
        "intake1": "617-555-0101 x5",
        "hotline1": None,
        "website": "https://harbor.example",
        "typeFacility": "SA",
        "latitude": f"{42.3 + number / 1000:.4f}",
        "longitude": "-71.07",
        "miles": 1.5,
        "services": SERVICES,
        **changes,
    }


def make_rows(count: int) -> list[dict[str, Any]]:
    return [make_row(number) for number in range(1, count + 1)]


@pytest.fixture(scope="session")
def row() -> Callable[..., dict[str, Any]]:
    return make_row


@pytest.fixture(scope="session")
def rows() -> Callable[[int], list[dict[str, Any]]]:
    return make_rows


@pytest.fixture
def fetcher(monkeypatch: pytest.MonkeyPatch) -> Fetcher:
    """A fetcher that never waits: each wait moves its clock instead."""
    waited = [0.0]
    monkeypatch.setattr("time.sleep", lambda s: waited.append(waited[-1] + s))
    return make_fetcher(user_agent="tests", clock=lambda: waited[-1])
